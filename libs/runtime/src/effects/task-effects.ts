import type {
  CancelUserTaskEffect,
  CompleteUserTaskEffect,
  CreateUserTaskEffect,
  UpdateUserTaskEffect,
} from '@pledge/engine';
import type { CommandSession, WorkingInstance } from '../command-session.js';

export function createTask(session: CommandSession, working: WorkingInstance, effect: CreateUserTaskEffect): void {
  session.writes.insertTask({
    id: effect.taskId,
    instanceId: working.row.id,
    definitionId: working.row.definitionId,
    definitionKey: working.row.definitionKey,
    elementId: effect.elementId,
    elementInstanceId: effect.elementInstanceId,
    name: effect.name,
    state: 'open',
    assignee: effect.assignee ?? null,
    owner: null,
    duty: effect.duty ?? null,
    held: false,
    candidateGroups: effect.candidateGroups,
    candidateUsers: effect.candidateUsers,
    formId: effect.formId ?? null,
    requires: effect.requires,
    businessKey: working.row.businessKey,
    mode: working.row.mode,
    priority: effect.priority ?? 50,
    dueAt: effect.dueAt ?? null,
    followUpAt: effect.followUpAt ?? null,
    urgencyAt: null, // given when the transaction closes
    draft: null,
    createdAt: session.now,
    endedAt: null,
    completedBy: null,
  });
  session.tell('task', working, effect.taskId, 'created');
}

export function updateTask(session: CommandSession, working: WorkingInstance, effect: UpdateUserTaskEffect): void {
  session.writes.assignTask(effect.taskId, effect.assignee);
  session.tell('task', working, effect.taskId, effect.assignee === null ? 'unclaimed' : 'claimed');
}

export function completeTask(session: CommandSession, working: WorkingInstance, effect: CompleteUserTaskEffect): void {
  const { taskId, completedBy } = effect;
  session.writes.closeTask({ id: taskId, state: 'completed', completedBy, endedAt: session.now, draft: null });
  session.tell('task', working, taskId, 'completed');
}

export function cancelTask(session: CommandSession, working: WorkingInstance, effect: CancelUserTaskEffect): void {
  session.writes.closeTask({
    id: effect.taskId,
    state: 'cancelled',
    completedBy: null,
    endedAt: session.now,
    draft: null,
  });
  session.tell('task', working, effect.taskId, 'cancelled');
}
