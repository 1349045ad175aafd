import { QueryFailedError, type QueryRunner } from 'typeorm';
import { execute, placeholders, quote, type DatabaseKind } from './dialect.js';
import { columnType, type ColumnKind } from './schema/column-types.js';

/**
 * Claiming and giving back are what people do most, and both databases can do all of it in one statement: the instance by
 * its revision, the task, its audience and one history entry. SQLite by a view whose INSERT is a trigger, MariaDB by a
 * procedure. Belongs to `dialect.ts`: nobody else knows which.
 */
type Parameter = readonly [column: string, kind: ColumnKind, length: number | null];

/** Parameters in order; the instance's columns, the task, the entry. */
const PARAMETERS: readonly Parameter[] = [
  ['id', 'id', null],
  ['revision', 'int', null],
  ['definition_id', 'id', null],
  ['status', 'code', 20],
  ['incident_count', 'int', null],
  ['state', 'text', null],
  ['ended_at', 'instant', null],
  ['task_id', 'id', null],
  ['assignee', 'code', 100],
  ['seq', 'int', null],
  ['happened_at', 'instant', null],
  ['type', 'code', 40],
  ['element_id', 'code', 255],
  ['element_type', 'code', 60],
  ['element_instance_id', 'code', 100],
  ['actor', 'code', 100],
  ['detail', 'json', null],
];
const STALE = 'PLEDGE_STALE_REVISION';
const ROUTINE = 'write_assignment';

const INSTANCE_SET = ['definition_id', 'status', 'incident_count', 'state', 'ended_at'];
const ENTRY = ['seq', 'happened_at', 'type', 'element_id', 'element_type', 'element_instance_id', 'actor', 'detail'];

/** Body of both: `p` is how a parameter is written. */
function statements(p: (name: string) => string, stale: string): string {
  return `
    UPDATE process_instance SET revision = revision + 1, ${INSTANCE_SET.map((name) => `${name} = ${p(name)}`).join(', ')}
      WHERE id = ${p('id')} AND revision = ${p('revision')};
    ${stale}
    UPDATE user_task SET assignee = ${p('assignee')} WHERE id = ${p('task_id')};
    DELETE FROM task_audience WHERE task_id = ${p('task_id')} AND slot = 'a';
    INSERT INTO task_audience (task_id, slot, kind, ref, is_open, sort_at, created_at)
      SELECT id, 'a', 'a', assignee, CASE WHEN state = 'open' THEN 1 ELSE 0 END, sort_at, created_at
      FROM user_task WHERE id = ${p('task_id')} AND assignee IS NOT NULL;
    INSERT INTO history_entry (instance_id, ${ENTRY.join(', ')}) VALUES (${p('id')}, ${ENTRY.map(p).join(', ')});`;
}

/** What makes the statement known to the database; may be run again. */
export function assignmentRoutine(database: DatabaseKind): string[] {
  if (database === 'sqlite') {
    const columns = PARAMETERS.map(([name]) => `NULL AS ${quote(name)}`).join(', ');
    const stale = `SELECT RAISE(ABORT, '${STALE}') WHERE changes() = 0;`;
    return [
      `DROP VIEW IF EXISTS ${ROUTINE}`,
      `CREATE VIEW ${ROUTINE} AS SELECT ${columns} WHERE 0`,
      `CREATE TRIGGER ${ROUTINE}_rows INSTEAD OF INSERT ON ${ROUTINE} BEGIN ${statements((name) => `NEW.${name}`, stale)} END`,
    ];
  }
  const parameters = PARAMETERS.map(([name, kind, length]) => `IN p_${name} ${columnType('mysql', kind, length)}`);
  const stale = `IF ROW_COUNT() = 0 THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '${STALE}'; END IF;`;
  return [
    `DROP PROCEDURE IF EXISTS ${ROUTINE}`,
    `CREATE PROCEDURE ${ROUTINE} (${parameters.join(', ')}) MODIFIES SQL DATA SQL SECURITY INVOKER
     BEGIN ${statements((name) => `p_${name}`, stale)} END`,
  ];
}

/** Values by column name, as the columns store them. */
export type Assignment = Readonly<Record<string, unknown>>;

/**
 * One statement for everything. `missing`: the database does not have the routine (restored without it, or the user may
 * not make one), nothing was written, and the caller writes the rows one by one.
 */
export async function writeAssignment(
  runner: QueryRunner,
  database: DatabaseKind,
  values: Assignment,
): Promise<'written' | 'conflict' | 'missing'> {
  const list = placeholders(PARAMETERS.length);
  const sql =
    database === 'sqlite'
      ? `INSERT INTO ${ROUTINE} (${PARAMETERS.map(([name]) => name).join(', ')}) VALUES (${list})`
      : `CALL ${ROUTINE}(${list})`;
  try {
    await execute(
      runner,
      sql,
      PARAMETERS.map(([name]) => values[name] ?? null),
    );
    return 'written';
  } catch (error) {
    if (error instanceof QueryFailedError && error.message.includes(STALE)) return 'conflict';
    if (isWithoutRoutine(error)) return 'missing';
    throw error;
  }
}

/** 1305 no such procedure; 1370 it may not be called; 1044, 1142, 1227, 1419 it may not be made; 1146 no such view. */
const WITHOUT = new Set([1305, 1370, 1044, 1142, 1227, 1419, 1146]);

/** The statement is not to be had here: not a fault, only slower. */
export function isWithoutRoutine(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const { errno } = error.driverError as { errno?: number };
  return (errno !== undefined && WITHOUT.has(errno)) || error.message.includes(`no such table: ${ROUTINE}`);
}
