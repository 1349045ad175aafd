import type {
  CheckReadiness,
  Emergency,
  EmergencyList,
  EmergencyPack,
  EmergencyPlan,
  EmergencyPlanList,
  PlanProposals,
  PlanVersionList,
  ProposePlans,
  ReviseEmergencyPlan,
} from '@pledge/contracts';
import { api, type CallOptions } from '@pledge/web';

export function listEmergencies(query: NonNullable<CallOptions['query']>): Promise<EmergencyList> {
  return api.get<EmergencyList>('/emergencies', { query });
}
export function getEmergency(number: string): Promise<Emergency> {
  return api.get<Emergency>(`/emergencies/${encodeURIComponent(number)}`);
}
/** Plans whose trigger conditions hold, as the deployed decision says. */
export function proposePlans(report: ProposePlans): Promise<PlanProposals> {
  return api.post<PlanProposals>('/emergencies/proposals', report);
}

const planAt = (key: string): string => `/emergency-plans/${encodeURIComponent(key)}`;
export function listEmergencyPlans(): Promise<EmergencyPlanList> {
  return api.get<EmergencyPlanList>('/emergency-plans');
}
export function getEmergencyPlan(key: string): Promise<EmergencyPlan> {
  return api.get<EmergencyPlan>(planAt(key));
}
/** Signs the version for the party of the person who asks. */
export function agreeEmergencyPlan(key: string, version: number): Promise<EmergencyPlan> {
  return api.post<EmergencyPlan>(`${planAt(key)}/agreements`, { version });
}
export function reviseEmergencyPlan(key: string, body: ReviseEmergencyPlan): Promise<EmergencyPlan> {
  return api.put<EmergencyPlan>(planAt(key), body);
}
export function checkReadiness(key: string, item: string, body: CheckReadiness): Promise<EmergencyPlan> {
  return api.post<EmergencyPlan>(`${planAt(key)}/readiness/${encodeURIComponent(item)}`, body);
}
/** Every version with its signatures, newest first. */
export function listPlanVersions(key: string): Promise<PlanVersionList> {
  return api.get<PlanVersionList>(`${planAt(key)}/versions`);
}
/** The plans on paper. */
export function getEmergencyPack(): Promise<EmergencyPack> {
  return api.get<EmergencyPack>('/emergency-plans/pack');
}
/** Prints the pack anew where it is out of date. */
export function renewEmergencyPack(): Promise<EmergencyPack> {
  return api.post<EmergencyPack>('/emergency-plans/pack');
}
