import { BlobColumn, CodeColumn, IdColumn, InstantColumn, IntColumn, NameColumn } from '@pledge/persistence';
import { Entity } from 'typeorm';
import { FilePart, FileUpload } from './uploads.entity.js';

/** What somebody uploaded: photos, reports. Rows a customer may see carry the party (design D10). */
@Entity('file')
export class StoredFile {
  @IdColumn({ primary: true })
  id!: string;
  @NameColumn()
  name!: string;
  /** By content, never by what the browser said. */
  @CodeColumn()
  mediaType!: string;
  /** Bytes. */
  @IntColumn()
  size!: number;
  @CodeColumn({ length: 64 })
  sha256!: string;
  @CodeColumn({ nullable: true })
  caseNumber!: string | null;
  @IdColumn({ nullable: true })
  partyId!: string | null;
  @CodeColumn({ length: 60 })
  uploadedBy!: string;
  @InstantColumn()
  uploadedAt!: number;
}

/** The bytes of a file that came in one piece, apart from the description so that lists stay light. */
@Entity('file_content')
export class FileContent {
  @IdColumn({ primary: true })
  fileId!: string;
  @BlobColumn()
  bytes!: Buffer;
}

export const filesEntities = [StoredFile, FileContent, FileUpload, FilePart];
