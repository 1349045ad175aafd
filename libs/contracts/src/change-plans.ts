import { z } from 'zod';
import { instantSchema, listSchema } from './common.js';
import { confirmationRequestSchema } from './confirmation-requests.js';

const bilingual = z.object({ zh: z.string(), en: z.string() });
const text = (max: number) => z.string().max(max).default('');

export const changePlanDeviceSchema = z.strictObject({
  serialNumber: z.string().trim().max(100),
  name: text(200),
  /** Where and how it is reached. */
  address: text(200),
});
export const changePlanStepSchema = z.strictObject({
  action: text(1000),
  /** Serial number of one of the plan's devices. */
  device: text(100),
  /** Exact commands, one a line. */
  commands: text(8000),
  expected: text(1000),
});
/** What a change plan says (S1-46..49, S4-13). Empty parts are allowed until it is frozen. */
export const changePlanContentSchema = z.strictObject({
  title: z.string().trim().max(200),
  purpose: text(4000),
  /** `large`: large or complex, with a second gate: the customer's technician approves the result (S4-13). */
  scale: z.enum(['small', 'large']).default('small'),
  devices: z.array(changePlanDeviceSchema).max(100).default([]),
  steps: z.array(changePlanStepSchema).max(100).default([]),
  window: z.strictObject({ from: instantSchema, to: instantSchema }).nullable().default(null),
  impact: text(4000),
  backup: text(4000),
  rollback: text(4000),
  tests: text(4000),
  people: z
    .array(z.strictObject({ name: z.string().trim().max(64), duty: text(200), phone: text(40) }))
    .max(50)
    .default([]),
});
export type ChangePlanContent = z.infer<typeof changePlanContentSchema>;

export const createChangePlanSchema = z.strictObject({
  caseNumber: z.string().min(1).max(100),
  content: changePlanContentSchema.optional(),
});
export const createdChangePlanSchema = z.object({ id: z.string(), settled: z.boolean().optional() });
export type CreatedChangePlan = z.infer<typeof createdChangePlanSchema>;
export type CreateChangePlan = z.infer<typeof createChangePlanSchema>;
export const editChangePlanSchema = z.strictObject({
  /** `revision` of the plan that was edited: an edit of an older one is refused. */
  revision: z.number().int().min(0),
  content: changePlanContentSchema,
});
export type EditChangePlan = z.infer<typeof editChangePlanSchema>;

export const changePlanVersionSchema = z.object({
  version: z.number().int(),
  /** SHA-256 over canonical JSON, a line feed, and the bytes of the PDF. */
  hash: z.string(),
  /** SHA-256 of the canonical JSON alone: printed on the paper. */
  contentHash: z.string(),
  pdfSha256: z.string(),
  documentId: z.string(),
  documentNumber: z.string(),
  frozenAt: instantSchema,
  frozenBy: z.string(),
  current: z.boolean(),
});
export type ChangePlanVersion = z.infer<typeof changePlanVersionSchema>;

/** Why the gate is shut, in plain words; `code` is stable. */
export const lockReasonSchema = z.object({ code: z.string(), text: bilingual });
export type LockReason = z.infer<typeof lockReasonSchema>;
export const dangerousCommandSchema = z.object({
  /** Position of the step, from 1. */
  step: z.number().int(),
  command: z.string(),
  category: z.string(),
  label: bilingual,
});
export type DangerousCommand = z.infer<typeof dangerousCommandSchema>;

export const changePlanStateSchema = z.enum(['draft', 'frozen', 'implemented', 'closed']);
export type ChangePlanState = z.infer<typeof changePlanStateSchema>;
export const changePlanSchema = z.object({
  id: z.string(),
  number: z.string(),
  caseNumber: z.string(),
  title: z.string(),
  /** `draft`: being written; `frozen`: waits or is confirmed; `implemented`: carried out; `closed`: its process has ended. */
  state: changePlanStateSchema,
  /** How its process ended: `done`, `unconfirmed` (未确认，不实施), `failed`, `withdrawn`. */
  outcome: z.string().nullable(),
  revision: z.number().int(),
  /** Version in force; null while it is edited. */
  version: z.number().int().nullable(),
  content: changePlanContentSchema,
  /** What is missing before it can be frozen. */
  missing: z.array(z.object({ field: z.string(), text: bilingual })),
  versions: z.array(changePlanVersionSchema),
  lock: z.object({ open: z.boolean(), reasons: z.array(lockReasonSchema) }),
  dangerous: z.array(dangerousCommandSchema),
  confirmations: z.array(confirmationRequestSchema),
  processInstanceId: z.string().nullable(),
  createdBy: z.string(),
  createdAt: instantSchema,
  editedAt: instantSchema,
  may: z.object({ edit: z.boolean() }),
});
export type ChangePlan = z.infer<typeof changePlanSchema>;
export const changePlanSummarySchema = changePlanSchema.pick({
  id: true,
  number: true,
  caseNumber: true,
  title: true,
  state: true,
  outcome: true,
  version: true,
  createdBy: true,
  createdAt: true,
  editedAt: true,
  processInstanceId: true,
});
export type ChangePlanSummary = z.infer<typeof changePlanSummarySchema>;
export const changePlanListSchema = listSchema(changePlanSummarySchema);
export type ChangePlanList = z.infer<typeof changePlanListSchema>;
export const changePlanQuerySchema = z.strictObject({
  caseNumber: z.string().max(100).optional(),
  state: changePlanStateSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ChangePlanQuery = z.infer<typeof changePlanQuerySchema>;

export const changeFreezeSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** null: holds for every customer. */
  partyId: z.string().nullable(),
  /** `key-period`: a customer named it (Y16); it is changed where key periods are entered. */
  source: z.enum(['calendar', 'key-period']),
  from: instantSchema,
  to: instantSchema,
  createdBy: z.string(),
});
export type ChangeFreeze = z.infer<typeof changeFreezeSchema>;
export const createChangeFreezeSchema = z.strictObject({
  name: z.string().trim().min(1).max(200),
  partyId: z.string().min(1).max(36).optional(),
  from: instantSchema,
  to: instantSchema,
});
export type CreateChangeFreeze = z.infer<typeof createChangeFreezeSchema>;
export const changeCalendarQuerySchema = z.strictObject({ from: instantSchema, to: instantSchema });
export type ChangeCalendarQuery = z.infer<typeof changeCalendarQuerySchema>;
export const changeCalendarSchema = z.object({
  changes: z.array(
    z.object({
      planId: z.string(),
      number: z.string(),
      version: z.number().int(),
      title: z.string(),
      caseNumber: z.string(),
      state: changePlanStateSchema,
      outcome: z.string().nullable(),
      from: instantSchema,
      to: instantSchema,
      devices: z.array(z.string()),
      /** Numbers of other plans whose window meets this one. */
      overlaps: z.array(z.string()),
      /** Names of freezes that the window falls into. */
      frozenBy: z.array(z.string()),
    }),
  ),
  freezes: z.array(changeFreezeSchema),
});
export type ChangeCalendarView = z.infer<typeof changeCalendarSchema>;

/** What a command on a plan answers. */
export const changePlanAnswerSchema = changePlanSchema.extend({ settled: z.boolean().optional() });
