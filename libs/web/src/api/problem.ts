/** One fault of a request: the field (JSON path such as `contact.phone`, or a form key) and the sentence for the person. */
export interface FieldProblem {
  readonly path: string;
  readonly message: string;
  /** Of a refused deployment: the element of the diagram, and the rule it breaks. */
  readonly elementId?: string;
  readonly rule?: string;
}

/** A call that failed: RFC 9457 from the server, or `OFFLINE` / `BAD_ANSWER` made here when no answer came or none was readable. */
export class ApiProblem extends Error {
  constructor(
    /** HTTP status; 0 when nothing answered. */
    readonly status: number,
    /** Stable code of the server's problem list, `OFFLINE` or `BAD_ANSWER`. */
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly errors: readonly FieldProblem[] = [],
    /** Further members of the problem document. */
    readonly extra: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail || title);
    this.name = 'ApiProblem';
  }

  /** Nothing was reached: what the person typed is still here and can be sent again. */
  get offline(): boolean {
    return this.code === 'OFFLINE';
  }
}

/** Reads `application/problem+json` leniently: unknown shapes become a problem with the HTTP status. */
export function problemFrom(status: number, body: unknown): ApiProblem {
  const doc = isRecord(body) ? body : {};
  const text = (name: string): string => (typeof doc[name] === 'string' ? doc[name] : '');
  const { errors, ...extra } = doc;
  return new ApiProblem(
    status,
    text('code') || `HTTP_${status}`,
    text('title') || `HTTP ${status}`,
    text('detail') || text('message'),
    Array.isArray(errors) ? errors.filter(isRecord).map(fieldProblem) : [],
    extra,
  );
}

function fieldProblem(row: Record<string, unknown>): FieldProblem {
  const path = row['path'] ?? row['field'] ?? row['key'] ?? row['pointer'] ?? '';
  const joined = Array.isArray(path) ? path.join('.') : String(path);
  return {
    path: joined.replace(/^[#/]+/, '').replaceAll('/', '.'),
    message: String(row['message'] ?? row['detail'] ?? ''),
    ...(typeof row['elementId'] === 'string' ? { elementId: row['elementId'] } : {}),
    ...(typeof row['rule'] === 'string' ? { rule: row['rule'] } : {}),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
