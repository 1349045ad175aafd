import { createHash } from 'node:crypto';
import type { ChangePlanContent, DangerousCommand, PlannedCommand } from '@pledge/contracts';
import { canonicalJson } from '../cases/index.js';
import type { SubjectSection } from '../confirmations/index.js';
import type { ApprovalRow, TakingRow, TicketRow, UseRow } from './command-tickets.repository.js';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** SHA-256 of a command without the blanks around it: two commands are the same when this is. */
export const commandHash = (command: string): string => sha256(command.trim());

/** A line that a rule found, with the device of its step. */
export function plannedCommand(content: ChangePlanContent, found: DangerousCommand): PlannedCommand {
  const { step, command, category, label } = found;
  const device = content.steps[step - 1]?.device ?? '';
  return { step, device, command, commandHash: commandHash(command), category, label };
}

/** The key under which commands and tickets meet. */
export const commandKey = (one: { readonly device: string; readonly commandHash: string }): string =>
  `${one.device}\n${one.commandHash}`;

/** Everything a sheet says, always the same bytes for the same sheet. */
export function canonicalApproval(
  row: ApprovalRow,
  text: { readonly effect: string; readonly rollback: string },
): string {
  return canonicalJson({
    kind: 'command-approval',
    number: row.number,
    plan: { id: row.planId, version: row.planVersion, hash: row.planHash },
    requestedBy: row.requestedBy,
    commands: row.commands.map(({ step, device, command, commandHash: sha, category }) => ({
      step,
      device,
      command,
      sha256: sha,
      category,
    })),
    window: { from: new Date(row.windowFrom).toISOString(), to: new Date(row.windowTo).toISOString() },
    effect: text.effect,
    rollback: text.rollback,
  });
}

/** SHA-256 over everything a ticket says. */
export function sealTicket(row: Omit<TicketRow, 'rowHash'>): string {
  const { id, approvalId, approvalHash, planId, planVersion, caseNumber } = row;
  const { step, device, command, commandHash: hash, validFrom, validTo, issuedAt } = row;
  return sha256(
    canonicalJson({
      ...{ id, approvalId, approvalHash, planId, planVersion, caseNumber },
      ...{ step, device, command, commandHash: hash, validFrom, validTo, issuedAt },
    }),
  );
}

/** SHA-256 over everything that taking a ticket says. */
export function sealTaking(row: Omit<TakingRow, 'rowHash'>): string {
  const { id, ticketId, caseNumber, device, commandHash: hash, takenBy, takenAt, reportBy, instanceId } = row;
  return sha256(
    canonicalJson({ id, ticketId, caseNumber, device, commandHash: hash, takenBy, takenAt, reportBy, instanceId }),
  );
}

/** SHA-256 over everything a use says; the output goes in as a hash of its own. */
export function sealUse(row: Omit<UseRow, 'rowHash'>): string {
  const { id, ticketId, caseNumber, device, commandHash: hash, output, usedBy, witness, usedAt } = row;
  const { recordingId, recordingSha256 } = row;
  return sha256(
    canonicalJson({
      ...{ id, ticketId, caseNumber, device, commandHash: hash, usedBy, witness, usedAt },
      output: sha256(`${id}\n${output}`),
      // Uses of the first release have no recording, and their hashes stand.
      ...(recordingId === null ? {} : { recordingId, recordingSha256 }),
    }),
  );
}

const WORDS = {
  'zh-CN': {
    command: '命令',
    device: '设备',
    category: '类别',
    effect: '预期影响',
    rollback: '回退',
    plan: '所属方案',
  },
  en: {
    command: 'Command',
    device: 'Device',
    category: 'Kind',
    effect: 'Expected effect',
    rollback: 'Rollback',
    plan: 'Part of plan',
  },
} as const;

/** The sheet as people read it on a screen before they approve: all of it. */
export function approvalSections(row: ApprovalRow, language: 'zh-CN' | 'en'): SubjectSection[] {
  const words = WORDS[language];
  const colon = language === 'en' ? ': ' : '：';
  const lines = (text: string): string[] => text.split(/\r?\n/).filter((line) => line.trim() !== '');
  return [
    ...row.commands.map((one, index): SubjectSection => ({
      heading: `${words.command} ${String(index + 1)}`,
      paragraphs: [
        `${words.device}${colon}${one.device}`,
        `${words.category}${colon}${language === 'en' ? one.label.en : one.label.zh}`,
      ],
      commands: [one.command],
    })),
    { heading: words.effect, paragraphs: lines(row.effect), commands: [] },
    { heading: words.rollback, paragraphs: lines(row.rollback), commands: [] },
    { heading: words.plan, paragraphs: [`${row.title} · v${String(row.planVersion)}`], commands: [] },
  ];
}
