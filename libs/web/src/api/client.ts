import { ApiProblem, problemFrom } from './problem.js';

export type QueryValue = string | number | boolean | null | undefined;

export interface CallOptions {
  readonly query?: Readonly<Record<string, QueryValue>>;
  readonly signal?: AbortSignal;
  /** Sent as `Idempotency-Key`: the same key and body repeat the stored answer instead of acting twice. */
  readonly idempotencyKey?: string;
  /** A 401 is an answer of this call (login), not a lost session. */
  readonly anonymous?: boolean;
}

/** What the client asks the application for; set once at start. */
export interface ClientHooks {
  /** BCP 47 tag for `Accept-Language`: problem texts come back in it. */
  readonly language: () => string;
  /** The session is gone. Resolves true when the person has logged in again and the call may be repeated. */
  readonly renewSession: () => Promise<boolean>;
}

let hooks: ClientHooks = { language: () => 'zh-CN', renewSession: () => Promise.resolve(false) };

/** Connects the client with language and session. */
export function configureApi(next: Partial<ClientHooks>): void {
  hooks = { ...hooks, ...next };
}

/** Calls of `/api` with the HttpOnly session cookie. Every failure is an {@link ApiProblem}. */
export const api = {
  get: <T>(path: string, options?: CallOptions): Promise<T> => call<T>('GET', path, undefined, options),
  post: <T>(path: string, body?: unknown, options?: CallOptions): Promise<T> =>
    call<T>('POST', path, body ?? {}, options),
  put: <T>(path: string, body?: unknown, options?: CallOptions): Promise<T> =>
    call<T>('PUT', path, body ?? {}, options),
  patch: <T>(path: string, body?: unknown, options?: CallOptions): Promise<T> =>
    call<T>('PATCH', path, body ?? {}, options),
  delete: <T>(path: string, body?: unknown, options?: CallOptions): Promise<T> =>
    call<T>('DELETE', path, body, options),
};

/** A fresh `Idempotency-Key`; take one per form and keep it over retries. */
export function newIdempotencyKey(): string {
  // randomUUID exists in secure contexts only; a phone in the office network may reach the server over plain http
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** `/api` address of a path with its query; also for links such as PDF downloads. */
export function apiUrl(path: string, query: Readonly<Record<string, QueryValue>> = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  const text = search.toString();
  return `/api${path}${text === '' ? '' : `?${text}`}`;
}

async function call<T>(method: string, path: string, body: unknown, options: CallOptions = {}): Promise<T> {
  const answer = await send(method, path, body, options);
  if (answer.status === 401 && !options.anonymous && (await hooks.renewSession())) {
    return read<T>(await send(method, path, body, options));
  }
  return read<T>(answer);
}

async function send(method: string, path: string, body: unknown, options: CallOptions): Promise<Response> {
  const headers = new Headers({ Accept: 'application/json', 'Accept-Language': hooks.language() });
  const isForm = body instanceof FormData;
  if (body !== undefined && !isForm) headers.set('Content-Type', 'application/json');
  if (options.idempotencyKey !== undefined) headers.set('Idempotency-Key', options.idempotencyKey);
  const init: RequestInit = { method, headers, credentials: 'same-origin' };
  if (body !== undefined) init.body = isForm ? body : JSON.stringify(body);
  if (options.signal !== undefined) init.signal = options.signal;
  try {
    return await fetch(apiUrl(path, options.query), init);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiProblem(0, 'OFFLINE', 'offline', '');
  }
}

async function read<T>(answer: Response): Promise<T> {
  const type = answer.headers.get('Content-Type') ?? '';
  const text = await answer.text();
  const body: unknown = /json/.test(type) && text !== '' ? parse(text, answer.status) : text;
  if (!answer.ok) throw problemFrom(answer.status, body);
  return body as T;
}

function parse(text: string, status: number): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ApiProblem(status, 'BAD_ANSWER', 'unreadable answer', '');
  }
}
