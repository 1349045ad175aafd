import { z } from 'zod';
import { instantSchema, listSchema, pageQuerySchema, variablesSchema } from './common.js';

const keySchema = z.string().min(1).max(200);

/** A remark on a deployed file, in the reader's language. */
export const findingSchema = z.object({
  severity: z.enum(['error', 'warning', 'info']),
  resource: z.string(),
  elementId: z.string().optional(),
  rule: z.string(),
  message: z.string(),
  clause: z.string().optional(),
  /** What stands behind it: for `second-opinion` the verdict, the share compared, what was left out and the diverging trace. */
  detail: z.unknown().optional(),
});
export type FindingView = z.infer<typeof findingSchema>;

export const deployRequestSchema = z.strictObject({
  name: z.string().min(1).max(200),
  resources: z
    .array(z.strictObject({ name: z.string().min(1).max(200), content: z.string() }))
    .min(1)
    .max(200),
});
export type DeployBody = z.infer<typeof deployRequestSchema>;
export const deployQuerySchema = z.strictObject({ dryRun: z.enum(['true', 'false']).optional() });
export const deployResponseSchema = z.object({
  id: z.string().nullable(),
  definitions: z.array(z.object({ id: z.string(), key: z.string(), version: z.number().int() })),
  resources: z.array(z.object({ kind: z.string(), key: z.string(), version: z.number().int() })),
  findings: z.array(findingSchema),
});
export type DeployResponse = z.infer<typeof deployResponseSchema>;

export const definitionSchema = z.object({
  id: z.string(),
  key: z.string(),
  version: z.number().int(),
  name: z.string(),
  resourceName: z.string(),
  deploymentId: z.string(),
  source: z.enum(['shipped', 'administrator']),
  /** Only `active` ones start new instances. */
  status: z.enum(['active', 'blocked', 'suspended']),
  blockedReason: z.string().nullable(),
  findings: z.array(findingSchema),
  deployedAt: instantSchema,
});
export type DefinitionView = z.infer<typeof definitionSchema>;
export const definitionListSchema = listSchema(definitionSchema);
export const definitionQuerySchema = z.strictObject({
  key: keySchema.optional(),
  latest: z.enum(['true', 'false']).optional(),
});

/** Deployed forms, decisions, templates and service rules: for the modeler's lists. */
export const resourceSchema = z.object({
  id: z.string(),
  kind: z.enum(['form', 'decision', 'template', 'rule']),
  key: z.string(),
  version: z.number().int(),
  name: z.string(),
  source: z.enum(['shipped', 'administrator']),
  deployedAt: instantSchema,
});
export type ResourceView = z.infer<typeof resourceSchema>;
export const resourceListSchema = listSchema(resourceSchema);
export const resourceQuerySchema = z.strictObject({
  kind: z.enum(['form', 'decision', 'template', 'rule']).default('form'),
});
export const resourceContentSchema = resourceSchema.extend({ content: z.string() });
export type ResourceContent = z.infer<typeof resourceContentSchema>;

export const startInstanceSchema = z
  .strictObject({
    key: keySchema.optional(),
    definitionId: keySchema.optional(),
    businessKey: z.string().min(1).max(200).optional(),
    variables: variablesSchema.optional(),
  })
  .refine((body) => (body.key === undefined) !== (body.definitionId === undefined), {
    message: 'either key or definitionId',
    path: ['key'],
  });
export type StartInstance = z.infer<typeof startInstanceSchema>;

export const INSTANCE_STATES = ['active', 'completed', 'cancelled', 'incident', 'suspended'] as const;
export type InstanceState = (typeof INSTANCE_STATES)[number];
export const activeElementSchema = z.object({
  elementId: z.string(),
  elementInstanceId: z.string(),
  elementType: z.string(),
  name: z.string().optional(),
});
export const instanceSchema = z.object({
  id: z.string(),
  state: z.enum(INSTANCE_STATES),
  definitionId: z.string(),
  key: z.string(),
  businessKey: z.string().nullable(),
  rootInstanceId: z.string(),
  parentInstanceId: z.string().nullable(),
  mode: z.enum(['live', 'drill']),
  startedAt: instantSchema,
  endedAt: instantSchema.nullable(),
});
export type InstanceListItem = z.infer<typeof instanceSchema>;
export const instanceDetailSchema = instanceSchema.extend({
  activeElements: z.array(activeElementSchema),
  variables: variablesSchema,
  settled: z.boolean().optional(),
});
export type InstanceDetail = z.infer<typeof instanceDetailSchema>;
export const instanceListSchema = listSchema(instanceSchema);
export const instanceQuerySchema = pageQuerySchema.extend({
  key: keySchema.optional(),
  definitionId: keySchema.optional(),
  businessKey: z.string().max(200).optional(),
  /** A token stands there. */
  elementId: z.string().max(255).optional(),
  /** `running`: it has not ended. */
  state: z.enum([...INSTANCE_STATES, 'running']).optional(),
  /** In the business key, or in the number, title, customer or serial number of the case it is about (the newest 500). */
  words: z.string().trim().max(100).optional(),
});
export const cancelInstanceSchema = z.strictObject({ reason: z.string().min(1).max(1000) });
export const resumeInstanceSchema = z.strictObject({ reason: z.string().max(1000).optional() });

/** What can stand in the history of a process instance (contracts, Models). */
export const historyTypes = [
  'instance-started',
  'instance-completed',
  'instance-cancelled',
  'instance-suspended',
  'instance-resumed',
  'instance-migrated',
  'instance-modified',
  'element-entered',
  'element-completed',
  'element-cancelled',
  'flow-taken',
  'timer-replanned',
  'task-claimed',
  'task-unclaimed',
  'task-changed',
  'task-delegated',
  'task-handed-back',
  'task-transferred',
  'task-signed',
  'signer-added',
  'signer-removed',
  'task-returned',
  'task-withdrawn',
  'task-reminded',
  'task-copied',
  'task-commented',
  'variables-set',
  'error-thrown',
  'escalation-thrown',
  'incident-raised',
  'incident-resolved',
] as const;

export const historyEntrySchema = z.object({
  seq: z.number().int(),
  at: instantSchema,
  type: z.enum(historyTypes),
  elementId: z.string().optional(),
  elementType: z.string().optional(),
  elementInstanceId: z.string().optional(),
  actor: z.string().optional(),
  detail: z.record(z.string(), z.unknown()).optional(),
});
export type HistoryView = z.infer<typeof historyEntrySchema>;
export const historyListSchema = listSchema(historyEntrySchema);
export const historyQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(1000).default(500),
  cursor: z
    .string()
    .regex(/^\d{1,12}$/)
    .optional(),
});

export const messageSchema = z.strictObject({
  name: keySchema,
  correlationKey: z.string().min(1).max(200).optional(),
  variables: variablesSchema.optional(),
  messageId: z.string().min(1).max(200).optional(),
  timeToLive: z.string().max(40).optional(),
});
export const messageResponseSchema = z.object({
  id: z.string(),
  state: z.enum(['correlated', 'buffered', 'expired']),
  processInstanceId: z.string().optional(),
  settled: z.boolean().optional(),
});
export const signalSchema = z.strictObject({ name: keySchema, variables: variablesSchema.optional() });
export const signalResponseSchema = z.object({ id: z.string(), settled: z.boolean().optional() });

export const jobSchema = z.object({
  id: z.string(),
  type: z.string(),
  name: z.string(),
  instanceId: z.string().nullable(),
  ref: z.string().nullable(),
  state: z.enum(['waiting', 'failed', 'suspended']),
  dueAt: instantSchema,
  retriesLeft: z.number().int(),
  lastError: z.string().nullable(),
  createdAt: instantSchema,
});
export type JobView = z.infer<typeof jobSchema>;
export const jobListSchema = listSchema(jobSchema);
export const jobQuerySchema = pageQuerySchema.extend({
  processInstanceId: z.string().max(36).optional(),
  businessKey: z.string().max(200).optional(),
  elementId: z.string().max(255).optional(),
  type: z.string().max(40).optional(),
  state: z.enum(['waiting', 'failed', 'suspended']).optional(),
});

export const incidentSchema = z.object({
  id: z.string(),
  processInstanceId: z.string().nullable(),
  jobId: z.string().nullable(),
  elementId: z.string().nullable(),
  code: z.string(),
  message: z.string(),
  createdAt: instantSchema,
  resolvedAt: instantSchema.nullable(),
});
export type IncidentView = z.infer<typeof incidentSchema>;
export const incidentListSchema = listSchema(incidentSchema);
export const incidentQuerySchema = pageQuerySchema.extend({
  processInstanceId: z.string().max(36).optional(),
  businessKey: z.string().max(200).optional(),
  key: keySchema.optional(),
  definitionId: keySchema.optional(),
  elementId: z.string().max(255).optional(),
  code: z.string().max(100).optional(),
  state: z.enum(['open', 'resolved']).optional(),
});
export const retryIncidentSchema = z.strictObject({ variables: variablesSchema.optional() });

export const evaluateDecisionSchema = z.strictObject({ variables: variablesSchema.default({}) });
export const decisionResultSchema = z.object({ result: z.unknown(), matchedRules: z.array(z.unknown()) });
export type DecisionResult = z.infer<typeof decisionResultSchema>;

/** `by`: ISO 8601 duration, for example PT2H. Only with PLEDGE_CLOCK=virtual. */
export const advanceClockSchema = z.strictObject({ by: z.string().min(2).max(40) });
export const clockSchema = z.object({ now: instantSchema, jobsRun: z.number().int().optional() });
