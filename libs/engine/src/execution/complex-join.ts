import { nodeOf, type FlowNode } from '../model/process-definition.js';
import { attempt, raiseIncident } from './attempt.js';
import { ROOT } from './draft.js';
import type { Failure } from './failure.js';
import { reachOf } from './inclusive-join.js';
import type { NodeInstance } from './instance-state.js';
import type { Run } from './run.js';
import { fireJoin, parkedAt, removeToken } from './tokens.js';
import { evaluateCondition, visibleVariables } from './variables.js';

/**
 * A token arrives at a complex gateway (BPMN 2.0, 13.4.5). It fires when its activation condition over
 * `activationCount` is true; until it is reset, tokens of the other flows are swallowed.
 */
export function arriveAtComplex(run: Run, gateway: FlowNode, flowId: string, parentId: string | undefined): void {
  const fired = firedAt(run, gateway.id, parentId);
  if (fired === undefined) return fireWhenActive(run, gateway, parentId);
  const left = fired.awaiting?.filter((id) => id !== flowId) ?? [];
  // A second token of a flow that came already belongs to the next round.
  if (left.length === fired.awaiting?.length) return;
  const token = parkedAt(run, gateway.id, parentId).get(flowId);
  if (token !== undefined) run.draft.remove(token.id);
  if (left.length > 0) run.draft.put({ ...fired, awaiting: left });
  else reset(run, gateway, fired);
}

/** Resets the gateways to which no late token can come any more. Asked when no token can move. @returns whether one was. */
export function resetComplexGateways(run: Run): boolean {
  for (const fired of run.draft.tokens()) {
    if (fired.awaiting === undefined) continue;
    const gateway = nodeOf(run.definition, fired.elementId);
    if (mayCome(run, gateway, fired)) continue;
    const failure = attempt(run, () => reset(run, gateway, fired));
    if (failure !== null) failReset(run, gateway, fired, failure);
    return true;
  }
  return false;
}

function fireWhenActive(run: Run, gateway: FlowNode, parentId: string | undefined): void {
  const parked = parkedAt(run, gateway.id, parentId);
  if (parked.size === 0) return;
  const scope = run.draft.get(parentId ?? ROOT);
  const variables = { ...visibleVariables(run, scope), activationCount: parked.size };
  const { activationCondition } = gateway;
  const active =
    activationCondition === undefined
      ? parked.size === gateway.incoming.length
      : evaluateCondition(run, activationCondition, variables, gateway.id);
  if (!active) return;
  const awaiting = gateway.incoming.filter((id) => !parked.has(id));
  if (awaiting.length > 0)
    run.draft.put({
      id: run.newId(),
      elementId: gateway.id,
      ...(parentId === undefined ? {} : { parentId }),
      awaiting,
    });
  fireJoin(run, [...parked.values()]);
}

/** The next round begins; tokens that came early for it are asked at once. */
function reset(run: Run, gateway: FlowNode, fired: NodeInstance): void {
  fireWhenActive(run, gateway, fired.parentId);
  removeToken(run, fired.id);
}

/** The condition cannot be asked for the next round: a token of it shows that; a retry lets it pass. */
function failReset(run: Run, gateway: FlowNode, fired: NodeInstance, failure: Failure): void {
  removeToken(run, fired.id);
  const [first] = parkedAt(run, gateway.id, fired.parentId).values();
  if (first !== undefined) raiseIncident(run, first.id, failure, 'enter');
}

function firedAt(run: Run, gatewayId: string, parentId: string | undefined): NodeInstance | undefined {
  for (const node of run.draft.tokens())
    if (node.elementId === gatewayId && node.awaiting !== undefined && node.parentId === parentId) return node;
  return undefined;
}

function mayCome(run: Run, gateway: FlowNode, fired: NodeInstance): boolean {
  const reach = reachOf(run.definition, gateway);
  for (const token of run.draft.tokens()) {
    if (token.parentId !== fired.parentId || token.awaiting !== undefined || token.elementId === gateway.id) continue;
    if (fired.awaiting?.some((flow) => reach.get(flow)?.has(token.elementId) === true) === true) return true;
  }
  return false;
}
