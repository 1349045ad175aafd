import { z } from 'zod';
import { limitUnit } from './profile-parts.js';

/** Largest file that clauses are read from, bytes. */
export const MAX_TEXT_FILE_BYTES = 10 * 1024 * 1024;

/** Offsets in the text that was read, UTF-16 units, `to` exclusive. */
const span = z.object({ from: z.number().int().nonnegative(), to: z.number().int().nonnegative() });
const quote = span.extend({ text: z.string() });

/** Units a text can promise in; `percent` and `count` are key figures, no clocks. */
export const clauseUnit = z.enum([...limitUnit.options, 'percent', 'count']);
export type ClauseUnit = z.infer<typeof clauseUnit>;

/** One promise read from a text, for a person to accept or correct. */
export const clauseProposal = z.object({
  id: z.string(),
  metric: z.string(),
  /** Label of the level as the text says it; null: for all. */
  severity: z.string().nullable(),
  min: z.number().nullable(),
  max: z.number().nullable(),
  unit: clauseUnit,
  /** "立即": no figure; five minutes are proposed (C07). */
  immediate: z.boolean(),
  calendar: z.string(),
  region: z.string().nullable(),
  component: z.string().nullable(),
  channel: z.string().nullable(),
  startEvents: z.array(z.string()),
  stopEvents: z.array(z.string()),
  receiptShift: z.boolean(),
  sentence: quote,
  figure: quote,
  /** Other places that promise the same. */
  repeated: z.array(span),
});
export type ClauseProposalView = z.infer<typeof clauseProposal>;
/** A promise without a figure (C07). */
export const clauseFlag = z.object({ metric: z.string().nullable(), word: z.string(), sentence: quote });
export type ClauseFlagView = z.infer<typeof clauseFlag>;
/** Opening hours the text states. */
export const calendarStatement = z.object({
  calendar: z.string(),
  kind: z.enum(['always', 'windows']),
  days: z.array(z.number().int()),
  from: z.string(),
  to: z.string(),
  severities: z.array(z.string()),
  receiptShift: z.boolean(),
  sentence: quote,
});
export type CalendarStatementView = z.infer<typeof calendarStatement>;

/** `POST /api/clauses/read`. */
export const readClausesRequest = z.strictObject({ text: z.string().min(1).max(500_000) });
export type ReadClausesRequest = z.infer<typeof readClausesRequest>;
/** `POST /api/clauses/read-file`: the file stands beside no field. */
export const readClausesFileRequest = z.strictObject({});
export const readClausesResponse = z.object({
  /** The text the offsets belong to; of a file, what was read from it. */
  text: z.string(),
  clauses: z.array(clauseProposal),
  flags: z.array(clauseFlag),
  calendars: z.array(calendarStatement),
});
export type ReadClausesResponse = z.infer<typeof readClausesResponse>;

/** A clause as a person accepted it. */
export const acceptedClause = z.strictObject({
  metric: z.string().min(1).max(60),
  severity: z.string().max(100).nullable(),
  min: z.number().positive().nullable(),
  max: z.number().positive().nullable(),
  unit: clauseUnit,
  immediate: z.boolean(),
  calendar: z.string().max(60),
  region: z.string().max(60).nullable(),
  component: z.string().max(60).nullable(),
  channel: z.string().max(60).nullable(),
  startEvents: z.array(z.string().max(60)).max(10),
  stopEvents: z.array(z.string().max(60)).max(10),
  receiptShift: z.boolean(),
  /** The sentence in the customer's words: it stays with the promise for ever. */
  sentence: z.string().min(1).max(4000),
});
export type AcceptedClause = z.infer<typeof acceptedClause>;
/** `POST /api/clauses/profile-draft`: puts accepted clauses into the draft of a profile, which begins where there is none. */
export const clausesToProfileRequest = z.strictObject({
  profileId: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/),
  /** Needed for a profile that does not exist yet. */
  name: z.strictObject({ zh: z.string().min(1).max(200), en: z.string().min(1).max(200) }).optional(),
  /** What the sentences are quoted from. */
  source: z.string().trim().min(1).max(60),
  clauses: z.array(acceptedClause).max(500),
  flags: z
    .array(
      z.strictObject({
        metric: z.string().max(60).nullable(),
        word: z.string().max(20),
        sentence: z.string().max(4000),
      }),
    )
    .max(500)
    .default([]),
  calendars: z
    .array(
      z.strictObject({
        calendar: z.string().min(1).max(60),
        days: z.array(z.number().int().min(1).max(7)).max(7),
        from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
        to: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/),
      }),
    )
    .max(20)
    .default([]),
});
export type ClausesToProfileRequest = z.infer<typeof clausesToProfileRequest>;
export const clausesToProfileResponse = z.object({
  profileId: z.string(),
  version: z.number().int(),
  /** Ids of the new commitments. */
  commitments: z.array(z.string()),
  unmeasured: z.array(z.string()),
});
export type ClausesToProfileResponse = z.infer<typeof clausesToProfileResponse>;
