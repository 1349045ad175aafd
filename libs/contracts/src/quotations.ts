import { z } from 'zod';
import { changePlanVersionSchema, lockReasonSchema } from './change-plans.js';
import { instantSchema, listSchema } from './common.js';
import { confirmationRequestSchema } from './confirmation-requests.js';

const bilingual = z.object({ zh: z.string(), en: z.string() });
const text = (max: number) => z.string().max(max).default('');
/** Decimal text: amounts never pass through binary fractions. */
const money = z.string().regex(/^\d{1,9}(\.\d{1,2})?$/);
const quantity = z.string().regex(/^\d{1,9}(\.\d{1,3})?$/);

/** What is charged: parts, labour, travel (F-13). */
export const quotationItemKindSchema = z.enum(['parts', 'labour', 'travel']);
export type QuotationItemKind = z.infer<typeof quotationItemKindSchema>;
/** Price of a maintenance contract, of a single service (S4-21), of an upgrade (S2-33, S3-17); what each takes off is the decision `quotation-discount`. */
export const quotationPriceRuleSchema = z.enum(['contract', 'single-service', 'upgrade']);
export type QuotationPriceRule = z.infer<typeof quotationPriceRuleSchema>;
/** Why something is to be paid: contract expired, device not in scope, parts or extra cost (S0g-07), larger upgrade (S3-17). */
export const quotationOccasionSchema = z.enum(['expired', 'out-of-scope', 'extra', 'upgrade']);
export type QuotationOccasion = z.infer<typeof quotationOccasionSchema>;

export const quotationItemSchema = z.strictObject({
  kind: quotationItemKindSchema,
  description: text(300),
  quantity,
  unit: text(20),
  /** CNY, at most two decimals, tax included. */
  unitPrice: money,
});
export type QuotationItem = z.infer<typeof quotationItemSchema>;

/** What a quotation says. Empty parts are allowed until it is frozen. */
export const quotationContentSchema = z.strictObject({
  title: z.string().trim().max(200),
  occasion: quotationOccasionSchema.default('extra'),
  priceRule: quotationPriceRuleSchema.default('single-service'),
  /** What is done for the money. */
  scope: text(4000),
  items: z.array(quotationItemSchema).max(100).default([]),
  /** Payment, delivery, warranty of the work. */
  terms: text(4000),
  validUntil: instantSchema.nullable().default(null),
});
export type QuotationContent = z.infer<typeof quotationContentSchema>;

export const createQuotationSchema = z.strictObject({
  caseNumber: z.string().min(1).max(100),
  content: quotationContentSchema.optional(),
});
export type CreateQuotation = z.infer<typeof createQuotationSchema>;
export const createdQuotationSchema = z.object({ id: z.string(), settled: z.boolean().optional() });
export type CreatedQuotation = z.infer<typeof createdQuotationSchema>;
export const editQuotationSchema = z.strictObject({
  /** `revision` of the quotation that was edited: an edit of an older one is refused. */
  revision: z.number().int().min(0),
  content: quotationContentSchema,
});
export type EditQuotation = z.infer<typeof editQuotationSchema>;

export const quotationDiscountSchema = z.object({
  priceRule: quotationPriceRuleSchema,
  kind: quotationItemKindSchema,
  /** Decimal text, 0 to 100. */
  percent: z.string(),
  label: bilingual,
});
export type QuotationDiscount = z.infer<typeof quotationDiscountSchema>;
/** Computed amounts, CNY, two decimals. */
export const quotationAmountsSchema = z.object({
  lines: z.array(z.object({ gross: z.string(), percent: z.string(), net: z.string() })),
  gross: z.string(),
  discount: z.string(),
  total: z.string(),
});
export type QuotationAmounts = z.infer<typeof quotationAmountsSchema>;

export const quotationStateSchema = z.enum(['draft', 'frozen', 'accepted', 'closed']);
export type QuotationState = z.infer<typeof quotationStateSchema>;
export const quotationSchema = z.object({
  id: z.string(),
  number: z.string(),
  caseNumber: z.string(),
  title: z.string(),
  /** `draft`: being written; `frozen`: approved or with the customer; `accepted`: in writing; `closed`: its process ended otherwise. */
  state: quotationStateSchema,
  /** How its process ended: `accepted`, `rejected`, `expired`, `withdrawn`. */
  outcome: z.string().nullable(),
  revision: z.number().int(),
  /** Version in force; null while it is edited. */
  version: z.number().int().nullable(),
  /** Total of the version in force; while it is edited, of what is written. CNY. */
  total: z.string(),
  validUntil: instantSchema.nullable(),
  content: quotationContentSchema,
  amounts: quotationAmountsSchema,
  /** What each price rule takes off now, for the editor. Empty for customers. */
  discounts: z.array(quotationDiscountSchema),
  missing: z.array(z.object({ field: z.string(), text: bilingual })),
  versions: z.array(changePlanVersionSchema.extend({ total: z.string() })),
  /** May the work begin: is the version in force accepted in writing. */
  lock: z.object({ open: z.boolean(), reasons: z.array(lockReasonSchema) }),
  confirmations: z.array(confirmationRequestSchema),
  processInstanceId: z.string().nullable(),
  createdBy: z.string(),
  createdAt: instantSchema,
  editedAt: instantSchema,
  may: z.object({ edit: z.boolean() }),
});
export type Quotation = z.infer<typeof quotationSchema>;
export const quotationSummarySchema = quotationSchema.pick({
  id: true,
  number: true,
  caseNumber: true,
  title: true,
  state: true,
  outcome: true,
  version: true,
  total: true,
  validUntil: true,
  createdBy: true,
  createdAt: true,
  editedAt: true,
  processInstanceId: true,
});
export type QuotationSummary = z.infer<typeof quotationSummarySchema>;
export const quotationListSchema = listSchema(quotationSummarySchema);
export type QuotationList = z.infer<typeof quotationListSchema>;
export const quotationQuerySchema = z.strictObject({
  caseNumber: z.string().max(100).optional(),
  state: quotationStateSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type QuotationQuery = z.infer<typeof quotationQuerySchema>;

/** What a command on a quotation answers. */
export const quotationAnswerSchema = quotationSchema.extend({ settled: z.boolean().optional() });
