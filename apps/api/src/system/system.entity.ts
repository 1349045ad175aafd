import { CodeColumn, InstantColumn } from '@pledge/persistence';
import { Entity } from 'typeorm';

/** Where the virtual clock stood: a restart must not go back behind what already happened. One row. */
@Entity('virtual_time')
export class VirtualTimeRow {
  @CodeColumn({ primary: true, length: 20 })
  name!: string;
  @InstantColumn()
  at!: number;
}

/** What this installation remembers about itself: for example the fingerprint of the shipped files it last deployed. */
@Entity('system_mark')
export class SystemMarkRow {
  @CodeColumn({ primary: true, length: 40 })
  name!: string;
  @CodeColumn({ length: 64 })
  value!: string;
}

export const systemEntities = [VirtualTimeRow, SystemMarkRow];
