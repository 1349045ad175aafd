import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

const BYTES = 16;
const pool = new Uint8Array(BYTES * 256);
let used = pool.length;
let lastMs = 0;
let sequence = 0;

/**
 * UUIDv7 (RFC 9562), ascending within this process. Random bytes are drawn for many ids at once: asking for each costs
 * more than the id.
 */
export function newId(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const random = pool.subarray(used, (used += BYTES));
  const now = Date.now();
  if (now > lastMs) {
    lastMs = now;
    // Half of the sequence's 32 bits are left to count up within one millisecond.
    sequence = (random[6] << 23) | (random[7] << 16) | (random[8] << 8) | random[9];
  } else sequence += 1;
  return v7({ random, msecs: lastMs, seq: sequence });
}
