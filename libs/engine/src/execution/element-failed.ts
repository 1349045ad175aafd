import type { Failure, FailureCode } from './failure.js';

/**
 * How a behaviour gives up inside a step. Caught by `Run.attempt`, which undoes what the element did and makes an
 * incident of the failure: it never leaves `step`.
 */
export class ElementFailed extends Error {
  constructor(
    readonly code: FailureCode,
    readonly elementId: string,
    message: string,
  ) {
    super(message);
    this.name = 'ElementFailed';
  }

  toFailure(): Failure {
    return { code: this.code, elementId: this.elementId, message: this.message };
  }
}
