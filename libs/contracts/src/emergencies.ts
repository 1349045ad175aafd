import { z } from 'zod';
import { instantSchema, listSchema } from './common.js';

const bilingual = z.strictObject({ zh: z.string().min(1).max(1000), en: z.string().min(1).max(1000) });
const key = z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/);

/** Ways to reach a contact, tried in the order of the plan. `phone` is a person who calls. */
export const CONTACT_CHANNELS = ['mail', 'sms', 'chat', 'phone'] as const;
export type ContactChannel = (typeof CONTACT_CHANNELS)[number];

/** Who has to know: a role, the customer's representatives, or a named person with addresses of their own. */
export const emergencyContactSchema = z.strictObject({
  id: key,
  duty: bilingual,
  side: z.enum(['provider', 'customer', 'vendor']),
  /** Everybody who holds the role. */
  role: z.string().max(100).optional(),
  /** Everybody who represents the customer whose emergency it is. */
  representatives: z.literal(true).optional(),
  name: z.string().max(100).optional(),
  mail: z.email().optional(),
  mobile: z.string().max(40).optional(),
  channels: z.array(z.enum(CONTACT_CHANNELS)).min(1).max(4),
});
export type EmergencyContact = z.infer<typeof emergencyContactSchema>;

/** Recovery goals of one service, in minutes (S4-18). */
export const recoveryGoalSchema = z.strictObject({
  service: bilingual,
  rtoMinutes: z.number().int().min(1).max(100_000),
  rpoMinutes: z.number().int().min(0).max(100_000),
});
export type RecoveryGoal = z.infer<typeof recoveryGoalSchema>;

/** A plan in the frame of the seven principles (S3-19): prevention, measures, trigger conditions, start, recovery. */
export const emergencyPlanContentSchema = z.strictObject({
  name: bilingual,
  /** Clauses it comes from. */
  source: z.string().max(200),
  /** The original flow is lost: a proposal that both parties have to agree. */
  proposal: z.boolean(),
  prevention: bilingual,
  measures: bilingual,
  trigger: bilingual,
  start: bilingual,
  recovery: bilingual,
  contacts: z.array(emergencyContactSchema).min(1).max(500),
  /** Channels that the emergency itself takes away (S3-30): never used while it lasts. */
  failedChannels: z.array(z.enum(CONTACT_CHANNELS)).max(3),
  /** What to use instead (S3-30). */
  substitutes: z.array(bilingual).max(20),
  resources: z.array(z.strictObject({ name: bilingual, place: bilingual })).max(50),
  /** Text of each notice, by kind. */
  notices: z.record(z.string(), bilingual),
  goals: z.array(recoveryGoalSchema).min(1).max(50),
  /** Limit of each step by element id, in minutes. */
  steps: z.record(z.string(), z.number().int().min(1).max(100_000)),
  readiness: z
    .array(
      z.strictObject({
        id: key,
        name: bilingual,
        source: z.string().max(100),
        /** Days between two checks, and from the version's creation to the first one. */
        everyDays: z.number().int().min(1).max(3650),
        firstInDays: z.number().int().min(0).max(3650),
      }),
    )
    .max(50),
});
export type EmergencyPlanContent = z.infer<typeof emergencyPlanContentSchema>;

export const readinessItemSchema = z.object({
  id: z.string(),
  name: bilingual,
  source: z.string(),
  dueAt: instantSchema,
  overdue: z.boolean(),
  result: z.enum(['fit', 'unfit']).nullable(),
  note: z.string(),
  checkedBy: z.string().nullable(),
  checkedAt: instantSchema.nullable(),
});
export type ReadinessItem = z.infer<typeof readinessItemSchema>;
export const planAgreementSchema = z.object({
  side: z.enum(['provider', 'customer']),
  partyName: z.string(),
  by: z.string(),
  at: instantSchema,
});
export const emergencyPlanSchema = z.object({
  /** The key of its process. */
  key: z.string(),
  version: z.number().int(),
  /** SHA-256 of the canonical JSON of the content. */
  hash: z.string(),
  /** Both parties signed this version. */
  agreed: z.boolean(),
  agreements: z.array(planAgreementSchema),
  content: emergencyPlanContentSchema,
  readiness: z.array(readinessItemSchema),
  /** Checks that are overdue or found unfit. */
  notReady: z.number().int(),
  createdBy: z.string(),
  createdAt: instantSchema,
  may: z.object({ edit: z.boolean(), agree: z.boolean(), start: z.boolean() }),
});
export type EmergencyPlan = z.infer<typeof emergencyPlanSchema>;
export const emergencyPlanListSchema = listSchema(emergencyPlanSchema);
export type EmergencyPlanList = z.infer<typeof emergencyPlanListSchema>;
/** What was in force before, or is now. */
export const planVersionSchema = emergencyPlanSchema.pick({
  version: true,
  hash: true,
  agreed: true,
  agreements: true,
  content: true,
  createdBy: true,
  createdAt: true,
});
export type PlanVersion = z.infer<typeof planVersionSchema>;
export const planVersionListSchema = listSchema(planVersionSchema);
export type PlanVersionList = z.infer<typeof planVersionListSchema>;
/** All plans on paper, for the hour in which Pledge itself is down. */
export const emergencyPackSchema = z.object({
  /** The newest pack; null: none was printed yet. */
  document: z.object({ id: z.string(), number: z.string(), sha256: z.string(), createdAt: instantSchema }).nullable(),
  /** It says what holds now: plans, people, numbers. */
  current: z.boolean(),
});
export type EmergencyPack = z.infer<typeof emergencyPackSchema>;
export const reviseEmergencyPlanSchema = z.strictObject({
  /** Version that was revised: a revision of an older one is refused. */
  basedOn: z.number().int().min(1),
  content: emergencyPlanContentSchema,
});
export type ReviseEmergencyPlan = z.infer<typeof reviseEmergencyPlanSchema>;
export const agreePlanSchema = z.strictObject({ version: z.number().int().min(1) });
export type AgreePlan = z.infer<typeof agreePlanSchema>;
export const checkReadinessSchema = z.strictObject({
  result: z.enum(['fit', 'unfit']),
  note: z.string().max(1000).default(''),
});
export type CheckReadiness = z.infer<typeof checkReadinessSchema>;

export const EMERGENCY_CAUSES = [
  'power',
  'network',
  'server',
  'storage',
  'oa',
  'sms',
  'application',
  'unknown',
] as const;
export const EMERGENCY_SCOPES = ['workstation', 'department', 'departments', 'institution'] as const;
export const EMERGENCY_GRADES = ['high', 'medium', 'low'] as const;
const reportFields = {
  cause: z.enum(EMERGENCY_CAUSES),
  scope: z.enum(EMERGENCY_SCOPES),
  impact: z.enum(EMERGENCY_GRADES),
  urgency: z.enum(EMERGENCY_GRADES),
};
export const proposePlansSchema = z.strictObject(reportFields);
export type ProposePlans = z.infer<typeof proposePlansSchema>;
export const planProposalsSchema = z.object({
  items: z.array(
    z.object({
      key: z.string(),
      /** Why the decision proposes it; `whyEn` is empty where the deployed decision says nothing in English. */
      why: z.string(),
      whyEn: z.string(),
    }),
  ),
});
export type PlanProposals = z.infer<typeof planProposalsSchema>;

export const startEmergencySchema = z.strictObject({
  ...reportFields,
  title: z.string().trim().min(1).max(200),
  /** Customer whose emergency it is. */
  partyId: z.string().max(36).optional(),
  /** Plan to start at once; without it the leader decides. */
  planKey: key.optional(),
  mode: z.enum(['live', 'drill']).default('live'),
});
export type StartEmergency = z.input<typeof startEmergencySchema>;
export const startedEmergencySchema = z.object({ number: z.string(), settled: z.boolean().optional() });
export type StartedEmergency = z.infer<typeof startedEmergencySchema>;

export const emergencySummarySchema = z.object({
  number: z.string(),
  title: z.string(),
  mode: z.enum(['live', 'drill']),
  state: z.enum(['running', 'recovered', 'ended']),
  cause: z.enum(EMERGENCY_CAUSES),
  scope: z.enum(EMERGENCY_SCOPES),
  impact: z.enum(EMERGENCY_GRADES),
  urgency: z.enum(EMERGENCY_GRADES),
  partyName: z.string().nullable(),
  planKey: z.string().nullable(),
  planName: bilingual.nullable(),
  planVersion: z.number().int().nullable(),
  outcome: z.string().nullable(),
  reportedBy: z.string(),
  reportedAt: instantSchema,
  planStartedAt: instantSchema.nullable(),
  recoveredAt: instantSchema.nullable(),
  endedAt: instantSchema.nullable(),
});
export type EmergencySummary = z.infer<typeof emergencySummarySchema>;
export const emergencyListSchema = listSchema(emergencySummarySchema);
export type EmergencyList = z.infer<typeof emergencyListSchema>;
export const emergencyQuerySchema = z.strictObject({
  mode: z.enum(['live', 'drill']).optional(),
  state: z.enum(['running', 'recovered', 'ended']).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type EmergencyQuery = z.infer<typeof emergencyQuerySchema>;

export const emergencyStepSchema = z.object({
  taskId: z.string(),
  elementId: z.string(),
  name: z.string(),
  owner: z.string().nullable(),
  groups: z.array(z.string()),
  startedAt: instantSchema,
  endedAt: instantSchema.nullable(),
  /** From the plan's limit of the step. */
  dueAt: instantSchema.nullable(),
  late: z.boolean(),
});
export type EmergencyStep = z.infer<typeof emergencyStepSchema>;
export const REACH_STATES = ['sending', 'retrying', 'reached', 'not-sent', 'failed', 'call', 'drill'] as const;
export const emergencyReachSchema = z.object({
  id: z.string(),
  kind: z.string(),
  name: z.string(),
  duty: bilingual,
  side: z.enum(['provider', 'customer', 'vendor']),
  mobile: z.string().nullable(),
  channel: z.enum(CONTACT_CHANNELS),
  /** `not-sent`: no channel of that kind is set up; `call`: somebody has to telephone; `drill`: kept inside. */
  state: z.enum(REACH_STATES),
  /** Channels that were tried before, with what they said. */
  tried: z.array(z.object({ channel: z.enum(CONTACT_CHANNELS), error: z.string() })),
  at: instantSchema.nullable(),
  by: z.string().nullable(),
});
export type EmergencyReach = z.infer<typeof emergencyReachSchema>;
export const emergencyDiagramSchema = z.object({
  processInstanceId: z.string(),
  key: z.string(),
  version: z.number().int(),
  xml: z.string(),
  activeElements: z.array(z.string()),
  completedElements: z.array(z.string()),
  takenFlows: z.array(z.string()),
});
export const emergencySchema = emergencySummarySchema.extend({
  /** The strictest recovery goals of the plan, in minutes. */
  rtoMinutes: z.number().int().nullable(),
  rpoMinutes: z.number().int().nullable(),
  dataGapMinutes: z.number().int().nullable(),
  /** Recovery goals of every service of the plan that runs; empty while none is chosen. */
  goals: z.array(recoveryGoalSchema),
  /** Texts of the notices of the plan that runs, by kind: also of those not sent yet. */
  notices: z.record(z.string(), bilingual),
  /** When the strictest recovery time runs out. */
  recoverBy: instantSchema.nullable(),
  substitutes: z.array(bilingual),
  resources: z.array(z.object({ name: bilingual, place: bilingual })),
  notReady: z.number().int(),
  steps: z.array(emergencyStepSchema),
  /** Timers of the plan that run now: the UPS, a supplier's answer. */
  countdowns: z.array(z.object({ elementId: z.string(), dueAt: instantSchema })),
  contacts: z.array(emergencyReachSchema),
  reportDocumentId: z.string().nullable(),
  diagrams: z.array(emergencyDiagramSchema),
});
export type Emergency = z.infer<typeof emergencySchema>;
