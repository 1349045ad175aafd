import { nodeOf } from '../model/process-definition.js';
import { ROOT } from './draft.js';
import type { NodeInstance } from './instance-state.js';
import type { Run } from './run.js';
import { closeWaits } from './waits.js';

/** A new token at an element; it enters when its turn comes. */
export function spawn(
  run: Run,
  elementId: string,
  parentId: string | undefined,
  more: Partial<NodeInstance> = {},
): NodeInstance {
  const node: NodeInstance = {
    id: run.newId(),
    elementId,
    ...(parentId === undefined || parentId === ROOT ? {} : { parentId }),
    ...more,
  };
  run.draft.put(node);
  run.schedule('enter', node.id);
  return node;
}

/** Takes a token away; a scope whose last token this was is left (BPMN 2.0, 13.5.6). */
export function removeToken(run: Run, nodeId: string): void {
  const parentId = run.draft.get(nodeId).parentId ?? ROOT;
  run.draft.remove(nodeId);
  if (run.draft.hasChildren(parentId) || parentId === ROOT) return;
  const parent = run.draft.get(parentId);
  if (parent.loop !== undefined) return;
  const element = nodeOf(run.definition, parent.elementId);
  run.behaviorOf(element.type).emptied?.(run, parent, element);
}

/** Oldest parked token by flow, at one gateway in one scope instance. */
export function parkedAt(run: Run, gatewayId: string, parentId: string | undefined): Map<string, NodeInstance> {
  const parked = new Map<string, NodeInstance>();
  for (const node of run.draft.tokens()) {
    if (
      node.elementId === gatewayId &&
      node.arrivedBy !== undefined &&
      node.parentId === parentId &&
      !parked.has(node.arrivedBy)
    )
      parked.set(node.arrivedBy, node);
  }
  return parked;
}

/** The tokens become one, which enters the gateway. */
export function fireJoin(run: Run, tokens: readonly NodeInstance[]): void {
  const [first, ...others] = tokens;
  if (first === undefined) return;
  for (const token of others) {
    // It may have told that it waits in vain.
    closeWaits(run, token.id);
    run.draft.remove(token.id);
  }
  const { arrivedBy: _arrivedBy, ...node } = first;
  run.draft.put(node);
  run.schedule('enter', node.id);
}
