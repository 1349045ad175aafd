import { z } from 'zod';
import { serviceLevelProfile } from './service-levels.js';

const instant = z.iso.datetime({ offset: true });

/** 安装 → 试运行 → 质保 → 维保 → 过保 (S4-01). */
export const contractPhase = z.enum(['install', 'trial', 'warranty', 'maintenance', 'expired']);
export type ContractPhase = z.infer<typeof contractPhase>;
/** What the contract check found (F-01.4). */
export const contractCheck = z.enum(['valid', 'unknown', 'expired', 'out-of-scope']);
export type ContractCheck = z.infer<typeof contractCheck>;

export const contactPerson = z.object({
  id: z.string(),
  name: z.string(),
  phone: z.string(),
  email: z.string().nullable(),
  /** `representative` (at most five, S0e-16), `confirmer` (signs the service form, S2-13). */
  kind: z.enum(['representative', 'confirmer', 'site']),
  siteId: z.string().nullable(),
});
export type ContactPerson = z.infer<typeof contactPerson>;

export const device = z.object({
  id: z.string(),
  serialNumber: z.string(),
  model: z.string(),
  name: z.string(),
  /** `network`, `server`, `software` …: what commitments call component. */
  component: z.string(),
  siteId: z.string(),
  siteName: z.string(),
  contractNumber: z.string().nullable(),
});
export type Device = z.infer<typeof device>;

export const site = z.object({
  id: z.string(),
  name: z.string(),
  address: z.string(),
  /** Region of the support centre (S1-08). */
  regionCode: z.string(),
  regionName: z.object({ zh: z.string(), en: z.string() }),
  centre: z.object({ code: z.string(), zh: z.string(), en: z.string() }),
  /** What commitments call region: `city` or `other`. */
  distance: z.string(),
  zone: z.string(),
});
export type Site = z.infer<typeof site>;

export const contractSummary = z.object({
  number: z.string(),
  name: z.string(),
  partyId: z.string(),
  partyName: z.string(),
  phase: contractPhase,
  startsOn: z.iso.date(),
  endsOn: z.iso.date(),
  profileId: z.string(),
  profileVersion: z.number().int(),
});
export type ContractSummary = z.infer<typeof contractSummary>;
export const contractList = z.object({ items: z.array(contractSummary), nextCursor: z.string().nullable() });
export type ContractList = z.infer<typeof contractList>;
export const contractDetail = contractSummary.extend({
  signedAt: instant,
  profile: serviceLevelProfile,
  sites: z.array(site),
  devices: z.array(device),
  contacts: z.array(contactPerson),
});
export type ContractDetail = z.infer<typeof contractDetail>;

export const party = z.object({
  id: z.string(),
  name: z.string(),
  shortName: z.string(),
  kind: z.enum(['customer', 'provider']),
});
export type Party = z.infer<typeof party>;
export const partyList = z.object({ items: z.array(party), nextCursor: z.string().nullable() });
export type PartyList = z.infer<typeof partyList>;

/** `GET /api/intake/search?q=`: telephone intake in under a minute; by phone, customer, serial or contract number. */
export const intakeQuery = z.strictObject({ q: z.string().min(1).max(100) });
export type IntakeQuery = z.infer<typeof intakeQuery>;
/** One way to fill the intake form: who, under which contract, where, which device. */
export const intakeHit = z.object({
  /** What matched the words. */
  matched: z.enum(['contract', 'serial', 'phone', 'customer']),
  party: z.object({ id: z.string(), name: z.string() }),
  contract: z
    .object({ number: z.string(), name: z.string(), phase: contractPhase, endsOn: z.iso.date(), check: contractCheck })
    .nullable(),
  site: z.object({ id: z.string(), name: z.string() }).nullable(),
  device: z.object({ serialNumber: z.string(), model: z.string(), name: z.string() }).nullable(),
  contact: z.object({ name: z.string(), phone: z.string() }).nullable(),
  /** Numbers of cases of the same device or customer that are not closed yet. */
  openCases: z.array(z.string()),
});
export type IntakeHit = z.infer<typeof intakeHit>;
export const intakeResult = z.object({ items: z.array(intakeHit) });
export type IntakeResult = z.infer<typeof intakeResult>;
