import { CodeColumn, IdColumn, InstantColumn, NameColumn } from '@pledge/persistence';
import type { PersonalDataKind } from '@pledge/contracts';
import { Entity } from 'typeorm';

/** Somebody of the provider was shown personal data of a customer; append-only, without the data itself. */
@Entity('personal_access')
export class PersonalAccessEntity {
  @IdColumn({ primary: true }) id!: string;
  @IdColumn() partyId!: string;
  @CodeColumn({ length: 20 }) kind!: PersonalDataKind;
  /** Number or title of what was shown. */
  @NameColumn() ref!: string;
  @CodeColumn({ length: 60 }) viewer!: string;
  @InstantColumn() seenAt!: number;
}

export const personalDataEntities = [PersonalAccessEntity];
