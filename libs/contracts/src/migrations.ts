import { z } from 'zod';
import { instantSchema, listSchema, pageQuerySchema } from './common.js';
import { activeElementSchema, INSTANCE_STATES } from './processes.js';

const idSchema = z.string().min(1).max(255);
export const bothLanguagesSchema = z.object({ zh: z.string(), en: z.string() });

/** Old id → new id (elements and sequence flows), null: nothing of the new version; or the same as a list. Laid over the proposal. */
export const elementMappingSchema = z.union([
  z.record(idSchema, idSchema.nullable()),
  z.array(z.strictObject({ from: idSchema, to: idSchema.nullable() })).max(1000),
]);
export type ElementMapping = z.infer<typeof elementMappingSchema>;
/** The mapping as one object. */
export function plainMapping(mapping: ElementMapping): Record<string, string | null> {
  return Array.isArray(mapping) ? Object.fromEntries(mapping.map(({ from, to }) => [from, to])) : mapping;
}

const migrationOptions = {
  mapping: elementMappingSchema.optional(),
  /** `recompute` (default): a timer whose text changed gets the time of the new version, counted from its start; `keep`: its own. */
  timers: z.enum(['recompute', 'keep']).optional(),
  reason: z.string().max(1000).optional(),
  dryRun: z.boolean().optional(),
};
export const migrationSchema = z.strictObject({ definitionId: idSchema, ...migrationOptions });
export type Migration = z.infer<typeof migrationSchema>;

export const mappedElementSchema = z.object({
  from: z.string(),
  to: z.string(),
  /** How it was found: by id, by name, by what stands around it, or because the request says so. */
  how: z.enum(['id', 'name', 'structure', 'given']),
});
export const migrationItemSchema = z.object({
  what: z.enum([
    'token-moved',
    'scope-opened',
    'timer-kept',
    'timer-rescheduled',
    'event-opened',
    'event-closed',
    'event-renewed',
    'work-restarted',
  ]),
  elementId: z.string(),
  to: z.string().optional(),
  dueBefore: z.string().optional(),
  dueAfter: z.string().optional(),
  message: bothLanguagesSchema,
});
export const migrationProblemSchema = z.object({
  code: z.string(),
  elementId: z.string().optional(),
  elementInstanceId: z.string().optional(),
  message: bothLanguagesSchema,
});
export const migrationReportSchema = z.object({
  id: z.string(),
  dryRun: z.boolean(),
  possible: z.boolean(),
  fromDefinitionId: z.string(),
  toDefinitionId: z.string(),
  state: z.enum(INSTANCE_STATES),
  activeElements: z.array(activeElementSchema),
  mapping: z.array(mappedElementSchema),
  items: z.array(migrationItemSchema),
  /** Empty when it is possible. */
  problems: z.array(migrationProblemSchema),
  settled: z.boolean().optional(),
});
export type MigrationAnswer = z.infer<typeof migrationReportSchema>;

export const migrationProposalSchema = z.object({
  fromDefinitionId: z.string(),
  toDefinitionId: z.string(),
  mapped: z.array(mappedElementSchema),
  /** Elements of the old version that are not certainly in the new one. */
  unmapped: z.array(z.object({ elementId: z.string(), name: z.string().optional(), message: bothLanguagesSchema })),
});
export type MigrationProposalView = z.infer<typeof migrationProposalSchema>;
export const migrationProposalQuerySchema = z.strictObject({ to: idSchema });

/** Which instances: those named, those of one version, or (neither) all of the process that are on another version. */
export const bulkMigrationSchema = z
  .strictObject({
    definitionId: idSchema,
    sourceDefinitionId: idSchema.optional(),
    instanceIds: z.array(z.string().min(1).max(36)).min(1).max(1000).optional(),
    ...migrationOptions,
  })
  .refine((body) => body.sourceDefinitionId === undefined || body.instanceIds === undefined, {
    message: 'either sourceDefinitionId or instanceIds',
    path: ['instanceIds'],
  });
export type BulkMigration = z.infer<typeof bulkMigrationSchema>;

export const BATCH_KINDS = ['migration', 'suspension', 'resumption'] as const;
export const BATCH_STATES = ['running', 'completed', 'cancelled'] as const;
/** `done`: it is so now (or, in a dry run, it could be); `refused`: `problems` say why; `failed`: an error of the system. */
export const BATCH_ITEM_STATES = ['pending', 'done', 'refused', 'failed', 'cancelled'] as const;
export const instanceBatchSchema = z.object({
  id: z.string(),
  kind: z.enum(BATCH_KINDS),
  state: z.enum(BATCH_STATES),
  dryRun: z.boolean(),
  /** The version that is left, where it is one; the one that is gone to. */
  sourceDefinitionId: z.string().nullable(),
  definitionId: z.string(),
  reason: z.string().nullable(),
  total: z.number().int(),
  pending: z.number().int(),
  done: z.number().int(),
  refused: z.number().int(),
  failed: z.number().int(),
  cancelled: z.number().int(),
  createdBy: z.string(),
  createdAt: instantSchema,
  endedAt: instantSchema.nullable(),
  settled: z.boolean().optional(),
});
export type InstanceBatchView = z.infer<typeof instanceBatchSchema>;
export const instanceBatchListSchema = listSchema(instanceBatchSchema);
export const instanceBatchQuerySchema = pageQuerySchema.extend({
  kind: z.enum(BATCH_KINDS).optional(),
  state: z.enum(BATCH_STATES).optional(),
});
export const batchItemSchema = z.object({
  processInstanceId: z.string(),
  businessKey: z.string().nullable(),
  state: z.enum(BATCH_ITEM_STATES),
  /** What happened or would happen to it. */
  items: z.array(migrationItemSchema),
  problems: z.array(migrationProblemSchema),
  at: instantSchema.nullable(),
});
export type BatchItemView = z.infer<typeof batchItemSchema>;
export const batchItemListSchema = listSchema(batchItemSchema);
export const batchItemQuerySchema = pageQuerySchema.extend({ state: z.enum(BATCH_ITEM_STATES).optional() });

/** With `includeInstances` its running instances stop (or go on) too, as a batch of their own. */
export const suspendDefinitionSchema = z.strictObject({
  reason: z.string().min(1).max(1000),
  includeInstances: z.boolean().optional(),
});
export const resumeDefinitionSchema = z.strictObject({
  reason: z.string().max(1000).optional(),
  includeInstances: z.boolean().optional(),
});
export const definitionStatusSchema = z.object({
  id: z.string(),
  key: z.string(),
  version: z.number().int(),
  status: z.enum(['active', 'blocked', 'suspended']),
  reason: z.string().nullable(),
  batch: instanceBatchSchema.nullable(),
  settled: z.boolean().optional(),
});
export type DefinitionStatusView = z.infer<typeof definitionStatusSchema>;

export const activityQuerySchema = z.strictObject({ mode: z.enum(['live', 'drill']).optional() });
export const activitySchema = z.object({
  definitionId: z.string(),
  items: z.array(
    z.object({
      elementId: z.string(),
      /** Tokens that stand there, in running and suspended instances. */
      active: z.number().int(),
      /** Open incidents. */
      incidents: z.number().int(),
    }),
  ),
});
export type ActivityView = z.infer<typeof activitySchema>;
