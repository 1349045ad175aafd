import { z } from 'zod';
import { instantSchema, listSchema } from './common.js';
import { EMERGENCY_CAUSES, EMERGENCY_GRADES, EMERGENCY_SCOPES, emergencyStepSchema } from './emergencies.js';

/** Drills of emergency plans (F-09, Y13; S4-18, S4-19): planned, run on the same models, scored, corrected, signed. */
const bilingual = z.object({ zh: z.string(), en: z.string() });
const person = z.string().min(1).max(100);
const key = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/);

export const DRILL_KINDS = ['tabletop', 'live'] as const;
export const INJECT_KINDS = ['message', 'channel-failure', 'person-unavailable'] as const;
/** Channels a drill can take away; the telephone always works. */
export const DRILL_CHANNELS = ['sms', 'mail', 'chat'] as const;
/** Who an inject is told: everybody, one side, or one participant by username. */
export const injectSchema = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9-]{1,40}$/),
  kind: z.enum(INJECT_KINDS),
  /** Minutes from the start of the drill. */
  afterMinutes: z.number().int().min(0).max(10_000),
  text: z.string().trim().min(1).max(1000),
  /** `all`, `provider`, `customer`, or the username of a participant. */
  to: person.default('all'),
  /** Somebody has to say how it is handled. */
  answer: z.boolean().default(false),
  /** Of `channel-failure`. */
  channel: z.enum(DRILL_CHANNELS).optional(),
  /** Of `person-unavailable`: who is away. */
  username: person.optional(),
});
export type DrillInject = z.infer<typeof injectSchema>;

export const drillContentSchema = z
  .strictObject({
    title: z.string().trim().min(1).max(200),
    kind: z.enum(DRILL_KINDS),
    planKey: key,
    /** Customer who takes part; may be chosen while the drill is planned. */
    partyId: z.string().max(36).nullable(),
    objective: z.string().max(2000),
    /** What is supposed to have happened. */
    scenario: z.string().max(4000),
    safetyStop: z.string().max(1000),
    report: z.strictObject({
      cause: z.enum(EMERGENCY_CAUSES),
      scope: z.enum(EMERGENCY_SCOPES).exclude(['workstation']),
      impact: z.enum(EMERGENCY_GRADES),
      urgency: z.enum(EMERGENCY_GRADES),
    }),
    window: z.strictObject({ from: instantSchema, to: instantSchema }).nullable(),
    participants: z.array(z.strictObject({ username: person, duty: z.string().max(100) })).max(50),
    injects: z.array(injectSchema).max(50),
    /** What people find at each step, by element and field: told to them, and what the rehearsal answers. */
    facts: z.record(
      z.string().max(100),
      z.record(z.string().max(100), z.union([z.string().max(500), z.number(), z.boolean()])),
    ),
  })
  .superRefine((content, context) => {
    const fault = (path: (string | number)[], message: string): void => {
      context.addIssue({ code: 'custom', path, message });
    };
    if (content.window !== null && Date.parse(content.window.from) >= Date.parse(content.window.to))
      fault(['window', 'to'], 'ends before it begins');
    const people = content.participants.map((one) => one.username);
    if (new Set(people).size !== people.length) fault(['participants'], 'names somebody twice');
    const ids = content.injects.map((inject) => inject.id);
    if (new Set(ids).size !== ids.length) fault(['injects'], 'uses an id twice');
    for (const [index, inject] of content.injects.entries()) {
      if (inject.kind === 'channel-failure' && inject.channel === undefined)
        fault(['injects', index, 'channel'], 'a channel is needed');
      if (inject.kind === 'person-unavailable' && inject.username === undefined)
        fault(['injects', index, 'username'], 'a person is needed');
      if (inject.username !== undefined && !people.includes(inject.username))
        fault(['injects', index, 'username'], 'takes no part');
      if (!['all', 'provider', 'customer', ...people].includes(inject.to))
        fault(['injects', index, 'to'], 'takes no part');
    }
  });
export type DrillContent = z.infer<typeof drillContentSchema>;

export const DRILL_STATES = [
  'planning',
  'agreeing',
  'agreed',
  'running',
  'evaluating',
  'correcting',
  'signing',
  'done',
  'cancelled',
] as const;
export type DrillState = (typeof DRILL_STATES)[number];
/** What lists ask for: planned (also being agreed), running, being worked up, done. */
export const DRILL_PHASES = ['planned', 'running', 'follow-up', 'done'] as const;
export const DRILL_GRADES = ['good', 'passed', 'failed'] as const;
/** What still lacks before the customer is asked. */
export const DRILL_GAPS = ['party', 'window', 'window-past', 'provider-side', 'customer-side', 'scenario'] as const;

export const drillSummarySchema = z.object({
  number: z.string(),
  title: z.string(),
  kind: z.enum(DRILL_KINDS),
  state: z.enum(DRILL_STATES),
  planKey: z.string(),
  planName: bilingual,
  /** Version that was drilled; null until it runs. */
  planVersion: z.number().int().nullable(),
  partyId: z.string().nullable(),
  partyName: z.string().nullable(),
  windowFrom: instantSchema.nullable(),
  windowTo: instantSchema.nullable(),
  startedAt: instantSchema.nullable(),
  overAt: instantSchema.nullable(),
  /** Number of the run, as consoles show it. */
  runNumber: z.string().nullable(),
  total: z.number().int().nullable(),
  grade: z.enum(DRILL_GRADES).nullable(),
  /** Corrective tasks that are not accepted, and those past their date. */
  openFindings: z.number().int(),
  lateFindings: z.number().int(),
});
export type DrillSummary = z.infer<typeof drillSummarySchema>;
export const drillListSchema = listSchema(drillSummarySchema);
export type DrillList = z.infer<typeof drillListSchema>;
export const drillQuerySchema = z.strictObject({
  phase: z.enum(DRILL_PHASES).optional(),
  planKey: key.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type DrillQuery = z.infer<typeof drillQuerySchema>;

/** A plan and when it has to be drilled (S3-19: every year). */
export const drillDueSchema = z.object({
  planKey: z.string(),
  planName: bilingual,
  lastNumber: z.string().nullable(),
  lastAt: instantSchema.nullable(),
  lastGrade: z.enum(DRILL_GRADES).nullable(),
  /** Null: never drilled, which is due now. */
  dueAt: instantSchema.nullable(),
  due: z.boolean(),
  /** A drill of the plan that is planned or under way. */
  openNumber: z.string().nullable(),
  /** When the platform opens a drill by itself. */
  opensAt: instantSchema,
});
export type DrillDue = z.infer<typeof drillDueSchema>;
export const drillDueListSchema = listSchema(drillDueSchema);
export type DrillDueList = z.infer<typeof drillDueListSchema>;

export const createdDrillSchema = z.object({ number: z.string(), settled: z.boolean().optional() });
export type CreatedDrill = z.infer<typeof createdDrillSchema>;
export const editDrillSchema = z.strictObject({
  /** Revision that was edited: one of an older state is refused. */
  basedOn: z.number().int().min(1),
  content: drillContentSchema,
});
export type EditDrill = z.infer<typeof editDrillSchema>;
export const stopDrillSchema = z.strictObject({ reason: z.string().trim().min(1).max(500) });
export type StopDrill = z.infer<typeof stopDrillSchema>;
export const findingInputSchema = z.strictObject({
  text: z.string().trim().min(1).max(1000),
  action: z.string().trim().min(1).max(1000),
  owner: person,
  dueAt: instantSchema,
});
export type FindingInput = z.infer<typeof findingInputSchema>;

/** A step of a plan's model, with the fields that decide how it goes on. */
export const drillStepSchema = z.object({
  elementId: z.string(),
  name: bilingual,
  /** Minutes, from the plan. */
  limit: z.number().int().nullable(),
  fields: z.array(
    z.object({
      key: z.string(),
      label: bilingual,
      type: z.enum(['choice', 'number', 'check']),
      options: z.array(z.object({ value: z.string(), label: bilingual })),
    }),
  ),
});
export type DrillStep = z.infer<typeof drillStepSchema>;
export const drillStepsSchema = z.object({ items: z.array(drillStepSchema) });
export type DrillSteps = z.infer<typeof drillStepsSchema>;

/** The drill played in virtual time, before anybody is called. */
export const rehearsalSchema = z.object({
  state: z.enum(['completed', 'waiting', 'incident']),
  /** Where it stands, or why it stopped. */
  waiting: z.array(z.string()),
  problem: z.string().nullable(),
  minutes: z.number(),
  rtoMinutes: z.number().int(),
  /** In virtual minutes from the start. */
  steps: z.array(
    z.object({
      elementId: z.string(),
      name: bilingual,
      from: z.number(),
      to: z.number().nullable(),
      limit: z.number().int().nullable(),
    }),
  ),
  injects: z.array(
    z.object({
      id: z.string(),
      afterMinutes: z.number().int(),
      /** Delivered only while the drill still runs. */
      reached: z.boolean(),
      during: z.array(z.string()),
    }),
  ),
});
export type Rehearsal = z.infer<typeof rehearsalSchema>;

export const drillScoreSchema = z.object({
  rated: z.array(
    z.object({
      elementId: z.string(),
      minutes: z.number(),
      limit: z.number().nullable(),
      points: z.number().nullable(),
    }),
  ),
  stepPoints: z.number(),
  restorePoints: z.number(),
  restoreMet: z.boolean(),
  dataPoints: z.number(),
  dataMet: z.boolean(),
  injectPoints: z.number(),
  total: z.number().int(),
  goalsMet: z.boolean(),
  grade: z.enum(DRILL_GRADES),
});
export type DrillScore = z.infer<typeof drillScoreSchema>;
export const drillMeasurementSchema = z.object({
  steps: z.array(
    z.object({
      elementId: z.string(),
      name: z.string(),
      by: z.string(),
      startedAt: instantSchema,
      endedAt: instantSchema,
      minutes: z.number(),
      limit: z.number().nullable(),
    }),
  ),
  restoreMinutes: z.number().nullable(),
  rtoMinutes: z.number(),
  dataGapMinutes: z.number().nullable(),
  rpoMinutes: z.number(),
  injectsAsked: z.number().int(),
  injectsAnswered: z.number().int(),
});
export type DrillMeasurement = z.infer<typeof drillMeasurementSchema>;
export const FINDING_STATES = ['noted', 'open', 'done'] as const;
export const drillFindingSchema = z.object({
  id: z.string(),
  text: z.string(),
  action: z.string(),
  owner: z.string(),
  ownerName: z.string(),
  dueAt: instantSchema,
  state: z.enum(FINDING_STATES),
  late: z.boolean(),
  doneNote: z.string().nullable(),
  doneAt: instantSchema.nullable(),
});
export type DrillFinding = z.infer<typeof drillFindingSchema>;
export const deliveredInjectSchema = z.object({
  id: z.string(),
  kind: z.enum(INJECT_KINDS),
  text: z.string(),
  afterMinutes: z.number().int(),
  answer: z.boolean(),
  deliveredAt: instantSchema.nullable(),
  /** What a simulated failure did: how many contacts went on to the next channel; who stepped in, for how many tasks. */
  effect: z
    .object({
      contacts: z.number().int().nullable(),
      standIn: z.string().nullable(),
      tasks: z.number().int().nullable(),
    })
    .nullable(),
  answeredAt: instantSchema.nullable(),
  answeredBy: z.string().nullable(),
  answerText: z.string().nullable(),
});
export type DeliveredInject = z.infer<typeof deliveredInjectSchema>;
export const drillFormerSchema = z.object({
  number: z.string(),
  overAt: instantSchema,
  total: z.number().int(),
  grade: z.enum(DRILL_GRADES),
  restoreMinutes: z.number().nullable(),
  dataGapMinutes: z.number().nullable(),
  /** Minutes by element, to set beside this drill's. */
  steps: z.record(z.string(), z.number()),
});
export type DrillFormer = z.infer<typeof drillFormerSchema>;

export const drillSchema = drillSummarySchema.extend({
  content: drillContentSchema,
  revision: z.number().int(),
  gaps: z.array(z.enum(DRILL_GAPS)),
  createdBy: z.string(),
  createdAt: instantSchema,
  participants: z.array(
    z.object({
      username: z.string(),
      name: z.string(),
      duty: z.string(),
      side: z.enum(['provider', 'customer']),
    }),
  ),
  agreement: z
    .object({ by: z.string(), username: z.string(), agreed: z.boolean(), note: z.string(), at: instantSchema })
    .nullable(),
  stopped: z
    .object({ reason: z.string(), by: z.string(), at: instantSchema, emergencyNumber: z.string().nullable() })
    .nullable(),
  /** Real emergencies that run now: they go first. */
  realEmergencies: z.array(z.string()),
  recoverBy: instantSchema.nullable(),
  /** Steps of the run as they are now; from the measurement once it is over. */
  steps: z.array(emergencyStepSchema.extend({ nameEn: z.string(), minutes: z.number().nullable() })),
  injects: z.array(deliveredInjectSchema),
  measurement: drillMeasurementSchema.nullable(),
  score: drillScoreSchema.nullable(),
  evaluation: z.string().nullable(),
  findings: z.array(drillFindingSchema),
  former: z.array(drillFormerSchema),
  signatures: z.array(
    z.object({
      side: z.enum(['provider', 'customer']),
      partyName: z.string(),
      signer: z.string(),
      by: z.string(),
      at: instantSchema,
      /** SHA-256 of the report that was signed. */
      sha256: z.string(),
    }),
  ),
  reportDocumentId: z.string().nullable(),
  reportSha256: z.string().nullable(),
  signedDocumentId: z.string().nullable(),
  may: z.object({ edit: z.boolean(), stop: z.boolean(), find: z.boolean() }),
});
export type Drill = z.infer<typeof drillSchema>;
