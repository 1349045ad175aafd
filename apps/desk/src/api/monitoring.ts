import type {
  AssignAlert,
  ChangeMonitoringRule,
  ChangeMonitoringSource,
  MonitoringAlert,
  MonitoringAlertList,
  MonitoringDryRun,
  MonitoringDryRunResult,
  MonitoringRule,
  MonitoringRuleInput,
  MonitoringRuleList,
  MonitoringSource,
  MonitoringSourceList,
  MonitoringSourceWithToken,
} from '@pledge/contracts';
import { api, type CallOptions } from '@pledge/web';

export function listAlerts(query: NonNullable<CallOptions['query']>): Promise<MonitoringAlertList> {
  return api.get<MonitoringAlertList>('/monitoring/alerts', { query });
}
export function assignAlert(id: string, target: AssignAlert): Promise<MonitoringAlert> {
  return api.post<MonitoringAlert>(`/monitoring/alerts/${id}/assign`, target);
}
export function dismissAlert(id: string, reason: string): Promise<MonitoringAlert> {
  return api.post<MonitoringAlert>(`/monitoring/alerts/${id}/dismiss`, { reason });
}

export function listRules(): Promise<MonitoringRuleList> {
  return api.get<MonitoringRuleList>('/monitoring/rules');
}
export function createRule(body: MonitoringRuleInput): Promise<MonitoringRule> {
  return api.post<MonitoringRule>('/monitoring/rules', body);
}
export function changeRule(id: string, body: ChangeMonitoringRule): Promise<MonitoringRule> {
  return api.put<MonitoringRule>(`/monitoring/rules/${id}`, body);
}
export function removeRule(id: string): Promise<unknown> {
  return api.delete(`/monitoring/rules/${id}`);
}
export function dryRun(body: MonitoringDryRun): Promise<MonitoringDryRunResult> {
  return api.post<MonitoringDryRunResult>('/monitoring/dry-run', body);
}

export function listSources(): Promise<MonitoringSourceList> {
  return api.get<MonitoringSourceList>('/monitoring/sources');
}
/** The answer holds the token; it is never given again. */
export function createSource(name: string): Promise<MonitoringSourceWithToken> {
  return api.post<MonitoringSourceWithToken>('/monitoring/sources', { name });
}
export function changeSource(id: string, body: ChangeMonitoringSource): Promise<MonitoringSource> {
  return api.put<MonitoringSource>(`/monitoring/sources/${id}`, body);
}
/** The answer holds the new token; the old one is taken for `keepOldHours` more. */
export function rotateToken(id: string, keepOldHours: number): Promise<MonitoringSourceWithToken> {
  return api.post<MonitoringSourceWithToken>(`/monitoring/sources/${id}/rotate`, { keepOldHours });
}
