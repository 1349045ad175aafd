import type { BothLanguages } from '../model/finding.js';

/** One reason why an operation on an instance cannot be done, with the element that it is about. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly elementId?: string;
  readonly elementInstanceId?: string;
  readonly message: BothLanguages;
}
export type RefusalCode =
  | 'ELEMENT_UNKNOWN'
  /** No token stands there. */
  | 'ELEMENT_NOT_ACTIVE'
  /** Begins by what happens (boundary event, compensation handler), not by an operator. */
  | 'ELEMENT_NOT_TARGETABLE'
  /** Several instances of the enclosing scope run: the request has to name one. */
  | 'SCOPE_AMBIGUOUS'
  /** The enclosing scope is not running and cannot be begun. */
  | 'SCOPE_NOT_OPENABLE'
  /** What is left of a compensation would be lost. */
  | 'COMPENSATION_RUNNING'
  /** No token would be left: that is a cancellation. */
  | 'NOTHING_LEFT'
  // --- of a migration
  | 'OTHER_PROCESS'
  | 'MAPPING_INVALID'
  /** A token stands at an element that the new version does not have. */
  | 'ELEMENT_NOT_MAPPED'
  | 'TYPE_CHANGED'
  /** The element is in another scope of the new version. */
  | 'SCOPE_CHANGED'
  /** The kind of loop, or the variables that it keeps, changed while it runs. */
  | 'LOOP_CHANGED'
  /** What a token waits for is another kind of event now. */
  | 'EVENT_CHANGED'
  /** A token waits at a join by a flow that the new version does not have. */
  | 'FLOW_NOT_MAPPED'
  /** What was completed could not be undone any more. */
  | 'COMPENSATION_LOST'
  /** An expression of the new version fails for this instance. */
  | 'EXPRESSION_FAILED';

/** How a part of an operation says no; caught by the operation, which then changes nothing. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message.en);
    this.name = 'Refused';
  }
}

/** @throws Refused always. */
export function refuse(
  code: RefusalCode,
  elementId: string | undefined,
  message: BothLanguages,
  elementInstanceId?: string,
): never {
  throw new Refused({
    code,
    message,
    ...(elementId === undefined ? {} : { elementId }),
    ...(elementInstanceId === undefined ? {} : { elementInstanceId }),
  });
}
