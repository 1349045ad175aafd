import type { Actor, EngineCommand, InstanceState, ProcessDefinition, StepResult } from '@pledge/engine';
import { passedTasks, step } from '@pledge/engine';
import { Problem } from '../errors.js';
import type { ProcessEngine } from '../process-engine.js';
import type { RuntimeContext } from '../runtime-context.js';
import { nodeOfTask } from './state-views.js';
import { WHOLE_HISTORY, withdrawCommand } from './way-back-commands.js';
import { differenceOf } from './way-back-difference.js';
import type { ReturnTarget } from './way-back.js';

interface Loaded {
  readonly process: ProcessDefinition;
  readonly state: InstanceState;
}

/** Where tasks may go back to: asked of the engine itself, on the read-only connection, and nothing of it is kept. */
export function wayBackQueries(context: RuntimeContext): Pick<ProcessEngine, 'returnTargets' | 'mayWithdraw'> {
  const { store, definitions, readState, clock, zone, newId, registry } = context;

  async function load(instanceId: string): Promise<Loaded | null> {
    const row = await store.findInstance(instanceId);
    if (row === null) return null;
    const { process } = await definitions.get(row.definitionId);
    return { process, state: readState(row.state) };
  }
  const preview = ({ process, state }: Loaded, command: EngineCommand): StepResult =>
    step(process, state, command, { now: clock.now(), zone, commandId: newId(), calendars: registry.calendar });

  return {
    async returnTargets(taskId: string, actor: Actor): Promise<ReturnTarget[]> {
      const task = await store.findTask(taskId);
      if (task === null) throw new Problem('not-found', 'TASK_UNKNOWN', { taskId });
      const loaded = await load(task.instanceId);
      if (loaded === null || nodeOfTask(loaded.state, taskId) === null)
        throw new Problem('conflict', 'TASK_NOT_OPEN', { taskId });
      const passed = passedTasks(await store.listHistory(task.instanceId, { limit: WHOLE_HISTORY }));
      const command = { type: 'return-task', taskId, reason: '', passed: [...passed.keys()], actor } as const;
      const targets: ReturnTarget[] = [];
      for (const { elementId, by, at } of [...passed.values()].reverse()) {
        const seen = preview(loaded, { ...command, targetElementId: elementId });
        if (seen.kind === 'rejected') continue;
        const { cancelledTasks } = differenceOf(loaded.process, loaded.state, seen.state);
        const name = loaded.process.nodes.get(elementId)?.name ?? elementId;
        targets.push({ elementId, name, completedBy: by, completedAt: at, cancels: cancelledTasks.length });
      }
      return targets;
    },

    async mayWithdraw(taskId: string, actor: Actor): Promise<boolean> {
      const task = await store.findTask(taskId);
      if (task?.state !== 'completed' || task.completedBy !== actor.userId) return false;
      const loaded = await load(task.instanceId);
      if (loaded?.state.status !== 'active') return false;
      const history = await store.listHistory(task.instanceId, { limit: WHOLE_HISTORY });
      const command = withdrawCommand(task, history, '', actor);
      return command !== null && preview(loaded, command).kind === 'stepped';
    },
  };
}
