import { Problem, type ProblemDetail, type ProblemKind } from '@pledge/runtime';

/** A problem whose HTTP status is not the one of its kind (401, 400, 429). Only the platform and sign-in need it. */
export class HttpProblem extends Problem {
  constructor(
    readonly status: number,
    kind: ProblemKind,
    code: string,
    params: Readonly<Record<string, string | number>> = {},
    errors: readonly ProblemDetail[] = [],
    /** Seconds for the `Retry-After` header. */
    readonly retryAfter?: number,
  ) {
    super(kind, code, params, errors);
  }
}
