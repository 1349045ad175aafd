import { z } from 'zod';
import { profileFinding } from './profiles.js';
import { serviceLevelProfile } from './service-levels.js';

const instant = z.iso.datetime({ offset: true });

/** 安装 → 试运行 → 质保 → 维保 → 过保 (S4-01). */
export const contractPhase = z.enum(['install', 'trial', 'warranty', 'maintenance', 'expired']);
export type ContractPhase = z.infer<typeof contractPhase>;
/** What the contract check found (F-01.4). */
export const contractCheck = z.enum(['valid', 'unknown', 'expired', 'out-of-scope']);
export type ContractCheck = z.infer<typeof contractCheck>;

/** How the contract calls the two sides (甲方/乙方, 局方, 业主 …). */
export const partyLabels = z.object({
  customer: z.object({ zh: z.string().max(60), en: z.string().max(60) }),
  provider: z.object({ zh: z.string().max(60), en: z.string().max(60) }),
});
export type PartyLabels = z.infer<typeof partyLabels>;

export const contactPerson = z.object({
  id: z.string(),
  name: z.string(),
  title: z.string(),
  phone: z.string(),
  email: z.string().nullable(),
  /** `representative` (at most five, S0e-16), `confirmer` (signs the service form, S2-13). */
  kind: z.enum(['representative', 'confirmer', 'site']),
  siteId: z.string().nullable(),
  /** Set where the person stands for one contract only. */
  contractNumber: z.string().nullable(),
  /** Uploaded picture of the seal, for staff to compare (S1-47). */
  sealFileId: z.string().nullable(),
  /** Username of the portal account that is this person. */
  account: z.string().nullable(),
  revision: z.number().int(),
});
export type ContactPerson = z.infer<typeof contactPerson>;

export const deviceStatus = z.enum(['in-service', 'standby', 'in-repair', 'retired']);
export type DeviceStatus = z.infer<typeof deviceStatus>;
/** A licence of a device or of software on it (S0i-30). */
export const licence = z.object({
  name: z.string().trim().min(1).max(200),
  key: z.string().max(200).default(''),
  count: z.number().int().positive().max(1_000_000).nullable().default(null),
  expiresOn: z.iso.date().nullable().default(null),
});
export type Licence = z.infer<typeof licence>;
/** One line of the network diagram as data: a port and what it leads to. */
export const topologyLink = z.object({
  port: z.string().trim().min(1).max(100),
  peer: z.string().trim().min(1).max(100),
  peerPort: z.string().max(100).default(''),
  medium: z.string().max(60).default(''),
});
export type TopologyLink = z.infer<typeof topologyLink>;

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
  status: deviceStatus,
  firmware: z.string(),
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
  revision: z.number().int(),
});
export type Site = z.infer<typeof site>;

/** `draft`: not signed yet, no case is handled under it. */
export const contractState = z.enum(['draft', 'active']);
export type ContractState = z.infer<typeof contractState>;
/** A stretch of a contract's life; both days are included, `to` null: no end is agreed. */
export const contractPhaseSpan = z.object({
  phase: contractPhase,
  from: z.iso.date(),
  to: z.iso.date().nullable(),
  current: z.boolean(),
});
export type ContractPhaseSpan = z.infer<typeof contractPhaseSpan>;

export const contractSummary = z.object({
  number: z.string(),
  name: z.string(),
  partyId: z.string(),
  partyName: z.string(),
  phase: contractPhase,
  state: contractState,
  startsOn: z.iso.date(),
  endsOn: z.iso.date(),
  profileId: z.string(),
  profileVersion: z.number().int(),
});
export type ContractSummary = z.infer<typeof contractSummary>;
export const contractList = z.object({ items: z.array(contractSummary), nextCursor: z.string().nullable() });
export type ContractList = z.infer<typeof contractList>;
export const contractDetail = contractSummary.extend({
  /** null until it is signed. */
  signedAt: instant.nullable(),
  phases: z.array(contractPhaseSpan),
  firstPhase: contractPhase,
  trialFrom: z.iso.date().nullable(),
  acceptedOn: z.iso.date().nullable(),
  warrantyMonths: z.number().int(),
  /** As the contract calls the two sides; those of the profile where it says nothing of its own. */
  partyLabels,
  scopeNote: z.string(),
  dedicatedPerson: z.string().nullable(),
  revision: z.number().int(),
  /** How many devices it covers; `devices` holds the first thousand. */
  deviceCount: z.number().int(),
  /** What stands against signing a draft; empty once it is signed, and for customers. */
  findings: z.array(profileFinding),
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
