import type { Effect, EngineCommand, Variables } from '@pledge/engine';
import type { SimulationAnswer } from './scenario.js';

type ChildEnded = Extract<EngineCommand, { type: 'child-ended' }>;

const ANSWERED = 'answered by the scenario';

/** A user task is completed as the scenario says. */
export function completeTask(taskId: string, { variables = {} }: SimulationAnswer): EngineCommand {
  return { type: 'complete-task', taskId, variables, actor: { userId: 'simulation' } };
}

/** A job ends well, or with the error that the scenario names. */
export function endJob(jobId: string, { variables = {}, error }: SimulationAnswer): EngineCommand {
  return error === undefined
    ? { type: 'complete-job', jobId, variables }
    : { type: 'throw-job-error', jobId, errorCode: error.code, message: ANSWERED, variables };
}

/** A called process that is not there ends as the scenario says. */
export function endCall(callId: string, { variables = {}, error }: SimulationAnswer): EngineCommand {
  return {
    type: 'child-ended',
    callId,
    outcome:
      error === undefined
        ? { kind: 'completed', variables }
        : { kind: 'error', errorCode: error.code, message: ANSWERED, variables },
  };
}

/** What the caller of an instance that has ended is told. */
export function outcomeOf({ error, variables }: Extract<Effect, { type: 'end-instance' }>): ChildEnded['outcome'] {
  return error === undefined
    ? { kind: 'completed', variables }
    : { kind: 'error', errorCode: error.errorCode, message: error.message, variables };
}

/** A message for one open wait. */
export function deliverMessage(subscriptionId: string, messageName: string, variables: Variables): EngineCommand {
  return { type: 'deliver-message', subscriptionId, messageName, variables };
}
