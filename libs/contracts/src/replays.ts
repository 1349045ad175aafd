import { z } from 'zod';
import { instantSchema } from './common.js';

/**
 * `POST /api/simulations/replays`: the last finished cases of the version in use, played again on a draft. The process is the
 * first of `resources`; what these do not hold is what is in use. Stores nothing.
 */
export const replayRequestSchema = z.strictObject({
  resources: z
    .array(z.strictObject({ name: z.string().min(1).max(200), content: z.string() }))
    .min(1)
    .max(200),
  /** How many cases, newest first. */
  last: z.number().int().min(1).max(50).default(20),
  /** Whose promises are counted; without it none. */
  profileId: z.string().max(60).optional(),
  /** Where a case has no severity of its own. */
  severity: z.string().max(60).optional(),
});
export type ReplayRequest = z.infer<typeof replayRequestSchema>;

const placeSchema = z.object({ processId: z.string(), elementId: z.string() });
/** Before: as it happened; after: on the draft. Durations are ms, null where it did not end. */
export const replayedCaseSchema = z.object({
  instanceId: z.string(),
  businessKey: z.string().nullable(),
  startedAt: instantSchema,
  version: z.number().int(),
  before: z.number(),
  after: z.number().nullable(),
  state: z.enum(['completed', 'waiting', 'incident']),
  /** Goes the same way on the draft. */
  same: z.boolean(),
  /** Played on its own version it goes the way it went: without that a difference may not come from the draft. */
  faithful: z.boolean(),
  /** Elements that it passed then and not on the draft, and the other way round. */
  gone: z.array(placeSchema),
  added: z.array(placeSchema),
  /** Tasks whose form asks on the draft what the case never answered, with the labels of these fields. */
  unanswered: z.array(placeSchema.extend({ fields: z.array(z.string()) })),
  /** Where it stands on the draft when its time is over. */
  waiting: z.array(z.string()),
  incident: z.object({ code: z.string(), elementId: z.string(), message: z.string() }).nullable(),
});
export type ReplayedCase = z.infer<typeof replayedCaseSchema>;

const spreadSchema = z.object({ count: z.number().int(), median: z.number(), p90: z.number(), longest: z.number() });
const changeSchema = placeSchema.extend({ before: z.number().int(), after: z.number().int() });
export const replayResultSchema = z.object({
  processId: z.string(),
  cases: z.array(replayedCaseSchema),
  /** Not all were played: the time of the server was up. */
  cut: z.boolean(),
  /** How often elements and connections were passed in all cases. */
  elements: z.array(changeSchema),
  flows: z.array(changeSchema),
  /** Of the cases that ended on both sides; null where none did. */
  durations: z.object({ before: spreadSchema, after: spreadSchema }).nullable(),
  /** Broken promises, by what is promised: on the version in use and on the draft. */
  promises: z.array(
    z.object({
      metric: z.string(),
      name: z.object({ zh: z.string(), en: z.string() }),
      before: z.number().int(),
      after: z.number().int(),
    }),
  ),
});
export type ReplayResponse = z.infer<typeof replayResultSchema>;
