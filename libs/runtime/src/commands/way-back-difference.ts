import type { InstanceState, ProcessDefinition, Wait } from '@pledge/engine';
import type { BackResult, TouchedToken } from './way-back.js';

/** Tokens and tasks that are in one state and not in the other. */
export function differenceOf(
  process: ProcessDefinition,
  before: InstanceState,
  after: InstanceState,
): Pick<BackResult, 'cancelledTokens' | 'cancelledTasks' | 'openedTasks'> {
  const [old, fresh] = [new Set(before.nodes.map((node) => node.id)), new Set(after.nodes.map((node) => node.id))];
  const named = (elementId: string): { elementId: string; name: string } => ({
    elementId,
    name: process.nodes.get(elementId)?.name ?? elementId,
  });
  const tasks = (state: InstanceState, gone: ReadonlySet<string>) =>
    state.nodes
      .filter((node) => !gone.has(node.id))
      .flatMap((node) =>
        (node.waits ?? [])
          .filter(isTask)
          .map((wait) => ({ ...named(node.elementId), id: wait.id, assignee: wait.assignee ?? null })),
      );
  const cancelledTokens: TouchedToken[] = before.nodes
    .filter((node) => !fresh.has(node.id) && node.loop === undefined && node.awaiting === undefined)
    .map((node) => ({
      ...named(node.elementId),
      elementInstanceId: node.id,
      elementType: process.nodes.get(node.elementId)?.type ?? '',
    }));
  return { cancelledTokens, cancelledTasks: tasks(before, fresh), openedTasks: tasks(after, old) };
}

const isTask = (wait: Wait): wait is Extract<Wait, { kind: 'task' }> => wait.kind === 'task';
