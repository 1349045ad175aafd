import { z } from 'zod';
import { instantSchema, variablesSchema } from './common.js';
import { taskCommandResponseSchema, taskSchema } from './tasks.js';

const personSchema = z.string().min(1).max(60);
const peopleSchema = z.array(personSchema).min(1).max(50);
/** A reason, a comment: people read it. */
const textSchema = z.string().trim().min(1).max(2000);

/** 委派, 转办, 减签: to whom, or whom. */
export const taskPersonSchema = z.strictObject({ user: personSchema });
/** 抄送 */
export const copyTaskSchema = z.strictObject({ users: peopleSchema });
/** People named as `@username` are copied and told. */
export const commentTaskSchema = z.strictObject({ text: textSchema });
/** 催办 */
export const remindTaskSchema = z.strictObject({ text: textSchema.optional() }).nullish();

/** null clears a date. */
export const changeTaskSchema = z
  .strictObject({
    dueAt: instantSchema.nullable(),
    followUpAt: instantSchema.nullable(),
    priority: z.number().int().min(0).max(100),
  })
  .partial();
export type ChangeTask = z.infer<typeof changeTaskSchema>;

/**
 * 加签. Without `rule` all have to sign (会签); `any`: one is enough (或签); `vote` (票签): the weights (`weights` by user, 1
 * where nothing is said) of those who answer `variable = true` have to reach `threshold`; the task's result has the outcome
 * as `outcome`, or as `variable` itself.
 */
export const addSignerSchema = z.strictObject({
  users: peopleSchema,
  position: z.enum(['before', 'after', 'parallel']),
  rule: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('all') }),
      z.strictObject({ kind: z.literal('any') }),
      z.strictObject({
        kind: z.literal('vote'),
        variable: z.string().regex(/^[\p{L}_][\p{L}\p{N}_]{0,99}$/u),
        threshold: z.number().positive(),
        outcome: z
          .string()
          .regex(/^[\p{L}_][\p{L}\p{N}_]{0,99}$/u)
          .optional(),
      }),
    ])
    .optional(),
  weights: z.record(personSchema, z.number().nonnegative()).optional(),
});
export type AddSigner = z.infer<typeof addSignerSchema>;

/** Who said something about a task, who was told of it, and who has seen it. */
export const taskActivitySchema = z.object({
  comments: z.array(
    z.object({
      id: z.string(),
      author: z.string(),
      onBehalfOf: z.string().nullable(),
      text: z.string(),
      mentions: z.array(z.string()),
      createdAt: instantSchema,
    }),
  ),
  copiedTo: z.array(z.string()),
  followers: z.array(z.string()),
  reads: z.array(z.object({ username: z.string(), readAt: instantSchema })),
});
export type TaskActivity = z.infer<typeof taskActivitySchema>;

export const claimTasksSchema = z.strictObject({ ids: z.array(z.string().min(1).max(36)).min(1).max(100) });
export const completeTasksSchema = z.strictObject({
  tasks: z
    .array(z.strictObject({ id: z.string().min(1).max(36), variables: variablesSchema.default({}) }))
    .min(1)
    .max(100),
});
/** One result per task, in the order asked: the task as it is now, or why not. */
export const taskResultsSchema = z.object({
  results: z.array(
    z.object({
      id: z.string(),
      ok: z.boolean(),
      task: taskSchema.nullable(),
      problem: z.object({ code: z.string(), title: z.string(), detail: z.string() }).nullable(),
    }),
  ),
  settled: z.boolean().optional(),
});
export type TaskResults = z.infer<typeof taskResultsSchema>;

/** 退回. `dryRun` answers what would be cancelled and opened, and changes nothing. */
export const returnTaskSchema = z.strictObject({
  targetElementId: z.string().min(1).max(255),
  reason: textSchema,
  dryRun: z.boolean().optional(),
});
export type ReturnTask = z.infer<typeof returnTaskSchema>;
/** 撤回 */
export const withdrawTaskSchema = z.strictObject({ reason: textSchema, dryRun: z.boolean().optional() });
export type WithdrawTask = z.infer<typeof withdrawTaskSchema>;

const touchedTaskSchema = z.object({
  id: z.string(),
  elementId: z.string(),
  name: z.string(),
  assignee: z.string().nullable(),
});
/**
 * The task that was asked for, with what went and what opened. A token that waited at a join is named by the gateway. Ids of
 * `openedTasks` of a dry run are no real ones.
 */
export const wayBackResponseSchema = taskCommandResponseSchema.extend({
  dryRun: z.boolean(),
  cancelledTokens: z.array(
    z.object({ elementId: z.string(), elementInstanceId: z.string(), elementType: z.string(), name: z.string() }),
  ),
  cancelledTasks: z.array(touchedTaskSchema),
  openedTasks: z.array(touchedTaskSchema),
});
export type WayBackAnswer = z.infer<typeof wayBackResponseSchema>;

/** User tasks that were passed and that the task may go back to, the one completed last first. */
export const returnTargetsSchema = z.object({
  items: z.array(
    z.object({
      elementId: z.string(),
      name: z.string(),
      completedBy: z.string(),
      completedAt: instantSchema,
      /** How many open tasks would be cancelled, this one too. */
      cancels: z.number().int(),
    }),
  ),
});
export type ReturnTargets = z.infer<typeof returnTargetsSchema>;
