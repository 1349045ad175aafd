import { CodeColumn, IdColumn, InstantColumn, IntColumn, LongTextColumn } from '@pledge/persistence';
import { Entity } from 'typeorm';

/** A signed statement of what the records were at one moment. Inserted once, never changed. */
@Entity('evidence_anchor')
export class EvidenceAnchorEntity {
  @IdColumn({ primary: true }) id!: string;
  /** From 1, without gaps. */
  @IntColumn({ name: 'anchor_seq' }) seq!: number;
  /** Product time, epoch ms. */
  @InstantColumn({ name: 'anchored_at' }) at!: number;
  /** What is signed: one line of canonical JSON. */
  @LongTextColumn() statement!: string;
  /** SHA-256 of the statement, hex. */
  @CodeColumn({ length: 64 }) statementHash!: string;
  /** Detached CMS signature, DER in base64. */
  @LongTextColumn() signature!: string;
  /** SHA-256 of the certificate, hex. */
  @CodeColumn({ length: 64 }) fingerprint!: string;
}

/** What one chain or row was at an anchor; written again only when it changed. */
@Entity('evidence_leaf')
export class EvidenceLeafEntity {
  @IdColumn({ primary: true }) id!: string;
  /** Table of the rows. */
  @CodeColumn({ length: 40, name: 'leaf_table' }) table!: string;
  /** The row; for `case_event` the case whose chain it is. */
  @IdColumn() ref!: string;
  @CodeColumn({ nullable: true }) caseNumber!: string | null;
  /** Rows that it stands for. */
  @IntColumn({ name: 'leaf_rows' }) rows!: number;
  /** Head of the chain, or hash of the row. */
  @CodeColumn({ length: 64 }) hash!: string;
  @IntColumn() anchorSeq!: number;
  /** Anchor that has a newer one of the same chain; null: this is the newest. */
  @IntColumn({ nullable: true }) supersededBy!: number | null;
}

export const evidenceEntities = [EvidenceAnchorEntity, EvidenceLeafEntity];
