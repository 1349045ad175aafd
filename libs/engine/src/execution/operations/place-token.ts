import { nodeOf, scopeOf, type FlowNode, type ProcessDefinition } from '../../model/process-definition.js';
import { ROOT } from '../draft.js';
import { ElementFailed } from '../element-failed.js';
import type { NodeInstance } from '../instance-state.js';
import { beginLoop } from '../loop.js';
import { refuse } from '../refusal.js';
import type { Run } from '../run.js';
import { spawn } from '../tokens.js';
import { armBoundaries, listen, recordNode, stopListening } from '../transitions.js';
import { mapInputs } from '../variables.js';

/** Where a token goes when several places are thinkable. */
export interface Placement {
  /** The token that it comes from: scopes around that one are taken first. */
  readonly from?: NodeInstance;
  /** The running scope to take, where several instances of it run. */
  readonly scopeInstanceId?: string;
  /** Tokens that will be taken away: nothing is placed inside of them. */
  readonly leaving?: ReadonlySet<string>;
}

/**
 * Begins an element as if a token had come to it; the enclosing scopes that do not run are begun first, with their
 * boundary events and event subprocesses. A multi-instance scope is begun with its repetitions, and each one that runs at
 * once gets a token. A joining gateway is passed.
 * @returns the new tokens, which enter when the run settles
 * @throws Refused ELEMENT_UNKNOWN, ELEMENT_NOT_TARGETABLE, SCOPE_AMBIGUOUS, SCOPE_NOT_OPENABLE
 */
export function placeToken(run: Run, elementId: string, placement: Placement = {}): NodeInstance[] {
  const element = targetOf(run.definition, elementId);
  const path = scopesAround(run.definition, element);
  const found = findHolder(run, element, path, placement);
  let holders = [found.holderId];
  for (const scopeId of path.slice(0, found.depth).reverse())
    holders = holders.flatMap((holderId) => openScope(run, nodeOf(run.definition, scopeId), holderId, placement));
  return holders.map((holderId) => {
    if (element.type === 'eventSubProcess') interruptFor(run, element, holderId, placement);
    return spawn(run, element.id, holderId);
  });
}

/** The element, if an operator may begin it. */
function targetOf(definition: ProcessDefinition, elementId: string): FlowNode {
  const element = definition.nodes.get(elementId);
  if (element === undefined)
    return refuse('ELEMENT_UNKNOWN', elementId, {
      zh: `流程中没有元素“${elementId}”。`,
      en: `The process has no element "${elementId}".`,
    });
  if (element.type === 'boundaryEvent')
    return refuse('ELEMENT_NOT_TARGETABLE', elementId, {
      zh: '边界事件由其所附活动触发，请选择它之后的元素。',
      en: 'A boundary event happens to its activity: name the element behind it.',
    });
  if (element.forCompensation === true)
    return refuse('ELEMENT_NOT_TARGETABLE', elementId, {
      zh: '补偿活动只在补偿时执行。',
      en: 'A compensation handler runs only when something is compensated.',
    });
  return element;
}

/** Ids of the scopes around an element, the nearest first, the process last. */
function scopesAround(definition: ProcessDefinition, element: FlowNode): string[] {
  const path: string[] = [];
  for (let id: string | undefined = element.scopeId; id !== undefined; id = scopeOf(definition, id).parentId)
    path.push(id);
  return path;
}

/** The nearest scope around the target that runs; `depth` counts the scopes below it that have to be begun. */
function findHolder(
  run: Run,
  element: FlowNode,
  path: readonly string[],
  placement: Placement,
): { readonly holderId: string; readonly depth: number } {
  const around = new Set(ancestorsOf(run, placement.from));
  for (const [depth, scopeId] of path.entries()) {
    if (scopeId === run.definition.key) break;
    const open = [...run.draft.tokens()].filter((node) => isOpenScope(run, node, scopeId, placement.leaving));
    const named = open.find((node) => node.id === placement.scopeInstanceId);
    const own = open.find((node) => around.has(node.id));
    const [only, ...others] = open;
    if (named !== undefined) return { holderId: named.id, depth };
    if (placement.scopeInstanceId !== undefined || only === undefined) continue;
    if (own !== undefined) return { holderId: own.id, depth };
    if (others.length === 0) return { holderId: only.id, depth };
    const ids = open.map((node) => node.id).join(', ');
    return refuse('SCOPE_AMBIGUOUS', element.id, {
      zh: `“${scopeId}”有 ${open.length} 个实例在运行，请用 scopeInstanceId 指定其一：${ids}`,
      en: `${open.length} instances of "${scopeId}" run; say which one with scopeInstanceId: ${ids}`,
    });
  }
  if (placement.scopeInstanceId === undefined) return { holderId: ROOT, depth: path.length - 1 };
  return refuse('SCOPE_NOT_OPENABLE', element.id, {
    zh: `“${placement.scopeInstanceId}”不是包含该元素且正在运行的子流程实例。`,
    en: `"${placement.scopeInstanceId}" is no running scope around this element.`,
  });
}

function ancestorsOf(run: Run, node: NodeInstance | undefined): string[] {
  const ids: string[] = [];
  for (let id = node?.parentId; id !== undefined; id = run.draft.find(id)?.parentId) ids.push(id);
  return ids;
}

/** Runs, is not about to go, and has something inside: one that failed to begin or to leave would do so again. */
function isOpenScope(run: Run, node: NodeInstance, scopeId: string, leaving: ReadonlySet<string> | undefined): boolean {
  if (node.elementId !== scopeId || node.loop !== undefined || !run.draft.hasChildren(node.id)) return false;
  const chain = [node.id, ...ancestorsOf(run, node)];
  return chain.every((id) => leaving?.has(id) !== true && run.draft.find(id)?.compensating === undefined);
}

/** Begins a scope without its own first tokens. @returns its instances: one, or one for each repetition. */
function openScope(run: Run, element: FlowNode, holderId: string, placement: Placement): string[] {
  const fail = (error: ElementFailed): never =>
    refuse('SCOPE_NOT_OPENABLE', element.id, {
      zh: `子流程“${element.id}”无法开始：${error.message}`,
      en: `The scope "${element.id}" cannot be begun: ${error.message}`,
    });
  try {
    if (element.type === 'eventSubProcess') interruptFor(run, element, holderId, placement);
    const node: NodeInstance = {
      id: run.newId(),
      elementId: element.id,
      ...(holderId === ROOT ? {} : { parentId: holderId }),
    };
    run.draft.put(node);
    const opened = element.loop === undefined ? [node] : repetitionsOf(run, node, element);
    for (const each of opened) enterScope(run, each, element);
    return opened.map((each) => each.id);
  } catch (error) {
    if (error instanceof ElementFailed) return fail(error);
    throw error;
  }
}

/** Begins the loop around a scope; its repetitions wait for what is placed in them. */
function repetitionsOf(run: Run, node: NodeInstance, element: FlowNode): NodeInstance[] {
  const moves = run.moves.length;
  if (element.loop !== undefined) beginLoop(run, node.id, element, element.loop);
  run.moves.length = moves;
  const repetitions = run.draft.childrenOf(node.id);
  if (repetitions.length > 0) return repetitions;
  return refuse('SCOPE_NOT_OPENABLE', element.id, {
    zh: `循环“${element.id}”没有任何一次执行。`,
    en: `The loop "${element.id}" has no repetition.`,
  });
}

/** Begins a subprocess around tokens that are there already. @throws ElementFailed when its inputs or events fail. */
export function openNewScope(run: Run, element: FlowNode, holderId: string): string {
  const node: NodeInstance = {
    id: run.newId(),
    elementId: element.id,
    ...(holderId === ROOT ? {} : { parentId: holderId }),
  };
  run.draft.put(node);
  enterScope(run, node, element);
  return node.id;
}

function enterScope(run: Run, node: NodeInstance, element: FlowNode): void {
  recordNode(run, 'element-entered', node, element);
  mapInputs(run, node.id, element);
  if (node.loopCounter === undefined) armBoundaries(run, node.id, element);
  listen(run, element.id, node.id);
}

/** An interrupting event subprocess ends everything else in its scope: begun by hand it must be alone there. */
function interruptFor(run: Run, element: FlowNode, holderId: string, placement: Placement): void {
  const own = scopeOf(run.definition, element.scopeId).eventSubProcesses.find((sub) => sub.id === element.id);
  if (own === undefined || !nodeOf(run.definition, own.startEventId).interrupting) return;
  const others = run.draft.childrenOf(holderId).filter((node) => placement.leaving?.has(node.id) !== true);
  if (others.length > 0)
    refuse('SCOPE_NOT_OPENABLE', element.id, {
      zh: '中断型事件子流程会终止所在范围内的其他令牌，请同时移除：' + namesOf(others),
      en: `An interrupting event subprocess ends everything else in its scope; take that away too: ${namesOf(others)}`,
    });
  stopListening(run, holderId);
}

function namesOf(nodes: readonly NodeInstance[]): string {
  return [...new Set(nodes.map((node) => node.elementId))].join(', ');
}
