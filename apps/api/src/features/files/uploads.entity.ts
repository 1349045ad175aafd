import { BlobColumn, CodeColumn, IdColumn, InstantColumn, IntColumn, NameColumn } from '@pledge/persistence';
import { Entity } from 'typeorm';

/** A file that is being sent in parts; gone once it is whole. Its id is the id of the file it becomes. */
@Entity('file_upload')
export class FileUpload {
  @IdColumn({ primary: true })
  id!: string;
  @NameColumn()
  name!: string;
  /** Bytes that were announced. */
  @IntColumn()
  size!: number;
  /** Bytes that are stored: from the start, without a gap. */
  @IntColumn()
  received!: number;
  @CodeColumn({ nullable: true })
  caseNumber!: string | null;
  @IdColumn({ nullable: true })
  partyId!: string | null;
  @CodeColumn({ length: 60 })
  uploadedBy!: string;
  @InstantColumn()
  touchedAt!: number;
}

/** A part of a file, by the position of its first byte; small enough for any packet of a database. */
@Entity('file_part')
export class FilePart {
  @IdColumn({ primary: true })
  fileId!: string;
  @IntColumn({ primary: true })
  position!: number;
  @BlobColumn()
  bytes!: Buffer;
}
