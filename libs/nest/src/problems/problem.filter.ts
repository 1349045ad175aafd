import {
  Catch,
  HttpException,
  Inject,
  Injectable,
  Logger,
  type ArgumentsHost,
  type ExceptionFilter,
} from '@nestjs/common';
import type { Language, ProblemBody } from '@pledge/contracts';
import { Problem, type ProblemDetail, type ProblemKind } from '@pledge/runtime';
import type { Response } from 'express';
import { v7 as uuidv7 } from 'uuid';
import type { PledgeRequest } from '../authentication/session-user.js';
import { HttpProblem } from './http-problem.js';
import { storageProblem } from './storage-problem.js';
import { ProblemCatalogue, languageOf, pick } from './problem-texts.js';

const STATUS: Record<ProblemKind, number> = {
  'not-found': 404,
  conflict: 409,
  invalid: 422,
  forbidden: 403,
  'too-large': 413,
  unavailable: 503,
};

/** Status a problem is answered with. */
export function statusOf(problem: Problem): number {
  return problem instanceof HttpProblem ? problem.status : STATUS[problem.kind];
}

/** Answer that was stored under an idempotency key: sent again as it was. */
export class StoredAnswer extends Error {
  constructor(
    readonly status: number,
    readonly body: string,
  ) {
    super('stored answer');
  }
}

/** Turns everything thrown into an RFC 9457 `application/problem+json` answer in the reader's language. */
@Catch()
@Injectable()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  constructor(@Inject(ProblemCatalogue) private readonly catalogue: ProblemCatalogue) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<PledgeRequest>();
    const response = http.getResponse<Response>();
    if (response.headersSent) {
      this.logger.error(`after the answer began, ${request.method} ${request.path}: ${describe(error)}`);
      response.end();
      return;
    }
    if (error instanceof StoredAnswer) {
      const type = error.status < 400 ? 'application/json' : 'application/problem+json';
      response.status(error.status).type(type).setHeader('Idempotency-Replayed', 'true').send(error.body);
      return;
    }
    const problem = toProblem(error);
    if (problem.code === 'INTERNAL') {
      this.logger.error(`${problem.params['id']} ${request.method} ${request.path}: ${describe(error)}`);
    }
    if (problem.code.startsWith('STORAGE_'))
      this.logger.error(`${problem.code} ${request.method} ${request.path}: ${describe(error)}`);
    const body = this.body(problem, request);
    if (problem instanceof HttpProblem && problem.retryAfter !== undefined) {
      response.setHeader('Retry-After', String(Math.ceil(problem.retryAfter)));
    }
    response.status(body.status).type('application/problem+json').send(JSON.stringify(body));
  }

  /** The RFC 9457 body of a problem, in the language of the request. */
  body(problem: Problem, request: Pick<PledgeRequest, 'headers' | 'session'>): ProblemBody {
    const language = languageOf(request.headers?.['accept-language'], request.session?.user.language);
    const status = statusOf(problem);
    return {
      type: `urn:pledge:problem:${problem.code}`,
      title: this.catalogue.title(status, language),
      status,
      code: problem.code,
      detail: this.catalogue.detail(problem, language),
      errors: problem.errors.map((error) => ({
        ...error,
        message: this.message(problem, error, language),
      })),
    };
  }

  private message(problem: Problem, { code, message }: ProblemDetail, language: Language): string {
    if (message === undefined)
      return this.catalogue.detail(
        { kind: problem.kind, params: problem.params, code: code ?? problem.code },
        language,
      );
    return typeof message === 'string' ? message : pick(message, language);
  }
}

/** Anything thrown as a problem; what nobody foresaw becomes INTERNAL with an id. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const storage = storageProblem(error);
  if (storage) return storage;
  const thrown = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  // body-parser and raw-body mark their errors with `type`.
  switch (thrown['type']) {
    case 'entity.too.large':
      return new HttpProblem(413, 'too-large', 'BODY_TOO_LARGE');
    case 'entity.parse.failed':
      return new HttpProblem(400, 'invalid', 'MALFORMED_JSON');
    case 'charset.unsupported':
    case 'encoding.unsupported':
      return new HttpProblem(415, 'invalid', 'UNSUPPORTED_MEDIA_TYPE');
    default:
  }
  if (thrown['name'] === 'MulterError') {
    const tooLarge = ['LIMIT_FILE_SIZE', 'LIMIT_FIELD_VALUE'].includes(String(thrown['code']));
    return tooLarge
      ? new HttpProblem(413, 'too-large', 'BODY_TOO_LARGE')
      : new HttpProblem(400, 'invalid', 'MALFORMED_REQUEST');
  }
  const status = error instanceof HttpException ? error.getStatus() : Number(thrown['status'] ?? thrown['statusCode']);
  switch (status) {
    case 400:
      return new HttpProblem(
        400,
        'invalid',
        error instanceof HttpException && isJsonError(error) ? 'MALFORMED_JSON' : 'MALFORMED_REQUEST',
      );
    case 401:
      return new HttpProblem(401, 'forbidden', 'UNAUTHENTICATED');
    case 403:
      return new Problem('forbidden', 'FORBIDDEN');
    case 404:
      return new Problem('not-found', 'ROUTE_NOT_FOUND');
    case 405:
      return new HttpProblem(405, 'invalid', 'METHOD_NOT_ALLOWED');
    case 413:
      return new HttpProblem(413, 'too-large', 'BODY_TOO_LARGE');
    case 415:
      return new HttpProblem(415, 'invalid', 'UNSUPPORTED_MEDIA_TYPE');
    default:
      if (error instanceof HttpException || thrown['expose'] === true) {
        if (status >= 400 && status < 500) return new HttpProblem(status, 'invalid', 'MALFORMED_REQUEST');
      }
      return new HttpProblem(500, 'unavailable', 'INTERNAL', { id: uuidv7() });
  }
}

/** Nest turns the SyntaxError of a body that is not JSON into a BadRequestException with the parser's words. */
function isJsonError(error: HttpException): boolean {
  return /JSON/.test(error.message);
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
