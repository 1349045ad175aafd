import { z } from 'zod';

/** 满意 / 一般 / 不满意 (catalogue S2-13). */
export const satisfactionSchema = z.enum(['satisfied', 'average', 'dissatisfied']);
export type Satisfaction = z.infer<typeof satisfactionSchema>;

/** `POST /api/cases/:number/service-form/link`: engineer, dispatcher, pm. Without `to` the customer's representatives get it. */
export const serviceFormLinkRequestSchema = z.strictObject({
  taskId: z.string().min(1).max(36),
  to: z.email().max(254).optional(),
});
export type ServiceFormLinkRequest = z.infer<typeof serviceFormLinkRequestSchema>;
export const serviceFormLinkResponseSchema = z.object({
  id: z.string(),
  /** Shown once, to be opened on the engineer's phone or drawn as a QR code; only its hash is kept. */
  url: z.string(),
  token: z.string(),
  /** ISO 8601 with offset; 7 days. */
  expiresAt: z.string(),
  /** Addresses that the mail was queued for. */
  sentTo: z.array(z.string()),
});
export type ServiceFormLinkResponse = z.infer<typeof serviceFormLinkResponseSchema>;

/** `GET /api/public/service-forms/:token`: the whole document before the signature (ui.md, Customer portal). */
export const publicServiceFormSchema = z.object({
  state: z.enum(['open', 'signed']),
  expiresAt: z.string(),
  language: z.enum(['zh-CN', 'en']),
  provider: z.object({ name: z.string(), label: z.string() }),
  customer: z.object({ name: z.string(), label: z.string() }),
  case: z.object({
    number: z.string(),
    title: z.string(),
    description: z.string(),
    severity: z.string().nullable(),
    receivedAt: z.string().nullable(),
    siteName: z.string().nullable(),
    contractNumber: z.string().nullable(),
  }),
  /** 服务内容: what was done, from the problem record table (S1-44). */
  content: z.string(),
  /** 服务结果. */
  result: z.string(),
  engineer: z.string().nullable(),
  arrivedAt: z.string().nullable(),
  restoredAt: z.string().nullable(),
  /** The technician the purchaser named, when known (S2-13). */
  expectedSigner: z.string().nullable(),
  /** Present once signed. */
  signed: z
    .object({ signerName: z.string(), satisfaction: satisfactionSchema, confirmed: z.boolean(), signedAt: z.string() })
    .nullable(),
});
export type PublicServiceForm = z.infer<typeof publicServiceFormSchema>;

/** `POST /api/public/service-forms/:token`. `confirmed: false` sends the case back to diagnosis (F-02.9). */
export const signServiceFormRequestSchema = z.strictObject({
  satisfaction: satisfactionSchema,
  confirmed: z.boolean(),
  signerName: z.string().trim().min(1).max(64),
  /** `data:image/png;base64,…`, at most 300 KB decoded. */
  signature: z.string().startsWith('data:image/png;base64,').max(410_000),
  comment: z.string().trim().max(2000).optional(),
});
export type SignServiceFormRequest = z.infer<typeof signServiceFormRequestSchema>;
export const signServiceFormResponseSchema = z.object({
  signedAt: z.string(),
  caseNumber: z.string(),
  /** The signed copy; null while it is being made: ask `GET /api/public/service-forms/:token/document` again. */
  documentUrl: z.string().nullable(),
});
export type SignServiceFormResponse = z.infer<typeof signServiceFormResponseSchema>;
