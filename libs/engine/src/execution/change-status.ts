import type { StatusCommand } from './command.js';
import type { HistoryEntry } from './history-entry.js';
import type { InstanceState } from './instance-state.js';
import type { StepEnv, StepResult } from './step-result.js';

/** Suspends or resumes an instance: its tokens stay where they are, what waits for them stays open. */
export function changeStatus(state: InstanceState | null, command: StatusCommand, env: StepEnv): StepResult {
  if (state === null) return { kind: 'rejected', code: 'WAIT_GONE', detail: 'the instance does not exist' };
  const suspends = command.type === 'suspend-instance';
  switch (state.status) {
    case 'completed':
    case 'cancelled':
      return { kind: 'rejected', code: 'INSTANCE_ENDED', detail: state.status };
    case 'suspended':
      if (suspends) return { kind: 'rejected', code: 'INSTANCE_SUSPENDED', detail: state.instanceId };
      break;
    case 'active':
      if (!suspends) return { kind: 'rejected', code: 'WAIT_GONE', detail: 'the instance is not suspended' };
      break;
  }
  const seq = state.seq + 1;
  const { reason, actor } = command;
  const entry: HistoryEntry = {
    seq,
    at: env.now,
    type: suspends ? 'instance-suspended' : 'instance-resumed',
    actor: actor.userId,
    detail: { reason, ...(actor.onBehalfOf === undefined ? {} : { onBehalfOf: actor.onBehalfOf }) },
  };
  const after: InstanceState = { ...state, status: suspends ? 'suspended' : 'active', seq };
  return { kind: 'stepped', state: after, effects: [], history: [entry] };
}
