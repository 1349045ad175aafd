import type { ModdleElement } from 'bpmn-moddle';
import type { FindingList } from './finding.js';
import { child, text } from './moddle.js';
import type { FlowNode } from './process-definition.js';
import { readFeel } from './read-value.js';

/** `activationCondition` of a complex gateway. */
export function readActivation(
  element: ModdleElement,
  id: string,
  findings: FindingList,
): FlowNode['activationCondition'] {
  const expression = child(element, 'activationCondition');
  const body = expression === undefined ? undefined : text(expression, 'body');
  return body === undefined ? undefined : readFeel(body, { elementId: id, what: 'activation condition' }, findings);
}

/** `gatewayDirection`; `Unspecified` says nothing. */
export function readDirection(element: ModdleElement): FlowNode['direction'] {
  const direction = text(element, 'gatewayDirection');
  return direction === 'Converging' || direction === 'Diverging' || direction === 'Mixed' ? direction : undefined;
}
