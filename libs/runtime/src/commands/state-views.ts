import type { InstanceState, NodeInstance, Variables } from '@pledge/engine';
import type { ProcessDefinition } from '@pledge/engine';
import type { ActiveElement } from '../process-engine.js';

/** Token that waits for a user task; null when none does any more. */
export function nodeOfTask(state: InstanceState, taskId: string): NodeInstance | null {
  return state.nodes.find((node) => node.waits?.some((wait) => wait.kind === 'task' && wait.id === taskId)) ?? null;
}

/** What FEEL sees at a token: the scopes from the process down to it, the nearest wins (Zeebe scoping). */
export function visibleVariables(state: InstanceState, node: NodeInstance | null): Variables {
  const scopes: Variables[] = [];
  for (let current = node; current; current = parentOf(state, current)) if (current.variables) scopes.unshift(current.variables);
  return Object.assign({}, state.variables, ...scopes) as Variables;
}

function parentOf(state: InstanceState, node: NodeInstance): NodeInstance | null {
  return node.parentId === undefined ? null : (state.nodes.find((each) => each.id === node.parentId) ?? null);
}

/** Where the tokens stand: element instances that contain no other. */
export function activeElements(state: InstanceState, process: ProcessDefinition): ActiveElement[] {
  const parents = new Set(state.nodes.map((node) => node.parentId));
  return state.nodes
    .filter((node) => !parents.has(node.id))
    .map((node) => {
      const element = process.nodes.get(node.elementId);
      const name = element?.name;
      return {
        elementId: node.elementId,
        elementInstanceId: node.id,
        elementType: element?.type ?? 'unknown',
        ...(name === undefined ? {} : { name }),
      };
    });
}
