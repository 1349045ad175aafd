import type { EngineStore, Page, TaskQuery, UserTaskRow } from '@pledge/runtime';
import { afterCursor, placeholders } from '../dialect.js';
import type { AudienceKind } from '../entities/instance.entities.js';
import { cut, page, readCursor, TOTAL_CAP, type Condition, type Sort } from './pages.js';
import { equals } from './queries.js';
import { tables, taskRow, type Reader } from './tables.js';

/** What breaks first comes first (design section 8). */
const BY_URGENCY: readonly Sort[] = [
  { column: 'sort_at', property: 'sortAt' },
  { column: 'created_at', property: 'createdAt' },
  { column: 'id', property: 'id' },
];
const AUDIENCE_ORDER = ['a.sort_at', 'a.created_at', 'a.task_id'] as const;
/** The same of rows that were picked. */
const PICKED = ['sort_at', 'created_at', 'task_id'] as const;

interface Audience {
  readonly kind: AudienceKind;
  readonly ref: string;
}

export function taskListMethods(reader: Reader): Pick<EngineStore, 'listTasks'> {
  return {
    listTasks(q) {
      // A case or an instance has few tasks; a list without an audience is read from the task table's own order.
      const drivenByTask = q.instanceId !== undefined || q.businessKey !== undefined || q.completedBy !== undefined;
      const audiences = drivenByTask && !watched(q) ? null : drivingAudiences(q);
      return audiences === null ? listByTask(reader, q) : listByAudience(reader, q, audiences);
    },
  };
}

/** The narrowest set of audiences that holds every task asked for; null when the query names none. */
function drivingAudiences(q: TaskQuery): Audience[] | null {
  if (q.copiedTo !== undefined) return [{ kind: 'c', ref: q.copiedTo }];
  if (q.followedBy !== undefined) return [{ kind: 'f', ref: q.followedBy }];
  if (q.assignee !== undefined) return [{ kind: 'a', ref: q.assignee }];
  if (q.visibleTo !== undefined) return visibleAudiences(q.visibleTo);
  if (q.candidateGroups !== undefined) return groupAudiences(q.candidateGroups);
  return null;
}
function visibleAudiences(seen: NonNullable<TaskQuery['visibleTo']>): Audience[] {
  const people = [...new Set([seen.userId, ...(seen.alsoFor ?? [])])];
  return [
    ...people.flatMap((ref): Audience[] => [
      { kind: 'a', ref },
      { kind: 'u', ref },
    ]),
    ...groupAudiences(seen.groups),
  ];
}
function groupAudiences(groups: readonly string[]): Audience[] {
  return [...new Set(groups)].map((ref) => ({ kind: 'g', ref }));
}

function listByTask(reader: Reader, q: TaskQuery): Promise<Page<UserTaskRow>> {
  const seen = [
    ...(q.visibleTo ? [visible('r', [...visibleAudiences(q.visibleTo), { kind: 'c', ref: q.visibleTo.userId }])] : []),
    ...(q.candidateGroups ? [visible('r', groupAudiences(q.candidateGroups))] : []),
  ];
  const conditions = [
    ...equals('r.instance_id', q.instanceId),
    ...equals('r.business_key', q.businessKey),
    ...equals('r.completed_by', q.completedBy),
    ...equals('r.state', q.state),
    ...equals('r.assignee', q.assignee),
    ...(q.unassigned ? [{ sql: 'r.assignee IS NULL', parameters: [] }] : []),
    ...narrowed('r', q),
    ...seen,
  ];
  return page(reader, tables.task, conditions, BY_URGENCY, q, taskRow);
}

/** What a person filters a list by: words, and how soon. */
function narrowed(alias: string, { words, dueBefore }: TaskQuery): Condition[] {
  const keys = words?.businessKeys ?? [];
  const among = keys.length === 0 ? '' : ` OR ${alias}.business_key IN (${placeholders(keys.length)})`;
  return [
    ...(words === undefined
      ? []
      : [
          {
            sql: `(INSTR(LOWER(${alias}.name), ?) > 0 OR INSTR(LOWER(${alias}.business_key), ?) > 0${among})`,
            parameters: [words.text, words.text, ...keys],
          },
        ]),
    ...(dueBefore === undefined
      ? []
      : [{ sql: `COALESCE(${alias}.urgency_at, ${alias}.due_at) < ?`, parameters: [dueBefore] }]),
  ];
}

/** True for tasks that one of the audiences may see. */
function visible(alias: string, audiences: readonly Audience[]): Condition {
  if (audiences.length === 0) return { sql: '1 = 0', parameters: [] };
  const pairs = audiences.map(() => '(s.kind = ? AND s.ref = ?)').join(' OR ');
  return {
    sql: `EXISTS (SELECT 1 FROM task_audience AS s WHERE s.task_id = ${alias}.id AND (${pairs}))`,
    parameters: audiences.flatMap((one) => [one.kind, one.ref]),
  };
}

/**
 * One index range per audience (and per open / closed where both are asked for), each cut to a page, then merged: the
 * cost follows the page size and the number of groups, not the number of tasks.
 */
async function listByAudience(
  reader: Reader,
  q: TaskQuery,
  audiences: readonly Audience[],
): Promise<Page<UserTaskRow>> {
  if (audiences.length === 0) return { items: [], nextCursor: null, total: 0 };
  const filters = taskFilters(q, audiences);
  const after =
    q.cursor === undefined
      ? null
      : afterCursor(reader.database, AUDIENCE_ORDER, readCursor(q.cursor, AUDIENCE_ORDER.length));
  const picked = ranges(q, audiences, filters, after, q.limit + 1);
  const entities = await reader.many(
    tables.task,
    `JOIN (SELECT DISTINCT ${PICKED.join(', ')} FROM (${picked.sql}) AS p ORDER BY ${PICKED.join(', ')} LIMIT ?) AS d ON d.task_id = r.id
     ORDER BY r.sort_at, r.created_at, r.id`,
    [...picked.parameters, q.limit + 1],
  );
  const result = cut(entities, BY_URGENCY, q.limit, taskRow);
  if (q.cursor !== undefined) return result;
  if (result.nextCursor === null) return { ...result, total: result.items.length };
  return { ...result, total: await cappedTotal(reader, q, audiences, filters) };
}

/**
 * Where one range alone reaches the cap, which any long list has, its thousandth row is looked for and nothing is gathered;
 * only else are the ranges, all short then, counted without what is in several of them. Ranges are asked in growing
 * portions, those of groups first: the first that is long ends the search.
 */
async function cappedTotal(
  reader: Reader,
  q: TaskQuery,
  audiences: readonly Audience[],
  filters: readonly Condition[],
): Promise<number> {
  const rest = audiences.toSorted((one, other) => Number(other.kind === 'g') - Number(one.kind === 'g'));
  for (let portion = 1; rest.length > 0; portion *= 4) {
    const thousandth = ranges(q, rest.splice(0, portion), filters, null, 1, TOTAL_CAP - 1);
    const reached = await reader.select(`SELECT 1 FROM (${thousandth.sql}) AS p LIMIT 1`, thousandth.parameters);
    if (reached.length > 0) return TOTAL_CAP;
  }
  const counted = ranges(q, audiences, filters, null, TOTAL_CAP);
  const [row] = await reader.select(
    `SELECT COUNT(*) AS total FROM (SELECT DISTINCT task_id FROM (${counted.sql}) AS p LIMIT ${TOTAL_CAP}) AS c`,
    counted.parameters,
  );
  return Number(row?.total ?? 0);
}

/** Conditions on the task itself; without any, the audience index alone answers. */
function taskFilters(q: TaskQuery, driving: readonly Audience[]): Condition[] {
  const drivenByAssignee = driving[0]?.kind === 'a' && q.assignee !== undefined;
  if (watched(q)) return [...watchedFilters(q), ...narrowed('t', q)];
  return [
    ...narrowed('t', q),
    ...(q.unassigned ? [{ sql: 't.assignee IS NULL', parameters: [] }] : []),
    ...(q.state === undefined || q.state === 'open' ? [] : equals('t.state', q.state)),
    ...(drivenByAssignee && q.visibleTo && q.visibleTo.userId !== q.assignee
      ? [visible('t', visibleAudiences(q.visibleTo))]
      : []),
    ...(q.candidateGroups && (drivenByAssignee || q.visibleTo)
      ? [visible('t', groupAudiences(q.candidateGroups))]
      : []),
  ];
}

const watched = (q: TaskQuery): boolean => q.copiedTo !== undefined || q.followedBy !== undefined;

/** A list of watched tasks may be narrowed by everything that a task says of itself. */
function watchedFilters(q: TaskQuery): Condition[] {
  return [
    ...equals('t.instance_id', q.instanceId),
    ...equals('t.business_key', q.businessKey),
    ...equals('t.completed_by', q.completedBy),
    ...equals('t.assignee', q.assignee),
    ...(q.unassigned ? [{ sql: 't.assignee IS NULL', parameters: [] }] : []),
    ...(q.state === undefined || q.state === 'open' ? [] : equals('t.state', q.state)),
    ...(q.candidateGroups ? [visible('t', groupAudiences(q.candidateGroups))] : []),
    ...(q.copiedTo !== undefined && q.followedBy !== undefined
      ? [visible('t', [{ kind: 'f', ref: q.followedBy }])]
      : []),
  ];
}

function ranges(
  q: TaskQuery,
  audiences: readonly Audience[],
  filters: readonly Condition[],
  after: Condition | null,
  limit: number,
  offset = 0,
): { sql: string; parameters: unknown[] } {
  const openFlags = q.state === undefined ? [1, 0] : [q.state === 'open' ? 1 : 0];
  const join = filters.length === 0 ? '' : 'JOIN user_task AS t ON t.id = a.task_id';
  const more = [...(after === null ? [] : [after]), ...filters];
  const conditions = ['a.is_open = ?', 'a.kind = ?', 'a.ref = ?', ...more.map((one) => one.sql)].join(' AND ');
  const parts: string[] = [];
  const parameters: unknown[] = [];
  for (const isOpen of openFlags) {
    for (const { kind, ref } of audiences) {
      parts.push(
        `SELECT * FROM (SELECT ${AUDIENCE_ORDER.join(', ')} FROM task_audience AS a ${join} WHERE ${conditions} ORDER BY ${AUDIENCE_ORDER.join(', ')} LIMIT ? OFFSET ?) AS r${parts.length}`,
      );
      parameters.push(isOpen, kind, ref, ...more.flatMap((one) => [...one.parameters]), limit, offset);
    }
  }
  return { sql: parts.join(' UNION ALL '), parameters };
}
