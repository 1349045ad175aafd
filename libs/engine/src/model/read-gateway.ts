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

/** `startQuantity`, `completionQuantity` of an activity; undefined: one token, as nearly always (BPMN 2.0, 10.3). */
export function readQuantity(
  element: ModdleElement,
  key: 'startQuantity' | 'completionQuantity',
  id: string,
  findings: FindingList,
): number | undefined {
  const quantity = element[key];
  if (typeof quantity !== 'number' || quantity === 1) return undefined;
  if (Number.isInteger(quantity) && quantity > 1 && quantity <= MAX_QUANTITY) return quantity;
  findings.error(
    'activity/quantity',
    id,
    `${key} is a whole number from 1 to ${MAX_QUANTITY}.`,
    `${key} 必须是 1 到 ${MAX_QUANTITY} 的整数。`,
    'BPMN 2.0, 10.3',
  );
  return undefined;
}
/** More tokens at one activity would not fit a step. */
const MAX_QUANTITY = 100;
