import { behaviors } from '../behaviors/index.js';
import type { ProcessDefinition } from '../model/process-definition.js';
import type { EngineCommand, StatusCommand } from './command.js';
import { changeStatus } from './change-status.js';
import { actorOf, perform } from './commands.js';
import { Draft } from './draft.js';
import type { InstanceState } from './instance-state.js';
import { Run } from './run.js';
import { settle } from './settle.js';
import type { StepEnv, StepResult } from './step-result.js';

/**
 * One step of a process instance (design section 5): deterministic, touches nothing outside, changes none of its
 * arguments. The same definition, state, command and env give the same result, to the byte.
 * @param state null for `start-instance`, else what the last step returned.
 */
export function step(
  definition: ProcessDefinition,
  state: InstanceState | null,
  command: EngineCommand | StatusCommand,
  env: StepEnv,
): StepResult {
  if (command.type === 'suspend-instance' || command.type === 'resume-instance')
    return changeStatus(state, command, env);
  const base = baseOf(definition, state, command);
  if ('kind' in base) return base;
  const run = new Run(definition, new Draft(base), env, actorOf(command), behaviors);
  // Operators may change a suspended instance: what is asked for is done, and the rest waits as before.
  const suspended = base.status === 'suspended' && command.type !== 'cancel-instance';
  if (suspended) run.draft.status = 'active';
  const rejection = perform(run, command);
  if (rejection !== null) return rejection;
  settle(run);
  if (suspended && run.draft.status === 'active') run.draft.status = 'suspended';
  return { kind: 'stepped', state: run.draft.toState(), effects: run.draft.effects, history: run.draft.history };
}

const MAY_BE_SUSPENDED: ReadonlySet<EngineCommand['type']> = new Set<EngineCommand['type']>([
  'cancel-instance',
  'modify-instance',
  'replan-timer',
]);

function baseOf(
  definition: ProcessDefinition,
  state: InstanceState | null,
  command: EngineCommand,
): InstanceState | Extract<StepResult, { kind: 'rejected' }> {
  if (state === null) {
    if (command.type !== 'start-instance')
      return { kind: 'rejected', code: 'WAIT_GONE', detail: 'the instance does not exist' };
    return {
      stateVersion: 1,
      instanceId: command.instanceId,
      definitionId: definition.id,
      ...(command.businessKey === undefined ? {} : { businessKey: command.businessKey }),
      mode: command.mode,
      status: 'active',
      seq: 0,
      variables: {},
      ...(command.parent === undefined ? {} : { parent: command.parent }),
      nodes: [],
    };
  }
  if (command.type === 'start-instance')
    return { kind: 'rejected', code: 'WAIT_GONE', detail: 'the instance exists already' };
  if (state.status === 'completed' || state.status === 'cancelled')
    return { kind: 'rejected', code: 'INSTANCE_ENDED', detail: state.status };
  if (state.status === 'suspended' && !MAY_BE_SUSPENDED.has(command.type))
    return { kind: 'rejected', code: 'INSTANCE_SUSPENDED', detail: state.instanceId };
  return state;
}
