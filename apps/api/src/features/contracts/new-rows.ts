import type {
  ContactPersonEntity,
  ContractEntity,
  DeviceEntity,
  PartyEntity,
  RegionEntity,
  SiteEntity,
} from './contracts.entity.js';

type WithDefaults<T, K extends keyof T> = Omit<T, K> & Partial<Pick<T, K>>;

/** What a new row may leave out, and what stands there then. */
const PARTY = { industry: '', address: '', phone: '', note: null, revision: 1 } as const;
const CONTRACT = {
  state: 'active',
  firstPhase: null,
  trialFrom: null,
  acceptedOn: null,
  warrantyMonths: 12,
  partyLabels: null,
  scopeNote: null,
  dedicatedPerson: null,
  revision: 1,
} as const;
const SITE = { revision: 1 } as const;
const DEVICE = {
  status: 'in-service',
  firmware: '',
  location: '',
  warrantyUntil: null,
  licences: null,
  topology: null,
  topologyFileId: null,
  revision: 1,
} as const;
const CONTACT = { contractId: null, title: '', sealFileId: null, account: null, revision: 1 } as const;

export type NewParty = WithDefaults<PartyEntity, keyof typeof PARTY>;
export type NewContract = WithDefaults<ContractEntity, keyof typeof CONTRACT>;
export type NewSite = WithDefaults<SiteEntity, keyof typeof SITE>;
export type NewDevice = WithDefaults<DeviceEntity, keyof typeof DEVICE>;
export type NewContact = WithDefaults<ContactPersonEntity, keyof typeof CONTACT>;

/** Rows to write together; a party comes before its contracts, a site before its devices. */
export interface NewRows {
  readonly parties?: readonly NewParty[];
  readonly contracts?: readonly NewContract[];
  readonly regions?: readonly RegionEntity[];
  readonly sites?: readonly NewSite[];
  readonly devices?: readonly NewDevice[];
  readonly contacts?: readonly NewContact[];
}

/** Rows with everything that was left out. */
export function completeRows(rows: NewRows): {
  parties: PartyEntity[];
  contracts: ContractEntity[];
  regions: RegionEntity[];
  sites: SiteEntity[];
  devices: DeviceEntity[];
  contacts: ContactPersonEntity[];
} {
  return {
    parties: (rows.parties ?? []).map((row) => ({ ...PARTY, ...row })),
    contracts: (rows.contracts ?? []).map((row) => ({ ...CONTRACT, ...row })),
    regions: [...(rows.regions ?? [])],
    sites: (rows.sites ?? []).map((row) => ({ ...SITE, ...row })),
    devices: (rows.devices ?? []).map((row) => ({ ...DEVICE, ...row })),
    contacts: (rows.contacts ?? []).map((row) => ({ ...CONTACT, ...row })),
  };
}
