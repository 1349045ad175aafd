import { createHash } from 'node:crypto';
import { canonicalJson } from '../cases/index.js';
import type { RecordRow } from './requests.repository.js';

/**
 * SHA-256 over everything a record says. Names and pictures go in as hashes of their own, salted with the record's id, so
 * that erasing a person leaves a hash that can still be checked against the chain.
 */
export function sealRecord(row: Omit<RecordRow, 'rowHash'>): string {
  const blind = (value: string | null): string | null =>
    value === null ? null : createHash('sha256').update(`${row.id}\n${value}`).digest('hex');
  const sealed = {
    id: row.id,
    requestId: row.requestId,
    kind: row.kind,
    level: row.level,
    way: row.way,
    subjectHash: row.subjectHash,
    personName: blind(row.personName),
    actor: row.actor,
    origin: blind(row.origin === null ? null : canonicalJson(row.origin)),
    mobileMasked: blind(row.mobileMasked),
    signature: blind(row.signature),
    fileId: row.fileId,
    checkedBy: row.checkedBy,
    checks: row.checks,
    note: blind(row.note),
    statedAt: row.statedAt,
  };
  return createHash('sha256').update(canonicalJson(sealed)).digest('hex');
}

/** The same name, whatever the spaces and the case. */
export function sameName(a: string, b: string): boolean {
  const plain = (name: string): string => name.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
  return plain(a) === plain(b) && plain(a) !== '';
}
