import { scopeOf, type FlowNode, type ProcessDefinition } from '../../model/process-definition.js';

/** Stands before everything that begins without something leading to it. */
export const ENTRY = '';

/**
 * One scope as a graph whose vertices are its elements and its sequence flows: a token that is parked at a join stands on a
 * flow, and a branch of a fork begins with one. Boundary events follow their activity, link targets their throwing end.
 */
export interface ScopeGraph {
  readonly next: ReadonlyMap<string, readonly string[]>;
  /** Immediate dominator: what every way to a vertex passes last. Of everything but `ENTRY`. */
  readonly dominator: ReadonlyMap<string, string>;
}

/** Computed once per scope and definition, not per step. */
const known = new WeakMap<ProcessDefinition['nodes'], Map<string, ScopeGraph>>();

export function scopeGraph(definition: ProcessDefinition, scopeId: string): ScopeGraph {
  let graphs = known.get(definition.nodes);
  if (graphs === undefined) known.set(definition.nodes, (graphs = new Map<string, ScopeGraph>()));
  let graph = graphs.get(scopeId);
  if (graph === undefined) graphs.set(scopeId, (graph = build(definition, scopeId)));
  return graph;
}

function build(definition: ProcessDefinition, scopeId: string): ScopeGraph {
  const next = edgesOf(definition, scopeId);
  const roots = next.get(ENTRY) ?? [];
  const led = new Set([...next.values()].flat());
  for (const vertex of next.keys()) if (vertex !== ENTRY && !led.has(vertex)) roots.push(vertex);
  next.set(ENTRY, roots);
  // A circle that nothing leads into: any of it may stand for its beginning.
  let order = reversePostOrder(next);
  while (order.length < next.size) {
    const reached = new Set(order);
    const lost = [...next.keys()].find((vertex) => !reached.has(vertex));
    if (lost === undefined) break;
    roots.push(lost);
    order = reversePostOrder(next);
  }
  return { next, dominator: dominatorsOf(next, order) };
}

function edgesOf(definition: ProcessDefinition, scopeId: string): Map<string, string[]> {
  const next = new Map<string, string[]>([[ENTRY, []]]);
  const nodes = scopeOf(definition, scopeId)
    .nodes.map((id) => definition.nodes.get(id))
    .filter((node) => node !== undefined);
  const edge = (from: string, to: string): void => void next.get(from)?.push(to);
  for (const node of nodes) {
    next.set(node.id, []);
    for (const flow of node.outgoing) next.set(flow, []);
  }
  for (const node of nodes) {
    for (const flowId of node.outgoing) {
      edge(node.id, flowId);
      const flow = definition.flows.get(flowId);
      if (flow !== undefined && next.has(flow.target)) edge(flowId, flow.target);
    }
    if (node.attachedTo !== undefined) edge(node.attachedTo, node.id);
    if (node.type === 'intermediateThrowEvent') for (const target of linkTargets(node, nodes)) edge(node.id, target.id);
  }
  return next;
}

function linkTargets(node: FlowNode, nodes: readonly FlowNode[]): FlowNode[] {
  const { event } = node;
  if (event?.kind !== 'link') return [];
  return nodes.filter(
    (other) =>
      other.type === 'intermediateCatchEvent' && other.event?.kind === 'link' && other.event.name === event.name,
  );
}

function reversePostOrder(next: ReadonlyMap<string, readonly string[]>): string[] {
  const order: string[] = [];
  const seen = new Set([ENTRY]);
  const stack: { vertex: string; index: number }[] = [{ vertex: ENTRY, index: 0 }];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const follower = (next.get(top.vertex) ?? [])[top.index];
    top.index += 1;
    if (follower === undefined) {
      order.push(top.vertex);
      stack.pop();
    } else if (!seen.has(follower)) {
      seen.add(follower);
      stack.push({ vertex: follower, index: 0 });
    }
  }
  return order.reverse();
}

/** Cooper, Harvey, Kennedy: A Simple, Fast Dominance Algorithm. */
function dominatorsOf(next: ReadonlyMap<string, readonly string[]>, order: readonly string[]): Map<string, string> {
  const rank = new Map(order.map((vertex, index) => [vertex, index]));
  const before = new Map<string, string[]>(order.map((vertex) => [vertex, []]));
  for (const vertex of order) for (const follower of next.get(vertex) ?? []) before.get(follower)?.push(vertex);
  const dominator = new Map<string, string>([[ENTRY, ENTRY]]);
  const meet = (one: string, other: string): string => {
    let [a, b] = [one, other];
    while (a !== b) {
      while ((rank.get(a) ?? 0) > (rank.get(b) ?? 0)) a = dominator.get(a) ?? ENTRY;
      while ((rank.get(b) ?? 0) > (rank.get(a) ?? 0)) b = dominator.get(b) ?? ENTRY;
    }
    return a;
  };
  for (let changes = true; changes;) {
    changes = false;
    for (const vertex of order) {
      if (vertex === ENTRY) continue;
      const found = (before.get(vertex) ?? [])
        .filter((each) => dominator.has(each))
        .reduce<string | null>((so, each) => (so === null ? each : meet(so, each)), null);
      if (found === null || dominator.get(vertex) === found) continue;
      dominator.set(vertex, found);
      changes = true;
    }
  }
  dominator.delete(ENTRY);
  return dominator;
}

/** The vertex and everything that dominates it, the vertex first, `ENTRY` last. */
export function dominatorsAbove(graph: ScopeGraph, vertex: string): string[] {
  const chain = [vertex];
  for (let up = graph.dominator.get(vertex); up !== undefined; up = graph.dominator.get(up)) chain.push(up);
  return chain;
}

/** What both ways pass last before they part. */
export function commonDominator(graph: ScopeGraph, one: string, other: string): string {
  const above = new Set(dominatorsAbove(graph, one));
  return dominatorsAbove(graph, other).find((vertex) => above.has(vertex)) ?? ENTRY;
}

/** By which of its dominated vertices a vertex is below another; null when it is not, or is the same one. */
export function branchBelow(graph: ScopeGraph, top: string, vertex: string): string | null {
  const chain = dominatorsAbove(graph, vertex);
  const index = chain.indexOf(top);
  return index < 1 ? null : (chain[index - 1] ?? null);
}

/** Everything that a token at the vertex can come to; nothing behind `avoid` is looked at. The vertex itself only by a circle. */
export function reachable(graph: ScopeGraph, from: string, avoid?: string): Set<string> {
  const seen = new Set<string>();
  const open = [...(graph.next.get(from) ?? [])];
  for (let vertex = open.pop(); vertex !== undefined; vertex = open.pop()) {
    if (vertex === avoid || seen.has(vertex)) continue;
    seen.add(vertex);
    open.push(...(graph.next.get(vertex) ?? []));
  }
  return seen;
}

/** Whether several tokens can come out of the vertex at once (BPMN 2.0, 13.3.1, 13.4): by flows, or by a boundary event that leaves the activity alone. */
export function isFork(definition: ProcessDefinition, graph: ScopeGraph, vertex: string): boolean {
  const next = graph.next.get(vertex) ?? [];
  if (vertex === ENTRY) return next.length > 1;
  const node = definition.nodes.get(vertex);
  if (node === undefined || node.type === 'exclusiveGateway' || node.type === 'eventBasedGateway') return false;
  if (node.outgoing.length > 1) return true;
  return next.some((id) => isSideEvent(definition, id));
}

/** A boundary event that does not interrupt: what comes out of it runs beside the activity. */
export function isSideEvent(definition: ProcessDefinition, id: string): boolean {
  const node = definition.nodes.get(id);
  return node?.type === 'boundaryEvent' && !node.interrupting;
}
