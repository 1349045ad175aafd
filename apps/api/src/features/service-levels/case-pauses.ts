import type { CasePause, ServiceLevelProfile } from '@pledge/contracts';
import { toIso } from '@pledge/time';
import { liveEvents, type CaseEventEntity } from '../cases/index.js';

type Reasons = ServiceLevelProfile['pauseReasons'];

/**
 * The pauses of a case as the customer sees them: reason, evidence, objection and decision (C20). Pauses that events of
 * the contract begin by themselves (C19) are among them.
 */
export function casePauses(all: readonly CaseEventEntity[], reasons: Reasons, zone: string): CasePause[] {
  const events = [...liveEvents(all)].sort((a, b) => a.occurredAt - b.occurredAt || a.seq - b.seq);
  return events.flatMap((event, index) => {
    const reason = reasons.find((one) => begins(event, one));
    if (!reason) return [];
    const before = events.slice(0, index);
    if (lasts(before, reason)) return [];
    const end = events.slice(index + 1).find((one) => ends(one, reason));
    return [
      {
        id: event.id,
        reason: reason.code,
        label: reason.label,
        from: toIso(event.occurredAt, zone),
        to: end ? toIso(end.occurredAt, zone) : null,
        startedBy: event.actor,
        evidence: evidenceOf(event),
        dispute: disputeOf(events, event.id, zone),
        decision: decisionOf(events, event.id, zone),
      },
    ];
  });
}

function begins(event: CaseEventEntity, reason: Reasons[number]): boolean {
  return event.type === 'pause_started'
    ? event.payload['reason'] === reason.code
    : (reason.fromEvents?.includes(event.type) ?? false);
}

function ends(event: CaseEventEntity, reason: Reasons[number]): boolean {
  return event.type === 'pause_ended'
    ? (event.payload['reason'] ?? reason.code) === reason.code
    : (reason.toEvents?.includes(event.type) ?? false);
}

function lasts(events: readonly CaseEventEntity[], reason: Reasons[number]): boolean {
  let lasting = false;
  for (const event of events) {
    if (begins(event, reason)) lasting = true;
    else if (ends(event, reason)) lasting = false;
  }
  return lasting;
}

function evidenceOf(event: CaseEventEntity): CasePause['evidence'] {
  const evidence = event.payload['evidence'];
  const given = typeof evidence === 'object' && evidence !== null ? evidence : {};
  const note = 'note' in given && typeof given.note === 'string' ? given.note : null;
  const files = 'fileIds' in given && Array.isArray(given.fileIds) ? given.fileIds : [];
  const said = event.payload['note'];
  return {
    note: note ?? (typeof said === 'string' ? said : null),
    fileIds: files.filter((id): id is string => typeof id === 'string'),
  };
}

function about(events: readonly CaseEventEntity[], type: string, id: string): CaseEventEntity | undefined {
  return events.filter((event) => event.type === type && event.payload['about'] === id).at(-1);
}

function disputeOf(events: readonly CaseEventEntity[], id: string, zone: string): CasePause['dispute'] {
  const event = about(events, 'pause_disputed', id);
  return event ? { by: event.actor, at: toIso(event.occurredAt, zone), note: noteOf(event) } : null;
}

function decisionOf(events: readonly CaseEventEntity[], id: string, zone: string): CasePause['decision'] {
  const event = about(events, 'pause_dispute_decided', id);
  if (!event) return null;
  const decision = event.payload['decision'] === 'void' ? 'void' : 'stands';
  return { decision, by: event.actor, at: toIso(event.occurredAt, zone), note: noteOf(event) };
}

function noteOf(event: CaseEventEntity): string {
  return typeof event.payload['note'] === 'string' ? event.payload['note'] : '';
}
