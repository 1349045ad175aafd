import { nodeOf, type FlowNode, type ProcessDefinition } from '../model/process-definition.js';
import { attempt, raiseIncident } from './attempt.js';
import { ROOT } from './draft.js';
import { reachOf } from './inclusive-join.js';
import type { NodeInstance } from './instance-state.js';
import type { Run } from './run.js';
import { fireJoin, parkedAt } from './tokens.js';
import { evaluateCondition, visibleVariables } from './variables.js';

/**
 * A token arrives at a complex gateway (BPMN 2.0, 13.4.5). Waiting for start, it fires when its activation condition is
 * true; waiting for reset, it takes the tokens of the flows that it has not fired with.
 */
export function arriveAtComplex(run: Run, gateway: FlowNode, flowId: string, parentId: string | undefined): void {
  const fired = firedAt(run, gateway.id, parentId);
  if (fired === undefined) return fireWhenActive(run, gateway, parentId);
  const left = fired.awaiting?.filter((id) => id !== flowId) ?? [];
  // A second token of a flow that came already belongs to the next round.
  if (left.length === fired.awaiting?.length) return;
  const token = parkedAt(run, gateway.id, parentId).get(flowId);
  if (token !== undefined) run.draft.remove(token.id);
  run.draft.put({ ...fired, awaiting: left });
}

/**
 * Asks the gateways that wait for start again: their condition may refer to data (13.4.5). Asked when variables changed
 * and no token can move. @returns whether one fired.
 */
export function fireComplexJoins(run: Run): boolean {
  for (const token of [...run.draft.tokens()]) {
    if (token.arrivedBy === undefined || token.waits !== undefined) continue;
    const gateway = nodeOf(run.definition, token.elementId);
    if (gateway.type !== 'complexGateway' || firedAt(run, gateway.id, token.parentId) !== undefined) continue;
    const failure = attempt(run, () => fireWhenActive(run, gateway, token.parentId));
    if (failure !== null) raiseIncident(run, token.id, failure, 'enter');
    else if (run.draft.find(token.id)?.arrivedBy === undefined) return true;
  }
  return false;
}

/**
 * The gateways that wait for reset and to which no awaited token can come any more; the reset itself, which may send tokens
 * out, is the caller's. Asked when no token can move.
 */
export function gatewaysToReset(run: Run): { readonly fired: NodeInstance; readonly gateway: FlowNode } | null {
  for (const fired of run.draft.tokens()) {
    if (fired.awaiting === undefined || fired.waits !== undefined) continue;
    const gateway = nodeOf(run.definition, fired.elementId);
    if (fired.awaiting.length === 0 || !mayCome(run, gateway, fired, fired.awaiting)) return { fired, gateway };
  }
  return null;
}

/**
 * Whether the ways out tell the two phases apart: one of their conditions asks `waitingForStart`. Where none does, all of
 * them belong to the first phase, and the reset sends nothing out.
 */
export function hasTwoPhases(definition: ProcessDefinition, gateway: FlowNode): boolean {
  return gateway.outgoing.some((id) => {
    const condition = definition.flows.get(id)?.condition;
    return condition !== undefined && /\bwaitingForStart\b/.test(condition.text);
  });
}

/** Fires the gateway when its activation condition is true; `activationCount` counts the flows with a token. */
export function fireWhenActive(run: Run, gateway: FlowNode, parentId: string | undefined): void {
  const parked = parkedAt(run, gateway.id, parentId);
  if (parked.size === 0) return;
  const { activationCondition } = gateway;
  const isActive =
    activationCondition === undefined
      ? parked.size === gateway.incoming.length
      : evaluateCondition(
          run,
          activationCondition,
          {
            ...visibleVariables(run, run.draft.get(parentId ?? ROOT)),
            activationCount: parked.size,
            activationCounts: countsByFlow(run, gateway, parentId),
          },
          gateway.id,
        );
  if (!isActive) return;
  const awaiting = gateway.incoming.filter((id) => !parked.has(id));
  if (awaiting.length > 0 || hasTwoPhases(run.definition, gateway))
    run.draft.put({
      id: run.newId(),
      elementId: gateway.id,
      ...(parentId === undefined ? {} : { parentId }),
      awaiting,
      firedWith: [...parked.keys()],
    });
  fireJoin(run, [...parked.values()]);
}

/** Tokens by incoming flow: the attribute `activationCount` of each gate (13.4.5). */
function countsByFlow(run: Run, gateway: FlowNode, parentId: string | undefined): Record<string, number> {
  const counts: Record<string, number> = Object.fromEntries(gateway.incoming.map((id) => [id, 0]));
  for (const token of run.draft.tokens())
    if (token.elementId === gateway.id && token.parentId === parentId && token.arrivedBy !== undefined)
      counts[token.arrivedBy] = (counts[token.arrivedBy] ?? 0) + 1;
  return counts;
}

function firedAt(run: Run, gatewayId: string, parentId: string | undefined): NodeInstance | undefined {
  for (const node of run.draft.tokens())
    if (node.elementId === gatewayId && node.awaiting !== undefined && node.parentId === parentId) return node;
  return undefined;
}

/** By the rule of the inclusive gateway: a token that can also come to a flow that the gateway fired with does not count. */
function mayCome(run: Run, gateway: FlowNode, fired: NodeInstance, awaiting: readonly string[]): boolean {
  const reach = reachOf(run.definition, gateway);
  const reaches = (flow: string, token: NodeInstance): boolean => reach.get(flow)?.has(token.elementId) === true;
  for (const token of run.draft.tokens()) {
    if (token.parentId !== fired.parentId || token.awaiting !== undefined || token.elementId === gateway.id) continue;
    if (token.detached === true || fired.firedWith?.some((flow) => reaches(flow, token)) === true) continue;
    if (awaiting.some((flow) => reaches(flow, token))) return true;
  }
  return false;
}
