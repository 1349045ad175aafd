import { z } from 'zod';
import { instantSchema } from './common.js';

/** `GET /api/board?days=`: how far back breaches are counted. */
export const boardQuerySchema = z.strictObject({ days: z.coerce.number().int().min(1).max(366).default(30) });
export type BoardQuery = z.infer<typeof boardQuerySchema>;

const promiseSchema = z.object({
  clockId: z.string(),
  caseNumber: z.string(),
  title: z.string(),
  customerName: z.string().nullable(),
  /** Username. */
  owner: z.string().nullable(),
  metric: z.string(),
  metricName: z.object({ zh: z.string(), en: z.string() }),
  severity: z.string(),
  dueAt: instantSchema,
});
/** A step that was open when a promise broke, or none: then nobody had anything to do (`elementId` null). */
const stepSchema = z.object({
  definitionId: z.string().nullable(),
  elementId: z.string().nullable(),
  name: z.string(),
});

/** What a manager looks at for ten seconds: what runs out today, who has too much, and where promises break. Live cases only. */
export const boardSchema = z.object({
  at: instantSchema,
  /** `own`: the person sees cases that are their own or where they hold a task; `all`: everything. */
  scope: z.enum(['own', 'all']),
  due: z.object({
    /** Limits of today that are still owed and not yet passed. */
    today: z.number().int(),
    /** Owed and passed, whenever. */
    overdue: z.number().int(),
    /** Both, the earliest first, at most 200. */
    items: z.array(promiseSchema),
  }),
  load: z.array(
    z.object({
      /** null: claimed by nobody. */
      username: z.string().nullable(),
      open: z.number().int(),
      /** Of these: their limit passed, or passes today. */
      overdue: z.number().int(),
      dueToday: z.number().int(),
    }),
  ),
  breaches: z.object({
    from: instantSchema,
    total: z.number().int(),
    byStep: z.array(stepSchema.extend({ count: z.number().int() })),
    byMetric: z.array(
      z.object({
        metric: z.string(),
        metricName: z.object({ zh: z.string(), en: z.string() }),
        count: z.number().int(),
      }),
    ),
    /** The latest first, at most 500. */
    items: z.array(promiseSchema.extend({ stoppedAt: instantSchema.nullable(), steps: z.array(stepSchema) })),
  }),
});
export type Board = z.infer<typeof boardSchema>;
export type BoardStep = z.infer<typeof stepSchema>;
