import type { TaskCommandResponse, TaskForm, TaskView } from '@pledge/contracts';
import { api } from '@pledge/web';

export interface TaskPage {
  readonly items: readonly TaskView[];
  readonly nextCursor: string | null;
  readonly total?: number;
}
export interface TaskFilter {
  readonly assignee?: string;
  readonly candidateGroup?: string;
  readonly caseNumber?: string;
  readonly processInstanceId?: string;
  readonly completedBy?: string;
  readonly state?: TaskView['state'];
  readonly unassigned?: 'true' | 'false';
  readonly view?: 'copied' | 'followed' | 'done';
  readonly words?: string;
  readonly due?: 'late' | 'today';
  readonly limit?: number;
  readonly cursor?: string;
}

/** `GET /api/tasks`, what runs out first on top. */
export function listTasks(filter: TaskFilter): Promise<TaskPage> {
  return api.get<TaskPage>('/tasks', { query: { ...filter } });
}
export function getTask(id: string): Promise<TaskView> {
  return api.get<TaskView>(`/tasks/${id}`);
}
export function getTaskForm(id: string): Promise<TaskForm> {
  return api.get<TaskForm>(`/tasks/${id}/form`);
}
export function claimTask(id: string): Promise<TaskCommandResponse> {
  return api.post<TaskCommandResponse>(`/tasks/${id}/claim`);
}
export function unclaimTask(id: string): Promise<TaskCommandResponse> {
  return api.post<TaskCommandResponse>(`/tasks/${id}/unclaim`);
}
/** Saves what was typed without completing. */
export function saveDraft(id: string, variables: Record<string, unknown>): Promise<unknown> {
  return api.post(`/tasks/${id}/draft`, { variables });
}
/** Completes; 422 with `errors[].field` when the form does not hold. */
export function completeTask(
  id: string,
  variables: Record<string, unknown>,
  idempotencyKey: string,
): Promise<TaskCommandResponse> {
  return api.post<TaskCommandResponse>(`/tasks/${id}/complete`, { variables }, { idempotencyKey });
}
