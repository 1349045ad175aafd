import type { FlowNode } from '../model/process-definition.js';
import { attempt, raiseIncident } from './attempt.js';
import { chooseByConditions } from './choose-flows.js';
import { fireWhenActive, gatewaysToReset, hasTwoPhases } from './complex-join.js';
import { ROOT } from './draft.js';
import type { NodeInstance } from './instance-state.js';
import type { Run } from './run.js';
import { go } from './transitions.js';
import { visibleVariables } from './variables.js';

/**
 * The second phase of a complex gateway (BPMN 2.0, 13.4.5): with `waitingForStart` false the conditions are asked again;
 * the flows that are true now get a token, none is no failure. Then the next round begins. @returns whether one was reset.
 */
export function resetComplexGateways(run: Run): boolean {
  const next = gatewaysToReset(run);
  if (next === null) return false;
  const { fired, gateway } = next;
  const failure = attempt(run, () => reset(run, gateway, fired));
  // The mark of the gateway shows it; a retry asks again.
  if (failure !== null) raiseIncident(run, fired.id, failure, 'enter');
  return true;
}

function reset(run: Run, gateway: FlowNode, fired: NodeInstance): void {
  const variables = { ...visibleVariables(run, run.draft.get(fired.parentId ?? ROOT)), waitingForStart: false };
  const chosen = hasTwoPhases(run.definition, gateway) ? chooseByConditions(run, gateway, variables) : [];
  // Tokens that came early for the next round are asked at once.
  const { awaiting: _awaiting, ...over } = fired;
  run.draft.put(over);
  fireWhenActive(run, gateway, fired.parentId);
  go(run, over, chosen);
}
