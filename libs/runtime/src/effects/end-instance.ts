import type { EndInstanceEffect, PropagateEscalationEffect } from '@pledge/engine';
import type { CommandSession, WorkingInstance } from '../command-session.js';
import type { ChildEndedPayload } from '../jobs/payloads.js';
import { toPayload } from '../jobs/payloads.js';
import { newJob } from './new-job.js';

export function endInstance(session: CommandSession, working: WorkingInstance, effect: EndInstanceEffect): void {
  working.row = { ...working.row, status: effect.state, endedAt: session.now };
  session.tell('instance', working, working.row.id, effect.state);
  const { parent } = effect;
  if (!parent) return;
  tellParent(session, working, { parent, outcome: outcomeOf(effect) });
}

/** An escalation that nothing inside the child caught: the parent hears it, the child goes on. */
export function propagateEscalation(
  session: CommandSession,
  working: WorkingInstance,
  effect: PropagateEscalationEffect,
): void {
  const { parent, escalationCode, variables } = effect;
  tellParent(session, working, { parent, outcome: { kind: 'escalation', escalationCode, variables } });
}

function tellParent(
  session: CommandSession,
  working: WorkingInstance,
  news: {
    readonly parent: { readonly instanceId: string; readonly callId: string };
    readonly outcome: ChildEndedPayload['outcome'];
  },
): void {
  const { parent, outcome } = news;
  const payload: ChildEndedPayload = { callId: parent.callId, outcome };
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
