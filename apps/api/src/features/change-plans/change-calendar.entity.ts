import { CodeColumn, IdColumn, InstantColumn, NameColumn } from '@pledge/persistence';
import { Entity } from 'typeorm';

/** A time in which nothing is changed: a festival, a guaranteed event (F-25). Instants are epoch ms. */
@Entity('change_freeze')
export class ChangeFreezeEntity {
  @IdColumn({ primary: true }) id!: string;
  @NameColumn() name!: string;
  /** null: holds for every customer. */
  @IdColumn({ nullable: true }) partyId!: string | null;
  @InstantColumn() startsAt!: number;
  @InstantColumn() endsAt!: number;
  @CodeColumn() createdBy!: string;
  @InstantColumn() createdAt!: number;
}
