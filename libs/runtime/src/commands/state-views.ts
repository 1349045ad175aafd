import type { InstanceState, NodeInstance, Variables } from '@pledge/engine';
import { variablesAt } from '@pledge/engine';

/** Token that waits for a user task; null when none does any more. */
export function nodeOfTask(state: InstanceState, taskId: string): NodeInstance | null {
  return state.nodes.find((node) => node.waits?.some((wait) => wait.kind === 'task' && wait.id === taskId)) ?? null;
}

/** What the form of a task shows: the variables that FEEL sees at its token, and what signers before have answered. */
export function visibleVariables(state: InstanceState, node: NodeInstance | null): Variables {
  if (node === null) return state.variables;
  const variables = variablesAt(state, node.id);
  return node.signing === undefined ? variables : { ...variables, ...node.result };
}
