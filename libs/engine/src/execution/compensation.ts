import { isActivity, nodeOf, scopeOf, type FlowNode } from '../model/process-definition.js';
import { ROOT } from './draft.js';
import type { Compensable, NodeInstance } from './instance-state.js';
import type { Run } from './run.js';
import { removeToken, spawn } from './tokens.js';

/**
 * Keeps what completed, if it can be undone: a compensation boundary event, a compensation event subprocess inside, or
 * something inside that can be undone (BPMN 2.0, 10.7, 13.5.5).
 */
export function remember(run: Run, node: NodeInstance, element: FlowNode, scopeId: string): void {
  if (node.compensable === undefined && !isActivity(element.type)) return;
  if (element.forCompensation === true) return;
  const inner = node.compensable ?? [];
  if (inner.length === 0 && handlerOf(run, element.id) === null && eventSubProcessOf(run, element.id) === null) return;
  const locals = node.loopCounter !== undefined || run.definition.scopes.has(element.id) ? node.variables : undefined;
  append(run, scopeId, {
    elementId: element.id,
    ...(locals === undefined ? {} : { variables: locals }),
    ...(inner.length === 0 ? {} : { inner }),
  });
}

/** A loop is completed as a whole; its repetitions are undone one by one, the last first. */
export function rememberLoop(run: Run, body: NodeInstance): void {
  if (body.compensable === undefined || body.compensable.length === 0) return;
  append(run, body.parentId ?? ROOT, { elementId: body.elementId, inner: body.compensable });
}

function append(run: Run, scopeId: string, entry: Compensable): void {
  const scope = run.draft.get(scopeId);
  run.draft.put({ ...scope, compensable: [...(scope.compensable ?? []), entry] });
}

/**
 * The throwing event takes what it compensates out of the scopes that it sees, and undoes it in reverse order of
 * completion; it goes on when the last handler has ended. Of each completion a handler runs once.
 */
export function beginCompensation(run: Run, node: NodeInstance, activityId: string | undefined): void {
  const taken: Compensable[] = [];
  for (const scopeId of visibleScopes(run, node)) {
    const { compensable = [], ...scope } = run.draft.get(scopeId);
    const mine = compensable.filter((entry) => activityId === undefined || entry.elementId === activityId);
    if (mine.length === 0) continue;
    taken.unshift(...mine);
    const left = compensable.filter((entry) => !mine.includes(entry));
    run.draft.put(left.length === 0 ? scope : { ...scope, compensable: left });
  }
  run.draft.put({ ...run.draft.get(node.id), compensating: taken });
}

/** The own scope; out of an event subprocess also the scope that it belongs to (BPMN 2.0, 10.5.5). */
function visibleScopes(run: Run, node: NodeInstance): string[] {
  const scopes: string[] = [];
  for (let id = node.parentId ?? ROOT; ;) {
    scopes.push(id);
    const scope = run.draft.get(id);
    if (id === ROOT || nodeOf(run.definition, scope.elementId).type !== 'eventSubProcess') return scopes;
    id = scope.parentId ?? ROOT;
  }
}

/** Runs the next handler below the node. @returns whether one runs; else the compensation is done. */
export function compensateNext(run: Run, nodeId: string): boolean {
  for (;;) {
    const node = run.draft.get(nodeId);
    const next = node.compensating?.at(-1);
    if (next === undefined) return false;
    run.draft.put({ ...node, compensating: node.compensating?.slice(0, -1) ?? [] });
    if (undo(run, nodeId, next)) return true;
  }
}

function undo(run: Run, nodeId: string, entry: Compensable): boolean {
  const element = nodeOf(run.definition, entry.elementId);
  const isLoop =
    element.loop !== undefined && entry.inner?.every((each) => each.elementId === entry.elementId) === true;
  if (isLoop) {
    const node = run.draft.get(nodeId);
    run.draft.put({ ...node, compensating: [...(node.compensating ?? []), ...(entry.inner ?? [])] });
    return false;
  }
  const handler = entry.interrupted === true ? null : handlerOf(run, element.id);
  if (handler !== null) {
    spawn(run, handler, nodeId, entry.variables === undefined ? {} : { variables: entry.variables });
    return true;
  }
  const sub = entry.interrupted === true ? null : eventSubProcessOf(run, element.id);
  const restored: NodeInstance = {
    id: run.newId(),
    elementId: element.id,
    parentId: nodeId,
    ...(entry.variables === undefined ? {} : { variables: entry.variables }),
    // Its own handler decides what inside is undone; without one all of it is (13.5.5).
    ...(sub !== null && entry.inner !== undefined ? { compensable: entry.inner } : {}),
    compensating: sub === null ? (entry.inner ?? []) : [],
  };
  run.draft.put(restored);
  if (sub !== null) spawn(run, sub, restored.id);
  else if (!compensateNext(run, restored.id)) {
    run.draft.remove(restored.id);
    return false;
  }
  return true;
}

/** A completed subprocess that is there for its handlers: the next one, or it goes away again. */
export function continueRestored(run: Run, nodeId: string): void {
  if (!compensateNext(run, nodeId)) removeToken(run, nodeId);
}

function handlerOf(run: Run, activityId: string): string | null {
  for (const id of run.definition.boundaries.get(activityId) ?? []) {
    const boundary = nodeOf(run.definition, id);
    if (boundary.event?.kind === 'compensation' && boundary.handler !== undefined) return boundary.handler;
  }
  return null;
}

/** The compensation event subprocess inside an activity. */
function eventSubProcessOf(run: Run, activityId: string): string | null {
  if (!run.definition.scopes.has(activityId)) return null;
  for (const sub of scopeOf(run.definition, activityId).eventSubProcesses)
    if (nodeOf(run.definition, sub.startEventId).event?.kind === 'compensation') return sub.id;
  return null;
}
