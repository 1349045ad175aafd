import type { EndInstanceEffect } from '@pledge/engine';
import type { CommandSession, WorkingInstance } from '../command-session.js';
import type { ChildEndedPayload } from '../jobs/payloads.js';
import { toPayload } from '../jobs/payloads.js';
import { newJob } from './new-job.js';

/** Error code a parent gets when somebody cancelled its child: it must not wait for ever. */
export const CHILD_CANCELLED = 'CALLED_PROCESS_CANCELLED';

export function endInstance(session: CommandSession, working: WorkingInstance, effect: EndInstanceEffect): void {
  working.row = { ...working.row, status: effect.state, endedAt: session.now };
  session.tell('instance', working, working.row.id, effect.state);
  const { parent } = effect;
  if (!parent) return;
  const payload: ChildEndedPayload = { callId: parent.callId, outcome: outcomeOf(effect) };
  session.writes.insertJob(
    newJob({
      id: session.context.newId(),
      type: 'child-ended',
      instanceId: parent.instanceId,
      ref: parent.callId,
      dueAt: session.now,
      createdAt: session.now,
      payload: toPayload(payload),
      mode: working.row.mode,
    }),
  );
}

function outcomeOf(effect: EndInstanceEffect): ChildEndedPayload['outcome'] {
  const { variables, error } = effect;
  if (error) return { kind: 'error', ...error, variables };
  if (effect.state === 'cancelled') {
    return { kind: 'error', errorCode: CHILD_CANCELLED, message: 'the called process was cancelled', variables };
  }
  return { kind: 'completed', variables };
}
