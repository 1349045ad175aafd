import { eventParts, isActivity, type FlowNode, type ModelValue, type ProcessDefinition } from '@pledge/engine';

/** The code of what catches everything. */
export const ANY = '';

/** Boundary events of an activity; compensation is not followed. */
export function boundariesOf(definition: ProcessDefinition, node: FlowNode): FlowNode[] {
  if (!isActivity(node.type)) return [];
  return (definition.boundaries.get(node.id) ?? [])
    .map((id) => definition.nodes.get(id))
    .filter((each) => each !== undefined)
    .filter((each) => each.event?.kind !== 'compensation');
}

/** Happens only when something inside throws it. */
export function thrownOnly(node: FlowNode): boolean {
  return eventParts(node.event).every(({ kind }) => kind === 'error' || kind === 'cancel') && node.event !== undefined;
}

/** What a boundary or start event catches: a code, or ANY. */
export function codeOf(node: FlowNode): string {
  const [event] = eventParts(node.event);
  if (event?.kind === 'cancel') return 'cancel:';
  return event?.kind === 'error' && event.code?.kind === 'static' ? event.code.text : ANY;
}

/** Of an error end event; null where the code is known only when it runs. */
export function codesOf(code: ModelValue | undefined): string | null {
  return code === undefined ? ANY : code.kind === 'static' ? code.text : null;
}

/** Whether it takes what is thrown; null: any code may come. */
export function catches(event: FlowNode, code: string | null | 'cancel'): boolean {
  const own = codeOf(event);
  if (own === 'cancel:' || code === 'cancel') return own === 'cancel:' && code === 'cancel';
  return code === null || own === ANY || own === code;
}

/** Work whose inside is not seen may end with any error. */
export function mayThrow(node: FlowNode): boolean {
  return node.job !== undefined || ['subProcess', 'transaction', 'adHocSubProcess', 'callActivity'].includes(node.type);
}

/** Waits for tokens of several flows. */
export function isJoin({ type, incoming }: FlowNode): boolean {
  return (type === 'parallelGateway' || type === 'inclusiveGateway') && incoming.length > 1;
}

/** Waits for its own event. */
export function isWaiting({ type }: FlowNode): boolean {
  return type === 'receiveTask' || type === 'intermediateCatchEvent';
}

/** What the engine passes without a rest. */
export function passes(node: FlowNode): boolean {
  switch (node.type) {
    case 'startEvent':
    case 'endEvent':
    case 'intermediateThrowEvent':
    case 'task':
    case 'manualTask':
    case 'scriptTask':
    case 'businessRuleTask':
    case 'exclusiveGateway':
    case 'parallelGateway':
    case 'inclusiveGateway':
    case 'complexGateway':
      return node.job === undefined;
    default:
      return false;
  }
}
