import { z } from 'zod';

/** Parts of a service-level profile beside its promises (design section 7). */
const bilingual = z.object({ zh: z.string().max(500), en: z.string().max(500) });
const code = z.string().regex(/^[\p{L}\p{N}._-]{1,60}$/u);

/** A question of the severity questionnaire (C01): asked in the customer's words, answered by a choice. */
export const severityQuestion = z.object({
  key: z.string().regex(/^[a-z]\w{0,39}$/i),
  label: bilingual,
  options: z
    .array(z.object({ value: code, label: bilingual }))
    .min(1)
    .max(30),
});
export type SeverityQuestion = z.infer<typeof severityQuestion>;
/** One line of the grading table: every question named must have one of the answers listed; questions not named are not asked. */
export const severityRule = z.object({
  when: z.record(z.string().max(40), z.array(z.string().max(60)).min(1).max(30)),
  severity: z.string().max(60),
});
/** How a level is found: a grading table, read from the top, the first line that fits decides; or a decision that is deployed. */
export const questionnaire = z.object({
  formId: z.string().max(100),
  decision: z.string().max(100),
  questions: z.array(severityQuestion).max(20).default([]),
  rules: z.array(severityRule).max(100).default([]),
});
export type Questionnaire = z.infer<typeof questionnaire>;

/** What commitments call region, with its name: 市内, 其它地区 (S0e-13). */
export const profileRegion = z.object({ code, label: bilingual });
export type ProfileRegion = z.infer<typeof profileRegion>;

/** The least confirmation an action needs (C15): 0 none, 1 recorded oral, 2 portal click, 3 code and signature, 4 stamped scan checked by a second person, 5 certificate. */
export const confirmationRule = z.object({
  action: code,
  level: z.number().int().min(0).max(5),
  clause: z.string().max(1000).optional(),
  source: z.string().max(60).optional(),
});
export type ConfirmationRule = z.infer<typeof confirmationRule>;
/** A command that this customer counts as dangerous (S1-55). */
export const dangerousCommandRule = z.object({ text: z.string().min(2).max(200), label: bilingual });
export type DangerousCommandRule = z.infer<typeof dangerousCommandRule>;

/** One value of the satisfaction scale (C24); `score` 0 to 100 makes scales comparable in reports. */
export const surveyValue = z.object({ code, label: bilingual, score: z.number().min(0).max(100) });
export type SurveyValue = z.infer<typeof surveyValue>;

/** How often a report is owed. */
export const reportCycle = z.enum(['case', 'week', 'month', 'quarter', 'half-year', 'year', 'event']);
export type ReportCycle = z.infer<typeof reportCycle>;
/** A report the contract owes the customer or the provider owes itself (Y29). */
export const profileReport = z.object({
  code,
  label: bilingual,
  cycle: reportCycle,
  clause: z.string().max(1000).optional(),
  source: z.string().max(60).optional(),
});
export type ProfileReport = z.infer<typeof profileReport>;

/** Units of a limit. `d`, `workday` and `month` end at 24:00 site time (C11); `quarter` at the end of the calendar quarter. */
export const limitUnit = z.enum(['min', 'h', 'd', 'workday', 'month', 'quarter']);
export type LimitUnit = z.infer<typeof limitUnit>;

/** A line of a table whose figure is missing (C28): a template that both sides have to fill in before a contract is activated. */
export const blankCommitment = z.object({
  id: z.string().min(1).max(60),
  metric: z.string().min(1).max(60),
  severity: z.string().max(60).default('ANY'),
  component: z.array(z.string().max(60)).max(20).optional(),
  channel: z.array(z.string().max(60)).max(20).optional(),
  region: z.string().max(60).optional(),
  unit: limitUnit,
  calendar: z.string().max(60),
  startEvents: z.array(z.string().max(60)).min(1).max(5),
  stopEvents: z.array(z.string().max(60)).min(1).max(5),
  cancelEvents: z.array(z.string().max(60)).max(10).optional(),
  clause: z.string().max(2000),
  source: z.string().max(60),
});
export type BlankCommitment = z.infer<typeof blankCommitment>;

/** A contradiction that somebody looked at and decided to keep as it is written (C05). `key` is the key of the finding. */
export const acceptedFinding = z.object({ key: z.string().max(300), reason: z.string().min(1).max(500) });
export type AcceptedFinding = z.infer<typeof acceptedFinding>;

/** How many representatives a customer may name where the contract says nothing else (S0e-16). */
export const MAX_REPRESENTATIVES = 5;

/** The three values of S2-13, the default scale (C24). */
export const DEFAULT_SURVEY_SCALE: SurveyValue[] = [
  { code: 'satisfied', label: { zh: '满意', en: 'Satisfied' }, score: 100 },
  { code: 'average', label: { zh: '一般', en: 'Average' }, score: 60 },
  { code: 'dissatisfied', label: { zh: '不满意', en: 'Dissatisfied' }, score: 0 },
];
