import type { X509Certificate } from 'node:crypto';
import { isTrusted, TimeStampError, verifyToken, type TimeStampRow } from '../../time-stamps/index.js';
import type { Finding, Verdict } from './findings.js';
import type { StoredAnchor } from './verify-anchors.js';

/** Up to where a third party vouches, and time stamps that do not hold. */
export interface VouchedState {
  readonly vouched: Verdict['vouched'];
  readonly findings: readonly Finding[];
}

/**
 * Checks the time stamps of anchors that hold themselves. Since every anchor names the one before, the newest one vouches for all;
 * one whose authority is trusted goes before newer ones whose authority is not.
 * @param anchors that were verified, oldest first
 * @param trusted certificates that an authority has to lead to
 */
export async function verifyTimeStamps(
  anchors: readonly StoredAnchor[],
  stamps: readonly TimeStampRow[],
  trusted: readonly X509Certificate[],
): Promise<VouchedState> {
  const findings: Finding[] = [];
  let vouched: Verdict['vouched'] = null;
  const byAnchor = new Map(stamps.map((stamp) => [stamp.ref, stamp]));
  for (const anchor of [...anchors].reverse()) {
    const stamp = byAnchor.get(String(anchor.seq));
    if (stamp?.state !== 'stamped') continue;
    const data = Buffer.from(anchor.signature, 'base64');
    const token = Buffer.from(stamp.token ?? '', 'base64');
    try {
      const { at: stampedAt, authority, fingerprint } = await verifyToken(token, data);
      if (stampedAt !== stamp.stampedAt || fingerprint !== stamp.fingerprint)
        throw new TimeStampError('malformed', 'the row says otherwise');
      if (vouched?.trusted === true) continue;
      const { seq, at } = anchor;
      const known = await isTrusted(token, data, trusted);
      if (known || vouched === null) vouched = { seq, at, stampedAt, authority, fingerprint, trusted: known };
    } catch (error) {
      if (!(error instanceof TimeStampError)) throw error;
      findings.push({
        table: 'time_stamp',
        problem: 'changed',
        ref: String(anchor.seq),
        caseNumber: null,
        seq: anchor.seq,
        because: 'time-stamp',
        detail: error.problem,
      });
    }
  }
  return { vouched, findings: findings.reverse() };
}
