import type { RecordEventRequest, ServiceLevelProfile } from '@pledge/contracts';
import { Problem } from '@pledge/runtime';

/** What a pause rule needs to know of an event of the case. */
export interface PauseEvent {
  readonly id: string;
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Codes of the reasons whose pause lasts, by the events of the case that were not corrected. */
export function lastingPauses(events: readonly PauseEvent[]): string[] {
  const lasting = new Set<string>();
  for (const { type, payload } of events) {
    const reason = typeof payload['reason'] === 'string' ? payload['reason'] : null;
    if (type === 'pause_started' && reason !== null) lasting.add(reason);
    if (type === 'pause_ended') {
      if (reason === null) lasting.clear();
      else lasting.delete(reason);
    }
  }
  return [...lasting];
}

/**
 * Whether a pause may begin or end (C20): time never stops unless the contract names the reason; where the contract asks
 * for evidence there has to be some.
 * @throws Problem PAUSE_REASON_UNKNOWN, PAUSE_EVIDENCE_MISSING, PAUSE_LASTS, PAUSE_NOT_RUNNING
 */
export function checkPause(
  request: RecordEventRequest,
  profile: ServiceLevelProfile | null,
  events: readonly PauseEvent[],
): void {
  const lasting = lastingPauses(events);
  if (request.type === 'pause_ended') {
    const known = request.reason === undefined ? lasting.length > 0 : lasting.includes(request.reason);
    if (!known) throw new Problem('conflict', 'PAUSE_NOT_RUNNING', { reason: request.reason ?? '' });
  }
  if (request.type !== 'pause_started') return;
  const reasons = profile?.pauseReasons ?? [];
  const reason = reasons.find((one) => one.code === request.reason);
  if (!reason) {
    const known = reasons.map((one) => one.code).join(', ') || '-';
    throw new Problem('invalid', 'PAUSE_REASON_UNKNOWN', { reason: request.reason ?? '', known }, [
      { field: 'reason', code: 'PAUSE_REASON_UNKNOWN' },
    ]);
  }
  const { note, fileIds } = request.evidence ?? {};
  const shown = (note ?? '').trim() !== '' || (fileIds ?? []).length > 0;
  if (reason.evidenceRequired && !shown) {
    throw new Problem('invalid', 'PAUSE_EVIDENCE_MISSING', {}, [{ field: 'evidence', code: 'PAUSE_EVIDENCE_MISSING' }]);
  }
  if (lasting.includes(reason.code)) throw new Problem('conflict', 'PAUSE_LASTS', { reason: reason.label.zh });
}
