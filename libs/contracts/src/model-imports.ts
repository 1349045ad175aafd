import { z } from 'zod';

/** Largest file that is opened, characters: the largest diagram that is deployed. */
export const MAX_IMPORT_CHARS = 2 * 1024 * 1024;

/** `POST /api/modeling/imports`: a model that another engine made. Nothing is stored; the studio keeps it as a draft. */
export const importModelSchema = z.strictObject({
  content: z.string().min(1).max(MAX_IMPORT_CHARS),
  /** The key that the process is to have here; its own where it is missing. */
  key: z
    .string()
    .regex(/^[\p{L}_][\p{L}\p{N}_.-]{0,99}$/u)
    .optional(),
});
export type ImportModelBody = z.infer<typeof importModelSchema>;

/** What became of one thing that the other engine knew. */
export const importLineSchema = z.object({
  /** Nearest drawn element; null for the file as a whole. */
  elementId: z.string().nullable(),
  elementName: z.string(),
  elementType: z.string(),
  /** As it stood in the file, for example `camunda:assignee`. */
  subject: z.string(),
  value: z.string(),
  /** `needsYou`: without an equal here, or somebody must choose; `ignored`: not needed here. */
  outcome: z.enum(['translated', 'needsYou', 'ignored']),
  /** What stands in its place. */
  becomes: z.string(),
  /** Why, in the language of the request. */
  reason: z.string(),
});
export type ImportLineView = z.infer<typeof importLineSchema>;

export const importedModelSchema = z.object({
  vendor: z.enum(['camunda', 'flowable', 'activiti', 'zeebe', 'plain']),
  key: z.string(),
  name: z.string(),
  /** The model in our words. */
  content: z.string(),
  lines: z.array(importLineSchema),
  /** Forms that were made of the fields of tasks: form-js JSON. */
  forms: z.array(z.object({ key: z.string(), content: z.string() })),
});
export type ImportedModelView = z.infer<typeof importedModelSchema>;
