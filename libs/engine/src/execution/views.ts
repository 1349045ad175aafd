import { nodeOf, type ProcessDefinition } from '../model/process-definition.js';
import type { Variables } from './command.js';
import type { InstanceState, NodeInstance, Wait } from './instance-state.js';

/** An element instance that is alive, as it is shown outside. */
export interface ActiveElementInstance {
  readonly elementId: string;
  readonly elementInstanceId: string;
  readonly elementType: string;
  readonly name?: string;
}

/** Where the tokens of an instance stand, in order of creation; the body of a loop is not listed beside its repetitions. */
export function activeElements(definition: ProcessDefinition, state: InstanceState): ActiveElementInstance[] {
  return state.nodes
    .filter((node) => node.loop === undefined && node.awaiting === undefined && node.detached !== true)
    .map((node) => {
      const element = nodeOf(definition, node.elementId);
      return {
        elementId: node.elementId,
        elementInstanceId: node.id,
        elementType: element.type,
        ...(element.name === undefined ? {} : { name: element.name }),
      };
    });
}

/** Variables as seen at an element instance (Zeebe scoping); of the process for an unknown id. */
export function variablesAt(state: InstanceState, elementInstanceId: string): Variables {
  const byId = new Map(state.nodes.map((node) => [node.id, node]));
  const chain: Variables[] = [];
  for (
    let node: NodeInstance | undefined = byId.get(elementInstanceId);
    node !== undefined;
    node = node.parentId === undefined ? undefined : byId.get(node.parentId)
  ) {
    if (node.variables !== undefined) chain.push(node.variables);
  }
  return Object.assign({}, state.variables, ...chain.reverse()) as Variables;
}

/** An open wait with the element that it belongs to. */
export interface OpenWait {
  readonly elementId: string;
  readonly elementInstanceId: string | null;
  readonly wait: Wait;
}
/** Everything an instance waits for. */
export function openWaits(state: InstanceState): OpenWait[] {
  const own = (state.waits ?? []).map((wait) => ({ elementId: ownerOf(wait) ?? '', elementInstanceId: null, wait }));
  return [
    ...own,
    ...state.nodes.flatMap((node) =>
      (node.waits ?? []).map((wait) => ({
        elementId: ownerOf(wait) ?? node.elementId,
        elementInstanceId: node.id,
        wait,
      })),
    ),
  ];
}
function ownerOf(wait: Wait): string | undefined {
  return 'elementId' in wait ? wait.elementId : undefined;
}
