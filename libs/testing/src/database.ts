import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';

/** An empty database of one spec. */
export interface TestDatabase {
  /** For `createPersistence`. */
  readonly url: string;
  /** Removes it; close every connection before. */
  drop(): Promise<void>;
}
export interface TestDatabaseKind {
  readonly name: 'libsql' | 'mariadb';
  create(): Promise<TestDatabase>;
}

/**
 * Where a spec runs: `describe.each(testDatabases())('… on $name', (place) => …)`. Always libsql (a file in a temporary
 * folder); MariaDB too when TEST_MYSQL_URL is set (`npm test` starts a private server for it). Every `create()` is a new,
 * empty database.
 */
export function testDatabases(): TestDatabaseKind[] {
  const server = process.env.TEST_MYSQL_URL;
  return [
    { name: 'libsql', create: createFile },
    ...(server ? [{ name: 'mariadb' as const, create: () => createOnServer(server) }] : []),
  ];
}

async function createFile(): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'pledge-spec-'));
  return {
    url: `file:${join(folder, 'spec.db')}`,
    drop: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function createOnServer(server: string): Promise<TestDatabase> {
  const name = `spec_${randomUUID().replaceAll('-', '')}`;
  await onServer(server, `CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.toString(), drop: () => onServer(server, `DROP DATABASE IF EXISTS ${name}`) };
}

async function onServer(server: string, sql: string): Promise<void> {
  const url = new URL(server);
  const connection = await createConnection({
    host: url.hostname,
    port: Number(url.port || 3306),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  });
  try {
    await connection.query(sql);
  } finally {
    await connection.end();
  }
}
