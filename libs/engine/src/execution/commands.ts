import { nodeOf } from '../model/process-definition.js';
import type {
  Actor,
  ChildEndedCommand,
  CompleteJobCommand,
  DeliverMessageCommand,
  DeliverSignalCommand,
  EngineCommand,
  FailJobCommand,
  RetryIncidentCommand,
  SetVariablesCommand,
  ThrowJobErrorCommand,
  TriggerTimerCommand,
  Variables,
} from './command.js';
import {
  findWait,
  finishWork,
  gone,
  reject,
  SYSTEM_USER,
  tooLarge,
  writeRefused,
  type Rejection,
} from './command-tools.js';
import { startInstance } from './start-command.js';
import { claimTask, completeTask, unclaimTask } from './task-commands.js';
import { ROOT } from './draft.js';
import { cancelInstance } from './ending.js';
import { performHuman } from './human/perform.js';
import { modifyInstance } from './operations/modify-instance.js';
import { replanTimer } from './operations/replan-timer.js';
import { throwError, throwEscalation } from './errors.js';
import { armAgain } from './event-waits.js';
import type { Run } from './run.js';
import { attempt, raiseIncident } from './attempt.js';
import { MAX_VARIABLE_BYTES, propagate, setLocal } from './variables.js';
import { dropWait } from './waits.js';

/** Says no, or does the first part of a step; `settle` does the rest. */
export function perform(run: Run, command: EngineCommand): Rejection | null {
  switch (command.type) {
    case 'start-instance':
      return startInstance(run, command);
    case 'complete-task':
      return completeTask(run, command);
    case 'claim-task':
      return claimTask(run, command);
    case 'unclaim-task':
      return unclaimTask(run, command);
    case 'delegate-task':
    case 'transfer-task':
    case 'change-task':
    case 'copy-task':
    case 'comment-task':
    case 'remind-task':
    case 'add-signer':
    case 'remove-signer':
    case 'return-task':
    case 'withdraw-task':
      return performHuman(run, command);
    case 'complete-job':
      return completeJob(run, command);
    case 'throw-job-error':
      return throwJobError(run, command);
    case 'fail-job':
      return failJob(run, command);
    case 'trigger-timer':
      return happen(run, command, command.timerId, 'timer', {});
    case 'deliver-message':
      return happen(run, command, command.subscriptionId, 'message', command.variables);
    case 'deliver-signal':
      return happen(run, command, command.subscriptionId, 'signal', command.variables);
    case 'child-ended':
      return childEnded(run, command);
    case 'set-variables':
      return setVariables(run, command);
    case 'retry-incident':
      return retryIncident(run, command);
    case 'modify-instance':
      return modifyInstance(run, command);
    case 'replan-timer':
      return replanTimer(run, command);
    case 'cancel-instance':
      // A waiting parent must not hang: it is told an error that it can catch or that becomes its incident.
      cancelInstance(
        run,
        { reason: command.reason },
        run.draft.instance.parent === undefined ? undefined : { errorCode: 'CHILD_CANCELLED', message: command.reason },
      );
      return null;
  }
}

/** Who a command is done by; jobs, timers and messages are the system. */
export function actorOf(command: EngineCommand): Actor {
  return 'actor' in command && command.actor !== undefined ? command.actor : SYSTEM;
}
const SYSTEM: Actor = { userId: SYSTEM_USER };

function completeJob(run: Run, command: CompleteJobCommand): Rejection | null {
  const found = findWait(run, command.jobId, 'job');
  if (found === null) return gone(command.jobId);
  dropWait(run, found.node.id, found.wait.id);
  bringResult(run, found.node.id, command.variables);
  return null;
}

function throwJobError(run: Run, command: ThrowJobErrorCommand): Rejection | null {
  const found = findWait(run, command.jobId, 'job');
  if (found === null) return gone(command.jobId);
  dropWait(run, found.node.id, found.wait.id);
  throwAt(run, found.node.id, {
    errorCode: command.errorCode,
    message: command.message,
    variables: command.variables ?? {},
  });
  return null;
}

/** Also for a call whose child could not be started: the incident is then CALLED_PROCESS_MISSING. */
function failJob(run: Run, command: FailJobCommand): Rejection | null {
  const found = findWait(run, command.jobId, 'job') ?? findWait(run, command.jobId, 'call');
  if (found === null) return gone(command.jobId);
  const isJob = found.wait.kind === 'job';
  dropWait(run, found.node.id, found.wait.id);
  const failure = {
    code: isJob ? ('JOB_FAILED' as const) : ('CALLED_PROCESS_MISSING' as const),
    elementId: found.node.elementId,
    message: command.message,
  };
  raiseIncident(run, found.node.id, failure, 'work', isJob ? { jobId: command.jobId } : {});
  return null;
}

/** A timer, message or signal: the element that the wait belongs to knows what it means. */
function happen(
  run: Run,
  command: TriggerTimerCommand | DeliverMessageCommand | DeliverSignalCommand,
  id: string,
  kind: 'timer' | 'message' | 'signal',
  variables: Variables,
): Rejection | null {
  const found = findWait(run, id, kind);
  if (found === null) return gone(id);
  if (tooLarge(variables)) return reject('VARIABLES_TOO_LARGE', command.type);
  const element = nodeOf(
    run.definition,
    ('elementId' in found.wait ? found.wait.elementId : undefined) ?? found.node.elementId,
  );
  run.behaviorOf(element.type).trigger?.(run, found.node, element, { wait: found.wait, variables });
  return null;
}

function childEnded(run: Run, command: ChildEndedCommand): Rejection | null {
  const found = findWait(run, command.callId, 'call');
  if (found === null) return gone(command.callId);
  const { outcome } = command;
  if (outcome.kind === 'escalation') {
    // The child goes on, unless a boundary event of the call activity interrupts it.
    throwEscalation(run, found.node, outcome.escalationCode, outcome.variables);
    return null;
  }
  dropWait(run, found.node.id, found.wait.id);
  if (outcome.kind === 'error') {
    throwAt(run, found.node.id, outcome);
    return null;
  }
  const element = nodeOf(run.definition, found.node.elementId);
  bringResult(
    run,
    found.node.id,
    element.call?.propagateAllChild === false && element.outputs.length === 0 ? {} : outcome.variables,
  );
  return null;
}

function setVariables(run: Run, command: SetVariablesCommand): Rejection | null {
  const refused = writeRefused(run, command.variables);
  if (refused !== null) return refused;
  setLocal(run, ROOT, command.variables);
  if (run.draft.variableBytes() > MAX_VARIABLE_BYTES) return reject('VARIABLES_TOO_LARGE', 'all variables together');
  run.record({ type: 'variables-set', actor: command.actor.userId, detail: { names: Object.keys(command.variables) } });
  return null;
}

function retryIncident(run: Run, command: RetryIncidentCommand): Rejection | null {
  const found = findWait(run, command.incidentId, 'incident');
  if (found === null) return gone(command.incidentId);
  const variables = command.variables ?? {};
  const refused = writeRefused(run, variables);
  if (refused !== null) return refused;
  const { node, wait } = found;
  dropWait(run, node.id, wait.id);
  if (Object.keys(variables).length > 0) {
    const failure = attempt(run, () => propagate(run, node, variables));
    if (failure !== null) return reject('VARIABLES_TOO_LARGE', failure.message);
    run.record({
      type: 'variables-set',
      elementId: node.elementId,
      actor: command.actor.userId,
      detail: { names: Object.keys(variables) },
    });
  }
  if (wait.jobId !== undefined) run.effect({ type: 'cancel-job', jobId: wait.jobId });
  run.effect({ type: 'resolve-incident', incidentId: wait.id });
  run.record({
    type: 'incident-resolved',
    elementId: node.elementId,
    elementInstanceId: node.id,
    actor: command.actor.userId,
  });
  if (wait.timer !== undefined) armAgain(run, node.id, wait.timer);
  run.schedule(wait.retry, node.id);
  return null;
}

function throwAt(run: Run, nodeId: string, error: { errorCode: string; message: string; variables: Variables }): void {
  const failure = attempt(run, () => throwError(run, run.draft.get(nodeId), error));
  if (failure !== null) raiseIncident(run, nodeId, failure, 'work');
}

/** Results of jobs and children come without a person who could be told no: too much of them is an incident. */
function bringResult(run: Run, nodeId: string, variables: Variables): void {
  if (!tooLarge(variables)) return finishWork(run, nodeId, variables);
  const elementId = run.draft.get(nodeId).elementId;
  raiseIncident(
    run,
    nodeId,
    { code: 'VARIABLES_TOO_LARGE', elementId, message: `The result is larger than ${MAX_VARIABLE_BYTES} bytes.` },
    'work',
  );
}
