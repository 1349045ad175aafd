import type {
  CaseClockList,
  CaseDetail,
  CaseEventList,
  CaseList,
  CasePause,
  CaseProcess,
  CaseQuestions,
  CaseQuestionsQuery,
  CorrectContractRequest,
  CreateCaseRequest,
  CreateCaseResponse,
  DecidePauseRequest,
  DisputePauseRequest,
  DocumentList,
  IntakeResult,
  RecordEventRequest,
  ServiceFormLinkResponse,
} from '@pledge/contracts';
import { api } from '@pledge/web';

const at = (number: string): string => `/cases/${encodeURIComponent(number)}`;

/** `GET /api/cases` newest first; `q` by number, title, customer or serial; `numbers` joined by commas. */
export function listCases(
  filter: { q?: string; status?: string; numbers?: string; limit?: number; cursor?: string },
  signal?: AbortSignal,
): Promise<CaseList> {
  return api.get<CaseList>('/cases', { query: filter, signal });
}
/** `GET /api/cases/questions`: what the contract that a report falls under asks. */
export function getCaseQuestions(query: CaseQuestionsQuery, signal?: AbortSignal): Promise<CaseQuestions> {
  return api.get<CaseQuestions>('/cases/questions', { query: { ...query }, signal });
}
/** `POST /api/cases`; the key makes a repeat after a lost connection harmless. */
export function createCase(body: CreateCaseRequest, idempotencyKey: string): Promise<CreateCaseResponse> {
  return api.post<CreateCaseResponse>('/cases', body, { idempotencyKey });
}
export function getCase(number: string): Promise<CaseDetail> {
  return api.get<CaseDetail>(at(number));
}
export function getClocks(number: string): Promise<CaseClockList> {
  return api.get<CaseClockList>(`${at(number)}/clocks`);
}
export function getEvents(number: string): Promise<CaseEventList> {
  return api.get<CaseEventList>(`${at(number)}/events`);
}
export function getProcess(number: string): Promise<CaseProcess> {
  return api.get<CaseProcess>(`${at(number)}/process`);
}
export function getDocuments(number: string): Promise<DocumentList> {
  return api.get<DocumentList>(`${at(number)}/documents`);
}
/** `POST /api/cases/:number/events`. */
export function recordEvent(number: string, body: RecordEventRequest): Promise<unknown> {
  return api.post(`${at(number)}/events`, body);
}
/** The customer objects to a pause; somebody who did not begin it decides. */
export function disputePause(number: string, id: string, body: DisputePauseRequest): Promise<CasePause> {
  return api.post<CasePause>(`${at(number)}/pauses/${encodeURIComponent(id)}/dispute`, body);
}
export function decidePause(number: string, id: string, body: DecidePauseRequest): Promise<CasePause> {
  return api.post<CasePause>(`${at(number)}/pauses/${encodeURIComponent(id)}/decision`, body);
}
/** `PATCH /api/cases/:number/contract`: the receipt time stays. */
export function correctContract(number: string, body: CorrectContractRequest): Promise<CaseDetail> {
  return api.patch<CaseDetail>(`${at(number)}/contract`, body);
}
/** `POST /api/cases/:number/service-form/link`. */
export function sendSignLink(number: string, taskId: string): Promise<ServiceFormLinkResponse> {
  return api.post<ServiceFormLinkResponse>(`${at(number)}/service-form/link`, { taskId });
}
/** `GET /api/intake/search`: phone, customer, serial or contract number. */
export function searchIntake(q: string, signal?: AbortSignal): Promise<IntakeResult> {
  return api.get<IntakeResult>('/intake/search', { query: { q }, signal });
}
