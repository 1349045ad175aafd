import { z } from 'zod';
import { instantSchema, listSchema, pageQuerySchema } from './common.js';
import {
  contactPerson,
  contractPhase,
  device,
  deviceStatus,
  licence,
  partyLabels,
  site,
  topologyLink,
} from './contracts.js';
import { acceptedFinding } from './profile-parts.js';

/** Customer files, contracts, sites, devices and people as staff writes them (Y01, Y27, Y28). */

const name = z.string().trim().min(1).max(200);
const optional = (length: number): z.ZodDefault<z.ZodString> => z.string().trim().max(length).default('');
const id = z.string().min(1).max(36);
/** Count of saves that the writer has seen; somebody else's save in between is refused, nothing is overwritten. */
const revision = z.number().int().nonnegative();

export const savePartyRequest = z.strictObject({
  name,
  shortName: z.string().trim().min(1).max(60),
  industry: optional(100),
  address: optional(500),
  phone: optional(60),
  note: optional(2000),
  revision: revision.optional(),
});
export type SavePartyRequest = z.input<typeof savePartyRequest>;
export const saveSiteRequest = z.strictObject({
  partyId: id,
  name,
  address: optional(500),
  regionCode: z.string().min(1).max(100),
  /** What commitments call region: `city`, `other`. */
  distance: z.string().min(1).max(20),
  /** IANA zone. */
  zone: z.string().min(1).max(100).default('Asia/Shanghai'),
  revision: revision.optional(),
});
export type SaveSiteRequest = z.input<typeof saveSiteRequest>;
export const saveContactRequest = z.strictObject({
  partyId: id,
  siteId: id.nullable().default(null),
  /** null: for every contract of the customer. */
  contractNumber: z.string().max(100).nullable().default(null),
  name: z.string().trim().min(1).max(100),
  title: optional(100),
  phone: z.string().trim().max(40),
  email: z.email().max(200).nullable().default(null),
  kind: z.enum(['representative', 'confirmer', 'site']),
  /** An uploaded picture of the seal (S1-47). */
  sealFileId: id.nullable().default(null),
  revision: revision.optional(),
});
export type SaveContactRequest = z.input<typeof saveContactRequest>;
/** `PUT /api/contacts/:id/account`: the portal account that is this person; null takes the link away. */
export const linkContactAccount = z.strictObject({ account: z.string().min(1).max(60).nullable(), revision });
export type LinkContactAccount = z.input<typeof linkContactAccount>;
export const saveDeviceRequest = z.strictObject({
  serialNumber: z.string().trim().min(1).max(100),
  model: name,
  name,
  component: z.string().min(1).max(100),
  partyId: id,
  siteId: id,
  contractNumber: z.string().max(100).nullable().default(null),
  status: deviceStatus.default('in-service'),
  firmware: optional(100),
  location: optional(200),
  warrantyUntil: z.iso.date().nullable().default(null),
  licences: z.array(licence).max(100).default([]),
  topology: z.array(topologyLink).max(200).default([]),
  topologyFileId: id.nullable().default(null),
  /** Why it changed; stands in the archive beside the change. */
  note: optional(500),
  revision: revision.optional(),
});
export type SaveDeviceRequest = z.input<typeof saveDeviceRequest>;

export const saveContractRequest = z.strictObject({
  number: z
    .string()
    .trim()
    .regex(/^[\p{Lu}\p{Lo}\p{N}][\p{Lu}\p{Lo}\p{N}._/-]{0,59}$/u),
  name,
  partyId: id,
  profileId: z.string().min(1).max(60),
  /** Absent: the newest published version. */
  profileVersion: z.number().int().positive().optional(),
  startsOn: z.iso.date(),
  endsOn: z.iso.date(),
  /** Phase in which the contract begins; a plain maintenance contract begins in `maintenance`. */
  firstPhase: contractPhase.exclude(['expired']),
  trialFrom: z.iso.date().nullable().default(null),
  /** The day on which both sides signed the acceptance report: the warranty begins (S3-15). */
  acceptedOn: z.iso.date().nullable().default(null),
  warrantyMonths: z.number().int().min(0).max(240).default(12),
  /** Absent: those of the profile. */
  partyLabels: partyLabels.nullable().default(null),
  scopeNote: optional(2000),
  /** The engineer who looks after the customer (S3-07). */
  dedicatedPerson: z.string().max(60).nullable().default(null),
  revision: revision.optional(),
});
export type SaveContractRequest = z.input<typeof saveContractRequest>;
/** `POST /api/contracts/:number/activate`: signing. The profile is copied; open questions are answered one by one. */
export const activateContractRequest = z.strictObject({
  revision,
  accept: z.array(acceptedFinding).max(200).default([]),
});
export type ActivateContractRequest = z.input<typeof activateContractRequest>;

export const subjectKind = z.enum(['party', 'contract', 'site', 'device', 'contact']);
export type SubjectKind = z.infer<typeof subjectKind>;
/** One entry of the change log: who changed what, from what to what. */
export const recordChange = z.object({
  id: z.string(),
  subjectKind,
  subjectId: z.string(),
  subjectName: z.string(),
  action: z.enum(['created', 'changed', 'removed', 'activated', 'imported']),
  fields: z.array(z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() })),
  note: z.string(),
  by: z.string(),
  at: instantSchema,
});
export type RecordChange = z.infer<typeof recordChange>;
export const recordChangeList = listSchema(recordChange);
export type RecordChangeList = z.infer<typeof recordChangeList>;

/** Kinds of papers and remarks in a file: of a customer (opinion, visit), a device (configuration, report), a contract (document). */
export const archiveKind = z.enum([
  'configuration',
  'firmware',
  'licence',
  'topology',
  'inspection-report',
  'service-report',
  'incident-report',
  'evaluation-report',
  'opinion',
  'visit',
  'document',
  'note',
]);
export type ArchiveKind = z.infer<typeof archiveKind>;
export const archiveEntry = z.object({
  id: z.string(),
  kind: archiveKind,
  title: z.string(),
  body: z.string(),
  occurredAt: instantSchema,
  recordedAt: instantSchema,
  by: z.string(),
  fileIds: z.array(z.string()),
  caseNumber: z.string().nullable(),
});
export type ArchiveEntry = z.infer<typeof archiveEntry>;
/** Most files of one entry. */
export const MAX_ENTRY_FILES = 20;
export const addEntryRequest = z.strictObject({
  kind: archiveKind,
  title: name,
  body: optional(5000),
  occurredAt: instantSchema.optional(),
  fileIds: z.array(id).max(MAX_ENTRY_FILES).default([]),
  caseNumber: z.string().max(100).nullable().default(null),
});
export type AddEntryRequest = z.input<typeof addEntryRequest>;

/** `GET /api/parties/:id`: the customer file (Y28). */
export const customerFile = z.object({
  id: z.string(),
  name: z.string(),
  shortName: z.string(),
  kind: z.enum(['customer', 'provider']),
  industry: z.string(),
  address: z.string(),
  phone: z.string(),
  note: z.string(),
  revision: z.number().int(),
  contracts: z.array(z.object({ number: z.string(), name: z.string(), phase: contractPhase, state: z.string() })),
  sites: z.array(site),
  contacts: z.array(contactPerson),
  devices: z.number().int(),
  openCases: z.number().int(),
  entries: z.array(archiveEntry),
});
export type CustomerFile = z.infer<typeof customerFile>;

export const deviceQuery = pageQuerySchema.extend({
  q: z.string().max(100).optional(),
  contract: z.string().max(100).optional(),
  party: z.string().max(36).optional(),
  site: z.string().max(36).optional(),
});
export type DeviceQuery = z.infer<typeof deviceQuery>;
export const deviceList = listSchema(device);
export type DeviceList = z.infer<typeof deviceList>;
/** One thing in the life of a device, newest first: a change of a cell, an entry, a case, a report. */
export const deviceEvent = z.object({
  id: z.string(),
  at: instantSchema,
  kind: z.enum(['change', 'entry', 'case', 'document']),
  title: z.object({ zh: z.string(), en: z.string() }),
  text: z.string(),
  by: z.string().nullable(),
  fields: recordChange.shape.fields,
  fileIds: z.array(z.string()),
  documentId: z.string().nullable(),
  caseNumber: z.string().nullable(),
  archiveKind: archiveKind.nullable(),
});
export type DeviceEvent = z.infer<typeof deviceEvent>;
/** `GET /api/devices/:serialNumber`: the device file (Y27). */
export const deviceFile = device.extend({
  partyId: z.string(),
  partyName: z.string(),
  location: z.string(),
  warrantyUntil: z.iso.date().nullable(),
  licences: z.array(licence),
  topology: z.array(topologyLink),
  topologyFileId: z.string().nullable(),
  revision: z.number().int(),
  openCases: z.array(z.string()),
  timeline: z.array(deviceEvent),
});
export type DeviceFile = z.infer<typeof deviceFile>;

export const region = z.object({
  code: z.string(),
  name: z.object({ zh: z.string(), en: z.string() }),
  centre: z.object({ code: z.string(), zh: z.string(), en: z.string() }),
});
export type Region = z.infer<typeof region>;
export const regionList = z.object({ items: z.array(region) });
export type RegionList = z.infer<typeof regionList>;

/** What a sheet holds. */
export const importKind = z.enum(['sites', 'devices', 'contacts']);
export type ImportKind = z.infer<typeof importKind>;
export const importKindQuery = z.strictObject({ kind: importKind });
export type ImportKindQuery = z.infer<typeof importKindQuery>;
export const importRowState = z.enum(['new', 'changed', 'same', 'wrong']);
export type ImportRowState = z.infer<typeof importRowState>;
export const importRow = z.object({
  /** Number of the row in the sheet, the head is 1. */
  row: z.number().int(),
  state: importRowState,
  /** Serial number or name, as it stands there. */
  key: z.string(),
  values: z.record(z.string(), z.string()),
  fields: recordChange.shape.fields,
  errors: z.array(z.object({ field: z.string(), message: z.object({ zh: z.string(), en: z.string() }) })),
});
export type ImportRow = z.infer<typeof importRow>;
export const importRun = z.object({
  id: z.string(),
  partyId: z.string(),
  kind: importKind,
  fileName: z.string(),
  state: z.enum(['preview', 'applied']),
  totals: z.object({ new: z.number(), changed: z.number(), same: z.number(), wrong: z.number() }),
  by: z.string(),
  at: instantSchema,
  appliedAt: instantSchema.nullable(),
});
export type ImportRun = z.infer<typeof importRun>;
export const importRowQuery = z.strictObject({
  state: importRowState.optional(),
  after: z.coerce.number().int().nonnegative().default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type ImportRowQuery = z.infer<typeof importRowQuery>;
export const importPreview = importRun.extend({ rows: z.array(importRow), nextAfter: z.number().int().nullable() });
export type ImportPreview = z.infer<typeof importPreview>;
/** Wrong rows stop an import unless somebody says that they are left for later. */
export const applyImportRequest = z.strictObject({ leaveWrong: z.boolean().default(false) });
export type ApplyImportRequest = z.input<typeof applyImportRequest>;
export const importRunList = z.object({ items: z.array(importRun) });
export type ImportRunList = z.infer<typeof importRunList>;

/** `POST /api/contracts/:number/onboarding`: the acceptance report was signed on that day (F-23). */
export const startOnboardingRequest = z.strictObject({ acceptedOn: z.iso.date() });
export type StartOnboardingRequest = z.infer<typeof startOnboardingRequest>;
/** How far the handover of a contract has come; its tasks are listed by the contract's number. */
export const contractOnboarding = z.object({
  state: z.enum(['none', 'active', 'completed', 'cancelled', 'suspended', 'incident']),
  startedAt: instantSchema.nullable(),
  endedAt: instantSchema.nullable(),
  processInstanceId: z.string().nullable(),
});
export type ContractOnboarding = z.infer<typeof contractOnboarding>;
