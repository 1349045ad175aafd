import { z } from 'zod';
import {
  acceptedFinding,
  blankCommitment,
  confirmationRule,
  dangerousCommandRule,
  DEFAULT_SURVEY_SCALE,
  limitUnit,
  MAX_REPRESENTATIVES,
  profileRegion,
  profileReport,
  questionnaire,
  surveyValue,
} from './profile-parts.js';

/** Instants travel as ISO 8601 with an offset (contracts, HTTP). */
const instant = z.iso.datetime({ offset: true });
/** ISO 8601 durations in hours, minutes and seconds only (`PT26H3M`): never days, so that no zone is needed to read them. */
const duration = z.string().regex(/^P/);
/** A text in both languages. */
const bilingual = z.object({ zh: z.string(), en: z.string() });

export const clockState = z.enum(['notStarted', 'running', 'paused', 'met', 'breached', 'cancelled']);
export type ClockState = z.infer<typeof clockState>;

/** A stretch of time of a clock and why it counted or not. */
export const clockSegment = z.object({
  from: instant,
  to: instant,
  counted: z.boolean(),
  /** `working-time`, `outside-working-time`, `non-working-day`, `receipt-shift`, or the code of a pause reason. */
  reason: z.string(),
  /** The same in words, both languages. */
  text: bilingual,
});
export type ClockSegment = z.infer<typeof clockSegment>;

/** A year for which a calendar that follows statutory holidays has no data: the limit may be wrong (C10). */
export const calendarGap = z.object({ calendar: z.string(), year: z.number().int(), text: bilingual });
export type CalendarGap = z.infer<typeof calendarGap>;

/** One promise of one case, or of an evaluation (contracts, Calls). */
export const clockItem = z.object({
  id: z.string(),
  commitmentId: z.string(),
  metric: z.string(),
  metricName: bilingual,
  /** The sentence of the contract in the customer's words. */
  clause: z.string(),
  /** Where the sentence stands: row or clause number. */
  source: z.string(),
  /** Severity this limit belongs to; `ANY` when it holds for all. */
  severity: z.string(),
  /** The limit in words of ISO 8601: `PT2H`, `P3D`. */
  limit: z.string(),
  state: clockState,
  startedAt: instant.nullable(),
  warnAt: instant.nullable(),
  dueAt: instant.nullable(),
  stoppedAt: instant.nullable(),
  /** Counted time so far, or until the stop; goes on growing after a breach. */
  consumed: duration,
  /** Counted time left; `PT0S` when it is used up. */
  remaining: duration,
  segments: z.array(clockSegment),
  /** 约定补充值: a figure or a start the text leaves open and the product had to choose (C07, two start events). */
  supplement: bilingual.nullable(),
  /** The whole reckoning in words: start, limit, calendar, what was skipped and paused, how it ended. */
  explanation: bilingual,
  /** Shown as a red warning. */
  calendarGaps: z.array(calendarGap),
});
export type ClockItem = z.infer<typeof clockItem>;

/** A pause of a case's clocks as the customer sees it: reason, evidence, and what became of an objection (C20). */
export const casePause = z.object({
  /** Id of the `pause_started` event. */
  id: z.string(),
  reason: z.string(),
  label: bilingual,
  from: instant,
  /** null while it lasts. */
  to: instant.nullable(),
  startedBy: z.string(),
  evidence: z.object({ note: z.string().nullable(), fileIds: z.array(z.string()) }),
  dispute: z.object({ by: z.string(), at: instant, note: z.string() }).nullable(),
  /** `stands`: the pause counts. `void`: it never happened for the clocks. */
  decision: z
    .object({ decision: z.enum(['stands', 'void']), by: z.string(), at: instant, note: z.string() })
    .nullable(),
});
export type CasePause = z.infer<typeof casePause>;
export const clockList = z.object({ items: z.array(clockItem), at: instant });
export type ClockList = z.infer<typeof clockList>;
/** `GET /api/cases/:number/clocks`: the clocks, the pauses, and the reasons for which the contract allows a pause. */
export const caseClockList = clockList.extend({
  pauses: z.array(casePause),
  pauseReasons: z.array(z.object({ code: z.string(), label: bilingual, evidenceRequired: z.boolean() })),
});
export type CaseClockList = z.infer<typeof caseClockList>;

/** What a corrected, voided or reopened record did to one clock. */
export const clockChange = z.object({
  clockId: z.string(),
  metric: z.string(),
  metricName: bilingual,
  from: z.object({ state: clockState, dueAt: instant.nullable(), stoppedAt: instant.nullable() }).nullable(),
  to: z.object({ state: clockState, dueAt: instant.nullable(), stoppedAt: instant.nullable() }).nullable(),
  text: bilingual,
});
export type ClockChange = z.infer<typeof clockChange>;
export const clocksQuery = z.strictObject({ at: instant.optional() });
export type ClocksQuery = z.infer<typeof clocksQuery>;

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/);
/** A window of a day in local time, `to` may be `24:00`. */
export const timeWindow = z.object({ from: timeOfDay, to: timeOfDay });
/** When time counts (C09, C10). */
export const calendarSpec = z.object({
  id: z.string().min(1).max(60),
  /** `always`: 7×24. `natural-days`: every day. `windows`: the weekly pattern. */
  kind: z.enum(['always', 'natural-days', 'windows']),
  /** Windows by ISO weekday, `1` = Monday. */
  week: z.record(z.string().regex(/^[1-7]$/), z.array(timeWindow)).optional(),
  /** Statutory holidays, makeup days and others; they override the weekly pattern. */
  specialDays: z
    .array(
      z.object({
        date: z.iso.date(),
        kind: z.enum(['off', 'makeup', 'special']),
        windows: z.array(timeWindow).optional(),
        name: z.string().optional(),
      }),
    )
    .optional(),
  /** Whether 调休 makeup days count as working days (C10). */
  makeupDaysCount: z.boolean().optional(),
  /** Id of the set of statutory holidays that it follows, for example `CN`; absent: only its own special days. */
  holidays: z.string().max(60).optional(),
});
export type CalendarSpec = z.infer<typeof calendarSpec>;

/** One promise of a profile: metric + start + stop + calendar + limits, with the sentence it comes from (design section 7). */
export const commitment = z.object({
  id: z.string().min(1).max(60),
  metric: z.string().min(1).max(60),
  /** Severity code or `ANY`. */
  severity: z.string().default('ANY'),
  component: z.array(z.string()).optional(),
  channel: z.array(z.string()).optional(),
  region: z.string().optional(),
  /** A range means: warn at min, breach at max (C08). In `unit`. */
  min: z.number().positive().optional(),
  max: z.number().positive(),
  unit: limitUnit,
  calendar: z.string(),
  /** Several: the earliest that happened counts. */
  startEvents: z.array(z.string()).min(1),
  stopEvents: z.array(z.string()).min(1),
  /** Events that make the promise pointless (restored by phone: nobody has to arrive). */
  cancelEvents: z.array(z.string()).optional(),
  /** C09: a request outside working hours counts from the next opening. */
  receiptShift: z.enum(['none', 'next-opening']).optional(),
  count: z.enum(['working-time', 'wall-time']).optional(),
  /** Percent of the limit at which to warn; overrides the profile's. */
  warnPercents: z.array(z.number().gt(0).lt(100)).optional(),
  /** The sentence in the customer's words. */
  clause: z.string(),
  source: z.string(),
  supplement: bilingual.optional(),
  /** The line comes from a template whose table is lost: both sides have to confirm the figure (C28). */
  template: z.boolean().optional(),
});
export type Commitment = z.infer<typeof commitment>;

/** A promise without a figure, or one that is no clock: shown, never timed (C07, C28). */
export const unmeasuredPromise = z.object({
  id: z.string(),
  metric: z.string(),
  severity: z.string(),
  clause: z.string(),
  source: z.string(),
  note: z.string(),
});
export type UnmeasuredPromise = z.infer<typeof unmeasuredPromise>;

/** What a provider promised one customer: data, versioned, copied into the contract at signing (design section 7). */
export const serviceLevelProfile = z.object({
  id: z.string().min(1).max(60),
  version: z.number().int().positive(),
  name: bilingual,
  /** 甲方/乙方 or whatever the contract says. */
  partyLabels: z.object({ customer: bilingual, provider: bilingual }),
  severityScheme: z.object({
    /** Gravest first. */
    levels: z
      .array(
        z.object({
          code: z.string(),
          label: bilingual,
          /** What the contract says the level means. */
          explanation: bilingual.optional(),
          /** The explanation is a template: its text is lost, both sides have to confirm it (C28). */
          template: z.boolean().optional(),
          /** Tier for reports across customers (C01). */
          canonical: z.enum(['T1', 'T2', 'T3', 'T4']).optional(),
        }),
      )
      .min(1),
    raise: z.object({
      /** S0i-10: a missed limit raises the level. */
      onBreach: z.boolean(),
      /** Metrics whose breach raises; absent: all. */
      metrics: z.array(z.string()).optional(),
      /** C12. */
      clockPolicy: z.enum(['keep_start', 'restart']),
      clause: z.string(),
      source: z.string(),
    }),
  }),
  questionnaire: questionnaire.nullable(),
  commitments: z.array(commitment),
  /** Promises that name no figure or are no clock (C07, C28): shown, never timed. */
  unmeasured: z.array(unmeasuredPromise),
  calendars: z.array(calendarSpec),
  /** None by default: time never stops unless the contract names the reason (C20). */
  pauseReasons: z.array(
    z.object({
      code: z.string(),
      label: bilingual,
      metrics: z.array(z.string()).optional(),
      evidenceRequired: z.boolean(),
      /** Case events that begin this pause by themselves, for example `onsite_agreement_asked` (C19). */
      fromEvents: z.array(z.string()).optional(),
      /** Case events that end it. */
      toEvents: z.array(z.string()).optional(),
    }),
  ),
  /** F-03.4: who is asked in turn; an empty step is skipped at once. */
  ladder: z.array(
    z.object({
      roles: z.array(z.string()),
      waitFor: duration,
      label: bilingual,
      /** Reasons for which the ladder begins at this step, for example `onsite-failed` (S1-51). */
      entryFor: z.array(z.string()).optional(),
    }),
  ),
  warnPercents: z.array(z.number().gt(0).lt(100)),
  /** Further sentences the contract adds, for the case page and the contract page. */
  amendments: z.array(z.object({ id: z.string(), clause: z.string(), source: z.string(), effect: bilingual })),
  /** C19: the customer has to agree before somebody travels. */
  onsiteAgreementRequired: z.boolean(),
  /** Lines without a figure: shown as a template, and no contract is activated with them (C28). */
  blanks: z.array(blankCommitment).default([]),
  /** What commitments call region. */
  regions: z.array(profileRegion).default([]),
  /** The least confirmation per action (C15). */
  confirmationLevels: z.array(confirmationRule).default([]),
  surveyScale: z.array(surveyValue).default(DEFAULT_SURVEY_SCALE),
  reports: z.array(profileReport).default([]),
  /** How many representatives the customer may name (S0e-16). */
  maxRepresentatives: z.number().int().min(1).max(100).default(MAX_REPRESENTATIVES),
  /** Contradictions that are kept as they are written (C05). */
  acceptedFindings: z.array(acceptedFinding).default([]),
  /** C21: a workaround ends a promise of restoring too. Default false: it is a promise of its own. */
  workaroundStopsResolve: z.boolean().optional(),
  /** C04: which of several clauses of one metric is the headline. Default `strictest`: what runs out first. */
  headlinePolicy: z.enum(['strictest', 'most-specific']).optional(),
  /** The customer's own dangerous commands (S1-55): a command that contains the text, whatever its case and spaces. */
  dangerousCommands: z.array(dangerousCommandRule).default([]),
});
export type ServiceLevelProfile = z.infer<typeof serviceLevelProfile>;

const evaluateEvent = z.strictObject({
  id: z.union([z.string(), z.number()]).optional(),
  type: z.string().min(1).max(60),
  occurredAt: instant,
  /** Id (or position, from 1) of the event this one replaces. */
  corrects: z.union([z.string(), z.number()]).optional(),
  /** For `severity_changed` and `fault_confirmed`. */
  severity: z.string().max(60).optional(),
  /** For `pause_started` and `pause_ended`. */
  reason: z.string().max(60).optional(),
  /** Id (or position, from 1) of the pause that `pause_dispute_decided` decides. */
  about: z.union([z.string(), z.number()]).optional(),
  /** For `pause_dispute_decided`: `void` takes the pause back. */
  decision: z.enum(['stands', 'void']).optional(),
});
/** `POST /api/service-levels/evaluate`: stores nothing. `commitments` may be written as in a profile or as a row of `sla-rows.json`. */
export const evaluateRequest = z.strictObject({
  profileId: z.string().max(60).optional(),
  commitments: z.array(z.record(z.string(), z.unknown())).max(200).optional(),
  calendars: z.array(calendarSpec).max(50).optional(),
  severity: z.string().max(60).optional(),
  component: z.string().max(60).optional(),
  region: z.string().max(60).optional(),
  channel: z.string().max(60).optional(),
  /** IANA zone of the site, default Asia/Shanghai. */
  zone: z.string().max(60).optional(),
  /** C12: what a later severity does to the start; default: the profile's. */
  clockPolicy: z.enum(['keep_start', 'restart']).optional(),
  pauseReasons: z.array(z.string().max(60)).max(50).optional(),
  /** C21; default: the profile's, else false. */
  workaroundStopsResolve: z.boolean().optional(),
  events: z.array(evaluateEvent).max(2000),
  at: instant,
});
export type EvaluateRequest = z.infer<typeof evaluateRequest>;
export const evaluateResponse = clockList.extend({
  /** Promises among those asked for that name no figure or are no clock (C07, C28). */
  unmeasured: z.array(unmeasuredPromise),
});
export type EvaluateResponse = z.infer<typeof evaluateResponse>;
