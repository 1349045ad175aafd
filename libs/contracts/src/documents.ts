import { z } from 'zod';

/** What is known of a stored document; the bytes are at `GET /api/documents/:id` (catalogue S4-07, S2-13). */
export const documentMetaSchema = z.object({
  id: z.string(),
  /** Printed number, for example `GD-2026-0001-FX01`. */
  number: z.string(),
  title: z.string(),
  /** Template name, for example `service-form`. */
  kind: z.string(),
  template: z.string(),
  templateVersion: z.number().int(),
  caseNumber: z.string().nullable(),
  partyId: z.string().nullable(),
  language: z.enum(['zh-CN', 'en']),
  mode: z.enum(['live', 'drill']),
  /** Bytes. */
  size: z.number().int(),
  /** Hex SHA-256 of the stored bytes: what was rendered once is never rendered again. */
  sha256: z.string(),
  /** ISO 8601 with offset. */
  createdAt: z.string(),
  createdBy: z.string().nullable(),
  /** When it was queued for the customer, ISO 8601; null: not delivered. */
  deliveredAt: z.string().nullable(),
});
export type DocumentMeta = z.infer<typeof documentMetaSchema>;

/** `GET /api/cases/:number/documents`, newest first. */
export const documentListSchema = z.object({ items: z.array(documentMetaSchema), nextCursor: z.string().nullable() });
export type DocumentList = z.infer<typeof documentListSchema>;
