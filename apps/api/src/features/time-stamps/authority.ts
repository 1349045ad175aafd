import type { X509Certificate } from 'node:crypto';
import { makeQuery } from './time-stamp-query.js';
import { printable, TimeStampError } from './time-stamp-error.js';
import { isTrusted, tokenOf, verifyToken, type TimeStampFacts } from './time-stamp-token.js';

/** A time-stamping authority (RFC 3161) over HTTP. */
export interface Authority {
  /** `https://…` or `http://…`; name and password in it are sent as basic authentication. */
  readonly url: string;
  /** Its certificate has to lead to one of these; empty: any authority counts that answers. */
  readonly trusted: readonly X509Certificate[];
  /** System ms for the whole answer. */
  readonly timeoutMs: number;
}

/** A time stamp that holds. */
export interface TimeStamp extends TimeStampFacts {
  /** TimeStampToken in DER, as the authority sent it. */
  readonly token: Buffer;
}

/** Answers have a few kilobytes; more is none. */
const LONGEST = 65_536;
const ANSWER_TYPE = 'application/timestamp-reply';

/** Asks for a time stamp over `data` and believes nothing that it did not check. @throws TimeStampError */
export async function askAuthority(authority: Authority, data: Uint8Array): Promise<TimeStamp> {
  const query = makeQuery(data);
  const token = tokenOf(await post(authority, query.bytes));
  const facts = await verifyToken(token, data);
  // An answer of yesterday to the same question would be another time.
  if (facts.nonce === null || !query.nonce.equals(facts.nonce))
    throw new TimeStampError('nonce', 'the answer belongs to another question');
  if (authority.trusted.length > 0 && !(await isTrusted(token, data, authority.trusted)))
    throw new TimeStampError('untrusted', `no trusted certificate stands behind ${facts.authority}`);
  return { ...facts, token };
}

async function post(authority: Authority, query: Buffer): Promise<Buffer> {
  const { url, headers } = addressOf(authority.url);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/timestamp-query', Accept: ANSWER_TYPE, ...headers },
      body: new Uint8Array(query),
      redirect: 'error',
      signal: AbortSignal.timeout(authority.timeoutMs),
    });
    if (!response.ok) {
      await response.body?.cancel();
      throw new TimeStampError('http', `HTTP ${String(response.status)}`);
    }
    return await read(response);
  } catch (error) {
    if (error instanceof TimeStampError) throw error;
    const { name, message, cause } = error as Error;
    if (name === 'TimeoutError')
      throw new TimeStampError('timeout', `no answer within ${String(authority.timeoutMs)} ms`);
    throw new TimeStampError('unreachable', printable(cause instanceof Error ? cause.message : message));
  }
}

async function read(response: Response): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.length;
    if (length > LONGEST) throw new TimeStampError('malformed', 'the answer is too long');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** fetch refuses an address with a password in it. */
function addressOf(text: string): { readonly url: string; readonly headers: Readonly<Record<string, string>> } {
  const url = new URL(text);
  if (url.username === '') return { url: url.href, headers: {} };
  const [name, password] = [decodeURIComponent(url.username), decodeURIComponent(url.password)];
  url.username = url.password = '';
  return {
    url: url.href,
    headers: { Authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}` },
  };
}
