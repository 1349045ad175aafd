import { z } from 'zod';
import { lockReasonSchema } from './change-plans.js';
import { instantSchema } from './common.js';
import { confirmationRequestSchema } from './confirmation-requests.js';

const bilingual = z.object({ zh: z.string(), en: z.string() });

/** One dangerous line of a plan: exactly this command on exactly this device (S1-55). */
export const plannedCommandSchema = z.object({
  /** Position of the step, from 1. */
  step: z.number().int(),
  /** Serial number of the device. */
  device: z.string(),
  command: z.string(),
  /** SHA-256 of the command without the blanks around it: `printf %s "$command" | sha256sum`. */
  commandHash: z.string(),
  category: z.string(),
  label: bilingual,
});
export type PlannedCommand = z.infer<typeof plannedCommandSchema>;

/**
 * `draft`: being written; `frozen`: waits for superior and customer; `approved`: tickets are out; the others have ended without.
 * `void`: its plan was changed, or an approval was taken back.
 */
export const commandApprovalStateSchema = z.enum([
  'draft',
  'frozen',
  'approved',
  'rejected',
  'expired',
  'withdrawn',
  'void',
]);
export type CommandApprovalState = z.infer<typeof commandApprovalStateSchema>;
export const commandApprovalSchema = z.object({
  id: z.string(),
  number: z.string(),
  state: commandApprovalStateSchema,
  planVersion: z.number().int(),
  requestedBy: z.string(),
  requestedAt: instantSchema,
  commands: z.array(plannedCommandSchema),
  effect: z.string(),
  rollback: z.string(),
  window: z.object({ from: instantSchema, to: instantSchema }),
  /** null until it is frozen. */
  hash: z.string().nullable(),
  documentId: z.string().nullable(),
  documentNumber: z.string().nullable(),
  confirmations: z.array(confirmationRequestSchema),
  processInstanceId: z.string(),
});
export type CommandApproval = z.infer<typeof commandApprovalSchema>;

/** A ticket was taken to run its command; what came out has to be reported in time. */
export const commandTakingSchema = z.object({
  takenAt: instantSchema,
  takenBy: z.string(),
  /** What is not reported by then is reviewed. */
  reportBy: instantSchema,
  /** SHA-256 of the taking, sealed into the chain of the case. */
  rowHash: z.string(),
});
/** What came of a taken ticket. */
export const commandUseSchema = z.object({
  /** When it was reported. */
  usedAt: instantSchema,
  usedBy: z.string(),
  witness: z.string(),
  output: z.string(),
  /** A recording of the session: `GET /api/files/:fileId/content`. */
  recording: z.object({ fileId: z.string(), sha256: z.string() }).nullable(),
  /** SHA-256 of the use, sealed into the chain of the case. */
  rowHash: z.string(),
});
/** `in-use`: taken, what came out is not reported yet; `unreported`: the time for that is over, and it is reviewed. */
export const commandTicketStateSchema = z.enum(['early', 'valid', 'in-use', 'unreported', 'used', 'late', 'void']);
export type CommandTicketState = z.infer<typeof commandTicketStateSchema>;
/** A ticket: one command, one device, one time, once (S1-55). */
export const commandTicketSchema = z.object({
  id: z.string(),
  approvalId: z.string(),
  approvalNumber: z.string(),
  step: z.number().int(),
  device: z.string(),
  command: z.string(),
  commandHash: z.string(),
  label: bilingual,
  validFrom: instantSchema,
  validTo: instantSchema,
  issuedAt: instantSchema,
  state: commandTicketStateSchema,
  /** Why it is no good now; empty once it was taken. */
  reasons: z.array(lockReasonSchema),
  taking: commandTakingSchema.nullable(),
  use: commandUseSchema.nullable(),
  may: z.object({ take: z.boolean(), report: z.boolean() }),
});
export type CommandTicket = z.infer<typeof commandTicketSchema>;

/**
 * `record`: a line of a work record; `unused`: the work was done and the ticket was not taken; `unreported`: it was taken, and
 * nobody said what came out; `reported`: by a person.
 */
export const commandViolationSourceSchema = z.enum(['record', 'unused', 'unreported', 'reported']);
export const commandViolationSchema = z.object({
  id: z.string(),
  source: commandViolationSourceSchema,
  device: z.string(),
  command: z.string(),
  note: z.string(),
  foundAt: instantSchema,
  /** Username, or `system`. */
  reportedBy: z.string(),
  state: z.enum(['open', 'confirmed', 'dismissed']),
  finding: z.string(),
  /** What was done about it; null until then. */
  correction: z.string().nullable(),
  correctedAt: instantSchema.nullable(),
  processInstanceId: z.string(),
});
export type CommandViolation = z.infer<typeof commandViolationSchema>;

/** Everything about the dangerous commands of one plan. */
export const planCommandsSchema = z.object({
  /** Dangerous lines of the version in force, each with whether a good ticket stands for it. */
  needed: z.array(plannedCommandSchema.extend({ covered: z.boolean() })),
  approvals: z.array(commandApprovalSchema),
  tickets: z.array(commandTicketSchema),
  violations: z.array(commandViolationSchema),
  may: z.object({ ask: z.boolean(), report: z.boolean() }),
});
export type PlanCommands = z.infer<typeof planCommandsSchema>;

/** `lines`: which lines of the plan, default every dangerous one without a good ticket. Any line of the plan may be asked for. */
export const askForCommandsSchema = z.strictObject({
  lines: z
    .array(z.strictObject({ step: z.number().int().min(1).max(100), command: z.string().trim().min(1).max(2000) }))
    .min(1)
    .max(100)
    .optional(),
});
export type AskForCommands = z.infer<typeof askForCommandsSchema>;
export const createdCommandApprovalSchema = z.object({ id: z.string(), settled: z.boolean().optional() });
export type CreatedCommandApproval = z.infer<typeof createdCommandApprovalSchema>;

/** Device and command as they are about to be run: others than those of the ticket are refused. */
export const takeCommandTicketSchema = z.strictObject({
  device: z.string().trim().min(1).max(100),
  command: z.string().trim().min(1).max(2000),
});
export type TakeCommandTicket = z.infer<typeof takeCommandTicketSchema>;
export const useCommandTicketSchema = z.strictObject({
  /** What the device answered. */
  output: z.string().trim().min(1).max(60_000),
  /** Username of who watched; somebody else than who ran it. */
  witness: z.string().trim().min(1).max(100),
  /** An uploaded file: a recording or log of the session. */
  recordingId: z.string().min(1).max(36).optional(),
});
export type UseCommandTicket = z.infer<typeof useCommandTicketSchema>;

export const reportCommandViolationSchema = z.strictObject({
  device: z.string().trim().max(100).default(''),
  command: z.string().trim().min(1).max(2000),
  note: z.string().trim().max(4000).default(''),
});
export type ReportCommandViolation = z.infer<typeof reportCommandViolationSchema>;
export const createdCommandViolationSchema = z.object({ id: z.string(), settled: z.boolean().optional() });
export type CreatedCommandViolation = z.infer<typeof createdCommandViolationSchema>;
