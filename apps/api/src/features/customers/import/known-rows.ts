import type { ImportKind, ImportRow } from '@pledge/contracts';
import { isZone } from '@pledge/time';
import type { ContactPersonEntity, ContractEntity, DeviceEntity, SiteEntity } from '../../contracts/index.js';
import { PHONE, fullContract } from '../contacts.service.js';
import type { OwnRows } from '../customers.repository.js';
import { problemText, type CustomersCode } from '../refusals.js';
import { keyOf, type Known, type RowValues } from './compare-rows.js';

/** Everything a sheet of a customer is compared with. */
export interface Surroundings extends OwnRows {
  readonly devices: readonly DeviceEntity[];
  /** Serial numbers of the sheet that belong to another customer, with the device's name. */
  readonly elsewhere: ReadonlyMap<string, string>;
}
type RowError = ImportRow['errors'][number];

/** What is there already, in the words of the sheet. Judging people counts the rows before: call it in the order of the sheet. */
export function knownRows(kind: ImportKind, around: Surroundings): Known {
  const rows = sheetRows(kind, around);
  const byKey = new Map(rows.map((values) => [keyOf(kind, values), values]));
  switch (kind) {
    case 'devices':
      return { rows: byKey, judge: (values) => judgeDevice(values, around) };
    case 'sites':
      return {
        rows: byKey,
        judge: (values) => judgeSite(values, around),
        named: (values) => ({
          ...values,
          region: regionCode(values['region'] ?? '', around.regions) ?? values['region'] ?? '',
        }),
      };
    case 'contacts':
      return { rows: byKey, judge: judgeContacts(around, byKey) };
  }
}

/** The rows of a customer as a sheet holds them, for export and comparison. */
export function sheetRows(kind: ImportKind, around: Omit<Surroundings, 'elsewhere'>): RowValues[] {
  const sites = new Map(around.sites.map((site) => [site.id, site.name]));
  const numbers = new Map(around.contracts.map((contract) => [contract.id, contract.number]));
  const name = (id: string | null): string => (id === null ? '' : (sites.get(id) ?? ''));
  const number = (id: string | null): string => (id === null ? '' : (numbers.get(id) ?? ''));
  switch (kind) {
    case 'devices':
      return around.devices.map((row) => ({
        serialNumber: row.serialNumber,
        name: row.name,
        model: row.model,
        component: row.component,
        site: name(row.siteId),
        contract: number(row.contractId),
        status: row.status,
        firmware: row.firmware,
        location: row.location,
        warrantyUntil: row.warrantyUntil ?? '',
      }));
    case 'sites':
      return around.sites.map(({ name: own, address, regionCode, distance, zone }) => ({
        name: own,
        address,
        region: regionCode,
        distance,
        zone,
      }));
    case 'contacts':
      return around.contacts.map((row) => ({
        name: row.name,
        kind: row.kind,
        phone: row.phone,
        title: row.title,
        email: row.email ?? '',
        site: name(row.siteId),
        contract: number(row.contractId),
      }));
  }
}

const siteOf = (values: RowValues, sites: readonly SiteEntity[]): SiteEntity | undefined =>
  sites.find((site) => site.name === values['site']);
const contractOf = (values: RowValues, contracts: readonly ContractEntity[]): ContractEntity | undefined =>
  contracts.find((contract) => contract.number === values['contract']);
const wrong = (field: string, code: CustomersCode, params = {}): RowError => ({
  field,
  message: problemText(code, params),
});

function judgeDevice(values: RowValues, { sites, contracts, elsewhere }: Surroundings): RowError[] {
  const serialNumber = values['serialNumber'] ?? '';
  const owner = elsewhere.get(serialNumber);
  return [
    ...(owner === undefined ? [] : [wrong('serialNumber', 'SERIAL_TAKEN', { serialNumber, name: owner })]),
    ...(siteOf(values, sites) ? [] : [unknownSite(values)]),
    ...unknownContract(values, contracts),
  ];
}

function judgeSite(values: RowValues, { regions }: Surroundings): RowError[] {
  const region = values['region'] ?? '';
  const zone = values['zone'] ?? '';
  const known = regions.map((one) => one.code).join(', ');
  return [
    ...(regionCode(region, regions) === undefined ? [wrong('region', 'REGION_UNKNOWN', { region, known })] : []),
    ...(zone === '' || isZone(zone) ? [] : [wrong('zone', 'ZONE_NOT_KNOWN', { zone })]),
  ];
}

/** Code of a region written as its code or name; undefined when there is none. */
export function regionCode(text: string, regions: OwnRows['regions']): string | undefined {
  return regions.find((one) => [one.code, one.nameZh, one.nameEn].includes(text))?.code;
}

function judgeContacts(around: Surroundings, known: ReadonlyMap<string, RowValues>): Known['judge'] {
  const representatives: Pick<ContactPersonEntity, 'contractId'>[] = around.contacts.filter(
    (one) => one.kind === 'representative',
  );
  return (values) => {
    const found = [
      ...(PHONE.test(values['phone'] ?? '') ? [] : [wrong('phone', 'PHONE_NEEDED')]),
      ...((values['site'] ?? '') === '' || siteOf(values, around.sites) ? [] : [unknownSite(values)]),
      ...unknownContract(values, around.contracts),
    ];
    if (found.length > 0 || values['kind'] !== 'representative' || known.has(keyOf('contacts', values))) return found;
    const person = { contractId: contractOf(values, around.contracts)?.id ?? null };
    const full = fullContract(person, representatives, around.contracts);
    if (full) return [wrong('kind', 'REPRESENTATIVES_FULL', full)];
    representatives.push(person);
    return [];
  };
}

function unknownSite(values: RowValues): RowError {
  const site = values['site'] ?? '';
  return { field: 'site', message: { zh: `这个客户没有站点“${site}”。`, en: `The customer has no site "${site}".` } };
}

function unknownContract(values: RowValues, contracts: readonly ContractEntity[]): RowError[] {
  const number = values['contract'] ?? '';
  return number === '' || contractOf(values, contracts) ? [] : [wrong('contract', 'CONTRACT_NOT_THERE', { number })];
}
