import { z } from 'zod';
import { instantSchema } from './common.js';
import { acceptedFinding } from './profile-parts.js';
import { serviceLevelProfile } from './service-levels.js';

const text = z.object({ zh: z.string(), en: z.string() });

/**
 * What the validator says about a profile. `error`: it contradicts itself and cannot be published. `blank`: a cell is
 * empty, no contract can be activated (C28). `question`: it may be meant so; somebody has to say so (C05, C07).
 */
export const findingKind = z.enum(['error', 'blank', 'question']);
export type FindingKind = z.infer<typeof findingKind>;
export const profileFinding = z.object({
  /** The same contradiction always has the same key: an acceptance refers to it. */
  key: z.string(),
  rule: z.string(),
  kind: findingKind,
  /** Part of the profile it stands at: `commitments`, `blanks`, `unmeasured`, `ladder` … */
  section: z.string(),
  /** Id or position of the row inside the part; null: the part as a whole. */
  row: z.string().nullable(),
  /** Column of the row, where one is meant. */
  field: z.string().nullable(),
  message: text,
  /** Somebody decided to keep it as it is written. */
  accepted: z.boolean(),
});
export type ProfileFinding = z.infer<typeof profileFinding>;
export const findingList = z.object({ findings: z.array(profileFinding) });
export type FindingList = z.infer<typeof findingList>;

/** `draft`: being written. `published`: contracts can be signed with it. `offered`: shipped with a newer product, to be compared and taken over (design D9). */
export const profileState = z.enum(['draft', 'published', 'offered']);
export type ProfileState = z.infer<typeof profileState>;
export const profileVersion = z.object({
  id: z.string(),
  version: z.number().int(),
  name: text,
  state: profileState,
  origin: z.enum(['shipped', 'written']),
  comment: z.string(),
  by: z.string(),
  at: instantSchema,
  /** For a draft: counts up with every save; a save names the one it saw. */
  revision: z.number().int(),
});
export type ProfileVersion = z.infer<typeof profileVersion>;
export const profileVersionList = z.object({ items: z.array(profileVersion) });
export type ProfileVersionList = z.infer<typeof profileVersionList>;
export const profileVersionDetail = profileVersion.extend({
  profile: serviceLevelProfile,
  findings: z.array(profileFinding),
});
export type ProfileVersionDetail = z.infer<typeof profileVersionDetail>;

/** One line of the list of profiles: the newest published version and whether a draft waits. */
export const profileSummary = z.object({
  id: z.string(),
  version: z.number().int(),
  name: text,
  commitments: z.number().int(),
  /** Cells that are empty (C28). */
  blanks: z.number().int(),
  /** Contradictions nobody has accepted. */
  questions: z.number().int(),
  errors: z.number().int(),
  draft: z.boolean(),
  /** A newer shipped version waits to be compared. */
  offered: z.boolean(),
  published: z.boolean(),
});
export type ProfileSummary = z.infer<typeof profileSummary>;
export const profileList = z.object({ items: z.array(profileSummary) });
export type ProfileList = z.infer<typeof profileList>;

const profileId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/);
/** `POST /api/service-levels/profiles`: a new profile, as a copy of a version or empty. It begins as a draft. */
export const createProfileRequest = z.strictObject({
  id: profileId,
  name: z.strictObject({ zh: z.string().min(1).max(200), en: z.string().min(1).max(200) }),
  from: z.strictObject({ id: profileId, version: z.number().int().positive().optional() }).optional(),
});
export type CreateProfileRequest = z.infer<typeof createProfileRequest>;
/** `PUT …/draft`: saves; contradictions are allowed until it is published. `revision` is the one that was read, absent: begin a draft. */
export const saveDraftRequest = z.strictObject({
  profile: serviceLevelProfile,
  revision: z.number().int().nonnegative().optional(),
});
export type SaveDraftRequest = z.infer<typeof saveDraftRequest>;
/** `POST …/publish`: every question has to be answered by an acceptance with its reason. */
export const publishRequest = z.strictObject({
  revision: z.number().int().nonnegative(),
  comment: z.string().min(1).max(500),
  accept: z.array(acceptedFinding).max(200).default([]),
});
export type PublishRequest = z.infer<typeof publishRequest>;
export const validateProfileRequest = z.strictObject({ profile: serviceLevelProfile });
export type ValidateProfileRequest = z.infer<typeof validateProfileRequest>;

export const differenceQuery = z.strictObject({
  from: z.coerce.number().int().positive(),
  to: z.coerce.number().int().positive(),
});
export type DifferenceQuery = z.infer<typeof differenceQuery>;
/** One thing that differs between two versions; `from` and `to` are null where the row is new or gone. */
export const profileChange = z.object({
  section: z.string(),
  row: z.string().nullable(),
  change: z.enum(['added', 'removed', 'changed']),
  fields: z.array(z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() })),
});
export type ProfileChange = z.infer<typeof profileChange>;
export const profileDifference = z.object({
  from: z.number().int(),
  to: z.number().int(),
  changes: z.array(profileChange),
});
export type ProfileDifference = z.infer<typeof profileDifference>;

export const versionQuery = z.strictObject({ version: z.coerce.number().int().positive().optional() });
export type VersionQuery = z.infer<typeof versionQuery>;
