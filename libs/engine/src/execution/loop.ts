import type { FlowNode, LoopCharacteristics } from '../model/process-definition.js';
import type { Variables } from './command.js';
import { remember, rememberLoop } from './compensation.js';
import { ElementFailed } from './element-failed.js';
import type { LoopProgress, NodeInstance } from './instance-state.js';
import { throwLoopEvents } from './loop-events.js';
import type { Run } from './run.js';
import {
  armBoundaries,
  askToLeave,
  cancelChildren,
  chooseOutgoing,
  finish,
  go,
  leaveLater,
  recordEvent,
  tellScope,
} from './transitions.js';
import { spawn } from './tokens.js';
import {
  checkSize,
  describe,
  evaluate,
  evaluateCondition,
  parentOf,
  propagate,
  setLocal,
  visibleVariables,
} from './variables.js';
import { closeWaits } from './waits.js';

export type MultiInstance = Extract<LoopCharacteristics, { kind: 'multi-instance' }>;
type StandardLoop = Extract<LoopCharacteristics, { kind: 'standard' }>;

/** More repetitions at once would neither fit the state nor a transaction. */
export const MAX_REPETITIONS = 2000;

/** The activity's node becomes the body of the loop; its repetitions are its children (BPMN 2.0, 13.3.6, 13.3.7). */
export function beginLoop(run: Run, nodeId: string, element: FlowNode, loop: LoopCharacteristics): void {
  const node = run.draft.get(nodeId);
  run.draft.put({ ...node, loop: { started: 0, completed: 0 } });
  armBoundaries(run, nodeId, element);
  if (loop.kind === 'multi-instance') beginMultiInstance(run, nodeId, element, loop);
  else if (loop.testBefore && !repeatsAgain(run, run.draft.get(nodeId), element, loop)) leaveLater(run, node);
  else startRepetition(run, nodeId, element, {});
}

/** A repetition is done: collect its result, then start the next or leave the whole. */
export function leaveRepetition(run: Run, nodeId: string, element: FlowNode, loop: LoopCharacteristics): void {
  askToLeave(run, nodeId, element);
  const node = finish(run, nodeId, element);
  if (node.parentId !== undefined) remember(run, node, element, node.parentId);
  const body = parentOf(run, node);
  if (body?.loop === undefined) return;
  const progress: LoopProgress = { ...body.loop, completed: body.loop.completed + 1 };
  run.draft.put({ ...body, loop: progress });
  if (loop.kind === 'standard') {
    run.draft.remove(nodeId);
    if (repeatsAgain(run, run.draft.get(body.id), element, loop)) startRepetition(run, body.id, element, {});
    else leaveLater(run, body);
    return;
  }
  collectOutput(run, node, body.id, element, loop);
  const attributes = attributesOf(progress);
  const enough = isComplete(run, node, attributes, element, loop);
  const visible = visibleVariables(run, node);
  run.draft.remove(nodeId);
  if (loop.throws !== undefined) {
    const carried = { loopCounter: node.loopCounter ?? 0, ...attributes };
    const told = { isFirst: progress.completed === 1, visible, carried };
    if (!throwLoopEvents(run, run.draft.get(body.id), element, loop.throws, told)) return;
  }
  if (enough) cancelChildren(run, body.id);
  else if (loop.sequential && progress.started < (progress.total ?? 0))
    return void startItem(run, body.id, element, loop, progress.items?.[progress.started]);
  if (enough || progress.completed + (progress.terminated ?? 0) === progress.total) leaveLater(run, body);
}

/** The body leaves: its collection goes up, boundary events stop listening, the flows are taken. */
export function leaveLoop(run: Run, nodeId: string, element: FlowNode): void {
  const body = run.draft.get(nodeId);
  const output = element.loop?.kind === 'multi-instance' ? element.loop.outputCollection : undefined;
  if (output !== undefined) propagate(run, parentOf(run, body) ?? body, { [output]: body.variables?.[output] ?? [] });
  closeWaits(run, nodeId);
  const done = run.draft.get(nodeId);
  recordEvent(run, done, element);
  rememberLoop(run, done);
  go(run, done, chooseOutgoing(run, done, element));
  tellScope(run, done, element);
}

function beginMultiInstance(run: Run, nodeId: string, element: FlowNode, loop: MultiInstance): void {
  const items = itemsOf(run, run.draft.get(nodeId), element, loop);
  if (items.length > MAX_REPETITIONS)
    throw new ElementFailed(
      'MULTI_INSTANCE_INVALID',
      element.id,
      `${items.length} repetitions are too many, at most ${MAX_REPETITIONS} run.`,
    );
  const body = run.draft.get(nodeId);
  const keepsItems = loop.sequential && loop.collection !== undefined && items.length > 1;
  run.draft.put({ ...body, loop: { started: 0, completed: 0, total: items.length, ...(keepsItems ? { items } : {}) } });
  if (loop.outputCollection !== undefined) setLocal(run, nodeId, { [loop.outputCollection]: items.map(() => null) });
  if (items.length === 0) return leaveLater(run, body);
  for (const item of loop.sequential ? items.slice(0, 1) : items) startItem(run, nodeId, element, loop, item);
}

/**
 * Opens a repetition again that was completed: its result goes, and it gets its item again.
 * @throws ElementFailed when the collection is no longer as long as it was
 */
export function reopenRepetition(
  run: Run,
  bodyId: string,
  element: FlowNode,
  loop: MultiInstance,
  loopCounter: number,
): NodeInstance {
  const body = run.draft.get(bodyId);
  const progress = body.loop ?? { started: 0, completed: 0 };
  const items = loop.sequential ? progress.items : itemsOf(run, body, element, loop);
  if (!loop.sequential && items?.length !== progress.total)
    throw new ElementFailed('MULTI_INSTANCE_INVALID', element.id, 'The collection has another length than it had.');
  run.draft.put({ ...body, loop: { ...progress, started: loopCounter - 1, completed: progress.completed - 1 } });
  if (loop.outputCollection !== undefined) {
    const collected = [...((body.variables?.[loop.outputCollection] as unknown[] | undefined) ?? [])];
    collected[loopCounter - 1] = null;
    setLocal(run, bodyId, { [loop.outputCollection]: collected });
  }
  const opened = startItem(run, bodyId, element, loop, items?.[loopCounter - 1]);
  const now = run.draft.get(bodyId);
  if (!loop.sequential && now.loop) run.draft.put({ ...now, loop: { ...now.loop, started: progress.started } });
  return opened;
}

function itemsOf(run: Run, node: NodeInstance, element: FlowNode, loop: MultiInstance): readonly unknown[] {
  const variables = visibleVariables(run, node);
  if (loop.collection !== undefined) {
    const collection = evaluate(run, loop.collection, variables, element.id);
    if (Array.isArray(collection)) return collection as unknown[];
    throw new ElementFailed(
      'MULTI_INSTANCE_INVALID',
      element.id,
      `${loop.collection.text}: a list was expected, not ${describe(collection)}`,
    );
  }
  const count = loop.cardinality === undefined ? 0 : evaluate(run, loop.cardinality, variables, element.id);
  if (typeof count === 'number' && Number.isInteger(count) && count >= 0)
    return Array.from({ length: Math.min(count, MAX_REPETITIONS + 1) }, () => null);
  throw new ElementFailed(
    'MULTI_INSTANCE_INVALID',
    element.id,
    `${loop.cardinality?.text ?? ''}: a whole number was expected, not ${describe(count)}`,
  );
}

function startItem(run: Run, bodyId: string, element: FlowNode, loop: MultiInstance, item: unknown): NodeInstance {
  const locals: Variables = {};
  // A result of the same name as the output element stays inside the repetition (Zeebe).
  const head =
    loop.outputElement?.kind === 'feel'
      ? /^[\p{L}_][\p{L}\p{N}_]*(?=$|\.)/u.exec(loop.outputElement.text)?.[0]
      : undefined;
  if (head !== undefined && /^[\p{L}\p{N}_.]+$/u.test(loop.outputElement?.text ?? '')) locals[head] = null;
  if (loop.inputElement !== undefined) locals[loop.inputElement] = item ?? null;
  return startRepetition(run, bodyId, element, locals);
}

function startRepetition(run: Run, bodyId: string, element: FlowNode, locals: Variables): NodeInstance {
  const body = run.draft.get(bodyId);
  const loop = body.loop ?? { started: 0, completed: 0 };
  const loopCounter = loop.started + 1;
  run.draft.put({ ...body, loop: { ...loop, started: loopCounter } });
  return spawn(run, element.id, bodyId, { loopCounter, variables: { ...locals, loopCounter } });
}

function collectOutput(run: Run, node: NodeInstance, bodyId: string, element: FlowNode, loop: MultiInstance): void {
  if (loop.outputCollection === undefined || loop.outputElement === undefined) return;
  const value = evaluate(
    run,
    loop.outputElement,
    { ...visibleVariables(run, node), ...(element.outputs.length > 0 ? node.result : {}) },
    element.id,
  );
  const body = run.draft.get(bodyId);
  const collected = [...((body.variables?.[loop.outputCollection] as unknown[] | undefined) ?? [])];
  collected[(node.loopCounter ?? 1) - 1] = value;
  setLocal(run, bodyId, { [loop.outputCollection]: collected });
  checkSize(run, element.id);
}

function isComplete(
  run: Run,
  node: NodeInstance,
  attributes: Variables,
  element: FlowNode,
  loop: MultiInstance,
): boolean {
  if (loop.completionCondition === undefined) return false;
  return evaluateCondition(
    run,
    loop.completionCondition,
    { ...visibleVariables(run, node), ...attributes },
    element.id,
  );
}

/** What the standard says of a multi-instance activity while it runs (BPMN 2.0, 10.3.8, table 10.30). */
function attributesOf(progress: LoopProgress): Variables {
  return {
    numberOfInstances: progress.total ?? 0,
    numberOfActiveInstances: progress.started - progress.completed - (progress.terminated ?? 0),
    numberOfCompletedInstances: progress.completed,
    numberOfTerminatedInstances: progress.terminated ?? 0,
  };
}

function repeatsAgain(run: Run, body: NodeInstance, element: FlowNode, loop: StandardLoop): boolean {
  const completed = body.loop?.completed ?? 0;
  if (loop.maximum !== undefined && completed >= loop.maximum) return false;
  if (loop.condition === undefined) return true;
  return evaluateCondition(run, loop.condition, { ...visibleVariables(run, body), loopCounter: completed }, element.id);
}
