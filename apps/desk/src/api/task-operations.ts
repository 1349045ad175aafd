import type {
  AddSigner,
  ChangeTask,
  HistoryView,
  ReturnTargets,
  TaskActivity,
  TaskCommandResponse,
  TaskResults,
  TaskView,
  WayBackAnswer,
} from '@pledge/contracts';
import { api } from '@pledge/web';

const at = (id: string, operation: string): string => `/tasks/${id}/${operation}`;
const send = <T = TaskCommandResponse>(id: string, operation: string, body: unknown, key: string): Promise<T> =>
  api.post<T>(at(id, operation), body, { idempotencyKey: key });

/** 委派: it comes back when the other is done. `key`: `Idempotency-Key`, here and below. */
export function delegateTask(id: string, user: string, key: string): Promise<TaskCommandResponse> {
  return send(id, 'delegate', { user }, key);
}
/** 转办 */
export function transferTask(id: string, user: string, key: string): Promise<TaskCommandResponse> {
  return send(id, 'transfer', { user }, key);
}
/** 加签 */
export function addSigner(id: string, body: AddSigner, key: string): Promise<TaskCommandResponse> {
  return send(id, 'add-signer', body, key);
}
/** 减签 */
export function removeSigner(id: string, user: string, key: string): Promise<TaskCommandResponse> {
  return send(id, 'remove-signer', { user }, key);
}
/** Where a task may go back to, the one completed last first. */
export function returnTargets(id: string): Promise<ReturnTargets> {
  return api.get<ReturnTargets>(at(id, 'return-targets'));
}
/** 退回 */
export function returnTask(
  id: string,
  body: { readonly targetElementId: string; readonly reason: string },
  key: string,
): Promise<WayBackAnswer> {
  return send<WayBackAnswer>(id, 'return', body, key);
}
/** What a return would cancel and open; changes nothing, so the reason is not read by anybody. */
export function previewReturn(id: string, targetElementId: string): Promise<WayBackAnswer> {
  return api.post<WayBackAnswer>(at(id, 'return'), { targetElementId, reason: 'dry run', dryRun: true });
}
/** 撤回 */
export function withdrawTask(id: string, reason: string, key: string): Promise<WayBackAnswer> {
  return send<WayBackAnswer>(id, 'withdraw', { reason }, key);
}
/** What taking back would cancel and open; changes nothing. */
export function previewWithdraw(id: string): Promise<WayBackAnswer> {
  return api.post<WayBackAnswer>(at(id, 'withdraw'), { reason: 'dry run', dryRun: true });
}
/** 催办; `text` may be empty. */
export function remindTask(id: string, text: string, key: string): Promise<TaskCommandResponse> {
  return send(id, 'remind', text === '' ? {} : { text }, key);
}
/** 抄送 */
export function copyTask(id: string, users: readonly string[], key: string): Promise<TaskCommandResponse> {
  return send(id, 'copy', { users }, key);
}
/** 期限、跟进、优先级 */
export function changeTask(id: string, body: ChangeTask, key: string): Promise<TaskView> {
  return api.patch<TaskView>(`/tasks/${id}`, body, { idempotencyKey: key });
}
/** 关注, 取消关注 */
export function followTask(id: string, on: boolean): Promise<TaskView> {
  return api.post<TaskView>(at(id, on ? 'follow' : 'unfollow'));
}
/** 已阅 */
export function readTask(id: string): Promise<TaskView> {
  return api.post<TaskView>(at(id, 'read'));
}
export function taskActivity(id: string): Promise<TaskActivity> {
  return api.get<TaskActivity>(at(id, 'activity'));
}
/** One result per task; a refused one does not stop the others. */
export function claimTasks(ids: readonly string[], key: string): Promise<TaskResults> {
  return api.post<TaskResults>('/tasks/claim', { ids }, { idempotencyKey: key });
}
export function completeTasks(
  tasks: readonly { readonly id: string; readonly variables: Record<string, unknown> }[],
  key: string,
): Promise<TaskResults> {
  return api.post<TaskResults>('/tasks/complete', { tasks }, { idempotencyKey: key });
}

/** Everything that happened in an instance, page by page, oldest first. */
export async function instanceHistory(instanceId: string): Promise<readonly HistoryView[]> {
  const found: HistoryView[] = [];
  let cursor: string | null = null;
  do {
    const page: { readonly items: readonly HistoryView[]; readonly nextCursor: string | null } = await api.get(
      `/process-instances/${instanceId}/history`,
      { query: { limit: 1000, cursor } },
    );
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}
