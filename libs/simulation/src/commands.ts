import type { Effect, EngineCommand, Variables } from '@pledge/engine';
import type { Instance } from './parts.js';
import type { SimulationAnswer, SimulationResult } from './scenario.js';
import type { OpenedWait } from './waits.js';

/** How a called process ended, as its caller is told. */
export type ChildOutcome = Extract<EngineCommand, { type: 'child-ended' }>['outcome'];

const ANSWERED = 'answered by the scenario';

/** A user task is completed as the scenario says. */
function completeTask(taskId: string, { variables = {} }: SimulationAnswer): EngineCommand {
  return { type: 'complete-task', taskId, variables, actor: { userId: 'simulation' } };
}

/** A job ends well, or with the error that the scenario names. */
function endJob(jobId: string, { variables = {}, error }: SimulationAnswer): EngineCommand {
  return error === undefined
    ? { type: 'complete-job', jobId, variables }
    : { type: 'throw-job-error', jobId, errorCode: error.code, message: ANSWERED, variables };
}

/** A called process that is not there ends as the scenario says. */
function endCall(callId: string, { variables = {}, error }: SimulationAnswer): EngineCommand {
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
export function outcomeOf({ error, variables }: Extract<Effect, { type: 'end-instance' }>): ChildOutcome {
  return error === undefined
    ? { kind: 'completed', variables }
    : { kind: 'error', errorCode: error.errorCode, message: error.message, variables };
}

/** The command that answers an open wait; null for a timer, which only time answers. */
export function answerTo(wait: Omit<OpenedWait, 'visit'>, answer: SimulationAnswer): EngineCommand | null {
  switch (wait.kind) {
    case 'task':
      return completeTask(wait.id, answer);
    case 'job':
      return endJob(wait.id, answer);
    case 'call':
      return endCall(wait.id, answer);
    case 'message':
      return deliverMessage(wait.id, wait.name ?? '', answer.variables ?? {});
    case 'signal':
      return {
        type: 'deliver-signal',
        subscriptionId: wait.id,
        signalName: wait.name ?? '',
        variables: answer.variables ?? {},
      };
    case 'timer':
      return null;
  }
}

/** A message for one open wait. */
export function deliverMessage(subscriptionId: string, messageName: string, variables: Variables): EngineCommand {
  return { type: 'deliver-message', subscriptionId, messageName, variables };
}

/** A wait that is gone is normal (null); an answer that the engine may not take must not be lost in silence. */
export function refusalOf(
  instance: Instance,
  command: EngineCommand,
  { code, detail }: { readonly code: string; readonly detail: string },
): SimulationResult['incident'] {
  if (code !== 'SEALED_VARIABLE' && code !== 'VARIABLES_TOO_LARGE') return undefined;
  const wait = 'taskId' in command ? command.taskId : undefined;
  const node = instance.state?.nodes.find((each) => each.waits?.some(({ id }) => id === wait) === true);
  return { code, elementId: node?.elementId ?? '', message: detail };
}
