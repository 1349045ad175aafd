import { nodeOf, scopeOf, type ProcessDefinition } from '../../model/process-definition.js';
import { ROOT } from '../draft.js';
import type { NodeInstance } from '../instance-state.js';
import { placeToken } from '../operations/place-token.js';
import type { Run } from '../run.js';
import { spawn } from '../tokens.js';
import { cancelToken, take } from '../transitions.js';
import {
  branchBelow,
  commonDominator,
  dominatorsAbove,
  ENTRY,
  isFork,
  isSideEvent,
  reachable,
  scopeGraph,
  type ScopeGraph,
} from './scope-graph.js';

/** What going back to an element does in the one scope that both ends share. */
export interface WayBack {
  /** The token that goes back, and where its scope is: the vertex of the target in there. */
  readonly holderId: string;
  readonly graph: ScopeGraph;
  readonly target: string;
  readonly cancelled: readonly NodeInstance[];
  /** First vertices of branches that are begun again, since what ran in them is cancelled and the target lies beside. */
  readonly restarted: readonly string[];
}

/** Why one cannot go back there. */
export type NoWayBack = 'NOT_BEFORE' | 'INSIDE_LOOP' | 'INSIDE_RUNNING_SCOPE' | 'COMPENSATING';

/** The scope instances around a node, the nearest first: id of the scope, and the node that holds it. */
export function scopesAround(run: Run, node: NodeInstance): { readonly scopeId: string; readonly holderId: string }[] {
  const around: { scopeId: string; holderId: string }[] = [];
  for (let id = node.parentId; id !== undefined;) {
    const holder = run.draft.get(id);
    if (run.definition.scopes.has(holder.elementId) && holder.loop === undefined)
      around.push({ scopeId: holder.elementId, holderId: holder.id });
    id = holder.parentId;
  }
  return [...around, { scopeId: run.definition.key, holderId: ROOT }];
}

/** Ids of the scopes around an element, the nearest first, the process last. */
export function scopeIdsAround(definition: ProcessDefinition, elementId: string): string[] {
  const path: string[] = [];
  for (
    let id: string | undefined = nodeOf(definition, elementId).scopeId;
    id !== undefined;
    id = scopeOf(definition, id).parentId
  )
    path.push(id);
  return path;
}

/** The token of a scope instance that a node belongs to: the node, or what is around it. */
export function topIn(run: Run, node: NodeInstance, holderId: string): NodeInstance {
  let top = node;
  while ((top.parentId ?? ROOT) !== holderId) top = run.draft.get(top.parentId ?? ROOT);
  return top;
}

/** Where a token stands in the graph of its scope. */
export function vertexOf(token: NodeInstance): string {
  return token.arrivedBy ?? token.elementId;
}

/**
 * The way from a token back to an element that it has passed (退回). Both lie in one scope; what runs beside stays, unless
 * the target lies before the fork at which it parted: then it would run twice. Into a branch beside, all tokens up to the
 * common fork go, and the other branches begin again. Nothing is changed.
 */
export function wayBack(run: Run, from: NodeInstance, targetId: string): WayBack | NoWayBack {
  const { definition } = run;
  const path = scopeIdsAround(definition, targetId);
  const common = scopesAround(run, from).find((each) => path.includes(each.scopeId));
  if (common === undefined) return 'NOT_BEFORE';
  const { holderId } = common;
  const inner = path.slice(0, path.indexOf(common.scopeId));
  const target = inner.at(-1) ?? targetId;
  const blocked = nestedRefusal(run, inner);
  if (blocked !== null) return blocked;
  const top = topIn(run, from, holderId);
  if (run.draft.find(holderId)?.compensating !== undefined || top.compensating !== undefined) return 'COMPENSATING';
  const graph = scopeGraph(definition, common.scopeId);
  const others = run.draft.childrenOf(holderId).filter((node) => node.id !== top.id);
  const cancelled = [
    top,
    ...others.filter((other) => !stays(definition, graph, target, vertexOf(top), vertexOf(other))),
  ];
  if (inner.length > 0 && [top, ...others].some((node) => node.elementId === target)) return 'INSIDE_RUNNING_SCOPE';
  const restarted = new Set<string>();
  for (const token of cancelled) {
    const branch = branchBeside(definition, graph, target, vertexOf(token), common.scopeId);
    if (branch !== null) restarted.add(branch);
  }
  const own = branchBeside(definition, graph, target, vertexOf(top), common.scopeId);
  if (own === null && !reachable(graph, target).has(vertexOf(top))) return 'NOT_BEFORE';
  return { holderId, graph, target, cancelled, restarted: [...restarted] };
}

/** Of a loop nobody could say which repetition is meant; an event subprocess begins by its event. */
function nestedRefusal(run: Run, inner: readonly string[]): NoWayBack | null {
  for (const scopeId of inner) {
    const scope = nodeOf(run.definition, scopeId);
    if (scope.loop !== undefined) return 'INSIDE_LOOP';
    if (scope.type === 'eventSubProcess') return 'NOT_BEFORE';
  }
  return null;
}

/** Whether a token beside goes on: it parted from the one that goes back at a fork, and the target lies behind that, on the same side. */
function stays(
  definition: ProcessDefinition,
  graph: ScopeGraph,
  target: string,
  from: string,
  beside: string,
): boolean {
  const common = commonDominator(graph, from, beside);
  for (const fork of dominatorsAbove(graph, common)) {
    if (!isFork(definition, graph, fork)) continue;
    // Further on than the one that goes back, by itself: it parted before.
    if (fork === from && !isSideEvent(definition, branchBelow(graph, from, beside) ?? '')) continue;
    const side = branchBelow(graph, fork, from);
    return side !== null && branchBelow(graph, fork, target) === side;
  }
  return true;
}

/**
 * The branch of a fork in which a cancelled token ran while the target lies in another branch of the same fork: it has to
 * begin again, or what joins them would wait for ever. null: it will come again by itself, or the token's work is over.
 */
function branchBeside(
  definition: ProcessDefinition,
  graph: ScopeGraph,
  target: string,
  vertex: string,
  scopeId: string,
): string | null {
  const fork = commonDominator(graph, target, vertex);
  if (fork === target || fork === vertex || !isFork(definition, graph, fork)) return null;
  const next = graph.next.get(fork) ?? [];
  const [side, own] = [branchBelow(graph, fork, vertex), branchBelow(graph, fork, target)];
  if (side === null || own === null || side === own || !next.includes(side) || !next.includes(own)) return null;
  if (fork === ENTRY) return scopeOf(definition, scopeId).initial.includes(side) ? side : null;
  return definition.flows.has(side) ? side : null;
}

/**
 * Goes back: the target begins as if a token had come to it, with its boundary events armed anew. Joins that the new token
 * will come to and whose other branches are done get their tokens again, so that they wait for the one branch alone.
 * @throws Refused when a scope around the target cannot be begun
 */
export function goBack(run: Run, way: WayBack, from: NodeInstance, targetId: string): NodeInstance[] {
  const { holderId, graph } = way;
  const leaving = new Set(way.cancelled.map((node) => node.id));
  const inHolder = holderId === ROOT ? {} : { scopeInstanceId: holderId };
  const placed = placeToken(run, targetId, { from, leaving, ...inHolder });
  for (const node of way.cancelled) cancelToken(run, node.id);
  const parentId = holderId === ROOT ? undefined : holderId;
  for (const branch of way.restarted) {
    const flow = run.definition.flows.get(branch);
    if (flow === undefined) spawn(run, branch, parentId);
    else take(run, flow, parentId);
  }
  refillJoins(run, graph, holderId, way.target);
  for (const token of placed) refillInside(run, token, holderId);
  return placed;
}

/** The scopes that were begun for the target: everything beside it in them was done. */
function refillInside(run: Run, token: NodeInstance, outerId: string): void {
  let inner = token;
  while ((inner.parentId ?? ROOT) !== outerId) {
    const holder = run.draft.get(inner.parentId ?? ROOT);
    refillJoins(run, scopeGraph(run.definition, holder.elementId), holder.id, inner.elementId);
    inner = holder;
  }
}

/** Parks a token on every flow of a parallel join that nothing can come by any more, if the target's token comes by another. */
function refillJoins(run: Run, graph: ScopeGraph, holderId: string, target: string): void {
  const tokens = run.draft.childrenOf(holderId);
  for (const [vertex] of graph.next) {
    const join = run.definition.nodes.get(vertex);
    if (join?.type !== 'parallelGateway' || join.incoming.length < 2) continue;
    const isParked = (token: NodeInstance): boolean => token.elementId === join.id && token.arrivedBy !== undefined;
    const comes = reachable(graph, target, join.id);
    if (!join.incoming.some((flow) => comes.has(flow))) continue;
    const fed = new Set(tokens.filter(isParked).map((token) => token.arrivedBy));
    for (const token of tokens.filter((each) => !isParked(each)))
      for (const flow of join.incoming) if (canCome(graph, vertexOf(token), flow, join.id)) fed.add(flow);
    for (const flow of join.incoming)
      if (!fed.has(flow))
        run.draft.put({
          id: run.newId(),
          elementId: join.id,
          ...(holderId === ROOT ? {} : { parentId: holderId }),
          arrivedBy: flow,
        });
  }
}

function canCome(graph: ScopeGraph, from: string, flow: string, join: string): boolean {
  return from === flow || reachable(graph, from, join).has(flow);
}
