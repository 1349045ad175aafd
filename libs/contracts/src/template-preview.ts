import { z } from 'zod';
import { languageSchema } from './common.js';

/** A draft of a template with data to try it on; nothing is stored or sent. */
export const templatePreviewSchema = z.strictObject({
  key: z.string().min(1).max(200),
  /** Files below the template's folder, name → text. */
  files: z.record(z.string().max(200), z.string().max(500_000)),
  language: languageSchema,
});
export type TemplatePreview = z.infer<typeof templatePreviewSchema>;

/** The message as it would be sent. */
export const messagePreviewSchema = z.object({ subject: z.string(), html: z.string(), text: z.string() });
export type MessagePreview = z.infer<typeof messagePreviewSchema>;
