import { z } from 'zod';
import { instantSchema, listSchema } from './common.js';

/** One alert as Prometheus Alertmanager sends it (webhook, version "4"). `endsAt` of a firing one is the year 1. */
export const alertmanagerAlert = z.looseObject({
  status: z.enum(['firing', 'resolved']),
  labels: z.record(z.string().max(500), z.string().max(10_000)),
  annotations: z.record(z.string().max(500), z.string().max(100_000)).default({}),
  startsAt: instantSchema,
  endsAt: instantSchema.optional(),
  generatorURL: z.string().max(5000).default(''),
  fingerprint: z.string().min(1).max(100),
});
export type AlertmanagerAlert = z.infer<typeof alertmanagerAlert>;
/** The body of Alertmanager's webhook. Alerts are judged one by one: a broken one must not cost the others. */
export const alertmanagerPayload = z.looseObject({
  version: z.literal('4'),
  alerts: z.array(z.unknown()).max(10_000),
  /** How many alerts Alertmanager cut off (`max_alerts`). */
  truncatedAlerts: z.number().int().nonnegative().default(0),
});
export type AlertmanagerPayload = z.infer<typeof alertmanagerPayload>;
/** What the webhook takes: any object, so that a wrong one is refused by name and stands at its source. */
export const monitoringWebhookRequest = z.union([alertmanagerPayload, z.record(z.string(), z.unknown())]);
/** What became of the alerts of one call. */
export const monitoringReceipt = z.object({
  /** Alerts in the payload. */
  received: z.number().int(),
  /** Seen for the first time. */
  fresh: z.number().int(),
  /** Known already, nothing changed. */
  repeated: z.number().int(),
  resolved: z.number().int(),
  /** Of the fresh ones: parked for a dispatcher. */
  unmatched: z.number().int(),
});
export type MonitoringReceipt = z.infer<typeof monitoringReceipt>;

/** How a rule looks at a label: Alertmanager's own signs; patterns are RE2 and match the whole value. */
export const alertMatcher = z.strictObject({
  label: z.string().trim().min(1).max(200),
  op: z.enum(['=', '!=', '=~', '!~']),
  value: z.string().max(500),
});
export type AlertMatcher = z.infer<typeof alertMatcher>;
/** Where a rule finds the device: in a label (whole, or the first group of an RE2 pattern), or always the same one. */
export const alertDevice = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('label'),
    label: z.string().trim().min(1).max(200),
    pattern: z.string().trim().max(500).optional(),
  }),
  z.strictObject({ by: z.literal('fixed'), serialNumber: z.string().trim().min(1).max(100) }),
]);
export type AlertDevice = z.infer<typeof alertDevice>;
/** `propose-plan` opens the fault too, and names the plan that people may start. */
export const alertAction = z.enum(['open-fault', 'propose-plan', 'ignore']);
export type AlertAction = z.infer<typeof alertAction>;

/** A rule as administrators write it. Rules are read by `position`; the first one that fits decides. */
export const monitoringRuleInput = z.strictObject({
  name: z.string().trim().min(1).max(200),
  enabled: z.boolean(),
  position: z.number().int().min(1).max(10_000),
  /** All of them must fit; none: the rule fits every alert. */
  matchers: z.array(alertMatcher).max(30),
  device: alertDevice,
  action: alertAction,
  /** Key of the emergency plan to propose. */
  planKey: z.string().trim().max(100).nullable(),
  /** Answers of the questionnaire of the contract's profile; they decide the severity. */
  answers: z.record(z.string().max(40), z.union([z.string().max(200), z.boolean(), z.number()])),
  /** Title of the fault; `{{labels.x}}` and `{{annotations.x}}` are filled. */
  title: z.string().trim().min(1).max(200),
  /** An alert about a device that has an open fault of monitoring joins it instead of opening another. */
  join: z.boolean(),
});
export type MonitoringRuleInput = z.infer<typeof monitoringRuleInput>;
export const changeMonitoringRule = monitoringRuleInput.extend({ revision: z.number().int() });
export type ChangeMonitoringRule = z.infer<typeof changeMonitoringRule>;
export const monitoringRule = monitoringRuleInput.extend({
  id: z.string(),
  revision: z.number().int(),
  editedBy: z.string(),
  editedAt: instantSchema,
});
export type MonitoringRule = z.infer<typeof monitoringRule>;
export const monitoringRuleList = listSchema(monitoringRule);
export type MonitoringRuleList = z.infer<typeof monitoringRuleList>;

/** A system that may send alerts. */
export const monitoringSource = z.object({
  id: z.string(),
  name: z.string(),
  enabled: z.boolean(),
  /** First signs of the token, so that people can tell which one is set where. */
  tokenHint: z.string(),
  createdAt: instantSchema,
  rotatedAt: instantSchema.nullable(),
  /** Until when the token before the last rotation is taken. */
  oldTokenUntil: instantSchema.nullable(),
  lastReceivedAt: instantSchema.nullable(),
  /** What was refused or cut off last, in words; null after the next good call. */
  lastProblem: z.string().nullable(),
  lastProblemAt: instantSchema.nullable(),
});
export type MonitoringSource = z.infer<typeof monitoringSource>;
export const monitoringSourceList = listSchema(monitoringSource);
export type MonitoringSourceList = z.infer<typeof monitoringSourceList>;
/** The token is in the answer that makes it and nowhere else. */
export const monitoringSourceWithToken = monitoringSource.extend({ token: z.string() });
export type MonitoringSourceWithToken = z.infer<typeof monitoringSourceWithToken>;
export const createMonitoringSource = z.strictObject({ name: z.string().trim().min(1).max(200) });
export type CreateMonitoringSource = z.infer<typeof createMonitoringSource>;
/** `keepOldHours`: how long both tokens are taken, so that nothing is lost while the sender is changed. */
export const rotateMonitoringToken = z.strictObject({ keepOldHours: z.number().int().min(0).max(168) });
export type RotateMonitoringToken = z.infer<typeof rotateMonitoringToken>;
export const changeMonitoringSource = z.strictObject({ name: z.string().trim().min(1).max(200), enabled: z.boolean() });
export type ChangeMonitoringSource = z.infer<typeof changeMonitoringSource>;

/** Why an alert waits for a dispatcher. */
export const unmatchedReason = z.enum(['no-rule', 'no-device-label', 'unknown-device', 'malformed']);
export type UnmatchedReason = z.infer<typeof unmatchedReason>;
/**
 * `queued`: about to open or join a fault · `opened` · `joined` · `ignored` by its rule · `unmatched`: waits for a
 * dispatcher · `dismissed` by one.
 */
export const alertState = z.enum(['queued', 'opened', 'joined', 'ignored', 'unmatched', 'dismissed']);
export type AlertState = z.infer<typeof alertState>;
export const monitoringAlert = z.object({
  id: z.string(),
  source: z.string(),
  fingerprint: z.string(),
  labels: z.record(z.string(), z.string()),
  annotations: z.record(z.string(), z.string()),
  generatorUrl: z.string(),
  startsAt: instantSchema,
  receivedAt: instantSchema,
  /** null: it still fires. */
  resolvedAt: instantSchema.nullable(),
  state: alertState,
  reason: unmatchedReason.nullable(),
  rule: z.string().nullable(),
  title: z.string(),
  serialNumber: z.string().nullable(),
  caseNumber: z.string().nullable(),
  proposedPlan: z.string().nullable(),
  /** Who assigned or dismissed it, and what was said. */
  decidedBy: z.string().nullable(),
  decidedAt: instantSchema.nullable(),
  note: z.string().nullable(),
});
export type MonitoringAlert = z.infer<typeof monitoringAlert>;
export const monitoringAlertList = listSchema(monitoringAlert);
export type MonitoringAlertList = z.infer<typeof monitoringAlertList>;
export const monitoringAlertQuery = z.strictObject({
  state: alertState.optional(),
  firing: z.enum(['true', 'false']).optional(),
  caseNumber: z.string().max(100).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type MonitoringAlertQuery = z.infer<typeof monitoringAlertQuery>;
/** A device opens (or joins) its fault; a case takes the alert as it is. */
export const assignAlert = z.union([
  z.strictObject({ serialNumber: z.string().trim().min(1).max(100) }),
  z.strictObject({ caseNumber: z.string().trim().min(1).max(100) }),
]);
export type AssignAlert = z.infer<typeof assignAlert>;
export const dismissAlert = z.strictObject({ reason: z.string().trim().min(1).max(500) });
export type DismissAlert = z.infer<typeof dismissAlert>;
export const monitoringAlertAnswer = monitoringAlert.extend({ settled: z.boolean().optional() });

/** Tries a payload against the rules; stores nothing. `rule` takes part as if it were saved (in place of `ruleId`). */
export const monitoringDryRun = z.strictObject({
  payload: z.record(z.string(), z.unknown()),
  rule: monitoringRuleInput.optional(),
  ruleId: z.string().max(36).optional(),
});
export type MonitoringDryRun = z.infer<typeof monitoringDryRun>;
export const dryRunAlert = z.object({
  fingerprint: z.string(),
  labels: z.record(z.string(), z.string()),
  firing: z.boolean(),
  /** Known already: it would change nothing. */
  known: z.boolean(),
  outcome: z.enum(['open-fault', 'propose-plan', 'ignore', 'unmatched']),
  reason: unmatchedReason.nullable(),
  rule: z.string().nullable(),
  title: z.string(),
  serialNumber: z.string().nullable(),
  customer: z.string().nullable(),
  device: z.string().nullable(),
  /** Code of the severity that the answers give under the device's contract; null: somebody assesses it. */
  severity: z.string().nullable(),
  proposedPlan: z.string().nullable(),
});
export type DryRunAlert = z.infer<typeof dryRunAlert>;
export const monitoringDryRunResult = z.object({ alerts: z.array(dryRunAlert), truncatedAlerts: z.number().int() });
export type MonitoringDryRunResult = z.infer<typeof monitoringDryRunResult>;
