import type { ArchiveKind, ImportKind, ImportRow, ImportRun, RecordChange, SubjectKind } from '@pledge/contracts';
import { CodeColumn, IdColumn, InstantColumn, JsonColumn, LongTextColumn, NameColumn } from '@pledge/persistence';
import { Entity } from 'typeorm';

/** One entry of the change log of customers, contracts, sites, devices and people; append-only. */
@Entity('record_change')
export class RecordChangeEntity {
  @IdColumn({ primary: true }) id!: string;
  @IdColumn() partyId!: string;
  @CodeColumn({ length: 20 }) subjectKind!: SubjectKind;
  @IdColumn() subjectId!: string;
  @NameColumn() subjectName!: string;
  @CodeColumn({ length: 20 }) action!: RecordChange['action'];
  @JsonColumn() fields!: RecordChange['fields'];
  @NameColumn({ length: 500 }) note!: string;
  @CodeColumn({ length: 60 }) changedBy!: string;
  @InstantColumn() changedAt!: number;
}

/** A paper, a report or a remark in the file of a customer, a device or a contract (Y27, Y28, Y33). */
@Entity('archive_entry')
export class ArchiveEntryEntity {
  @IdColumn({ primary: true }) id!: string;
  @IdColumn() partyId!: string;
  @CodeColumn({ length: 20 }) subjectKind!: SubjectKind;
  @IdColumn() subjectId!: string;
  @CodeColumn({ length: 30 }) kind!: ArchiveKind;
  @NameColumn() title!: string;
  @LongTextColumn({ nullable: true }) body!: string | null;
  @InstantColumn() occurredAt!: number;
  @InstantColumn() recordedAt!: number;
  @CodeColumn({ length: 60 }) writtenBy!: string;
  @JsonColumn() fileIds!: string[];
  @CodeColumn({ nullable: true }) caseNumber!: string | null;
}

/** A sheet that was read and compared, and whether it was applied. The rows stay, so that nothing of a sheet is lost. */
@Entity('import_run')
export class ImportRunEntity {
  @IdColumn({ primary: true }) id!: string;
  @IdColumn() partyId!: string;
  @CodeColumn({ length: 20 }) kind!: ImportKind;
  @NameColumn() fileName!: string;
  @CodeColumn({ length: 20 }) state!: ImportRun['state'];
  @JsonColumn() totals!: ImportRun['totals'];
  @CodeColumn({ length: 60 }) createdBy!: string;
  @InstantColumn() createdAt!: number;
  @CodeColumn({ length: 60, nullable: true }) appliedBy!: string | null;
  @InstantColumn({ nullable: true }) appliedAt!: number | null;
}

/** The rows of a sheet, apart from its description so that lists stay light. */
@Entity('import_rows')
export class ImportRowsEntity {
  @IdColumn({ primary: true }) importId!: string;
  @JsonColumn() rows!: ImportRow[];
}

export const customersEntities = [RecordChangeEntity, ArchiveEntryEntity, ImportRunEntity, ImportRowsEntity];
