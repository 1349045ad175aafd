import type {
  DefinitionView,
  FindingView,
  HistoryView,
  IncidentView,
  InstanceDetail,
  InstanceListItem,
  JobView,
  Language,
  ResourceView,
} from '@pledge/contracts';
import { pick } from '@pledge/nest';
import type {
  DefinitionRow,
  Finding,
  HistoryRow,
  IncidentRow,
  InstanceRow,
  InstanceView,
  JobRow,
  ResourceRow,
} from '@pledge/runtime';

/** Writes epoch ms as ISO 8601 with the site's offset. */
export type Iso = (ms: number) => string;

/** `null` stays null. */
export function isoOrNull(ms: number | null, iso: Iso): string | null {
  return ms === null ? null : iso(ms);
}

export function instanceItem(row: InstanceRow, iso: Iso): InstanceListItem {
  return {
    id: row.id,
    state: row.status === 'active' && row.incidentCount > 0 ? 'incident' : row.status,
    definitionId: row.definitionId,
    key: row.definitionKey,
    businessKey: row.businessKey,
    rootInstanceId: row.rootInstanceId,
    parentInstanceId: row.parentInstanceId,
    mode: row.mode,
    startedAt: iso(row.startedAt),
    endedAt: isoOrNull(row.endedAt, iso),
  };
}

export function instanceDetail({ row, activeElements, variables }: InstanceView, iso: Iso): InstanceDetail {
  return { ...instanceItem(row, iso), activeElements: [...activeElements], variables };
}

export function findingView(finding: Finding, language: Language): FindingView {
  return { ...finding, message: pick(finding.message, language) };
}

export function definitionView(row: DefinitionRow, language: Language, iso: Iso): DefinitionView {
  return {
    id: row.id,
    key: row.key,
    version: row.version,
    name: row.name,
    resourceName: row.resourceName,
    deploymentId: row.deploymentId,
    source: row.source,
    status: row.status,
    blockedReason: row.blockedReason,
    findings: (row.findings as readonly Finding[]).map((finding) => findingView(finding, language)),
    deployedAt: iso(row.deployedAt),
  };
}

export function resourceView(row: ResourceRow, iso: Iso): ResourceView {
  const { id, kind, key, version, name, source } = row;
  return { id, kind, key, version, name, source, deployedAt: iso(row.deployedAt) };
}

export function historyView(row: HistoryRow, iso: Iso): HistoryView {
  const { instanceId: _, at, detail, ...rest } = row;
  return { ...rest, at: iso(at), ...(detail === undefined ? {} : { detail: { ...detail } }) };
}

export function jobView(row: JobRow, iso: Iso): JobView {
  const { id, type, name, instanceId, ref, state, retriesLeft, lastError } = row;
  return {
    id,
    type,
    name,
    instanceId,
    ref,
    state,
    retriesLeft,
    lastError,
    dueAt: iso(row.dueAt),
    createdAt: iso(row.createdAt),
  };
}

export function incidentView(row: IncidentRow, iso: Iso): IncidentView {
  const { id, instanceId, jobId, elementId, code, message } = row;
  return {
    id,
    processInstanceId: instanceId,
    jobId,
    elementId,
    code,
    message,
    createdAt: iso(row.createdAt),
    resolvedAt: isoOrNull(row.resolvedAt, iso),
  };
}
