import { z } from 'zod';
import { instantSchema, listSchema } from './common.js';

/** What is confirmed: carrying out a change (F-04), its result (S4-13, second gate), a dangerous command (F-05), a price (F-13). */
export const confirmationActionSchema = z.enum([
  'change-approval',
  'result-acceptance',
  'dangerous-command',
  'quotation',
]);
export type ConfirmationAction = z.infer<typeof confirmationActionSchema>;
/** Which of the two parties of the contract (S1-47: both, in writing). */
export const confirmationSideSchema = z.enum(['provider', 'customer']);
export type ConfirmationSide = z.infer<typeof confirmationSideSchema>;
export const confirmationStateSchema = z.enum(['waiting', 'confirmed', 'rejected', 'expired', 'revoked', 'void']);
export type ConfirmationState = z.infer<typeof confirmationStateSchema>;
/** Ways to confirm; each gives a level (C15): oral 1, click 2, signature 3, scan 4, certificate 5. */
export const confirmationWaySchema = z.enum(['oral', 'click', 'signature', 'scan', 'certificate']);
export type ConfirmationWay = z.infer<typeof confirmationWaySchema>;

/** One statement of a person: kept for good, never changed. */
export const confirmationRecordSchema = z.object({
  id: z.string(),
  kind: z.enum(['confirm', 'reject', 'revoke', 'oral']),
  level: z.number().int().min(0).max(5),
  way: confirmationWaySchema,
  personName: z.string(),
  /** Username, or `link` when it came by a one-time link. */
  actor: z.string(),
  note: z.string(),
  at: instantSchema,
  /** Second person of a scan. */
  checkedBy: z.string().nullable(),
  fileId: z.string().nullable(),
  /** SHA-256 of the record, sealed into the chain of the case. */
  rowHash: z.string(),
});
export type ConfirmationRecord = z.infer<typeof confirmationRecordSchema>;

/** A stamped scan or fax that waits for, or got, its second person (C15, level 4). */
export const confirmationScanSchema = z.object({
  id: z.string(),
  fileId: z.string(),
  fileName: z.string(),
  mediaType: z.string(),
  channel: z.enum(['upload', 'fax', 'photo']),
  signerName: z.string(),
  receivedAt: instantSchema,
  uploadedBy: z.string(),
  state: z.enum(['pending', 'accepted', 'refused']),
  checkedBy: z.string().nullable(),
  checkedAt: instantSchema.nullable(),
  note: z.string(),
  /** File with the customer's seal on record, to compare; null: none is on record. */
  sealSampleFileId: z.string().nullable(),
});
export type ConfirmationScan = z.infer<typeof confirmationScanSchema>;

export const confirmationRequestSchema = z.object({
  id: z.string(),
  action: confirmationActionSchema,
  side: confirmationSideSchema,
  state: confirmationStateSchema,
  subject: z.object({
    kind: z.string(),
    id: z.string(),
    version: z.number().int(),
    /** SHA-256 over the canonical JSON of the subject and the bytes of its PDF. */
    hash: z.string(),
    number: z.string(),
    title: z.string(),
    documentId: z.string(),
  }),
  caseNumber: z.string(),
  minimumLevel: z.number().int(),
  /** Ways that reach the minimum and are set up here. */
  ways: z.array(confirmationWaySchema),
  expected: z.object({ name: z.string(), mobileMasked: z.string().nullable(), mailMasked: z.string().nullable() }),
  window: z.object({ from: instantSchema, to: instantSchema }),
  confirmBy: instantSchema,
  requestedAt: instantSchema,
  requestedBy: z.string(),
  decidedAt: instantSchema.nullable(),
  reason: z.string().nullable(),
  records: z.array(confirmationRecordSchema),
  scans: z.array(confirmationScanSchema),
  /** The signed copy, once there is one. */
  copyDocumentId: z.string().nullable(),
  may: z.object({
    sign: z.boolean(),
    click: z.boolean(),
    reject: z.boolean(),
    revoke: z.boolean(),
    sendLink: z.boolean(),
    recordOral: z.boolean(),
    uploadScan: z.boolean(),
    checkScan: z.boolean(),
  }),
});
export type ConfirmationRequest = z.infer<typeof confirmationRequestSchema>;
export const confirmationRequestListSchema = listSchema(confirmationRequestSchema);
export type ConfirmationRequestList = z.infer<typeof confirmationRequestListSchema>;
export const confirmationRequestQuerySchema = z.strictObject({
  caseNumber: z.string().max(100).optional(),
  state: confirmationStateSchema.optional(),
  /** `true`: only what waits for me, or for anybody of my customer. */
  mine: z.enum(['true', 'false']).optional(),
  /** `true`: only those with a stamped scan that waits for a second person whom I may be (C15, level 4). */
  toCheck: z.enum(['true', 'false']).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ConfirmationRequestQuery = z.infer<typeof confirmationRequestQuerySchema>;

const reason = z.string().trim().min(1).max(2000);
export const confirmationReasonSchema = z.strictObject({ reason });
export type ConfirmationReason = z.infer<typeof confirmationReasonSchema>;

/** `POST …/code`: the code goes to the registered mobile of the expected person, never to the mail that got the link. */
export const confirmationCodeSentSchema = z.object({
  mobileMasked: z.string(),
  /** System time. */
  expiresAt: instantSchema,
  tries: z.number().int(),
});
export type ConfirmationCodeSent = z.infer<typeof confirmationCodeSentSchema>;

/** Level 3: one-time code, full name as expected, drawn signature. */
export const signConfirmationSchema = z.strictObject({
  personName: z.string().trim().min(1).max(64),
  code: z.string().regex(/^\d{6}$/),
  /** `data:image/png;base64,…`, at most 300 KB decoded. */
  signature: z.string().startsWith('data:image/png;base64,').max(410_000),
});
export type SignConfirmation = z.infer<typeof signConfirmationSchema>;

/** Level 1: what somebody said on the telephone. It never opens the gate. */
export const oralConfirmationSchema = z.strictObject({
  personName: z.string().trim().min(1).max(64),
  note: z.string().trim().min(1).max(2000),
  saidAt: instantSchema.optional(),
});
export type OralConfirmation = z.infer<typeof oralConfirmationSchema>;

export const confirmationScanUploadSchema = z.strictObject({
  fileId: z.string().min(1).max(36),
  channel: z.enum(['upload', 'fax', 'photo']),
  /** Name as it stands under the seal. */
  signerName: z.string().trim().min(1).max(64),
  /** When the paper came in; default now. */
  receivedAt: instantSchema.optional(),
});
export type ConfirmationScanUpload = z.infer<typeof confirmationScanUploadSchema>;

/** The second person types number and version off the paper and says what was compared. */
export const confirmationScanCheckSchema = z.discriminatedUnion('accept', [
  z.strictObject({
    accept: z.literal(true),
    number: z.string().trim().min(1).max(100),
    version: z.number().int().min(1),
    allPages: z.literal(true),
    qrMatches: z.literal(true),
    nameMatches: z.literal(true),
    sealMatches: z.literal(true),
    note: z.string().trim().max(2000).optional(),
  }),
  z.strictObject({ accept: z.literal(false), note: z.string().trim().min(1).max(2000) }),
]);
export type ConfirmationScanCheck = z.infer<typeof confirmationScanCheckSchema>;

export const confirmationLinkSchema = z.object({
  /** Addresses the mail was queued for, masked. The link itself is never shown to the provider's people. */
  sentTo: z.array(z.string()),
  expiresAt: instantSchema,
});
export type ConfirmationLink = z.infer<typeof confirmationLinkSchema>;

/** Level 5: what the configured adapter asks for. */
export const certificateConfirmationSchema = z.strictObject({
  adapter: z.string().min(1).max(60),
  answer: z.record(z.string(), z.unknown()),
});
export type CertificateConfirmation = z.infer<typeof certificateConfirmationSchema>;

/** What is to be confirmed, section by section, as it stands in the frozen document. */
export const confirmationSectionsSchema = z.array(
  z.object({
    heading: z.string(),
    paragraphs: z.array(z.string()),
    /** Exact commands, one block each. */
    commands: z.array(z.string()),
  }),
);
export type ConfirmationSections = z.infer<typeof confirmationSectionsSchema>;
/** Language of headings and labels; default: the language of the person who is asked. */
export const confirmationLanguageQuerySchema = z.strictObject({ language: z.enum(['zh-CN', 'en']).optional() });
export type ConfirmationLanguageQuery = z.infer<typeof confirmationLanguageQuerySchema>;
/** `GET /api/confirmations/:id/content` */
export const confirmationContentSchema = z.object({ sections: confirmationSectionsSchema });
export type ConfirmationContent = z.infer<typeof confirmationContentSchema>;

/** `GET /api/public/confirmations/:token`: the page behind a one-time link. */
export const publicConfirmationSchema = z.object({
  state: confirmationStateSchema,
  language: z.enum(['zh-CN', 'en']),
  action: confirmationActionSchema,
  provider: z.object({ name: z.string(), label: z.string() }),
  customer: z.object({ name: z.string(), label: z.string() }),
  caseNumber: z.string(),
  number: z.string(),
  version: z.number().int(),
  title: z.string(),
  hash: z.string(),
  sections: confirmationSectionsSchema,
  window: z.object({ from: instantSchema, to: instantSchema }),
  expectedName: z.string(),
  mobileMasked: z.string().nullable(),
  minimumLevel: z.number().int(),
  confirmBy: instantSchema,
  /** Once decided: who, when. */
  decided: z.object({ personName: z.string(), at: instantSchema, reason: z.string().nullable() }).nullable(),
  copyReady: z.boolean(),
});
export type PublicConfirmation = z.infer<typeof publicConfirmationSchema>;

/** What a command on a request for confirmation answers. */
export const confirmationAnswerSchema = confirmationRequestSchema.extend({ settled: z.boolean().optional() });
