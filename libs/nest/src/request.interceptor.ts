import { createHash } from 'node:crypto';
import { Inject, Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Problem, type Clock, type EngineStore, type ProcessEngine, type UnitOfWork } from '@pledge/runtime';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { isWrite } from './authentication/csrf.js';
import type { PledgeRequest } from './authentication/session-user.js';
import { ENDPOINT, type EndpointOptions } from './authorization/endpoint.decorator.js';
import { withIdempotency, type IdempotentRequest } from './idempotency/idempotency-context.js';
import { SettlingAnswer } from './settling-answer.js';
import { ProblemFilter, StoredAnswer, toProblem } from './problems/problem.filter.js';
import { CLOCK, ENGINE_STORE, PROCESS_ENGINE, RAW_UNIT_OF_WORK } from './tokens.js';
import { validateInput } from './validation.js';

/** Keys are kept 24 h (contracts, HTTP in general). */
export const IDEMPOTENCY_KEPT_MS = 24 * 3_600_000;
/** How long a command waits for the jobs it created (contracts, HTTP in general). */
const SETTLE_TIMEOUT_MS = 2_000;

/** Around every handler: validates input, applies `Idempotency-Key`, waits until jobs have settled. */
@Injectable()
export class RequestInterceptor implements NestInterceptor {
  private readonly inFlight = new Set<string>();

  constructor(
    private readonly reflector: Reflector,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(ENGINE_STORE) private readonly store: EngineStore,
    @Inject(RAW_UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly problems: ProblemFilter,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const endpoint = this.reflector.get<EndpointOptions | undefined>(ENDPOINT, context.getHandler());
    if (!endpoint || context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<PledgeRequest>();
    const key = request.headers['idempotency-key'];
    const bodyHash =
      typeof key === 'string' && isWrite(request.method) && endpoint.idempotent !== false ? hashBody(request) : null;
    validateInput(endpoint, request);
    const status = endpoint.status ?? (request.method === 'POST' ? 201 : 200);
    const handle = (): Promise<unknown> => lastValueFrom(next.handle(), { defaultValue: undefined });
    if (bodyHash === null) return from(handle().then((body) => this.settle(endpoint, body, true)));
    return from(
      this.once(request, key as string, bodyHash, status, handle).then((body) => this.settle(endpoint, body, false)),
    );
  }

  /** Repeat → the stored answer; other body → 422; still in flight → 409. */
  private async once(
    request: PledgeRequest,
    key: string,
    bodyHash: string,
    status: number,
    handle: () => Promise<unknown>,
  ): Promise<unknown> {
    if (!/^[\x21-\x7e]{1,200}$/.test(key)) throw new Problem('invalid', 'IDEMPOTENCY_KEY_INVALID');
    const scope = scopeOfRequest(request);
    const flight = `${scope} ${key}`;
    if (this.inFlight.has(flight)) throw new Problem('conflict', 'IDEMPOTENCY_IN_FLIGHT');
    this.inFlight.add(flight);
    try {
      const stored = await this.store.findIdempotency(scope, key);
      const createdAt = this.clock.systemNow();
      if (stored && stored.createdAt > createdAt - IDEMPOTENCY_KEPT_MS) {
        if (stored.bodyHash !== bodyHash) throw new Problem('invalid', 'IDEMPOTENCY_KEY_REUSED');
        if (stored.status === null || stored.response === null) throw new Problem('conflict', 'IDEMPOTENCY_IN_FLIGHT');
        if (stored.status !== status) throw new StoredAnswer(stored.status, stored.response);
        return JSON.parse(stored.response) as unknown;
      }
      if (stored) await this.unitOfWork.run((tx) => this.store.deleteIdempotency(tx, scope, key));
      const idempotent: IdempotentRequest = {
        scope,
        key,
        bodyHash,
        status,
        createdAt,
        store: this.store,
        claimed: false,
        inserted: false,
        answered: false,
      };
      return await this.handleOnce(idempotent, request, handle);
    } finally {
      this.inFlight.delete(flight);
    }
  }

  private async handleOnce(
    idempotent: IdempotentRequest,
    request: PledgeRequest,
    handle: () => Promise<unknown>,
  ): Promise<unknown> {
    let body: unknown;
    try {
      body = await withIdempotency(idempotent, handle);
    } catch (error) {
      // The work is committed but the answer failed: a repeat must not do it twice, so this answer is the answer.
      if (idempotent.inserted && !idempotent.answered) {
        const problem = this.problems.body(toProblem(error), request);
        await this.answer(idempotent, problem.status, problem);
      }
      throw error;
    }
    if (!idempotent.claimed && !idempotent.answered) await this.answer(idempotent, idempotent.status, body);
    return body;
  }

  private async answer(request: IdempotentRequest, status: number, body: unknown): Promise<void> {
    const { scope, key, bodyHash, createdAt, inserted } = request;
    const response = JSON.stringify((body instanceof SettlingAnswer ? body.body : body) ?? null);
    await this.unitOfWork.run(async (tx) => {
      if (inserted) await this.store.completeIdempotency(tx, scope, key, status, response);
      else await this.store.insertIdempotency(tx, { scope, key, bodyHash, createdAt, status, response });
    });
  }

  /** `mayRefresh`: without a key the answer may show what the jobs have done; with one, a repeat must be the same. */
  private async settle(endpoint: EndpointOptions, answer: unknown, mayRefresh: boolean): Promise<unknown> {
    if (!endpoint.settles) return answer;
    const settled = await this.engine.settled(SETTLE_TIMEOUT_MS);
    const body = answer instanceof SettlingAnswer ? (mayRefresh ? await answer.refresh() : answer.body) : answer;
    return typeof body === 'object' && body !== null ? { ...body, settled } : { settled };
  }
}

/** User and route, ids included: the same key on another task is another key. */
function scopeOfRequest(request: PledgeRequest): string {
  const user = request.session?.user.username ?? `-${request.ip ?? ''}`;
  const scope = `${user} ${request.method} ${request.path}`;
  return scope.length <= 180 ? scope : createHash('sha256').update(scope).digest('hex');
}

/** Hash of what was asked: query and body. A multipart body is not read yet: its length stands for it. */
function hashBody(request: PledgeRequest): string {
  const body: unknown = request.body;
  const multipart = request.is('multipart/form-data');
  const text = multipart ? (request.headers['content-length'] ?? '') : JSON.stringify(sortKeys(body ?? null));
  return createHash('sha256')
    .update(JSON.stringify(sortKeys(request.query)))
    .update('\n')
    .update(text)
    .digest('hex');
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, sortKeys(inner)]),
  );
}
