import { z } from 'zod';
import { instantSchema } from './common.js';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** Why an authority gave no time stamp, or why its answer was not taken. */
export const timeStampProblemSchema = z.enum([
  'unreachable',
  'timeout',
  'http',
  'refused',
  'malformed',
  'imprint',
  'nonce',
  'signature',
  'certificate',
  'untrusted',
  'too-large',
]);
export type TimeStampProblem = z.infer<typeof timeStampProblemSchema>;

/** What became of a time stamp (RFC 3161) that an authority was asked for. */
export const timeStampStateSchema = z.object({
  /** `waiting`: asked for again every hour; `missing`: the seal was made without. */
  state: z.enum(['stamped', 'waiting', 'missing']),
  /** Time of the authority. */
  at: instantSchema.nullable(),
  /** Common name of the authority. */
  authority: z.string().nullable(),
  /** SHA-256 of its certificate. */
  fingerprint: hash.nullable(),
  /** Of the last try; null: it went well. */
  problem: timeStampProblemSchema.nullable(),
  /** What was answered, for an operator. */
  detail: z.string().nullable(),
  triedAt: instantSchema,
});
export type TimeStampState = z.infer<typeof timeStampStateSchema>;

/** A signed statement of what all records were at one moment. */
export const evidenceAnchorSchema = z.object({
  seq: z.number().int(),
  at: instantSchema,
  /** Merkle root over all chains and rows. */
  root: hash,
  /** SHA-256 of what was signed: both parties have it in their mail. */
  statementHash: hash,
  /** SHA-256 of the certificate. */
  fingerprint: hash,
  /** Rows by table. */
  counts: z.record(z.string(), z.number().int()),
  /** Chains and rows that were new or changed. */
  changes: z.number().int(),
  /** Time stamp of a third party over the signature; null: none was asked for. */
  stamp: timeStampStateSchema.nullable(),
});
export type EvidenceAnchor = z.infer<typeof evidenceAnchorSchema>;

/** A certificate that signs or once signed. */
export const evidenceCertificateSchema = z.object({
  fingerprint: hash,
  name: z.string(),
  selfSigned: z.boolean(),
  demo: z.boolean(),
  validFrom: instantSchema,
  validTo: instantSchema,
  firstUsedAt: instantSchema,
});
export type EvidenceCertificate = z.infer<typeof evidenceCertificateSchema>;

/** What does not fit of a row. */
export const evidenceReasonSchema = z.enum([
  'hash',
  'next-event',
  'gap',
  'twice',
  'case-count',
  'case-head',
  'case-gone',
  'no-case',
  'anchor',
  'unsealed',
  'event-differs',
  'other-case',
  'state',
  'row-gone',
  'content',
  'pdf-gone',
  'pdf-bytes',
  'plan-hash',
  'anchor-gone',
  'statement',
  'signature',
  'previous',
  'leaves',
  'root',
  'mail',
  'time-stamp',
]);
export type EvidenceReason = z.infer<typeof evidenceReasonSchema>;

/** A row that is not what it was. */
export const evidenceFindingSchema = z.object({
  table: z.string(),
  problem: z.enum(['changed', 'removed', 'added']),
  /** Id of the row; of the case for an event. */
  ref: z.string(),
  caseNumber: z.string().nullable(),
  /** Number of the event or anchor. */
  seq: z.number().int().nullable(),
  because: evidenceReasonSchema,
  /** Number of an anchor, name of a field, a state …; null: nothing to add. */
  detail: z.string().nullable(),
});
export type EvidenceFinding = z.infer<typeof evidenceFindingSchema>;

export const evidenceVerdictSchema = z.object({
  intact: z.boolean(),
  checkedAt: instantSchema,
  /** Rows looked at, by table. */
  counts: z.record(z.string(), z.number().int()),
  anchors: z.number().int(),
  lastAnchor: z.object({ seq: z.number().int(), at: instantSchema, root: hash }).nullable(),
  /** Newest anchor with a time stamp that holds: what is under it was there at `stampedAt`, says a third party. null: none says anything. */
  vouched: z
    .object({
      seq: z.number().int(),
      at: instantSchema,
      stampedAt: instantSchema,
      authority: z.string(),
      /** SHA-256 of its certificate. */
      fingerprint: hash,
      /** Its certificate leads to one of `TSA_CA`. */
      trusted: z.boolean(),
    })
    .nullable(),
  /** The first is where it begins; at most 200. */
  findings: z.array(evidenceFindingSchema),
});
export type EvidenceVerdict = z.infer<typeof evidenceVerdictSchema>;

/** `GET /api/evidence`. */
export const evidenceStateSchema = z.object({
  /** Can this installation sign; why not, as the code of a problem. */
  signing: z.object({ ready: z.boolean(), problem: z.string().nullable() }),
  /** Third-party time: host of the authority that is asked (null: none), what it gave, and the last failure that still stands. */
  timeStamps: z.object({
    authority: z.string().nullable(),
    stamped: z.number().int(),
    waiting: z.number().int(),
    missing: z.number().int(),
    lastFailure: timeStampStateSchema.nullable(),
  }),
  /** Newest first, at most 50. */
  anchors: z.array(evidenceAnchorSchema),
  certificates: z.array(evidenceCertificateSchema),
});
export type EvidenceState = z.infer<typeof evidenceStateSchema>;

/** `GET /api/cases/:number/evidence`. */
export const caseEvidenceSchema = z.object({
  caseNumber: z.string(),
  events: z.number().int(),
  /** Hash of the last event. */
  head: hash.nullable(),
  /** Newest anchor that has something of this case; `events`: how many of its events it covers. */
  anchor: z
    .object({
      seq: z.number().int(),
      at: instantSchema,
      events: z.number().int(),
      stamp: timeStampStateSchema.nullable(),
    })
    .nullable(),
  /** Sealed copies of confirmations that one may see, and their time stamps (null: none was asked for). */
  seals: z.array(
    z.object({ documentId: z.string(), documentNumber: z.string(), stamp: timeStampStateSchema.nullable() }),
  ),
  certificate: evidenceCertificateSchema.nullable(),
});
export type CaseEvidence = z.infer<typeof caseEvidenceSchema>;

/** What the public page says of a paper: nothing but this. */
export const paperStateSchema = z.object({
  /** `confirmed`: the version in force, confirmed by both; `unconfirmed`: in force, not (yet) confirmed; `replaced`: no longer in force. */
  state: z.enum(['confirmed', 'unconfirmed', 'replaced', 'unknown']),
  /** SHA-256 of the PDF, to compare a file with in the browser; null: unknown. */
  pdfSha256: hash.nullable(),
});
export type PaperState = z.infer<typeof paperStateSchema>;
