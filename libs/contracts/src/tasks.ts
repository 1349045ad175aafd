import { z } from 'zod';
import { instantSchema, listSchema, pageQuerySchema, variablesSchema } from './common.js';

/**
 * Which operations the person who asks may do. `withdraw` is told for one task alone (`GET /api/tasks/:id`): in lists it is
 * false, since it is asked of the whole history of the instance.
 */
export const taskPermissionsSchema = z.object({
  claim: z.boolean(),
  complete: z.boolean(),
  unclaim: z.boolean(),
  delegate: z.boolean(),
  transfer: z.boolean(),
  addSigner: z.boolean(),
  removeSigner: z.boolean(),
  change: z.boolean(),
  copy: z.boolean(),
  comment: z.boolean(),
  remind: z.boolean(),
  return: z.boolean(),
  withdraw: z.boolean(),
});
export type TaskPermissions = z.infer<typeof taskPermissionsSchema>;

export const taskSchema = z.object({
  id: z.string(),
  elementId: z.string(),
  name: z.string(),
  /** English name of the step, null where the model has none. */
  nameEn: z.string().nullable(),
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
  /** Delegated (委派): who gets it back when the delegate is done. */
  owner: z.string().nullable(),
  /** The task of an added signer (加签): where that one stands to the holder. */
  duty: z.enum(['before', 'parallel', 'after']).nullable(),
  /** Signers before the holder have to sign first. */
  held: z.boolean(),
  /** Whom the person who asks would act for: somebody absent, or (operators) its holder. */
  onBehalfOf: z.string().nullable(),
  /** Whether the person who asks has marked it as read. */
  read: z.boolean(),
  may: taskPermissionsSchema,
});
export type TaskView = z.infer<typeof taskSchema>;
export const taskListSchema = listSchema(taskSchema);

export const taskQuerySchema = pageQuerySchema.extend({
  assignee: z.string().max(100).optional(),
  candidateGroup: z.string().max(100).optional(),
  processInstanceId: z.string().max(36).optional(),
  caseNumber: z.string().max(200).optional(),
  completedBy: z.string().max(100).optional(),
  /** Default `open`; for a `view` every state. */
  state: z.enum(['open', 'completed', 'cancelled']).optional(),
  /** What was copied to me (抄送我的), what I follow (我关注的), what I did (我已办, of every state). */
  view: z.enum(['copied', 'followed', 'done']).optional(),
  /** `true`: only tasks nobody has claimed. */
  unassigned: z.enum(['true', 'false']).optional(),
  /** In the name of the task or the number, title, customer, phone or device of its case; capital or small letters alike. */
  words: z.string().trim().max(100).optional(),
  /** The promise, or the due date where there is none, has passed (`late`), or passes within 24 hours (`today`). */
  due: z.enum(['late', 'today']).optional(),
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
