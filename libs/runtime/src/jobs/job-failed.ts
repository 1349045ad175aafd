/** A delegate or feature threw something that is no modelled error: the job is tried again later, not the transaction now. */
export class WorkFailedError extends Error {
  constructor(readonly reason: unknown) {
    super(reason instanceof Error ? reason.message : String(reason), { cause: reason });
    this.name = 'WorkFailedError';
  }
}

/** The lease went to somebody else meanwhile: whoever holds it now does the work. */
export class LeaseLostError extends Error {
  constructor() {
    super('the lease of the job was lost');
    this.name = 'LeaseLostError';
  }
}

/** More tries do not help: the incident comes at once. */
export class HopelessError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'HopelessError';
  }
}

const MESSAGE_LIMIT = 2_000;

/** What operators read in the incident. */
export function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : String(error);
  return text.slice(0, MESSAGE_LIMIT);
}
