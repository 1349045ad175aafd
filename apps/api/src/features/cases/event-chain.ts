import { createHash } from 'node:crypto';

/** What is sealed of an event. Personal data is not in it: it is referred to, so that erasing it leaves the chain whole. */
export interface SealedEvent {
  readonly caseId: string;
  readonly seq: number;
  readonly type: string;
  /** Epoch ms, UTC. */
  readonly occurredAt: number;
  readonly recordedAt: number;
  readonly actor: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly prevHash: string;
}
export interface ChainedEvent extends SealedEvent {
  readonly hash: string;
}
export type ChainVerdict =
  | { readonly intact: true }
  | { readonly intact: false; readonly seq: number; readonly reason: 'missing' | 'prev-hash' | 'hash' };

/** `prevHash` of the first event of a case. */
export const GENESIS = '0'.repeat(64);

/**
 * JSON with sorted keys and without white space: the same value always gives the same bytes. Values that JSON does not
 * know (undefined in objects) are left out, as `JSON.stringify` does.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((v) => (v === undefined ? 'null' : canonicalJson(v))).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, v]) => v !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonicalJson(v)}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

/** SHA-256 (hex) over the canonical JSON of the event and the hash before it (design section 7). */
export function sealEvent(event: SealedEvent): string {
  const { caseId, seq, type, occurredAt, recordedAt, actor, payload, prevHash } = event;
  const sealed = { caseId, seq, type, occurredAt, recordedAt, actor, payload, prevHash };
  return createHash('sha256').update(canonicalJson(sealed), 'utf8').digest('hex');
}

/**
 * Checks the chain of one case, given in order of `seq` from 1. `last` is what the case row says of its last event: with
 * it, cut-off events at the end are found too.
 */
export function verifyChain(
  events: readonly ChainedEvent[],
  last?: { readonly seq: number; readonly hash: string },
): ChainVerdict {
  let prevHash = GENESIS;
  let seq = 0;
  for (const event of events) {
    if (event.seq !== seq + 1) return { intact: false, seq: seq + 1, reason: 'missing' };
    if (event.prevHash !== prevHash) return { intact: false, seq: event.seq, reason: 'prev-hash' };
    if (sealEvent(event) !== event.hash) return { intact: false, seq: event.seq, reason: 'hash' };
    prevHash = event.hash;
    seq = event.seq;
  }
  if (last && (last.seq !== seq || last.hash !== prevHash)) return { intact: false, seq: seq + 1, reason: 'missing' };
  return { intact: true };
}
