/**
 * What can go wrong, without HTTP: libs/nest maps it to RFC 9457 problems. `code` is stable and has a text in both
 * languages; `errors` name fields or elements; `params` fill the text.
 */
export type ProblemKind = 'not-found' | 'conflict' | 'invalid' | 'forbidden' | 'too-large' | 'unavailable';

export interface ProblemDetail {
  readonly field?: string;
  readonly resource?: string;
  readonly elementId?: string;
  readonly rule?: string;
  readonly code?: string;
  /** Plain text, or both languages; left out, the text of `code`, else of the problem, is told. */
  readonly message?: string | { readonly zh: string; readonly en: string };
}

/** Thrown by runtime and features; anything else that escapes is an internal error (500). */
export class Problem extends Error {
  constructor(
    readonly kind: ProblemKind,
    readonly code: string,
    readonly params: Readonly<Record<string, string | number>> = {},
    readonly errors: readonly ProblemDetail[] = [],
  ) {
    super(code);
    this.name = 'Problem';
  }
}
