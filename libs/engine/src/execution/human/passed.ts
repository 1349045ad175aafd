import type { HistoryEntry } from '../history-entry.js';
import type { WithdrawTaskCommand } from './commands.js';

/** A user task that an instance has passed. */
export interface PassedTask {
  readonly elementId: string;
  /** Who completed it last: a user id, or `system`. */
  readonly by: string;
  /** Epoch ms. */
  readonly at: number;
}

/** The user tasks that the history says were completed, by element, the one completed last last. */
export function passedTasks(history: readonly HistoryEntry[]): Map<string, PassedTask> {
  const passed = new Map<string, PassedTask>();
  for (const { type, elementType, elementId, actor, at, detail } of history) {
    if (type !== 'element-completed' || elementType !== 'userTask' || elementId === undefined) continue;
    passed.delete(elementId);
    const by = typeof detail?.['onBehalfOf'] === 'string' ? detail['onBehalfOf'] : (actor ?? 'system');
    passed.set(elementId, { elementId, by, at });
  }
  return passed;
}

/**
 * What happened after an entry of the history, as withdrawing asks it. What the one who withdraws did to the next task
 * (copied it, commented it), and reminders of it, do not touch it.
 */
export function deedsSince(history: readonly HistoryEntry[], seq: number, by: string): WithdrawTaskCommand['since'] {
  const later = history.filter((entry) => entry.seq > seq);
  const instances = (entries: readonly HistoryEntry[]): string[] => [
    ...new Set(entries.flatMap((entry) => entry.elementInstanceId ?? [])),
  ];
  return {
    entered: instances(later.filter((entry) => entry.type === 'element-entered')),
    touched: instances(
      later.filter(
        (entry) => /^(task|signer)-/.test(entry.type) && entry.type !== 'task-reminded' && entry.actor !== by,
      ),
    ),
    completed: [
      ...new Set(
        later
          .filter((entry) => entry.type === 'element-completed' && entry.elementType === 'userTask')
          .flatMap((entry) => entry.elementId ?? []),
      ),
    ],
  };
}
