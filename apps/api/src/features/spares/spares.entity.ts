import type { SpareMove, SpareState, StoreInput } from '@pledge/contracts';
import {
  CodeColumn,
  IdColumn,
  InstantColumn,
  IntColumn,
  JsonColumn,
  LongTextColumn,
  NameColumn,
} from '@pledge/persistence';
import { Entity } from 'typeorm';

/** A place where parts lie. Instants are product time, epoch ms. */
@Entity('spare_store')
export class SpareStoreEntity {
  @IdColumn({ primary: true }) id!: string;
  @NameColumn() name!: string;
  @CodeColumn({ length: 20 }) kind!: StoreInput['kind'];
  @IntColumn() searchOrder!: number;
  @NameColumn({ length: 500 }) address!: string;
  @IdColumn({ nullable: true }) partyId!: string | null;
}

/** A part or device in stock, one row for one serial number, for as long as it is known. */
@Entity('spare_item')
export class SpareItemEntity {
  @IdColumn({ primary: true }) id!: string;
  @CodeColumn() serialNumber!: string;
  @NameColumn() model!: string;
  @NameColumn() name!: string;
  /** Models of devices that it replaces or fits into. */
  @JsonColumn() fits!: string[];
  @IdColumn() storeId!: string;
  @CodeColumn({ length: 20 }) state!: SpareState;
  @CodeColumn({ nullable: true }) caseNumber!: string | null;
  /** When a loan is due back. */
  @InstantColumn({ nullable: true }) dueAt!: number | null;
  @NameColumn({ nullable: true }) vendorName!: string | null;
  /** When it is due at its vendor. */
  @InstantColumn({ nullable: true }) vendorDueAt!: number | null;
  @IntColumn() revision!: number;
}

/** What was done with an item: inserted once, never changed. */
@Entity('spare_move')
export class SpareMoveEntity {
  @IdColumn({ primary: true }) id!: string;
  @IdColumn() itemId!: string;
  @CodeColumn({ length: 20 }) kind!: SpareMove['kind'];
  @InstantColumn({ name: 'moved_at' }) at!: number;
  @CodeColumn({ name: 'moved_by' }) by!: string;
  @CodeColumn({ nullable: true }) caseNumber!: string | null;
  @CodeColumn({ nullable: true }) replacedSerial!: string | null;
  @NameColumn({ nullable: true }) signedBy!: string | null;
  @LongTextColumn({ nullable: true }) note!: string | null;
}

export const sparesEntities = [SpareStoreEntity, SpareItemEntity, SpareMoveEntity];
