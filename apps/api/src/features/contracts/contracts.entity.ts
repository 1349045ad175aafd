import type {
  ContractPhase,
  ContractState,
  DeviceStatus,
  Licence,
  PartyLabels,
  ServiceLevelProfile,
  TopologyLink,
} from '@pledge/contracts';
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

/** A customer, or the provider itself (design D10). */
@Entity('party')
export class PartyEntity {
  @IdColumn({ primary: true }) id!: string;
  @NameColumn() name!: string;
  @NameColumn() shortName!: string;
  @CodeColumn({ length: 20 }) kind!: 'customer' | 'provider';
  @InstantColumn() createdAt!: number;
  @NameColumn({ length: 100 }) industry!: string;
  @NameColumn({ length: 500 }) address!: string;
  @NameColumn({ length: 60 }) phone!: string;
  @LongTextColumn({ nullable: true }) note!: string | null;
  @IntColumn() revision!: number;
}

/** A signed contract; `profile` is the copy made at signing: later versions of the profile do not change it (design section 7). */
@Entity('contract')
export class ContractEntity {
  @IdColumn({ primary: true }) id!: string;
  @CodeColumn() number!: string;
  @NameColumn() name!: string;
  @IdColumn() partyId!: string;
  /** Phase of the day on which the row was written; `phaseOn` says today's. */
  @CodeColumn({ length: 20 }) phase!: ContractPhase;
  @CodeColumn({ length: 20 }) state!: ContractState;
  /** Phase in which it begins; null on rows of older products: `phase` is all that is known. */
  @CodeColumn({ length: 20, nullable: true }) firstPhase!: ContractPhase | null;
  @CodeColumn({ length: 10, nullable: true }) trialFrom!: string | null;
  /** Day of the acceptance report (S3-15). */
  @CodeColumn({ length: 10, nullable: true }) acceptedOn!: string | null;
  @IntColumn() warrantyMonths!: number;
  @JsonColumn({ nullable: true }) partyLabels!: PartyLabels | null;
  @LongTextColumn({ nullable: true }) scopeNote!: string | null;
  @CodeColumn({ length: 60, nullable: true }) dedicatedPerson!: string | null;
  @IntColumn() revision!: number;
  /** Calendar days, `2026-01-01`, both included. */
  @CodeColumn({ length: 10 }) startsOn!: string;
  @CodeColumn({ length: 10 }) endsOn!: string;
  /** Of a draft: when it was written. */
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
  @IntColumn() revision!: number;
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
  @CodeColumn({ length: 20 }) status!: DeviceStatus;
  @NameColumn({ length: 100 }) firmware!: string;
  /** Rack and place inside the site. */
  @NameColumn({ length: 200 }) location!: string;
  @CodeColumn({ length: 10, nullable: true }) warrantyUntil!: string | null;
  @JsonColumn({ nullable: true }) licences!: Licence[] | null;
  @JsonColumn({ nullable: true }) topology!: TopologyLink[] | null;
  /** Network diagram as a file. */
  @IdColumn({ nullable: true }) topologyFileId!: string | null;
  @IntColumn() revision!: number;
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
  /** null: for every contract of the customer. */
  @IdColumn({ nullable: true }) contractId!: string | null;
  @NameColumn({ length: 100 }) title!: string;
  @IdColumn({ nullable: true }) sealFileId!: string | null;
  /** Username of the portal account that is this person; set by administrators alone. */
  @CodeColumn({ length: 60, nullable: true }) account!: string | null;
  @IntColumn() revision!: number;
}

export const contractsEntities = [
  PartyEntity,
  ContractEntity,
  RegionEntity,
  SiteEntity,
  DeviceEntity,
  ContactPersonEntity,
];
