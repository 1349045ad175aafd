import { randomUUID } from 'node:crypto';
import type { Clock } from '@pledge/runtime';
import type { DataSource, QueryRunner } from 'typeorm';
import { databaseKind, execute, isDuplicate, select } from '../dialect.js';
import { column, SchemaBuilder, type FeatureMigration } from './schema-builder.js';

const LOCK_MS = 60_000;
const WAIT_MS = 200;

/**
 * Brings the schema up to date, once, however many nodes start together: the lock is a row that runs out (design D5),
 * since `GET_LOCK` is not known to the other nodes of a cluster. Answers the names of the migrations that ran.
 * @throws Error when two migrations share a name.
 */
export async function migrate(
  source: DataSource,
  migrations: readonly FeatureMigration[],
  clock: Pick<Clock, 'systemNow'>,
  pause: (ms: number) => Promise<void> = sleep,
): Promise<string[]> {
  const names = migrations.map((one) => one.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`two migrations are named ${twice}`);
  const runner = source.createQueryRunner('master');
  const owner = randomUUID();
  try {
    const schema = new SchemaBuilder(databaseKind(source), runner);
    await createOwnTables(schema, runner);
    while (!(await takeLock(runner, owner, clock.systemNow()))) await pause(WAIT_MS);
    try {
      return await runMissing(schema, runner, migrations, owner, clock);
    } finally {
      await execute(runner, 'UPDATE schema_lock SET owner = NULL, locked_until = NULL WHERE id = 1 AND owner = ?', [
        owner,
      ]);
    }
  } finally {
    await runner.release();
  }
}

async function createOwnTables(schema: SchemaBuilder, runner: QueryRunner): Promise<void> {
  await schema.createTable('schema_migration', {
    columns: { name: column.code(150), applied_at: column.instant() },
    primaryKey: ['name'],
  });
  await schema.createTable('schema_lock', {
    columns: { id: column.int(), owner: column.id().nullable(), locked_until: column.instant().nullable() },
    primaryKey: ['id'],
  });
  if ((await select(runner, 'SELECT id FROM schema_lock WHERE id = 1')).length > 0) return;
  try {
    await execute(runner, 'INSERT INTO schema_lock (id) VALUES (1)');
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
}

async function takeLock(runner: QueryRunner, owner: string, now: number): Promise<boolean> {
  const sql =
    'UPDATE schema_lock SET owner = ?, locked_until = ? WHERE id = 1 AND (owner IS NULL OR owner = ? OR locked_until < ?)';
  return (await execute(runner, sql, [owner, now + LOCK_MS, owner, now])) === 1;
}

async function runMissing(
  schema: SchemaBuilder,
  runner: QueryRunner,
  migrations: readonly FeatureMigration[],
  owner: string,
  clock: Pick<Clock, 'systemNow'>,
): Promise<string[]> {
  const done = new Set((await select(runner, 'SELECT name FROM schema_migration')).map((row) => String(row.name)));
  const ran: string[] = [];
  for (const migration of migrations.filter((one) => !done.has(one.name))) {
    if (!(await takeLock(runner, owner, clock.systemNow())))
      throw new Error('the migration lock was lost: a migration took longer than a minute');
    await migration.up(schema);
    await execute(runner, 'INSERT INTO schema_migration (name, applied_at) VALUES (?, ?)', [
      migration.name,
      clock.systemNow(),
    ]);
    ran.push(migration.name);
  }
  return ran;
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
