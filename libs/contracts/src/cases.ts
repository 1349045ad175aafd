import { z } from 'zod';
import { caseEventType } from './case-events.js';
import { severityQuestion } from './profile-parts.js';
import { clockChange, clockItem } from './service-levels.js';

const instant = z.iso.datetime({ offset: true });
const bilingual = z.object({ zh: z.string(), en: z.string() });

export const caseStatus = z.enum(['waiting-contract', 'open', 'resolved', 'closed', 'withdrawn']);
export type CaseStatus = z.infer<typeof caseStatus>;

/** By which door a request came (Y03). */
export const caseChannel = z.enum([
  'phone',
  'portal',
  'web',
  'email',
  'chat',
  'fax',
  'letter',
  'walk-in',
  'engineer',
  'monitoring',
]);
export type CaseChannel = z.infer<typeof caseChannel>;
export const caseType = z.enum(['fault', 'consultation', 'complaint', 'suggestion', 'request']);
export type CaseType = z.infer<typeof caseType>;

export const contactInput = z.strictObject({
  name: z.string().trim().min(1).max(100),
  phone: z.string().trim().min(3).max(40),
});
export type ContactInput = z.infer<typeof contactInput>;

/** `POST /api/cases`. */
export const createCaseRequest = z.strictObject({
  contractNumber: z.string().trim().max(60).optional(),
  serialNumber: z.string().trim().max(100).optional(),
  siteId: z.string().max(36).optional(),
  title: z.string().trim().min(1).max(200),
  description: z.string().max(10_000),
  channel: caseChannel,
  type: caseType.optional(),
  /** When the customer reported it, up to 2 hours back; needs `reportedLateReason` when it is not now. Both times are kept. */
  reportedAt: instant.optional(),
  reportedLateReason: z.string().trim().min(1).max(500).optional(),
  /** When it broke, as the customer states it (客户陈述时间, C03). */
  occurredAt: instant.optional(),
  contact: contactInput,
  /** Answers of the profile's questionnaire; they decide the severity. */
  answers: z.record(z.string(), z.unknown()).optional(),
});
export type CreateCaseRequest = z.infer<typeof createCaseRequest>;
/** Present when the contract number does not hold: the case exists and waits for a correct one. */
export const contractProblem = z.object({
  code: z.enum([
    'CONTRACT_UNKNOWN',
    'CONTRACT_MISSING',
    'CONTRACT_NOT_SIGNED',
    'CONTRACT_EXPIRED',
    'DEVICE_OUT_OF_SCOPE',
  ]),
  message: bilingual,
});
export type ContractProblem = z.infer<typeof contractProblem>;
export const createCaseResponse = z.object({
  number: z.string(),
  status: caseStatus,
  /** Code of the severity, null until it is assessed. */
  severity: z.string().nullable(),
  receivedAt: instant,
  contractProblem: contractProblem.nullable(),
  /** Whether the jobs it created were done before the answer (contracts, HTTP). */
  settled: z.boolean().optional(),
});
export type CreateCaseResponse = z.infer<typeof createCaseResponse>;

/** `PATCH /api/cases/:number/contract`. The receipt time stays. */
export const correctContractRequest = z.strictObject({
  contractNumber: z.string().trim().min(1).max(60),
  serialNumber: z.string().trim().max(100).optional(),
});
export type CorrectContractRequest = z.infer<typeof correctContractRequest>;

/** `POST /api/cases/:number/events`. */
export const recordEventRequest = z.strictObject({
  type: caseEventType,
  occurredAt: instant.optional(),
  /** What shows it: a sentence, or ids of uploaded files. */
  evidence: z
    .strictObject({ note: z.string().max(4000).optional(), fileIds: z.array(z.string().max(36)).max(20).optional() })
    .optional(),
  /** Id or seq of the event this one replaces; the clocks are replayed. */
  corrects: z.union([z.string().max(36), z.number().int().positive()]).optional(),
  /** Free words for a `note`, reason code for a pause, severity code for a severity change. */
  note: z.string().max(4000).optional(),
  reason: z.string().max(60).optional(),
  severity: z.string().max(60).optional(),
});
export type RecordEventRequest = z.infer<typeof recordEventRequest>;

export const caseEvent = z.object({
  id: z.string(),
  seq: z.number().int(),
  type: z.string(),
  label: bilingual,
  occurredAt: instant,
  recordedAt: instant,
  actor: z.string(),
  payload: z.record(z.string(), z.unknown()),
  prevHash: z.string(),
  hash: z.string(),
});
export type CaseEventItem = z.infer<typeof caseEvent>;
/** Answer of `POST /api/cases/:number/events`. */
export const recordEventResponse = caseEvent.extend({
  /** What a correction changed. A case that has ended is not rewritten: the answer is then a `note` and nothing changed. */
  clockChanges: z.array(clockChange),
  settled: z.boolean().optional(),
});
export type RecordEventResponse = z.infer<typeof recordEventResponse>;
/** `POST /api/cases/:number/pauses/:eventId/dispute` (C20). */
export const disputePauseRequest = z.strictObject({ note: z.string().trim().min(1).max(4000) });
export type DisputePauseRequest = z.infer<typeof disputePauseRequest>;
/** `POST /api/cases/:number/pauses/:eventId/decision`: `void` takes the pause back, the clocks are replayed. */
export const decidePauseRequest = z.strictObject({
  decision: z.enum(['stands', 'void']),
  note: z.string().trim().min(1).max(4000),
});
export type DecidePauseRequest = z.infer<typeof decidePauseRequest>;
export const caseEventList = z.object({
  items: z.array(caseEvent),
  nextCursor: z.string().nullable(),
  /** Whether every hash of the chain is what it should be. */
  intact: z.boolean(),
});
export type CaseEventList = z.infer<typeof caseEventList>;

/** The clock that runs out first, or ran out and is still open. */
export const headlineClock = clockItem.pick({
  id: true,
  commitmentId: true,
  metric: true,
  metricName: true,
  state: true,
  startedAt: true,
  warnAt: true,
  dueAt: true,
});
export type HeadlineClock = z.infer<typeof headlineClock>;

export const severityView = z.object({ code: z.string(), labelZh: z.string(), labelEn: z.string() });
export type SeverityView = z.infer<typeof severityView>;

/** One row of the list of cases. */
export const caseSummary = z.object({
  number: z.string(),
  title: z.string(),
  status: caseStatus,
  type: caseType,
  severity: severityView.nullable(),
  customerName: z.string().nullable(),
  siteName: z.string().nullable(),
  owner: z.string().nullable(),
  receivedAt: instant,
  headline: headlineClock.nullable(),
});
export type CaseSummary = z.infer<typeof caseSummary>;
export const caseList = z.object({
  items: z.array(caseSummary),
  nextCursor: z.string().nullable(),
  total: z.number().int().optional(),
});
export type CaseList = z.infer<typeof caseList>;
export const caseListQuery = z.strictObject({
  /** Number, title, customer or serial number. */
  q: z.string().max(100).optional(),
  status: caseStatus.optional(),
  /** Exactly these numbers, joined by commas, at most 100: what an inbox shows beside its tasks. */
  numbers: z
    .string()
    .max(6500)
    .refine((text) => text.split(',').length <= 100)
    .optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
});
export type CaseListQuery = z.infer<typeof caseListQuery>;

/** Everything the case page needs. */
export const caseDetail = caseSummary.extend({
  id: z.string(),
  description: z.string(),
  channel: caseChannel,
  contractNumber: z.string().nullable(),
  contractProblem: contractProblem.nullable(),
  /** What the contract number given at first said, when it did not hold. */
  statedContractNumber: z.string().nullable(),
  serialNumber: z.string().nullable(),
  party: z.object({ id: z.string(), name: z.string() }).nullable(),
  partyLabels: z.object({ customer: bilingual, provider: bilingual }).nullable(),
  site: z.object({ id: z.string(), name: z.string(), address: z.string() }).nullable(),
  device: z.object({ serialNumber: z.string(), model: z.string(), name: z.string() }).nullable(),
  contact: z.object({ name: z.string(), phone: z.string() }),
  ownerName: z.string().nullable(),
  /** Written by the system at the first submission. */
  registeredAt: instant,
  /** What the reporter stated; promises count from it. */
  reportedAt: instant.nullable(),
  reportedLateReason: z.string().nullable(),
  occurredAt: instant.nullable(),
  answers: z.record(z.string(), z.unknown()).nullable(),
  /** One sentence for the customer: where it stands and what comes next. */
  statusSentence: bilingual,
  processInstanceId: z.string().nullable(),
});
export type CaseDetail = z.infer<typeof caseDetail>;
/** Answer of the commands that give the case back. */
export const caseCommandResponse = caseDetail.extend({ settled: z.boolean().optional() });

export const withdrawCaseRequest = z.strictObject({ reason: z.string().trim().min(1).max(500) });
export type WithdrawCaseRequest = z.infer<typeof withdrawCaseRequest>;

/** `GET /api/cases/:number/process`: what the diagram on the case page draws. Staff only. */
export const caseProcess = z.object({
  processInstanceId: z.string(),
  definitionId: z.string(),
  key: z.string(),
  version: z.number().int(),
  xml: z.string(),
  activeElements: z.array(z.object({ elementId: z.string(), elementType: z.string(), name: z.string().nullable() })),
  completedElements: z.array(z.string()),
  takenFlows: z.array(z.string()),
  history: z.array(
    z.object({
      seq: z.number().int(),
      at: instant,
      type: z.string(),
      elementId: z.string().nullable(),
      elementType: z.string().nullable(),
      actor: z.string().nullable(),
      detail: z.record(z.string(), z.unknown()).nullable(),
    }),
  ),
});
export type CaseProcess = z.infer<typeof caseProcess>;

/** `GET /api/cases/questions`: which contract a fault would be reported under. */
export const caseQuestionsQuery = z.strictObject({
  contractNumber: z.string().max(60).optional(),
  serialNumber: z.string().max(100).optional(),
});
export type CaseQuestionsQuery = z.infer<typeof caseQuestionsQuery>;
/** The questions of the contract's own profile, in the customer's words; none where they are asked later (C01). */
export const caseQuestions = z.object({
  /** null: not known from what was given; the questions are those that all contracts of the customer share. */
  contractNumber: z.string().nullable(),
  questions: z.array(severityQuestion),
});
export type CaseQuestions = z.infer<typeof caseQuestions>;
