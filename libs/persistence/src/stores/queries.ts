import type { EngineStore, HistoryRow, InstanceQuery, KeyWords, Transaction } from '@pledge/runtime';
import { execute, forUpdate, insertMissing, placeholders, select, upsertRows } from '../dialect.js';
import { standingTokens } from '../dialect-state.js';
import { NO_URGENCY, type HistoryEntity } from '../entities/instance.entities.js';
import { databaseOf, runnerOf } from '../unit-of-work.js';
import { page, type Condition, type Sort } from './pages.js';
import { jobRow, tables, taskRow, type Reader } from './tables.js';

type Methods =
  | 'bindSubject'
  | 'findSubjects'
  | 'setUrgency'
  | 'findUrgencies'
  | 'saveDraft'
  | 'findInstance'
  | 'listInstances'
  | 'findTask'
  | 'listHistory'
  | 'listJobs'
  | 'listIncidents'
  | 'findIncident'
  | 'definitionActivity';

const NEWEST_INSTANCE: readonly Sort[] = [
  { column: 'started_at', property: 'startedAt', descending: true },
  { column: 'id', property: 'id', descending: true },
];
const NEWEST_INCIDENT: readonly Sort[] = [
  { column: 'created_at', property: 'createdAt', descending: true },
  { column: 'id', property: 'id', descending: true },
];
const NEXT_DUE: readonly Sort[] = [
  { column: 'due_at', property: 'dueAt' },
  { column: 'id', property: 'id' },
];

export function queryMethods(reader: Reader): Pick<EngineStore, Methods> {
  return {
    bindSubject: (tx, row) => insertMissing(runnerOf(tx), databaseOf(tx), tables.subject, [row]),
    findSubjects: async (tx, instanceId) => {
      const raws = (await runnerOf(tx).query(
        `SELECT ${tables.subject.list('r')} FROM subject AS r WHERE r.instance_id = ? ORDER BY r.kind, r.id`,
        [instanceId],
      )) as Record<string, unknown>[];
      return raws.map((raw) => tables.subject.read(raw));
    },
    setUrgency,
    async findUrgencies(tx, businessKeys) {
      if (businessKeys.length === 0) return new Map();
      const rows = await select(
        runnerOf(tx),
        `SELECT business_key, urgency_at FROM case_urgency WHERE business_key IN (${placeholders(businessKeys.length)})`,
        businessKeys,
      );
      return new Map(rows.map((row) => [String(row.business_key), Number(row.urgency_at)]));
    },
    async saveDraft(tx, taskId, draft) {
      await execute(runnerOf(tx), 'UPDATE user_task SET draft = ? WHERE id = ?', [
        draft === null ? null : JSON.stringify(draft),
        taskId,
      ]);
    },
    findInstance: (id) => reader.one(tables.instance, 'r.id = ?', [id]),
    listInstances: (q) =>
      page(reader, tables.instance, instanceConditions(reader, q), NEWEST_INSTANCE, q, (row) => row),
    async findTask(id) {
      const found = await reader.one(tables.task, 'r.id = ?', [id]);
      return found === null ? null : taskRow(found);
    },
    async listHistory(instanceId, q) {
      const rows = await reader.many(tables.history, 'WHERE r.instance_id = ? AND r.seq > ? ORDER BY r.seq LIMIT ?', [
        instanceId,
        q.afterSeq ?? 0,
        q.limit,
      ]);
      return rows.map(historyRow);
    },
    listJobs: (q) =>
      page(
        reader,
        tables.job,
        [
          ...equals('r.instance_id', q.instanceId),
          ...equals('r.type', q.type),
          ...equals('r.state', q.state),
          ...equals('r.ref', q.ref),
          ...ofInstances(q),
        ],
        NEXT_DUE,
        q,
        jobRow,
      ),
    listIncidents: (q) =>
      page(
        reader,
        tables.incident,
        [
          ...equals('r.instance_id', q.instanceId),
          ...equals('r.element_id', q.elementId),
          ...equals('r.code', q.code),
          ...ofInstances(q),
          ...(q.open === undefined ? [] : [{ sql: `r.resolved_at IS ${q.open ? '' : 'NOT '}NULL`, parameters: [] }]),
        ],
        NEWEST_INCIDENT,
        q,
        (row) => row,
      ),
    definitionActivity: (definitionId, mode) => definitionActivity(reader, definitionId, mode),
    findIncident: (id) => reader.one(tables.incident, 'r.id = ?', [id]),
  };
}

/** By the ids of the case's few open tasks: MariaDB reads a whole table for an UPDATE whose condition is a sub-select. */
async function setUrgency(tx: Transaction, businessKey: string, urgencyAt: number | null): Promise<void> {
  const runner = runnerOf(tx);
  if (urgencyAt === null) await execute(runner, 'DELETE FROM case_urgency WHERE business_key = ?', [businessKey]);
  else await upsertRows(runner, databaseOf(tx), tables.urgency, [{ businessKey, urgencyAt }], ['business_key']);
  const open = await select(
    runner,
    `SELECT id FROM user_task WHERE business_key = ? AND state = 'open' ORDER BY id${forUpdate(databaseOf(tx))}`,
    [businessKey],
  );
  if (open.length === 0) return;
  const ids = open.map((row) => String(row.id));
  const sortAt = urgencyAt ?? NO_URGENCY;
  await execute(runner, `UPDATE user_task SET urgency_at = ?, sort_at = ? WHERE id IN (${placeholders(ids.length)})`, [
    urgencyAt,
    sortAt,
    ...ids,
  ]);
  await execute(runner, `UPDATE task_audience SET sort_at = ? WHERE task_id IN (${placeholders(ids.length)})`, [
    sortAt,
    ...ids,
  ]);
}

export function equals(column: string, value: string | undefined): Condition[] {
  return value === undefined ? [] : [{ sql: `${column} = ?`, parameters: [value] }];
}

/** Rows whose instance is about a business key, or of a process or version. */
function ofInstances(q: {
  readonly businessKey?: string;
  readonly key?: string;
  readonly definitionId?: string;
}): Condition[] {
  const own = [
    ...equals('i.business_key', q.businessKey),
    ...equals('i.definition_key', q.key),
    ...equals('i.definition_id', q.definitionId),
  ];
  if (own.length === 0) return [];
  return [
    {
      sql: `r.instance_id IN (SELECT i.id FROM process_instance AS i WHERE ${own.map((one) => one.sql).join(' AND ')})`,
      parameters: own.flatMap((one) => [...one.parameters]),
    },
  ];
}

/** Only running instances have tokens; their state is read where it lies. */
function standingAt(reader: Reader, elementId: string | undefined): Condition[] {
  if (elementId === undefined) return [];
  const tokens = standingTokens(reader.database, 'r');
  return [
    { sql: `r.status IN ('active', 'suspended')`, parameters: [] },
    {
      sql: `EXISTS (SELECT 1 FROM ${tokens.from} WHERE ${tokens.shown} AND ${tokens.elementId} = ?)`,
      parameters: [elementId],
    },
  ];
}

async function definitionActivity(
  reader: Reader,
  definitionId: string,
  mode: string,
): ReturnType<EngineStore['definitionActivity']> {
  const running = `i.definition_id = ? AND i.status IN ('active', 'suspended') AND i.mode = ?`;
  const tokens = standingTokens(reader.database, 'i');
  const active = await reader.select(
    `SELECT ${tokens.elementId} AS element, COUNT(*) AS count FROM process_instance AS i, ${tokens.from}
     WHERE ${running} AND ${tokens.shown} GROUP BY ${tokens.elementId}`,
    [definitionId, mode],
  );
  const incidents = await reader.select(
    `SELECT n.element_id AS element, COUNT(*) AS count FROM process_instance AS i JOIN incident AS n ON n.instance_id = i.id
     WHERE ${running} AND n.resolved_at IS NULL AND n.element_id IS NOT NULL GROUP BY n.element_id`,
    [definitionId, mode],
  );
  const counts = new Map<string, { active: number; incidents: number }>();
  for (const row of active) counts.set(String(row.element), { active: Number(row.count), incidents: 0 });
  for (const row of incidents) {
    const known = counts.get(String(row.element));
    counts.set(String(row.element), { active: known?.active ?? 0, incidents: Number(row.count) });
  }
  return [...counts]
    .map(([elementId, count]) => ({ elementId, ...count }))
    .sort((a, b) => (a.elementId < b.elementId ? -1 : 1));
}

function instanceConditions(reader: Reader, q: InstanceQuery): Condition[] {
  const status =
    q.status === 'incident'
      ? [{ sql: 'r.incident_count > 0', parameters: [] }]
      : q.status === 'running'
        ? [{ sql: `r.status IN ('active', 'suspended')`, parameters: [] }]
        : equals('r.status', q.status);
  return [
    ...among('r.id', q.ids),
    ...equals('r.definition_key', q.key),
    ...equals('r.definition_id', q.definitionId),
    ...equals('r.business_key', q.businessKey),
    ...saying(q.words),
    ...standingAt(reader, q.elementId),
    ...status,
  ];
}

function among(column: string, values: readonly string[] | undefined): Condition[] {
  if (values === undefined) return [];
  return [{ sql: values.length === 0 ? '1 = 0' : `${column} IN (${placeholders(values.length)})`, parameters: values }];
}

function saying(words: KeyWords | undefined): Condition[] {
  if (words === undefined) return [];
  const keys = words.businessKeys;
  const named = keys.length === 0 ? '' : ` OR r.business_key IN (${placeholders(keys.length)})`;
  return [{ sql: `INSTR(LOWER(r.business_key), ?) > 0${named}`, parameters: [words.text, ...keys] }];
}

/** Absent in the entry is null in the table. */
function historyRow(entity: HistoryEntity): HistoryRow {
  const present = Object.fromEntries(Object.entries(entity).filter(([, value]) => value !== null));
  return present as unknown as HistoryRow;
}
