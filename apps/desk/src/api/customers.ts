import type {
  ActivateContractRequest,
  AddEntryRequest,
  ArchiveEntry,
  ContactPerson,
  ContractDetail,
  ContractList,
  ContractOnboarding,
  CustomerFile,
  DeviceFile,
  DeviceList,
  ImportKind,
  LinkContactAccount,
  ImportPreview,
  ImportRowState,
  RecordChangeList,
  RegionList,
  SaveContactRequest,
  SaveContractRequest,
  SaveDeviceRequest,
  SavePartyRequest,
  SaveSiteRequest,
  Site,
} from '@pledge/contracts';
import { api } from '@pledge/web';

const contractAt = (number: string): string => `/contracts/${encodeURIComponent(number)}`;
const deviceAt = (serialNumber: string): string => `/devices/${encodeURIComponent(serialNumber)}`;

export function listContracts(cursor?: string): Promise<ContractList> {
  return api.get<ContractList>('/contracts', { query: { limit: 100, ...(cursor === undefined ? {} : { cursor }) } });
}
export function getContract(number: string): Promise<ContractDetail> {
  return api.get<ContractDetail>(contractAt(number));
}
/** Creates, or with `number` changes; a signed contract keeps its number, customer and profile. */
export function saveContract(number: string | null, body: SaveContractRequest): Promise<ContractDetail> {
  return number === null
    ? api.post<ContractDetail>('/contracts', body)
    : api.put<ContractDetail>(contractAt(number), body);
}
export function activateContract(number: string, body: ActivateContractRequest): Promise<ContractDetail> {
  return api.post<ContractDetail>(`${contractAt(number)}/activate`, body);
}
export function contractChanges(number: string): Promise<RecordChangeList> {
  return api.get<RecordChangeList>(`${contractAt(number)}/changes`, { query: { limit: 50 } });
}
export function contractEntries(number: string): Promise<{ readonly items: readonly ArchiveEntry[] }> {
  return api.get(`${contractAt(number)}/entries`);
}
export function addContractEntry(number: string, body: AddEntryRequest): Promise<ArchiveEntry> {
  return api.post<ArchiveEntry>(`${contractAt(number)}/entries`, body);
}

export function getOnboarding(number: string): Promise<ContractOnboarding> {
  return api.get<ContractOnboarding>(`${contractAt(number)}/onboarding`);
}
/** The acceptance report was signed on that day: the handover begins. */
export function startOnboarding(number: string, acceptedOn: string): Promise<ContractOnboarding> {
  return api.post<ContractOnboarding>(`${contractAt(number)}/onboarding`, { acceptedOn });
}

export function getCustomer(id: string): Promise<CustomerFile> {
  return api.get<CustomerFile>(`/parties/${id}`);
}
export function saveCustomer(id: string | null, body: SavePartyRequest): Promise<CustomerFile> {
  return id === null ? api.post<CustomerFile>('/parties', body) : api.put<CustomerFile>(`/parties/${id}`, body);
}
export function customerChanges(id: string): Promise<RecordChangeList> {
  return api.get<RecordChangeList>(`/parties/${id}/changes`, { query: { limit: 50 } });
}
export function addCustomerEntry(id: string, body: AddEntryRequest): Promise<ArchiveEntry> {
  return api.post<ArchiveEntry>(`/parties/${id}/entries`, body);
}
export function listRegions(): Promise<RegionList> {
  return api.get<RegionList>('/regions');
}
export function saveSite(id: string | null, body: SaveSiteRequest): Promise<Site> {
  return id === null ? api.post<Site>('/sites', body) : api.put<Site>(`/sites/${id}`, body);
}
export function saveContact(id: string | null, body: SaveContactRequest): Promise<ContactPerson> {
  return id === null ? api.post<ContactPerson>('/contacts', body) : api.put<ContactPerson>(`/contacts/${id}`, body);
}
/** Says whose portal account this person has; null takes it away. For administrators. */
export function linkContactAccount(id: string, body: LinkContactAccount): Promise<ContactPerson> {
  return api.put<ContactPerson>(`/contacts/${id}/account`, body);
}
export function removeContact(id: string): Promise<unknown> {
  return api.delete(`/contacts/${id}`);
}

export interface DeviceFilter {
  readonly q?: string;
  readonly contract?: string;
  readonly party?: string;
  readonly cursor?: string;
}
export function listDevices(filter: DeviceFilter): Promise<DeviceList> {
  return api.get<DeviceList>('/devices', { query: { ...filter, limit: 50 } });
}
export function getDevice(serialNumber: string): Promise<DeviceFile> {
  return api.get<DeviceFile>(deviceAt(serialNumber));
}
export function saveDevice(serialNumber: string | null, body: SaveDeviceRequest): Promise<DeviceFile> {
  return serialNumber === null
    ? api.post<DeviceFile>('/devices', body)
    : api.put<DeviceFile>(deviceAt(serialNumber), body);
}
export function addDeviceEntry(serialNumber: string, body: AddEntryRequest): Promise<ArchiveEntry> {
  return api.post<ArchiveEntry>(`${deviceAt(serialNumber)}/entries`, body);
}

/** `POST /api/files`; resolves to the id. */
export async function uploadFile(file: File): Promise<string> {
  const form = new FormData();
  form.append('file', file, file.name);
  return (await api.post<{ readonly id: string }>('/files', form)).id;
}

/** Reads a sheet and compares it; nothing is written yet. */
export function previewImport(partyId: string, kind: ImportKind, file: File): Promise<ImportPreview> {
  const form = new FormData();
  form.append('file', file, file.name);
  return api.post<ImportPreview>(`/parties/${partyId}/imports`, form, { query: { kind } });
}
export function getImport(id: string, state: ImportRowState | undefined, after: number): Promise<ImportPreview> {
  return api.get<ImportPreview>(`/imports/${id}`, { query: { after, ...(state === undefined ? {} : { state }) } });
}
export function applyImport(id: string, leaveWrong: boolean): Promise<ImportPreview> {
  return api.post<ImportPreview>(`/imports/${id}/apply`, { leaveWrong });
}
