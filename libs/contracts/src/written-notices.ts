import { z } from 'zod';
import { instantSchema, listSchema } from './common.js';

const sentence = (max: number) => z.string().trim().min(1).max(max);

/** What has changed or will be (F-24: S0e-03, S1-32, S3-29, S0b-01); `other` where none of these fits. */
export const noticeKindSchema = z.enum(['hotline', 'roster', 'outage', 'recovery', 'training', 'other']);
export type NoticeKind = z.infer<typeof noticeKindSchema>;

/** Who is affected: named customers, customers with a site in certain regions, or all with a contract in force. */
export const noticeAudienceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({ kind: z.literal('regions'), regions: z.array(z.string().min(1).max(100)).min(1).max(100) }),
  z.strictObject({ kind: z.literal('customers'), partyIds: z.array(z.uuid()).min(1).max(500) }),
]);
export type NoticeAudience = z.infer<typeof noticeAudienceSchema>;

/** How a customer got it: receipt by link or in the portal, proof of a letter, fax, mail or chat message, told by telephone. */
export const noticeProofSchema = z.enum(['link', 'portal', 'letter', 'fax', 'mail', 'chat', 'phone']);
export type NoticeProof = z.infer<typeof noticeProofSchema>;

export const noticeDeliverySchema = z.object({
  id: z.string(),
  partyId: z.string(),
  partyName: z.string(),
  state: z.enum(['waiting', 'delivered', 'unreached']),
  /** Due by the promise `written_notice` (S0e-03). */
  dueAt: instantSchema,
  late: z.boolean(),
  /** Sentence of the contract that the time comes from. */
  clause: z.string(),
  documentId: z.string(),
  documentNumber: z.string(),
  /** People who were written to; a customer sees own people only. Empty: it goes by letter or fax. */
  sentTo: z.array(z.object({ name: z.string(), way: z.enum(['mail', 'sms']) })),
  sentAt: instantSchema.nullable(),
  /** Letter or fax that was posted. */
  posted: z.object({ way: z.enum(['letter', 'fax']), note: z.string(), at: instantSchema }).nullable(),
  proof: noticeProofSchema.nullable(),
  deliveredAt: instantSchema.nullable(),
  /** Who received it. */
  personName: z.string().nullable(),
  note: z.string().nullable(),
});
export type NoticeDelivery = z.infer<typeof noticeDeliverySchema>;

export const writtenNoticeSummarySchema = z.object({
  number: z.string(),
  kind: noticeKindSchema,
  title: z.string(),
  state: z.enum(['draft', 'sending', 'done', 'withdrawn']),
  changedAt: instantSchema,
  createdBy: z.string(),
  createdAt: instantSchema,
  /** Customers it goes to, and how many of them have it. */
  customers: z.number().int(),
  delivered: z.number().int(),
});
export type WrittenNoticeSummary = z.infer<typeof writtenNoticeSummarySchema>;

export const writtenNoticeSchema = writtenNoticeSummarySchema.extend({
  text: z.object({ zh: z.string(), en: z.string() }),
  audience: noticeAudienceSchema,
  approvedBy: z.string().nullable(),
  approvedAt: instantSchema.nullable(),
  processInstanceId: z.string().nullable(),
  /** What is not finished first, then by due time; a customer sees the own one. */
  deliveries: z.array(noticeDeliverySchema),
});
export type WrittenNotice = z.infer<typeof writtenNoticeSchema>;

export const writtenNoticeListSchema = listSchema(writtenNoticeSummarySchema);
export type WrittenNoticeList = z.infer<typeof writtenNoticeListSchema>;
export const writtenNoticeQuerySchema = z.object({
  state: writtenNoticeSummarySchema.shape.state.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});
export type WrittenNoticeQuery = z.infer<typeof writtenNoticeQuerySchema>;

export const createWrittenNoticeSchema = z.strictObject({
  kind: noticeKindSchema,
  title: sentence(200),
  text: z.strictObject({ zh: sentence(4000), en: z.string().trim().max(4000).default('') }),
  /** When it changed or will: the promise counts from here. */
  changedAt: instantSchema,
  audience: noticeAudienceSchema,
});
export type CreateWrittenNotice = z.infer<typeof createWrittenNoticeSchema>;

/** Proof of a delivery, recorded by staff. */
export const noticeReceiptSchema = z.strictObject({
  proof: z.enum(['letter', 'fax', 'mail', 'chat', 'phone']),
  personName: sentence(64),
  note: z.string().trim().max(1000).default(''),
});
export type NoticeReceipt = z.infer<typeof noticeReceiptSchema>;

/** What the page behind a mailed link shows, without an account. */
export const publicNoticeSchema = z.object({
  title: z.string(),
  text: z.object({ zh: z.string(), en: z.string() }),
  provider: z.string(),
  customer: z.string(),
  changedAt: instantSchema,
  deliveredAt: instantSchema.nullable(),
});
export type PublicNotice = z.infer<typeof publicNoticeSchema>;
export const publicNoticeReceiptSchema = z.strictObject({ personName: sentence(64) });
export type PublicNoticeReceipt = z.infer<typeof publicNoticeReceiptSchema>;
