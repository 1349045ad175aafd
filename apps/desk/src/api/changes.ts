import type {
  ChangeCalendarView,
  ChangeFreeze,
  ChangePlan,
  ChangePlanContent,
  ChangePlanList,
  ConfirmationContent,
  ConfirmationLink,
  ConfirmationRequest,
  ConfirmationRequestList,
  ConfirmationScanCheck,
  ConfirmationScanUpload,
  CreateChangeFreeze,
  CreatedChangePlan,
  OralConfirmation,
} from '@pledge/contracts';
import { api } from '@pledge/web';

export function listPlans(filter: { caseNumber?: string; state?: string; limit?: number }): Promise<ChangePlanList> {
  return api.get<ChangePlanList>('/change-plans', { query: filter });
}
export function getPlan(id: string): Promise<ChangePlan> {
  return api.get<ChangePlan>(`/change-plans/${id}`);
}
/** A plan and the process that carries it. */
export function createPlan(caseNumber: string, idempotencyKey: string): Promise<CreatedChangePlan> {
  return api.post<CreatedChangePlan>('/change-plans', { caseNumber }, { idempotencyKey });
}
/** `revision` of the plan that was edited: an older one is refused (409 CHANGE_PLAN_OUTDATED). */
export function savePlan(id: string, revision: number, content: ChangePlanContent): Promise<ChangePlan> {
  return api.put<ChangePlan>(`/change-plans/${id}`, { revision, content });
}
export function changeCalendar(from: string, to: string): Promise<ChangeCalendarView> {
  return api.get<ChangeCalendarView>('/change-calendar', { query: { from, to } });
}
export function addFreeze(freeze: CreateChangeFreeze): Promise<ChangeFreeze> {
  return api.post<ChangeFreeze>('/change-freezes', freeze);
}
export function removeFreeze(id: string): Promise<unknown> {
  return api.delete(`/change-freezes/${id}`);
}

/** Address of a request below `/api`; its commands hang below it. */
export const confirmationPath = (id: string): string => `/confirmations/${encodeURIComponent(id)}`;

export function listConfirmations(filter: {
  caseNumber?: string;
  state?: string;
  mine?: 'true';
  toCheck?: 'true';
}): Promise<ConfirmationRequestList> {
  return api.get<ConfirmationRequestList>('/confirmations', { query: filter });
}
export function getConfirmation(id: string): Promise<ConfirmationRequest> {
  return api.get<ConfirmationRequest>(confirmationPath(id));
}
export function getConfirmationContent(id: string, language: 'zh-CN' | 'en'): Promise<ConfirmationContent> {
  return api.get<ConfirmationContent>(`${confirmationPath(id)}/content`, { query: { language } });
}
/** Mails the link again; the link itself is shown to nobody of the provider. */
export function sendConfirmationLink(id: string): Promise<ConfirmationLink> {
  return api.post<ConfirmationLink>(`${confirmationPath(id)}/link`);
}
export function clickConfirmation(id: string): Promise<ConfirmationRequest> {
  return api.post<ConfirmationRequest>(`${confirmationPath(id)}/click`);
}
export function revokeConfirmation(id: string, reason: string): Promise<ConfirmationRequest> {
  return api.post<ConfirmationRequest>(`${confirmationPath(id)}/revoke`, { reason });
}
export function recordOral(id: string, said: OralConfirmation): Promise<ConfirmationRequest> {
  return api.post<ConfirmationRequest>(`${confirmationPath(id)}/oral`, said);
}
export function takeInScan(id: string, scan: ConfirmationScanUpload): Promise<ConfirmationRequest> {
  return api.post<ConfirmationRequest>(`${confirmationPath(id)}/scans`, scan);
}
export function checkScan(scanId: string, check: ConfirmationScanCheck): Promise<ConfirmationRequest> {
  return api.post<ConfirmationRequest>(`/confirmation-scans/${scanId}/check`, check);
}
