import {
  isActivity,
  nodeOf,
  scopeOf,
  startGateway,
  startsProcess,
  type FlowNode,
  type SequenceFlow,
} from '../model/process-definition.js';
import { ROOT } from './draft.js';
import { ElementFailed } from './element-failed.js';
import type { NodeInstance } from './instance-state.js';
import type { Run } from './run.js';
import { remember } from './compensation.js';
import { arriveAtComplex } from './complex-join.js';
import { fireJoin, parkedAt, removeToken, spawn } from './tokens.js';
import { evaluate, evaluateCondition, mapInputs, mapOutputs, visibleVariables } from './variables.js';
import { openEventWait } from './event-waits.js';
import { closeWaits } from './waits.js';

/** Begins a scope: its event subprocesses listen, then its initial tokens start (BPMN 2.0, 13.2, 13.5.4). */
export function startScope(run: Run, scopeId: string, holderId: string): void {
  listen(run, scopeId, holderId);
  for (const elementId of scopeOf(run.definition, scopeId).initial) spawn(run, elementId, holderId);
}

/** Opens the waits of the event subprocesses of a scope. */
export function listen(run: Run, scopeId: string, holderId: string): void {
  const { eventSubProcesses } = scopeOf(run.definition, scopeId);
  if (eventSubProcesses.length === 0) return;
  const variables = visibleVariables(run, run.draft.get(holderId));
  for (const { startEventId } of eventSubProcesses)
    openEventWait(run, holderId, nodeOf(run.definition, startEventId), variables);
}

/** The process listens before its first token moves; in the token's own move, so that a failure is repaired with it. */
function listenFirst(run: Run, element: FlowNode): void {
  if (element.scopeId !== run.definition.key || run.draft.get(ROOT).waits !== undefined) return;
  const begins =
    startsProcess(run.definition, element) ||
    (element.incoming.length === 0 && scopeOf(run.definition, element.scopeId).initial.includes(element.id));
  if (!begins) return;
  listen(run, run.definition.key, ROOT);
}

/** Waits of event subprocesses among the waits of a scope instance. */
export function stopListening(run: Run, holderId: string): void {
  const { gathered, ...rest } = run.draft.get(holderId);
  if (gathered !== undefined) run.draft.put(rest);
  closeWaits(
    run,
    holderId,
    (wait) =>
      'elementId' in wait &&
      wait.elementId !== undefined &&
      run.definition.nodes.get(wait.elementId)?.type === 'startEvent',
  );
}

/** Opens the waits of the boundary events of an activity. */
export function armBoundaries(run: Run, nodeId: string, element: FlowNode): void {
  const boundaries = run.definition.boundaries.get(element.id);
  if (boundaries === undefined) return;
  const variables = visibleVariables(run, run.draft.get(nodeId));
  for (const id of boundaries) openEventWait(run, nodeId, nodeOf(run.definition, id), variables);
}

/** Inputs, then the work itself: also what a retry does. */
export function work(run: Run, nodeId: string, element: FlowNode): void {
  mapInputs(run, nodeId, element);
  run.behaviorOf(element.type).enter(run, run.draft.get(nodeId), element);
}

/** Boundary events listen before the work begins; their expressions may use what the inputs computed. */
export function enter(run: Run, nodeId: string, element: FlowNode): void {
  listenFirst(run, element);
  mapInputs(run, nodeId, element);
  if (isActivity(element.type) && run.draft.get(nodeId).loopCounter === undefined) armBoundaries(run, nodeId, element);
  run.behaviorOf(element.type).enter(run, run.draft.get(nodeId), element);
}

/** The token is done here: it leaves in its own turn, so that a failing mapping is repaired on its own. */
export function leaveLater(run: Run, node: NodeInstance): void {
  run.schedule('leave', node.id);
}

/** Maps results, records the event, ends the node. What comes next is the caller's. */
export function finish(run: Run, nodeId: string, element: FlowNode): NodeInstance {
  mapOutputs(run, nodeId, element);
  const node = run.draft.get(nodeId);
  closeWaits(run, nodeId);
  recordEvent(run, node, element);
  recordNode(run, 'element-completed', node, element);
  return node;
}

/** Leaves by all outgoing flows that may be taken. */
export function leave(run: Run, nodeId: string, element: FlowNode): void {
  if (element.type === 'adHocSubProcess') askToLeave(run, nodeId, element);
  const node = finish(run, nodeId, element);
  remember(run, node, element, node.parentId ?? ROOT);
  go(run, node, chooseOutgoing(run, node, element));
  if (node.begins === true) awaitOthers(run, element);
  tellScope(run, node, element);
}

/** The instance began with one event of a parallel event-based gateway: it needs the others too (BPMN 2.0, 10.6.6). */
function awaitOthers(run: Run, element: FlowNode): void {
  for (const id of startGateway(run.definition, element)?.outgoing ?? []) {
    const target = run.definition.flows.get(id)?.target;
    if (target !== undefined && target !== element.id) spawn(run, target, undefined);
  }
}

/** An ad-hoc subprocess may have to wait for its condition. @throws ElementFailed AD_HOC_UNFINISHED. */
export function askToLeave(run: Run, nodeId: string, element: FlowNode): void {
  run.behaviorOf(element.type).leaving?.(run, run.draft.get(nodeId), element);
}

/** A container that counts its activities hears of each that completed (ad-hoc subprocess). */
export function tellScope(run: Run, node: NodeInstance, element: FlowNode): void {
  if (node.parentId === undefined || !isActivity(element.type)) return;
  const scope = run.draft.find(node.parentId);
  if (scope === undefined) return;
  const container = nodeOf(run.definition, scope.elementId);
  run.behaviorOf(container.type).innerCompleted?.(run, scope, container);
}

/** Ends the node and puts tokens on the flows, or ends its path when there are none. */
export function go(run: Run, node: NodeInstance, flows: readonly SequenceFlow[]): void {
  const quantity = nodeOf(run.definition, node.elementId).completionQuantity ?? 1;
  for (let tokens = 0; tokens < quantity; tokens += 1) for (const flow of flows) take(run, flow, node.parentId);
  removeToken(run, node.id);
}

/** A token goes along a flow: to its target, or to wait there at a join. */
export function take(run: Run, flow: SequenceFlow, parentId: string | undefined): void {
  run.record({ type: 'flow-taken', elementId: flow.id });
  const target = nodeOf(run.definition, flow.target);
  if (joins(target)) park(run, target, flow, parentId);
  else spawn(run, flow.target, parentId);
}

function joins(element: FlowNode): boolean {
  if (element.startQuantity !== undefined) return true;
  if (element.incoming.length < 2) return false;
  return element.type === 'parallelGateway' || element.type === 'inclusiveGateway' || element.type === 'complexGateway';
}

/** A token waits at a joining gateway. A parallel one fires with one token of each flow (13.4.1); inclusive ones when all is quiet. */
function park(run: Run, gateway: FlowNode, flow: SequenceFlow, parentId: string | undefined): void {
  run.draft.put({
    id: run.newId(),
    elementId: gateway.id,
    ...(parentId === undefined ? {} : { parentId }),
    arrivedBy: flow.id,
  });
  if (gateway.startQuantity !== undefined) return beginWhenEnough(run, gateway, gateway.startQuantity, parentId);
  if (gateway.type === 'complexGateway') return arriveAtComplex(run, gateway, flow.id, parentId);
  if (gateway.type !== 'parallelGateway') return;
  const parked = parkedAt(run, gateway.id, parentId);
  if (gateway.incoming.every((id) => parked.has(id))) fireJoin(run, [...parked.values()]);
}

/** An activity that needs several tokens begins once with all of them (`startQuantity`, BPMN 2.0, 10.3, 13.3.2). */
function beginWhenEnough(run: Run, activity: FlowNode, quantity: number, parentId: string | undefined): void {
  const tokens = [...run.draft.tokens()].filter(
    (node) => node.elementId === activity.id && node.arrivedBy !== undefined && node.parentId === parentId,
  );
  if (tokens.length >= quantity) fireJoin(run, tokens.slice(0, quantity));
}

/** Conditional and default flows of activities and events (BPMN 2.0, 13.3.2; 8.4.13). */
export function chooseOutgoing(run: Run, node: NodeInstance, element: FlowNode): SequenceFlow[] {
  const flows = outgoingFlows(run, element);
  if (flows.every((flow) => flow.condition === undefined)) return flows;
  const variables = visibleVariables(run, node);
  const conditional = flows.filter((flow) => flow.id !== element.defaultFlow);
  const taken = conditional.filter(
    (flow) => flow.condition === undefined || evaluateCondition(run, flow.condition, variables, element.id),
  );
  if (taken.some((flow) => flow.condition !== undefined)) return taken;
  const fallback = flows.find((flow) => flow.id === element.defaultFlow);
  const chosen = fallback === undefined ? taken : [...taken, fallback];
  if (chosen.length === 0)
    throw new ElementFailed(
      'NO_FLOW_TAKEN',
      element.id,
      'No condition of an outgoing flow is true and there is no default flow.',
    );
  return chosen;
}

export function outgoingFlows(run: Run, element: FlowNode): SequenceFlow[] {
  return element.outgoing.map((id) => run.definition.flows.get(id)).filter((flow) => flow !== undefined);
}

/** Ends a token and everything inside it, telling the outside. The scope around it is not left. */
export function cancelToken(run: Run, nodeId: string): void {
  for (const inner of run.draft.childrenOf(nodeId)) cancelToken(run, inner.id);
  const node = run.draft.get(nodeId);
  closeWaits(run, nodeId);
  // A completed subprocess that was there for its handlers was not entered again.
  const restored =
    node.compensating !== undefined && (node.detached === true || run.definition.scopes.has(node.elementId));
  if (node.arrivedBy === undefined && node.awaiting === undefined && !restored)
    recordNode(run, 'element-cancelled', node, nodeOf(run.definition, node.elementId));
  run.draft.remove(nodeId);
}

export function cancelChildren(run: Run, holderId: string): void {
  for (const inner of run.draft.childrenOf(holderId))
    if (run.draft.find(inner.id) !== undefined) cancelToken(run, inner.id);
}

/** The node that stands for a loop has no line of its own: its repetitions have. */
export function recordNode(
  run: Run,
  type: 'element-entered' | 'element-completed' | 'element-cancelled',
  node: NodeInstance,
  element: FlowNode,
): void {
  if (node.loop !== undefined) return;
  run.record({
    type,
    elementId: element.id,
    elementType: element.type,
    elementInstanceId: node.id,
    actor: run.actor.userId,
    ...entryDetail(run, node),
  });
}

/** The number of a repetition, and the absent person whom a substitute acted for. */
function entryDetail(run: Run, node: NodeInstance): { detail?: Record<string, unknown> } {
  const { onBehalfOf } = run.actor;
  if (node.loopCounter === undefined && onBehalfOf === undefined) return {};
  return {
    detail: {
      ...(node.loopCounter === undefined ? {} : { loopCounter: node.loopCounter }),
      ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    },
  };
}

/** `pledge:recordsEvent` on completion (design D2); of a looped activity once, when all of it is done. */
export function recordEvent(run: Run, node: NodeInstance, element: FlowNode): void {
  if (element.recordsEvent === undefined || node.loopCounter !== undefined) return;
  const variables = visibleVariables(run, node);
  run.effect({
    type: 'record-event',
    eventId: run.newId(),
    eventType: element.recordsEvent,
    elementId: element.id,
    occurredAt: statedTime(run, element, { ...variables, ...node.result }) ?? run.env.now,
    actor: run.actor.userId,
    variables: { ...variables, ...node.result },
  });
}

/** What a person stated; nothing stated means the time of the step. */
function statedTime(run: Run, element: FlowNode, variables: Record<string, unknown>): number | null {
  if (element.eventTime === undefined) return null;
  const value = evaluate(run, element.eventTime, variables, element.id);
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'number') return value;
  const at = typeof value === 'string' ? run.instant(value) : null;
  if (at === null)
    throw new ElementFailed(
      'EXPRESSION_FAILED',
      element.id,
      `${element.eventTime.text}: a time in ISO 8601 was expected.`,
    );
  return at;
}
