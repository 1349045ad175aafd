import { createHash } from 'node:crypto';
import { canonicalJson } from '../../cases/index.js';

/** What one chain or row is at an anchor. */
export interface Leaf {
  readonly table: string;
  readonly ref: string;
  readonly caseNumber: string | null;
  readonly rows: number;
  readonly hash: string;
}

export const sha256 = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');

/** The line that stands for a leaf: `[table, ref, case, rows, hash]`. */
export const leafLine = (leaf: Leaf): string =>
  canonicalJson([leaf.table, leaf.ref, leaf.caseNumber, leaf.rows, leaf.hash]);

/** All leaves in the one order of the tree: by their lines, byte by byte. */
export function leafLines(leaves: readonly Leaf[]): string[] {
  return leaves.map(leafLine).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** Hashes are taken over text, so that `printf … | sha256sum` gives the same; the prefixes keep leaves and nodes apart (RFC 6962, 2.1). */
const leafHash = (line: string): string => sha256(`leaf:${line}`);
const nodeHash = (left: string, right: string): string => sha256(`node:${left}:${right}`);

/** Root of the tree over lines: neighbours are joined level by level, a last one without neighbour goes up as it is. */
export function merkleRoot(lines: readonly string[]): string {
  return levels(lines).at(-1)?.[0] ?? sha256('empty');
}

/** One step of a path: the neighbour's hash, and on which side it stands. */
export interface PathStep {
  readonly side: 'left' | 'right';
  readonly hash: string;
}

/** The neighbours that lead from a line to the root. */
export function merklePath(lines: readonly string[], index: number): PathStep[] {
  const path: PathStep[] = [];
  let at = index;
  for (const level of levels(lines).slice(0, -1)) {
    const isRight = at % 2 === 1;
    const neighbour = level[isRight ? at - 1 : at + 1];
    if (neighbour !== undefined) path.push({ side: isRight ? 'left' : 'right', hash: neighbour });
    at = Math.floor(at / 2);
  }
  return path;
}

/** Root that a line and its path lead to. */
export function rootOfPath(line: string, path: readonly PathStep[]): string {
  return path.reduce(
    (hash, step) => (step.side === 'left' ? nodeHash(step.hash, hash) : nodeHash(hash, step.hash)),
    leafHash(line),
  );
}

function levels(lines: readonly string[]): string[][] {
  const all: string[][] = [lines.map(leafHash)];
  for (let level = all[0] ?? []; level.length > 1;) {
    const next: string[] = [];
    for (let i = 0; i < level.length; i += 2) {
      const [left, right] = [level[i], level[i + 1]];
      if (left !== undefined) next.push(right === undefined ? left : nodeHash(left, right));
    }
    all.push(next);
    level = next;
  }
  return all;
}
