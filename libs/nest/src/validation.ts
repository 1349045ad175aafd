import { Problem, type ProblemDetail } from '@pledge/runtime';
import type { z } from 'zod';
import type { PledgeRequest } from './authentication/session-user.js';
import type { EndpointOptions } from './authorization/endpoint.decorator.js';
import { inChinese, inEnglish } from './field-messages.js';

/**
 * Checks body and query against the schemas of `@Endpoint` and puts the parsed values (defaults, numbers) in their place.
 * @throws Problem INVALID_INPUT (422) with one error per field in both languages
 */
export function validateInput(endpoint: EndpointOptions, request: PledgeRequest): void {
  const errors: ProblemDetail[] = [];
  if (endpoint.query) {
    const query = check(endpoint.query, request.query, errors);
    // Express 5 computes `query` in a getter.
    Object.defineProperty(request, 'query', { value: query, configurable: true, enumerable: true, writable: true });
  }
  if (endpoint.body && !endpoint.multipart) request.body = check(endpoint.body, request.body ?? {}, errors);
  if (errors.length > 0) throw new Problem('invalid', 'INVALID_INPUT', {}, errors);
}

/** The parsed value; what is wrong is added to `errors`. */
export function check<T>(schema: z.ZodType<T>, value: unknown, errors: ProblemDetail[]): T | undefined {
  const parsed = schema.safeParse(value, { error: inChinese });
  if (parsed.success) return parsed.data;
  const english = schema.safeParse(value, { error: inEnglish }).error?.issues ?? [];
  parsed.error.issues.forEach((issue, index) => {
    const message = { zh: issue.message, en: english[index]?.message ?? issue.message };
    // An unknown key is a problem of that key, not of the object around it.
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [null];
    for (const key of keys) {
      const path = key === null ? issue.path : [...issue.path, key];
      errors.push({ field: path.map(String).join('.'), code: issue.code, message });
    }
  });
  return undefined;
}
