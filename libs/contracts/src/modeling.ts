import { z } from 'zod';
import { instantSchema, listSchema } from './common.js';
import { draftSchema, studioKindSchema } from './drafts.js';

const choiceSchema = z.object({ value: z.string(), zh: z.string(), en: z.string() });

/** A field of a deployed form: what a later condition can ask about, with the answers there are. */
const fieldSchema = choiceSchema.extend({
  form: z.string(),
  /** form-js type: `radio`, `checkbox`, `number`, `datetime`, `textfield` … */
  type: z.string(),
  options: z.array(choiceSchema),
});

/** A setting of a system task (`zeebe:taskHeaders`), and what it is chosen from. */
const settingSchema = choiceSchema.extend({
  from: z.enum(['templates', 'documents', 'audience', 'duration', 'options']),
  options: z.array(choiceSchema),
});

/** Everything the modeler offers in lists, so that nobody types a technical name. */
export const modelingCatalogueSchema = z.object({
  roles: z.array(choiceSchema),
  forms: z.array(choiceSchema),
  decisions: z.array(choiceSchema),
  processes: z.array(choiceSchema),
  delegates: z.array(choiceSchema.extend({ settings: z.array(settingSchema) })),
  guards: z.array(choiceSchema),
  events: z.array(choiceSchema),
  messages: z.array(choiceSchema),
  /** Names that deployed models use; `value` is what stands in the model. */
  signals: z.array(choiceSchema),
  errors: z.array(choiceSchema),
  escalations: z.array(choiceSchema),
  /** Texts that can be sent, and papers that can be rendered. */
  templates: z.array(choiceSchema),
  documents: z.array(choiceSchema),
  /** Working-time calendars that a timer can count by. */
  calendars: z.array(choiceSchema),
  /** Whom a notice can go to beside the roles: owner, customer … */
  audiences: z.array(choiceSchema),
  fields: z.array(fieldSchema),
});
export type ModelingCatalogue = z.infer<typeof modelingCatalogueSchema>;
export type ModelingChoice = z.infer<typeof choiceSchema>;
export type ModelingField = z.infer<typeof fieldSchema>;
export type ModelingSetting = z.infer<typeof settingSchema>;

/** One line of the studio's list: a resource in its newest version, and the work on it that is not published. */
export const studioResourceSchema = z.object({
  kind: studioKindSchema,
  key: z.string(),
  zh: z.string(),
  en: z.string(),
  /** Newest version; 0: only a draft exists. */
  version: z.number().int(),
  source: z.enum(['shipped', 'administrator']).nullable(),
  deployedBy: z.string().nullable(),
  deployedAt: instantSchema.nullable(),
  /** `blocked`: names what this build lacks (design D9); `suspended`: an operator stopped it; null: only a draft exists. */
  status: z.enum(['active', 'blocked', 'suspended']).nullable(),
  blockedReason: z.string().nullable(),
  reviewRequired: z.boolean(),
  draft: draftSchema.nullable(),
});
export type StudioResource = z.infer<typeof studioResourceSchema>;
export const studioResourceListSchema = listSchema(studioResourceSchema);

export const studioVersionQuerySchema = z.strictObject({ kind: studioKindSchema, key: z.string().min(1).max(200) });
/** One published version of a resource. */
export const studioVersionSchema = z.object({
  id: z.string(),
  version: z.number().int(),
  source: z.enum(['shipped', 'administrator']),
  deployedBy: z.string(),
  deployedAt: instantSchema,
  note: z.string(),
  approvedBy: z.string().nullable(),
});
export type StudioVersion = z.infer<typeof studioVersionSchema>;
export const studioVersionListSchema = listSchema(studioVersionSchema);

export const studioContentQuerySchema = z.strictObject({
  kind: studioKindSchema,
  key: z.string().min(1).max(200),
  version: z.coerce.number().int().min(1).optional(),
});
export const studioContentSchema = z.object({ version: z.number().int(), content: z.string() });
export type StudioContent = z.infer<typeof studioContentSchema>;

/** A newer shipped version that was not taken because an administrator had changed the resource (design D9). */
export const shippedOfferSchema = z.object({ kind: studioKindSchema, key: z.string(), content: z.string() });
export type ShippedOffer = z.infer<typeof shippedOfferSchema>;
export const shippedOfferListSchema = listSchema(shippedOfferSchema);
