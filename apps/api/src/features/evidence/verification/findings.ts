import type { EvidenceReason } from '@pledge/contracts';

/** A row that is not what it was. */
export interface Finding {
  /** Table of the bad row; `evidence_anchor` where the anchors themselves were touched. */
  readonly table: string;
  readonly problem: 'changed' | 'removed' | 'added';
  /** Id of the row, or of the case for an event. */
  readonly ref: string;
  readonly caseNumber: string | null;
  /** Number of the event or anchor; null for other rows. */
  readonly seq: number | null;
  readonly because: EvidenceReason;
  /** Number of an anchor, name of a field, a state …; null: nothing to add. */
  readonly detail: string | null;
}

/** What the verifier was given to judge. */
export interface Verdict {
  readonly intact: boolean;
  /** Epoch ms. */
  readonly checkedAt: number;
  /** Rows looked at, by table. */
  readonly counts: Readonly<Record<string, number>>;
  /** Anchors that were verified, and the last of them. */
  readonly anchors: number;
  readonly lastAnchor: { readonly seq: number; readonly at: number; readonly root: string } | null;
  /** Newest anchor under a time stamp that holds; `stampedAt`: time of the authority. null: no third party says anything. */
  readonly vouched: {
    readonly seq: number;
    readonly at: number;
    readonly stampedAt: number;
    readonly authority: string;
    readonly fingerprint: string;
    /** Its certificate leads to one that the verifier was given. */
    readonly trusted: boolean;
  } | null;
  /** In order of cases; the first is where it begins. At most 200. */
  readonly findings: readonly Finding[];
}
