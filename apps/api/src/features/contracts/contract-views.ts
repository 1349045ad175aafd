import type { ContactPerson, ContractSummary, Device, Site } from '@pledge/contracts';
import { phaseOn } from './contract-phases.js';
import type {
  ContactPersonEntity,
  ContractEntity,
  DeviceEntity,
  RegionEntity,
  SiteEntity,
} from './contracts.entity.js';

/** Rows as people see them. `today` is a calendar day of the provider's zone. */
export function summaryView(c: ContractEntity, partyName: string, today: string): ContractSummary {
  return {
    number: c.number,
    name: c.name,
    partyId: c.partyId,
    partyName,
    phase: phaseOn(c, today),
    state: c.state,
    startsOn: c.startsOn,
    endsOn: c.endsOn,
    profileId: c.profileId,
    profileVersion: c.profileVersion,
  };
}

export function siteView(s: SiteEntity, regions: ReadonlyMap<string, RegionEntity>): Site {
  const region = regions.get(s.regionCode);
  return {
    id: s.id,
    name: s.name,
    address: s.address,
    regionCode: s.regionCode,
    regionName: { zh: region?.nameZh ?? s.regionCode, en: region?.nameEn ?? s.regionCode },
    centre: { code: region?.centreCode ?? '', zh: region?.centreZh ?? '', en: region?.centreEn ?? '' },
    distance: s.distance,
    zone: s.zone,
    revision: s.revision,
  };
}

/** `names` holds names of sites by id, `numbers` numbers of contracts by id. */
export function deviceView(
  d: DeviceEntity,
  names: ReadonlyMap<string, string>,
  numbers: ReadonlyMap<string, string>,
): Device {
  return {
    id: d.id,
    serialNumber: d.serialNumber,
    model: d.model,
    name: d.name,
    component: d.component,
    siteId: d.siteId,
    siteName: names.get(d.siteId) ?? '',
    contractNumber: d.contractId === null ? null : (numbers.get(d.contractId) ?? null),
    status: d.status,
    firmware: d.firmware,
  };
}

export function contactView(c: ContactPersonEntity, numbers: ReadonlyMap<string, string>): ContactPerson {
  const { id, name, title, phone, email, kind, siteId, sealFileId, account, revision } = c;
  const contractNumber = c.contractId === null ? null : (numbers.get(c.contractId) ?? null);
  return { id, name, title, phone, email, kind, siteId, contractNumber, sealFileId, account, revision };
}
