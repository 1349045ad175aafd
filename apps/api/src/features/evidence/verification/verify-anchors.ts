import type { Finding } from './findings.js';
import { leafLines, merkleRoot, type Leaf } from './merkle.js';
import { changesHash, FIRST, statementHash, statementSchema, statementText, type Statement } from './statement.js';

export interface StoredAnchor {
  readonly seq: number;
  readonly at: number;
  readonly statement: string;
  readonly statementHash: string;
  readonly signature: string;
  readonly fingerprint: string;
}
export interface StoredLeaf extends Leaf {
  readonly anchorSeq: number;
}
/** SHA-256 of the certificate that signed exactly this text, or null. */
export type CheckSignature = (text: string, signature: Buffer) => Promise<string | null>;

const AN_ANCHOR = { table: 'evidence_anchor', problem: 'changed', caseNumber: null, detail: null } as const;

/** The newest state of every leaf, and all states of each, oldest first. */
export interface AnchoredState {
  readonly newest: readonly StoredLeaf[];
  readonly statements: readonly Statement[];
  readonly findings: readonly Finding[];
}

/**
 * Checks the anchors themselves: numbers without gap, each names the one before, each is signed by a certificate that this
 * installation kept, the changes are those that were signed, and the last root is that of the leaves.
 */
export async function verifyAnchors(
  anchors: readonly StoredAnchor[],
  leaves: readonly StoredLeaf[],
  check: CheckSignature,
): Promise<AnchoredState> {
  const findings: Finding[] = [];
  const statements: Statement[] = [];
  const byAnchor = new Map<number, StoredLeaf[]>();
  for (const leaf of leaves) {
    const list = byAnchor.get(leaf.anchorSeq);
    if (list) list.push(leaf);
    else byAnchor.set(leaf.anchorSeq, [leaf]);
  }
  let previous = FIRST;
  for (const [index, anchor] of anchors.entries()) {
    const { seq } = anchor;
    const bad = (because: Finding['because'], change: Partial<Finding> = {}): number =>
      findings.push({ ...AN_ANCHOR, ref: String(seq), seq, because, ...change });
    if (anchor.seq !== index + 1) {
      bad('anchor-gone', { problem: 'removed', seq: index + 1 });
      break;
    }
    const statement = parse(anchor.statement);
    const signer = await check(anchor.statement, Buffer.from(anchor.signature, 'base64'));
    if (statement?.seq !== anchor.seq || statementText(statement) !== anchor.statement) bad('statement');
    else if (anchor.statementHash !== statementHash(anchor.statement)) bad('hash');
    else if (signer === null || signer !== anchor.fingerprint) bad('signature');
    else if (statement.previous !== previous) bad('previous');
    else if (statement.changes.hash !== changesHash(byAnchor.get(anchor.seq) ?? []))
      bad('leaves', { table: 'evidence_leaf' });
    else {
      statements.push(statement);
      previous = statementHash(anchor.statement);
      continue;
    }
    break;
  }
  const newest = newestLeaves(leaves);
  const last = statements.at(-1);
  if (findings.length === 0 && last && merkleRoot(leafLines(newest)) !== last.root)
    findings.push({ ...AN_ANCHOR, table: 'evidence_leaf', ref: String(last.seq), seq: last.seq, because: 'root' });
  return { newest, statements, findings };
}

/** Of every chain or row the state of its last anchor. */
export function newestLeaves(leaves: readonly StoredLeaf[]): StoredLeaf[] {
  const newest = new Map<string, StoredLeaf>();
  for (const leaf of leaves) {
    const key = `${leaf.table}/${leaf.ref}`;
    if ((newest.get(key)?.anchorSeq ?? -1) < leaf.anchorSeq) newest.set(key, leaf);
  }
  return [...newest.values()];
}

function parse(text: string): Statement | null {
  try {
    return statementSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
