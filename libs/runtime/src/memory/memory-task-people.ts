import type { EngineStore, TaskQuery } from '../ports/engine-store.js';
import type { TaskWatcherRow, UserTaskRow } from '../ports/rows.js';
import type { MemoryDatabase } from './memory-database.js';
import { memoryTransaction } from './memory-database.js';
import { watcherKey } from './memory-hot-path.js';

type Methods = 'setWatcher' | 'markRead' | 'listComments' | 'listWatchers' | 'listReadMarks';

/** Who watches, reads and comments tasks. */
export function taskPeopleMethods(db: MemoryDatabase): Pick<EngineStore, Methods> {
  return {
    async setWatcher(handle, watcher, on) {
      const table = memoryTransaction(handle).over(db.watchers);
      if (on) table.put(watcherKey(watcher), watcher);
      else table.delete(watcherKey(watcher));
    },
    async markRead(handle, mark) {
      const table = memoryTransaction(handle).over(db.reads);
      const key = JSON.stringify([mark.taskId, mark.username]);
      if (table.get(key) === undefined) table.put(key, mark);
    },
    async listComments(taskId) {
      return [...db.comments.values()]
        .filter((row) => row.taskId === taskId)
        .sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
    },
    async listWatchers(taskId) {
      return [...db.watchers.values()]
        .filter((row) => row.taskId === taskId)
        .sort((a, b) => (watcherKey(a) < watcherKey(b) ? -1 : 1));
    },
    async listReadMarks({ taskIds, username }) {
      return [...db.reads.values()]
        .filter((row) => taskIds.includes(row.taskId) && (username === undefined || row.username === username))
        .sort((a, b) => a.readAt - b.readAt || (a.username < b.username ? -1 : 1));
    },
  };
}

/** Whether the lists `copiedTo` and `followedBy` hold the task; true where the query asks for none of them. */
export function watchedAs(db: MemoryDatabase, row: UserTaskRow, q: TaskQuery): boolean {
  const has = (kind: TaskWatcherRow['kind'], username: string | undefined): boolean =>
    username === undefined || db.watchers.get(watcherKey({ taskId: row.id, kind, username })) !== undefined;
  return has('copied', q.copiedTo) && has('following', q.followedBy);
}

/** Own tasks, those of the person's groups, and of people whom the person stands in for; a copy is seen in the lists of a case or instance. */
export function seenBy(db: MemoryDatabase, row: UserTaskRow, q: TaskQuery): boolean {
  const seen = q.visibleTo;
  if (seen === undefined || q.copiedTo !== undefined || q.followedBy !== undefined) return true;
  const people = [seen.userId, ...(seen.alsoFor ?? [])];
  if (people.some((person) => row.assignee === person || row.candidateUsers.includes(person))) return true;
  if (row.candidateGroups.some((group) => seen.groups.includes(group))) return true;
  const byTask = q.instanceId !== undefined || q.businessKey !== undefined || q.completedBy !== undefined;
  const copy = watcherKey({ taskId: row.id, kind: 'copied', username: seen.userId });
  return byTask && db.watchers.get(copy) !== undefined;
}
