import type { MonitoringAlert, MonitoringRule, MonitoringSource } from '@pledge/contracts';
import { isoTime } from '../documents/index.js';
import type { AlertRow, RuleRow, SourceRow } from './monitoring.repository.js';

const time = (at: number | null): string | null => (at === null ? null : isoTime(at));

export function sourceView(row: SourceRow): MonitoringSource {
  return {
    id: row.id,
    name: row.name,
    enabled: row.enabled,
    tokenHint: row.tokenHint,
    createdAt: isoTime(row.createdAt),
    rotatedAt: time(row.rotatedAt),
    oldTokenUntil: time(row.oldTokenUntil),
    lastReceivedAt: time(row.lastReceivedAt),
    lastProblem: row.lastProblem,
    lastProblemAt: time(row.lastProblemAt),
  };
}

export function ruleView(row: RuleRow): MonitoringRule {
  const { id, name, enabled, position, matchers, device, action, planKey, answers, title, join } = row;
  const { revision, editedBy } = row;
  return {
    ...{ id, name, enabled, position, matchers, device, action, planKey, answers, title, join },
    ...{ revision, editedBy, editedAt: isoTime(row.editedAt) },
  };
}

export function alertView(row: AlertRow, source: string): MonitoringAlert {
  return {
    id: row.id,
    source,
    fingerprint: row.fingerprint,
    labels: row.labels,
    annotations: row.annotations,
    generatorUrl: row.generatorUrl,
    startsAt: isoTime(row.startsAt),
    receivedAt: isoTime(row.receivedAt),
    resolvedAt: time(row.resolvedAt),
    state: row.state,
    reason: row.reason,
    rule: row.ruleName,
    title: row.title,
    serialNumber: row.serialNumber,
    caseNumber: row.caseNumber,
    proposedPlan: row.proposedPlan,
    decidedBy: row.decidedBy,
    decidedAt: time(row.decidedAt),
    note: row.note,
  };
}
