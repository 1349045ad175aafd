import type { TaskView } from '@pledge/contracts';
import type { UserTaskRow } from '@pledge/runtime';
import { toIso } from '@pledge/time';
import { actorFor, permissionsOf, type Asker } from './task-access.js';

/** A task with the person who asks for it. */
export interface SeenTask {
  readonly row: UserTaskRow;
  /** As its model says; null where that has no English name. */
  readonly nameEn: string | null;
  readonly asker: Asker;
}

/** A task as the person who asks sees it. `zone`: IANA zone that times are written in. */
export function taskView({ row, nameEn, asker }: SeenTask, zone: string, read: boolean): TaskView {
  const iso = (ms: number | null): string | null => (ms === null ? null : toIso(ms, zone));
  return {
    id: row.id,
    elementId: row.elementId,
    name: row.name,
    nameEn,
    state: row.state,
    assignee: row.assignee,
    candidateGroups: [...row.candidateGroups],
    candidateUsers: [...row.candidateUsers],
    processInstanceId: row.instanceId,
    definitionId: row.definitionId,
    processKey: row.definitionKey,
    formId: row.formId,
    caseNumber: row.businessKey,
    priority: row.priority,
    dueAt: iso(row.dueAt),
    followUpAt: iso(row.followUpAt),
    urgencyAt: iso(row.urgencyAt),
    createdAt: toIso(row.createdAt, zone),
    endedAt: iso(row.endedAt),
    completedBy: row.completedBy,
    owner: row.owner,
    duty: row.duty,
    held: row.held,
    onBehalfOf: row.state === 'open' ? (actorFor(row, asker).onBehalfOf ?? null) : null,
    read,
    may: permissionsOf(row, asker),
  };
}
