import type { MyNotification, OutboxItem } from '@pledge/contracts';
import { isoTime } from '../documents/index.js';
import type { OutboxRow } from './notifications.repository.js';

/** The id of the last row, when there may be more. */
export const nextCursor = (rows: readonly OutboxRow[], limit: number): string | null =>
  rows.length < limit ? null : (rows[rows.length - 1]?.id ?? null);
const time = (at: number | null): string | null => (at === null ? null : isoTime(at));

/** What only its receiver may read: a link or a code is worth a signature. */
const SECRET_TEMPLATES = new Set(['confirmation-code', 'confirmation-request']);
const HIDDEN = '（只有收件人可见 · shown to its receiver only）';

/** As operators see it; what is for its receiver alone is hidden unless `showSecrets`. */
export function outboxItem(row: OutboxRow, showSecrets: boolean): OutboxItem {
  const hidden = !showSecrets && SECRET_TEMPLATES.has(row.template);
  return {
    id: row.id,
    messageId: row.messageId,
    template: row.template,
    channel: row.channel,
    username: row.username,
    recipientName: row.recipientName,
    address: row.address,
    subject: row.subject,
    text: hidden ? HIDDEN : row.text,
    html: hidden ? null : row.html,
    language: row.language,
    state: row.state,
    tries: row.tries,
    nextAttemptAt: time(row.nextAttemptAt),
    lastError: row.lastError,
    mode: row.mode,
    caseNumber: row.caseNumber,
    taskId: row.taskId,
    acknowledgement: row.ackState,
    acknowledgeBy: time(row.ackBy),
    acknowledgedAt: time(row.acknowledgedAt),
    createdAt: isoTime(row.createdAt),
    sentAt: time(row.sentAt),
    attachments: row.attachments.map(({ documentId, fileName }) => ({ documentId, fileName })),
  };
}

/** As its receiver sees it. */
export function myNotification(row: OutboxRow): MyNotification {
  const { id, template, subject, text, caseNumber, taskId, mode } = row;
  return {
    id,
    template,
    subject,
    text,
    caseNumber,
    taskId,
    acknowledgement: row.ackState,
    acknowledgeBy: time(row.ackBy),
    acknowledgedAt: time(row.acknowledgedAt),
    createdAt: isoTime(row.createdAt),
    mode,
    readAt: time(row.readAt),
  };
}
