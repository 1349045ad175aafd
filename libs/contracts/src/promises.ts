import { z } from 'zod';
import { instantSchema, listSchema, pageQuerySchema } from './common.js';

/** Promises over many cases: what was kept, what was broken, what runs out next. */

const bilingual = z.object({ zh: z.string(), en: z.string() });
/** Calendar month of the provider's zone, `2026-11`. A promise belongs to the month in which it runs out. */
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

/** `met`: kept. `broken`: the limit passed, whether or not it was done afterwards. `open`: still time left. */
export const promiseOutcome = z.enum(['met', 'broken', 'open']);
export type PromiseOutcome = z.infer<typeof promiseOutcome>;

/** `GET /api/promises/summary`; default: the six months until this one. At most 24. */
export const promiseSummaryQuery = z.strictObject({
  from: month.optional(),
  to: month.optional(),
  contract: z.string().max(100).optional(),
});
export type PromiseSummaryQuery = z.infer<typeof promiseSummaryQuery>;
/** How many promises of one contract, metric, region and month came to what. */
export const promiseCount = z.object({
  contractNumber: z.string().nullable(),
  customerName: z.string().nullable(),
  metric: z.string(),
  metricName: bilingual,
  /** Region of the support centre that serves the site; null: no site was named. */
  region: z.string().nullable(),
  regionName: bilingual.nullable(),
  month,
  met: z.number().int(),
  broken: z.number().int(),
  open: z.number().int(),
});
export type PromiseCount = z.infer<typeof promiseCount>;
export const promiseSummary = z.object({ at: instantSchema, months: z.array(month), items: z.array(promiseCount) });
export type PromiseSummary = z.infer<typeof promiseSummary>;

/** `GET /api/promises`: latest limit first; with `withinHours` what is still owed and runs out until then, first what is latest. */
export const promiseListQuery = pageQuerySchema.extend({
  contract: z.string().max(100).optional(),
  metric: z.string().max(60).optional(),
  region: z.string().max(60).optional(),
  month: month.optional(),
  outcome: promiseOutcome.optional(),
  withinHours: z.coerce.number().int().min(1).max(720).optional(),
});
export type PromiseListQuery = z.infer<typeof promiseListQuery>;
/** One promise of one case with the sentence it comes from. */
export const promiseItem = z.object({
  /** Id of the clock. */
  id: z.string(),
  caseNumber: z.string(),
  title: z.string(),
  customerName: z.string().nullable(),
  contractNumber: z.string().nullable(),
  severity: z.string(),
  metric: z.string(),
  metricName: bilingual,
  outcome: promiseOutcome,
  /** Nothing was done yet, or not enough: somebody still owes it. */
  owed: z.boolean(),
  startedAt: instantSchema.nullable(),
  warnAt: instantSchema.nullable(),
  dueAt: instantSchema,
  stoppedAt: instantSchema.nullable(),
  /** The sentence of the contract, and where it stands; '' where the contract no longer has it. */
  clause: z.string(),
  source: z.string(),
});
export type PromiseItem = z.infer<typeof promiseItem>;
export const promiseList = listSchema(promiseItem).extend({ at: instantSchema });
export type PromiseList = z.infer<typeof promiseList>;
