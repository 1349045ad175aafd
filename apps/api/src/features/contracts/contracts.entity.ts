import type { ContractPhase, ServiceLevelProfile } from '@pledge/contracts';
import { CodeColumn, IdColumn, InstantColumn, IntColumn, JsonColumn, NameColumn } from '@pledge/persistence';
import { Entity } from 'typeorm';

/** A customer, or the provider itself (design D10). */
@Entity('party')
export class PartyEntity {
  @IdColumn({ primary: true }) id!: string;
  @NameColumn() name!: string;
  @NameColumn() shortName!: string;
  @CodeColumn({ length: 20 }) kind!: 'customer' | 'provider';
  @InstantColumn() createdAt!: number;
}

/** A signed contract; `profile` is the copy made at signing: later versions of the profile do not change it (design section 7). */
@Entity('contract')
export class ContractEntity {
  @IdColumn({ primary: true }) id!: string;
  @CodeColumn() number!: string;
  @NameColumn() name!: string;
  @IdColumn() partyId!: string;
  @CodeColumn({ length: 20 }) phase!: ContractPhase;
  /** Calendar days, `2026-01-01`, both included. */
  @CodeColumn({ length: 10 }) startsOn!: string;
  @CodeColumn({ length: 10 }) endsOn!: string;
  @InstantColumn() signedAt!: number;
  @CodeColumn() profileId!: string;
  @IntColumn() profileVersion!: number;
  @JsonColumn() profile!: ServiceLevelProfile;
}

/** A region and the support centre that serves it (S1-08). */
@Entity('region')
export class RegionEntity {
  @CodeColumn({ primary: true }) code!: string;
  @NameColumn() nameZh!: string;
  @NameColumn() nameEn!: string;
  @CodeColumn() centreCode!: string;
  @NameColumn() centreZh!: string;
  @NameColumn() centreEn!: string;
}

@Entity('site')
export class SiteEntity {
  @IdColumn({ primary: true }) id!: string;
  @IdColumn() partyId!: string;
  @NameColumn() name!: string;
  @NameColumn({ length: 500 }) address!: string;
  @CodeColumn() regionCode!: string;
  /** What commitments call region: `city` or `other` (S0e-13). */
  @CodeColumn({ length: 20 }) distance!: string;
  /** IANA zone. */
  @CodeColumn() zone!: string;
}

@Entity('device')
export class DeviceEntity {
  @IdColumn({ primary: true }) id!: string;
  @CodeColumn() serialNumber!: string;
  @NameColumn() model!: string;
  @NameColumn() name!: string;
  @CodeColumn() component!: string;
  @IdColumn() partyId!: string;
  @IdColumn() siteId!: string;
  @IdColumn({ nullable: true }) contractId!: string | null;
}

/** A person on the customer's side. */
@Entity('contact_person')
export class ContactPersonEntity {
  @IdColumn({ primary: true }) id!: string;
  @IdColumn() partyId!: string;
  @IdColumn({ nullable: true }) siteId!: string | null;
  @NameColumn() name!: string;
  @CodeColumn() phone!: string;
  @CodeColumn({ nullable: true, length: 200 }) email!: string | null;
  @CodeColumn({ length: 20 }) kind!: 'representative' | 'confirmer' | 'site';
}

export const contractsEntities = [
  PartyEntity,
  ContractEntity,
  RegionEntity,
  SiteEntity,
  DeviceEntity,
  ContactPersonEntity,
];
