import type { EndInstanceEffect } from '@pledge/engine';
import type { CommandSession, WorkingInstance } from '../command-session.js';
import type { ChildEndedPayload } from '../jobs/payloads.js';
import { toPayload } from '../jobs/payloads.js';
import { newJob } from './new-job.js';

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

/** The engine says with which error a parent is told of a cancelled child. */
function outcomeOf({ variables, error }: EndInstanceEffect): ChildEndedPayload['outcome'] {
  return error ? { kind: 'error', ...error, variables } : { kind: 'completed', variables };
}
