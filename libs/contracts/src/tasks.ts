import { z } from 'zod';
import { instantSchema, listSchema, pageQuerySchema, variablesSchema } from './common.js';

export const taskSchema = z.object({
  id: z.string(),
  elementId: z.string(),
  name: z.string(),
  state: z.enum(['open', 'completed', 'cancelled']),
  assignee: z.string().nullable(),
  candidateGroups: z.array(z.string()),
  candidateUsers: z.array(z.string()),
  processInstanceId: z.string(),
  definitionId: z.string(),
  processKey: z.string(),
  formId: z.string().nullable(),
  caseNumber: z.string().nullable(),
  priority: z.number(),
  dueAt: instantSchema.nullable(),
  followUpAt: instantSchema.nullable(),
  urgencyAt: instantSchema.nullable(),
  createdAt: instantSchema,
  endedAt: instantSchema.nullable(),
  completedBy: z.string().nullable(),
  /** Whether the person who asks may claim it, complete it, give it back. */
  may: z.object({ claim: z.boolean(), complete: z.boolean(), unclaim: z.boolean() }),
});
export type TaskView = z.infer<typeof taskSchema>;
export const taskListSchema = listSchema(taskSchema);

export const taskQuerySchema = pageQuerySchema.extend({
  assignee: z.string().max(100).optional(),
  candidateGroup: z.string().max(100).optional(),
  processInstanceId: z.string().max(36).optional(),
  caseNumber: z.string().max(200).optional(),
  completedBy: z.string().max(100).optional(),
  state: z.enum(['open', 'completed', 'cancelled']).default('open'),
  /** `true`: only tasks nobody has claimed. */
  unassigned: z.enum(['true', 'false']).optional(),
});
export type TaskQueryParams = z.input<typeof taskQuerySchema>;

/** `schema` is form-js JSON; null when the task takes any variables. `draft` is what was saved last. */
export const taskFormSchema = z.object({
  schema: z.unknown().nullable(),
  variables: variablesSchema,
  draft: variablesSchema.nullable(),
});
export type TaskForm = z.infer<typeof taskFormSchema>;

export const taskVariablesSchema = z.strictObject({ variables: variablesSchema.default({}) });
export const taskCommandResponseSchema = taskSchema.extend({ settled: z.boolean().optional() });
export type TaskCommandResponse = z.infer<typeof taskCommandResponseSchema>;
export const emptyBodySchema = z.strictObject({}).nullish();
