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

export const systemEntities = [VirtualTimeRow];
