import { z } from 'zod';
import { canonicalJson } from '../../cases/index.js';
import { leafLines, merkleRoot, sha256, type Leaf } from './merkle.js';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** What an anchor says; its canonical JSON and a line feed are the bytes that are signed. */
export const statementSchema = z.strictObject({
  kind: z.literal('pledge-evidence-anchor'),
  version: z.literal(1),
  seq: z.number().int().positive(),
  /** ISO 8601, UTC. */
  at: z.string(),
  /** Root over all leaves. */
  root: hash,
  leaves: z.number().int(),
  /** Rows by table. */
  counts: z.record(z.string(), z.number().int()),
  /** Leaves that are new or changed since the anchor before. */
  changes: z.strictObject({ count: z.number().int(), hash }),
  /** SHA-256 of the statement before; zeros for the first. */
  previous: hash,
});
export type Statement = z.infer<typeof statementSchema>;

export const FIRST = '0'.repeat(64);

export function makeStatement(input: {
  readonly seq: number;
  readonly at: number;
  readonly leaves: readonly Leaf[];
  readonly changed: readonly Leaf[];
  readonly previous: string;
}): Statement {
  const counts: Record<string, number> = {};
  for (const leaf of input.leaves) counts[leaf.table] = (counts[leaf.table] ?? 0) + leaf.rows;
  return {
    kind: 'pledge-evidence-anchor',
    version: 1,
    seq: input.seq,
    at: new Date(input.at).toISOString(),
    root: merkleRoot(leafLines(input.leaves)),
    leaves: input.leaves.length,
    counts,
    changes: { count: input.changed.length, hash: changesHash(input.changed) },
    previous: input.previous,
  };
}

export const statementText = (statement: Statement): string => `${canonicalJson(statement)}\n`;
export const statementHash = (text: string): string => sha256(text);
export const changesHash = (changed: readonly Leaf[]): string =>
  sha256(
    leafLines(changed)
      .map((line) => `${line}\n`)
      .join(''),
  );
