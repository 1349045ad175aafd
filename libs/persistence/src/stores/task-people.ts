import type { BatchWrites, EngineStore, TaskWatcherRow, Transaction } from '@pledge/runtime';
import type { QueryRunner } from 'typeorm';
import { execute, insertMissing, insertRows, placeholders, updateRows, type DatabaseKind } from '../dialect.js';
import { databaseOf, runnerOf } from '../unit-of-work.js';
import { tables, type Reader } from './tables.js';

type Methods = 'setWatcher' | 'markRead' | 'listComments' | 'listWatchers' | 'listReadMarks';

/** Watchers are rows of the audience with a kind of their own: their lists are read from the same index as the inbox. */
const KINDS = { copied: 'c', following: 'f' } as const satisfies Record<TaskWatcherRow['kind'], string>;

/** Who watches, reads and comments tasks. */
export function taskPeopleMethods(reader: Reader): Pick<EngineStore, Methods> {
  return {
    setWatcher,
    markRead: (tx, mark) => insertMissing(runnerOf(tx), databaseOf(tx), tables.read, [mark]),
    listComments: (taskId) => reader.many(tables.comment, 'WHERE r.task_id = ? ORDER BY r.created_at, r.id', [taskId]),
    async listWatchers(taskId) {
      const rows = await reader.many(
        tables.audience,
        "WHERE r.task_id = ? AND r.kind IN ('c', 'f') ORDER BY r.kind, r.ref",
        [taskId],
      );
      return rows.map((row) => ({ taskId, kind: row.kind === 'c' ? 'copied' : 'following', username: row.ref }));
    },
    async listReadMarks({ taskIds, username }) {
      if (taskIds.length === 0) return [];
      const own = username === undefined ? '' : 'AND r.username = ?';
      return reader.many(
        tables.read,
        `WHERE r.task_id IN (${placeholders(taskIds.length)}) ${own} ORDER BY r.read_at, r.username`,
        [...taskIds, ...(username === undefined ? [] : [username])],
      );
    },
  };
}

async function setWatcher(tx: Transaction, watcher: TaskWatcherRow, on: boolean): Promise<void> {
  if (on) return addWatcher(runnerOf(tx), databaseOf(tx), watcher);
  await execute(runnerOf(tx), 'DELETE FROM task_audience WHERE task_id = ? AND slot = ?', [
    watcher.taskId,
    slotOf(watcher),
  ]);
}

const slotOf = ({ kind, username }: TaskWatcherRow): string => `${KINDS[kind]}:${username}`;

/** Sorts in lists like the task; an unknown task has no watchers. */
async function addWatcher(runner: QueryRunner, database: DatabaseKind, watcher: TaskWatcherRow): Promise<void> {
  const known = database === 'mysql' ? 'ON DUPLICATE KEY UPDATE task_id = t.id' : 'ON CONFLICT DO NOTHING';
  await execute(
    runner,
    `INSERT INTO task_audience (task_id, slot, kind, ref, is_open, sort_at, created_at)
     SELECT t.id, ?, ?, ?, CASE WHEN t.state = 'open' THEN 1 ELSE 0 END, t.sort_at, t.created_at
     FROM user_task AS t WHERE t.id = ? ${known}`,
    [slotOf(watcher), KINDS[watcher.kind], watcher.username, watcher.taskId],
  );
}

/** What people changed of open tasks: one statement for all changes of the same columns. */
export async function writeTaskPeople(runner: QueryRunner, database: DatabaseKind, writes: BatchWrites): Promise<void> {
  const groups = new Map<string, BatchWrites['tasksChanged']>();
  for (const each of writes.tasksChanged) {
    const columns = Object.keys(each.change).sort().join(' ');
    groups.set(columns, [...(groups.get(columns) ?? []), each]);
  }
  for (const group of groups.values()) {
    const set = Object.keys(group[0]?.change ?? {}) as (keyof BatchWrites['tasksChanged'][number]['change'])[];
    if (set.length === 0) continue;
    const rows = group.map(({ id, change }) => ({ id, ...change }));
    await updateRows(runner, database, tables.task, rows, { match: ['id'], set });
  }
  for (const watcher of writes.watchersAdded) await addWatcher(runner, database, watcher);
  if (writes.commentsInserted.length > 0) await insertRows(runner, tables.comment, writes.commentsInserted);
}
