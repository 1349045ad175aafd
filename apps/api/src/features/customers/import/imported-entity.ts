import type { DeviceStatus, ImportKind, ImportRow } from '@pledge/contracts';
import { v7 as uuidv7 } from 'uuid';
import { PROVIDER_ZONE, type ContactPersonEntity, type DeviceEntity, type SiteEntity } from '../../contracts/index.js';
import { keyOf } from './compare-rows.js';
import type { Surroundings } from './known-rows.js';

export type ImportedEntity = DeviceEntity | SiteEntity | ContactPersonEntity;
interface Imported {
  /** The row that is there; null for a new one. */
  readonly before: ImportedEntity | null;
  readonly after: ImportedEntity;
}

/** What is there, by the key that names it in a sheet. */
export function entitiesByKey(kind: ImportKind, around: Surroundings): ReadonlyMap<string, ImportedEntity> {
  const { sites, devices, contacts } = around;
  switch (kind) {
    case 'devices':
      return new Map(devices.map((row) => [row.serialNumber, row]));
    case 'sites':
      return new Map(sites.map((row) => [row.name, row]));
    case 'contacts':
      return new Map(contacts.map((row) => [keyOf(kind, { name: row.name, kind: row.kind, phone: row.phone }), row]));
  }
}

/** The row to write for a row of a sheet that was found right. Columns that the sheet does not have stay as they are. Pure but for new ids. */
export function entityOf(
  kind: ImportKind,
  row: ImportRow,
  partyId: string,
  around: Surroundings,
  there: ReadonlyMap<string, ImportedEntity>,
): Imported {
  const before = there.get(row.key) ?? null;
  switch (kind) {
    case 'devices':
      return { before, after: deviceOf(row, partyId, around, before as DeviceEntity | null) };
    case 'sites':
      return { before, after: siteOf(row, partyId, before as SiteEntity | null) };
    case 'contacts':
      return { before, after: contactOf(row, partyId, around, before as ContactPersonEntity | null) };
  }
}

/** A cell, or what stood there where the sheet has no such column; empty cells take the fallback. */
function cell(row: ImportRow, field: string, before: string | undefined, fallback = ''): string {
  const value = row.values[field] ?? before ?? fallback;
  return value === '' ? fallback : value;
}

function deviceOf(
  row: ImportRow,
  partyId: string,
  { sites, contracts }: Surroundings,
  before: DeviceEntity | null,
): DeviceEntity {
  const warrantyUntil = cell(row, 'warrantyUntil', before?.warrantyUntil ?? undefined);
  return {
    id: before?.id ?? uuidv7(),
    partyId,
    serialNumber: row.key,
    name: cell(row, 'name', before?.name),
    model: cell(row, 'model', before?.model),
    component: cell(row, 'component', before?.component),
    siteId: idOf(row, 'site', sites, before?.siteId ?? null) ?? '',
    contractId: contractId(row, contracts, before?.contractId ?? null),
    status: cell(row, 'status', before?.status, 'in-service') as DeviceStatus,
    firmware: cell(row, 'firmware', before?.firmware),
    location: cell(row, 'location', before?.location),
    warrantyUntil: warrantyUntil === '' ? null : warrantyUntil,
    licences: before?.licences ?? null,
    topology: before?.topology ?? null,
    topologyFileId: before?.topologyFileId ?? null,
    revision: (before?.revision ?? 0) + 1,
  };
}

function siteOf(row: ImportRow, partyId: string, before: SiteEntity | null): SiteEntity {
  return {
    id: before?.id ?? uuidv7(),
    partyId,
    name: row.key,
    address: cell(row, 'address', before?.address),
    regionCode: cell(row, 'region', before?.regionCode),
    distance: cell(row, 'distance', before?.distance),
    zone: cell(row, 'zone', before?.zone, PROVIDER_ZONE),
    revision: (before?.revision ?? 0) + 1,
  };
}

function contactOf(
  row: ImportRow,
  partyId: string,
  { sites, contracts }: Surroundings,
  before: ContactPersonEntity | null,
): ContactPersonEntity {
  const { name = '', kind = 'site', phone = '' } = row.values;
  const email = cell(row, 'email', before?.email ?? undefined);
  return {
    id: before?.id ?? uuidv7(),
    partyId,
    siteId: idOf(row, 'site', sites, before?.siteId ?? null),
    contractId: contractId(row, contracts, before?.contractId ?? null),
    name,
    title: cell(row, 'title', before?.title),
    phone,
    email: email === '' ? null : email,
    kind: kind as ContactPersonEntity['kind'],
    sealFileId: before?.sealFileId ?? null,
    account: before?.account ?? null,
    revision: (before?.revision ?? 0) + 1,
  };
}

function idOf(
  row: ImportRow,
  field: string,
  named: readonly { readonly id: string; readonly name: string }[],
  before: string | null,
): string | null {
  const name = row.values[field];
  return name === undefined ? before : (named.find((one) => one.name === name)?.id ?? null);
}

function contractId(row: ImportRow, contracts: Surroundings['contracts'], before: string | null): string | null {
  const number = row.values['contract'];
  return number === undefined ? before : (contracts.find((one) => one.number === number)?.id ?? null);
}
