import { createHash } from 'node:crypto';
import { canonicalJson } from '../cases/index.js';
import { ERASED } from './erased.js';
import type { KeptHashes } from './requests.entity.js';
import type { RecordRow } from './requests.repository.js';

type Unsealed = Omit<RecordRow, 'rowHash'>;

/**
 * SHA-256 over everything a record says. Names and pictures go in as hashes of their own, salted with the record's id, so
 * that erasing a person leaves a hash that can still be checked against the chain.
 */
export function sealRecord(row: Unsealed): string {
  const person = row.keptHashes ?? personHashes(row);
  const sealed = {
    id: row.id,
    requestId: row.requestId,
    kind: row.kind,
    level: row.level,
    way: row.way,
    subjectHash: row.subjectHash,
    personName: person.personName,
    actor: row.actor,
    origin: person.origin,
    mobileMasked: person.mobileMasked,
    signature: person.signature,
    fileId: row.fileId,
    checkedBy: row.checkedBy,
    checks: row.checks,
    note: blind(row.id, row.note),
    statedAt: row.statedAt,
  };
  return createHash('sha256').update(canonicalJson(sealed)).digest('hex');
}

/** The record without its person: the same hash, nothing of name, signature, mobile and address (C15, personal data). */
export function forgetPerson(
  row: Unsealed,
): Pick<RecordRow, 'personName' | 'origin' | 'mobileMasked' | 'signature' | 'keptHashes'> {
  const keptHashes = row.keptHashes ?? personHashes(row);
  return { personName: ERASED, origin: null, mobileMasked: null, signature: null, keptHashes };
}

function personHashes(row: Unsealed): KeptHashes {
  const hash = (value: string | null): string | null => (value === null ? null : blind(row.id, value));
  return {
    personName: blind(row.id, row.personName),
    origin: hash(row.origin === null ? null : canonicalJson(row.origin)),
    mobileMasked: hash(row.mobileMasked),
    signature: hash(row.signature),
  };
}

const blind = (id: string, value: string): string => createHash('sha256').update(`${id}\n${value}`).digest('hex');

/** The same name, whatever the spaces and the case. */
export function sameName(a: string, b: string): boolean {
  const plain = (name: string): string => name.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
  return plain(a) === plain(b) && plain(a) !== '';
}
