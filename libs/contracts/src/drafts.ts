import { z } from 'zod';
import { instantSchema, listSchema } from './common.js';
import { findingSchema } from './processes.js';

/** What administrators edit in the studio. A template's content is its files as one JSON object, name → text. */
export const STUDIO_KINDS = ['process', 'form', 'decision', 'template', 'rule'] as const;
export type StudioKind = (typeof STUDIO_KINDS)[number];
export const studioKindSchema = z.enum(STUDIO_KINDS);
const keySchema = z.string().min(1).max(200);
const noteSchema = z.string().max(2000);

/** Largest draft, characters: twice the largest diagram that is deployed. */
export const MAX_DRAFT_CHARS = 4_000_000;

/** Whether a second person has looked at the draft as it is now (`approved` falls back to `none` with the next change). */
export const draftReviewSchema = z.object({
  state: z.enum(['none', 'asked', 'approved', 'returned']),
  by: z.string().nullable(),
  at: instantSchema.nullable(),
  note: z.string(),
});
export type DraftReview = z.infer<typeof draftReviewSchema>;

/** Unpublished work on one resource. There is one draft per resource, shared by all administrators. */
export const draftSchema = z.object({
  kind: studioKindSchema,
  key: keySchema,
  title: z.string(),
  /** The published version the work started from; 0: none yet. */
  basedOn: z.number().int(),
  /** Grows by one with every save; a save names the revision it has seen. */
  revision: z.number().int(),
  editedBy: z.string(),
  editedByName: z.string(),
  editedAt: instantSchema,
  review: draftReviewSchema,
});
export type DraftView = z.infer<typeof draftSchema>;
export const draftContentSchema = draftSchema.extend({ content: z.string() });
export type DraftContent = z.infer<typeof draftContentSchema>;
export const draftListSchema = listSchema(draftSchema);
export const draftQuerySchema = z.strictObject({ kind: studioKindSchema.optional(), key: keySchema.optional() });
export type DraftQuery = z.infer<typeof draftQuerySchema>;

/** `revision`: the one this work goes on from; 0 begins a draft. Another one in the meantime is the problem DRAFT_CHANGED. */
export const saveDraftSchema = z.strictObject({
  title: z.string().max(255),
  content: z.string().max(MAX_DRAFT_CHARS),
  basedOn: z.number().int().min(0),
  revision: z.number().int().min(0),
});
export type SaveDraft = z.infer<typeof saveDraftSchema>;
export const dropDraftSchema = z.strictObject({ revision: z.number().int().min(1) });

/** An earlier state of a draft, kept when another person went on, when it was discarded, and every few minutes. */
export const draftCopySchema = z.object({
  id: z.string(),
  kind: studioKindSchema,
  key: keySchema,
  revision: z.number().int(),
  editedBy: z.string(),
  editedByName: z.string(),
  editedAt: instantSchema,
});
export type DraftCopy = z.infer<typeof draftCopySchema>;
export const draftCopyListSchema = listSchema(draftCopySchema);
export const draftCopyContentSchema = draftCopySchema.extend({ content: z.string() });
export type DraftCopyContent = z.infer<typeof draftCopyContentSchema>;

/** Work that would otherwise only be in a browser: kept beside the draft when somebody else's is taken instead. */
export const keepCopySchema = z.strictObject({
  content: z.string().max(MAX_DRAFT_CHARS),
  revision: z.number().int().min(0),
});
export type KeepCopy = z.infer<typeof keepCopySchema>;

/** `ask`: please look; `approve` and `return` are said by somebody who did not edit it last. */
export const reviewDraftSchema = z.strictObject({
  revision: z.number().int().min(1),
  step: z.enum(['ask', 'approve', 'return']),
  note: noteSchema.default(''),
});
export type ReviewDraft = z.infer<typeof reviewDraftSchema>;

export const publishSchema = z.strictObject({
  /** Published together, all or nothing: a process with the form it shows. */
  drafts: z
    .array(z.strictObject({ kind: studioKindSchema, key: keySchema, revision: z.number().int().min(1) }))
    .min(1)
    .max(50),
  note: noteSchema.default(''),
});
export type PublishBody = z.infer<typeof publishSchema>;

/** One version going live: who, when, why, who had looked at it. */
export const publicationSchema = z.object({
  id: z.string(),
  kind: studioKindSchema,
  key: keySchema,
  version: z.number().int(),
  note: z.string(),
  editedBy: z.string(),
  approvedBy: z.string().nullable(),
  publishedBy: z.string(),
  publishedAt: instantSchema,
});
export type PublicationView = z.infer<typeof publicationSchema>;
export const publicationListSchema = listSchema(publicationSchema);
export const publicationQuerySchema = z.strictObject({ kind: studioKindSchema, key: keySchema });
export const publishResponseSchema = z.object({
  deploymentId: z.string().nullable(),
  publications: z.array(publicationSchema),
  definitions: z.array(z.object({ id: z.string(), key: z.string(), version: z.number().int() })),
  findings: z.array(findingSchema),
});
export type PublishResponse = z.infer<typeof publishResponseSchema>;

/** Whether a resource goes live only after a second person has looked at it. */
export const publicationRuleSchema = z.object({ reviewRequired: z.boolean() });
export type PublicationRule = z.infer<typeof publicationRuleSchema>;
export const setPublicationRuleSchema = z.strictObject({ reviewRequired: z.boolean() });
