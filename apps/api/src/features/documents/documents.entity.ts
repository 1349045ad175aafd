import { BlobColumn, CodeColumn, IdColumn, InstantColumn, IntColumn, NameColumn } from '@pledge/persistence';
import { Entity } from 'typeorm';

/** A paper as it was printed: written once, never changed, never rendered again (design section 7). */
@Entity('document')
export class DocumentEntity {
  @IdColumn({ primary: true }) id!: string;
  @CodeColumn({ name: 'doc_number' }) number!: string;
  @NameColumn() title!: string;
  @CodeColumn() template!: string;
  @IntColumn() templateVersion!: number;
  @CodeColumn({ nullable: true }) caseNumber!: string | null;
  @IdColumn({ nullable: true }) partyId!: string | null;
  @CodeColumn({ length: 10 }) language!: 'zh-CN' | 'en';
  @CodeColumn({ length: 10, name: 'run_mode' }) mode!: 'live' | 'drill';
  @IntColumn() size!: number;
  @CodeColumn({ length: 64 }) sha256!: string;
  @BlobColumn() bytes!: Buffer;
  @InstantColumn() createdAt!: number;
  @CodeColumn({ nullable: true }) createdBy!: string | null;
  @InstantColumn({ nullable: true }) deliveredAt!: number | null;
}

export const documentsEntities = [DocumentEntity];
