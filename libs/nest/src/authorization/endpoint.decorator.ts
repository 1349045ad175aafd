import { HttpCode, SetMetadata, applyDecorators } from '@nestjs/common';
import type { Role } from '@pledge/contracts';
import type { z } from 'zod';

/** Who may call an endpoint: nobody in particular, anybody signed in, or the roles listed (`admin` always may). */
export type EndpointRoles = readonly Role[] | 'public' | 'authenticated';

export interface EndpointOptions {
  readonly roles: EndpointRoles;
  /** One line in both languages, shown in the API documentation. */
  readonly summary: { readonly zh: string; readonly en: string };
  /** Validates `@Body()`; write it with `z.strictObject` so that unknown keys are refused. */
  readonly body?: z.ZodType;
  /** Validates `@Query()`; values arrive as text: use `z.coerce` or `z.enum`. */
  readonly query?: z.ZodType;
  /** Schema of the answer, for the documentation. */
  readonly response?: z.ZodType;
  /** Example of the request body and of the answer, for the documentation. */
  readonly example?: { readonly body?: unknown; readonly response?: unknown };
  /** Documented status of success; default 201 for POST, else 200. `@HttpCode` is not needed: this sets it. */
  readonly status?: number;
  /**
   * The answer waits until the jobs it created have settled, or 2 s, and gets `settled: true | false`
   * (contracts, HTTP). For commands that answer with an object, or with `afterSettling(…)`.
   */
  readonly settles?: boolean;
  /** `false`: `Idempotency-Key` is ignored, because the answer holds a secret that must not be stored. */
  readonly idempotent?: false;
  /** Answers other than JSON, for example `application/pdf` or `text/event-stream`. */
  readonly produces?: string;
  /** Reads `multipart/form-data`; the field of the file is `file`. */
  readonly multipart?: boolean;
}

export const ENDPOINT = Symbol.for('pledge:endpoint');

/**
 * Stands beside Nest's `@Get`, `@Post` … on every handler: who may call it, what it takes and gives.
 * Controllers are written without `/api`; the application adds it. A handler without it fails the start.
 */
export function Endpoint(options: EndpointOptions): MethodDecorator {
  const metadata = SetMetadata(ENDPOINT, options);
  return options.status === undefined ? metadata : applyDecorators(metadata, HttpCode(options.status));
}
