import type { TimeStampProblem } from '@pledge/contracts';
import { CodeColumn, IdColumn, InstantColumn, IntColumn, LongTextColumn, NameColumn } from '@pledge/persistence';
import { Entity } from 'typeorm';

/** What was to be stamped: the seal of a signed copy, or an anchor. */
export type StampedKind = 'seal' | 'anchor';

/** What became of a time stamp that an authority was asked for. */
@Entity('time_stamp')
export class TimeStampEntity {
  @IdColumn({ primary: true }) id!: string;
  @CodeColumn({ length: 20, name: 'stamped_kind' }) kind!: StampedKind;
  /** Id of the document, or number of the anchor. */
  @CodeColumn({ length: 40 }) ref!: string;
  /** `waiting`: asked again every hour; `missing`: for good. */
  @CodeColumn({ length: 20 }) state!: 'stamped' | 'waiting' | 'missing';
  /** TimeStampToken, DER in base64; null: none, or it stands in the signature of the PDF. */
  @LongTextColumn({ nullable: true }) token!: string | null;
  /** Time of the authority, epoch ms. */
  @InstantColumn({ nullable: true }) stampedAt!: number | null;
  /** Common name of the authority. */
  @NameColumn({ nullable: true }) authority!: string | null;
  /** SHA-256 of its certificate, hex. */
  @CodeColumn({ length: 64, nullable: true }) fingerprint!: string | null;
  /** Why there is none, of the last try. */
  @CodeColumn({ length: 20, nullable: true }) problem!: TimeStampProblem | null;
  @NameColumn({ nullable: true }) detail!: string | null;
  @IntColumn() tries!: number;
  /** Product time of the last try, epoch ms. */
  @InstantColumn() triedAt!: number;
}

export const timeStampsEntities = [TimeStampEntity];
