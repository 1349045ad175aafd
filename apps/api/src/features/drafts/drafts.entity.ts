import type { StudioKind } from '@pledge/contracts';
import {
  CodeColumn,
  FlagColumn,
  IdColumn,
  InstantColumn,
  IntColumn,
  LongTextColumn,
  NameColumn,
} from '@pledge/persistence';
import { Entity } from 'typeorm';

/** Unpublished work on one resource: one row per kind and key, shared by all administrators. */
@Entity('studio_draft')
export class DraftEntity {
  @CodeColumn({ primary: true, length: 20 }) kind!: StudioKind;
  @CodeColumn({ primary: true, length: 200, name: 'resource_key' }) key!: string;
  @NameColumn() title!: string;
  @LongTextColumn() content!: string;
  @IntColumn() basedOn!: number;
  @IntColumn() revision!: number;
  @CodeColumn({ length: 60 }) editedBy!: string;
  @InstantColumn() editedAt!: number;
  /** When the last copy was taken: a long sitting leaves one every few minutes. */
  @InstantColumn() copiedAt!: number;
  @CodeColumn({ length: 20 }) reviewState!: 'none' | 'asked' | 'approved' | 'returned';
  @CodeColumn({ length: 60, nullable: true }) reviewBy!: string | null;
  @InstantColumn({ nullable: true }) reviewAt!: number | null;
  @LongTextColumn() reviewNote!: string;
}

/** An earlier state of a draft. */
@Entity('studio_draft_copy')
export class DraftCopyEntity {
  @IdColumn({ primary: true }) id!: string;
  @CodeColumn({ length: 20 }) kind!: StudioKind;
  @CodeColumn({ length: 200, name: 'resource_key' }) key!: string;
  @IntColumn() revision!: number;
  @LongTextColumn() content!: string;
  @CodeColumn({ length: 60 }) editedBy!: string;
  @InstantColumn() editedAt!: number;
}

/** One version that went live through the studio. */
@Entity('studio_publication')
export class PublicationEntity {
  @IdColumn({ primary: true }) id!: string;
  @CodeColumn({ length: 20 }) kind!: StudioKind;
  @CodeColumn({ length: 200, name: 'resource_key' }) key!: string;
  @IntColumn() version!: number;
  @LongTextColumn() note!: string;
  @CodeColumn({ length: 60 }) editedBy!: string;
  @CodeColumn({ length: 60, nullable: true }) approvedBy!: string | null;
  @CodeColumn({ length: 60 }) publishedBy!: string;
  @InstantColumn() publishedAt!: number;
}

/** What has to happen before a resource goes live; no row: nothing. */
@Entity('studio_rule')
export class PublicationRuleEntity {
  @CodeColumn({ primary: true, length: 20 }) kind!: StudioKind;
  @CodeColumn({ primary: true, length: 200, name: 'resource_key' }) key!: string;
  @FlagColumn() reviewRequired!: boolean;
  @CodeColumn({ length: 60 }) changedBy!: string;
  @InstantColumn() changedAt!: number;
}

export const draftsEntities = [DraftEntity, DraftCopyEntity, PublicationEntity, PublicationRuleEntity];
