import { nodeOf, type FlowNode, type ProcessDefinition } from '../model/process-definition.js';
import type { NodeInstance } from './instance-state.js';
import type { Run } from './run.js';
import { fireJoin, parkedAt } from './tokens.js';

/** For each incoming flow of a gateway: the elements from which a token can still come by that flow without passing the gateway. */
export type Reach = ReadonlyMap<string, ReadonlySet<string>>;

/** Computed once per gateway and definition, not per step. */
const known = new WeakMap<ProcessDefinition['nodes'], Map<string, Reach>>();

/**
 * Fires the inclusive gateways that have nothing to wait for any more (BPMN 2.0, 13.4.3): no other token can reach an
 * empty incoming flow, or only those that can also reach a flow that has a token. Asked when no token can move.
 * @returns whether one fired.
 */
export function fireInclusiveJoins(run: Run): boolean {
  const asked = new Set<string>();
  for (const node of [...run.draft.tokens()]) {
    if (node.arrivedBy === undefined) continue;
    const gateway = nodeOf(run.definition, node.elementId);
    const key = `${gateway.id} ${node.parentId ?? ''}`;
    if (gateway.type !== 'inclusiveGateway' || asked.has(key)) continue;
    asked.add(key);
    const parked = parkedAt(run, gateway.id, node.parentId);
    if (mustWait(run, gateway, node.parentId, parked)) continue;
    fireJoin(run, [...parked.values()]);
    return true;
  }
  return false;
}

function mustWait(
  run: Run,
  gateway: FlowNode,
  parentId: string | undefined,
  parked: ReadonlyMap<string, NodeInstance>,
): boolean {
  const reach = reachOf(run.definition, gateway);
  const empty = gateway.incoming.filter((flow) => !parked.has(flow));
  for (const token of run.draft.tokens()) {
    if (token.awaiting !== undefined || token.detached === true) continue;
    if (token.parentId !== parentId || (token.elementId === gateway.id && token.arrivedBy !== undefined)) continue;
    const comesByEmpty = empty.some((flow) => reach.get(flow)?.has(token.elementId) === true);
    if (comesByEmpty && ![...parked.keys()].some((flow) => reach.get(flow)?.has(token.elementId) === true)) return true;
  }
  return false;
}

/** Which elements a token can come from, by incoming flow of the gateway. */
export function reachOf(definition: ProcessDefinition, gateway: FlowNode): Reach {
  let gateways = known.get(definition.nodes);
  if (gateways === undefined) known.set(definition.nodes, (gateways = new Map<string, Reach>()));
  let reach = gateways.get(gateway.id);
  if (reach === undefined) gateways.set(gateway.id, (reach = computeReach(definition, gateway)));
  return reach;
}

function computeReach(definition: ProcessDefinition, gateway: FlowNode): Reach {
  const reach = new Map<string, ReadonlySet<string>>();
  for (const flowId of gateway.incoming) {
    const seen = new Set<string>();
    const open = sourcesOf(definition, flowId);
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (id === gateway.id || seen.has(id)) continue;
      seen.add(id);
      open.push(...predecessors(definition, nodeOf(definition, id)));
    }
    reach.set(flowId, seen);
  }
  return reach;
}

/** Where a token may have been before: sources of flows, the activity of a boundary event, the throwing ends of a link. */
function predecessors(definition: ProcessDefinition, node: FlowNode): string[] {
  const before = node.incoming.flatMap((flow) => sourcesOf(definition, flow));
  if (node.attachedTo !== undefined) before.push(node.attachedTo);
  const { event } = node;
  if (node.type === 'intermediateCatchEvent' && event?.kind === 'link') {
    for (const other of definition.nodes.values())
      if (
        other.type === 'intermediateThrowEvent' &&
        other.scopeId === node.scopeId &&
        other.event?.kind === 'link' &&
        other.event.name === event.name
      )
        before.push(other.id);
  }
  return before;
}

function sourcesOf(definition: ProcessDefinition, flowId: string): string[] {
  const flow = definition.flows.get(flowId);
  return flow === undefined ? [] : [flow.source];
}
