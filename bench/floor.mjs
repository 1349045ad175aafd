/**
 * The floor: what the same database does with the same bytes in bare multi-row transactions. One step writes one
 * instance state (500 bytes), closes one task, opens one with one audience row and adds four history lines; `batch`
 * steps share a transaction, as in the product. No ORM, no engine.
 */
import { randomUUID } from 'node:crypto';
import Libsql from 'libsql';
import mysql from 'mysql2/promise';
import { freshDatabase } from './engine.mjs';

const state = 'x'.repeat(500);
const detail = JSON.stringify({ flow: 'f_u1_u2' });
const tables = (text) => [
  `CREATE TABLE i (id CHAR(36) PRIMARY KEY, state ${text}, revision BIGINT)`,
  `CREATE TABLE t (id CHAR(36) PRIMARY KEY, i CHAR(36), name VARCHAR(200), state VARCHAR(20), created BIGINT, ended BIGINT)`,
  `CREATE TABLE a (t CHAR(36), kind VARCHAR(10), ref VARCHAR(100), created BIGINT, PRIMARY KEY (kind, ref, created, t))`,
  `CREATE TABLE h (i CHAR(36), seq BIGINT, at BIGINT, type VARCHAR(40), element VARCHAR(100), detail ${text}, PRIMARY KEY (i, seq))`,
];

/** Steps per second at `batch` steps a transaction, over `transactions` of them. */
export async function floor(kind, batch, transactions) {
  const database = await freshDatabase(kind);
  const link = kind === 'libsql' ? openLibsql(database.url) : await openMaria(database.url);
  for (const sql of tables(kind === 'libsql' ? 'TEXT' : 'LONGTEXT')) await link.run(sql, []);
  const rows = Array.from({ length: batch }, () => ({ id: randomUUID(), task: randomUUID(), seq: 0, revision: 0 }));
  for (const row of rows) {
    await link.run('INSERT INTO i VALUES (?, ?, ?)', [row.id, state, 0]);
    await link.run('INSERT INTO t VALUES (?, ?, ?, ?, ?, ?)', [row.task, row.id, 'task', 'open', 1, null]);
  }
  const marks = (width) => `(${Array(width).fill('?').join(', ')})`;
  const values = (width) => Array(batch).fill(marks(width)).join(', ');
  const ids = Array(batch).fill('?').join(', ');
  const update =
    kind === 'libsql'
      ? `UPDATE i SET state = v.column2, revision = v.column3 FROM (VALUES ${values(3)}) v WHERE i.id = v.column1`
      : `UPDATE i JOIN (${Array(batch).fill('SELECT ? AS id, ? AS state, ? AS revision').join(' UNION ALL ')}) v ON i.id = v.id SET i.state = v.state, i.revision = v.revision`;
  const began = performance.now();
  for (let n = 0; n < transactions; n++) {
    await link.run('BEGIN', []);
    await link.all(
      `SELECT id, state, revision FROM i WHERE id IN (${ids})`,
      rows.map((row) => row.id),
    );
    await link.run(
      update,
      rows.flatMap((row) => [row.id, state, ++row.revision]),
    );
    await link.run(`UPDATE t SET state = 'completed', ended = ? WHERE id IN (${ids})`, [
      n,
      ...rows.map((row) => row.task),
    ]);
    await link.run(
      `DELETE FROM a WHERE t IN (${ids})`,
      rows.map((row) => row.task),
    );
    for (const row of rows) row.task = randomUUID();
    await link.run(
      `INSERT INTO t VALUES ${values(6)}`,
      rows.flatMap((row) => [row.task, row.id, 'task', 'open', n, null]),
    );
    await link.run(
      `INSERT INTO a VALUES ${values(4)}`,
      rows.flatMap((row) => [row.task, 'group', 'engineer', n]),
    );
    await link.run(
      `INSERT INTO h VALUES ${Array(batch * 4)
        .fill(marks(6))
        .join(', ')}`,
      rows.flatMap((row) => [1, 2, 3, 4].flatMap(() => [row.id, ++row.seq, n, 'element-entered', 'u1', detail])),
    );
    await link.run('COMMIT', []);
  }
  const seconds = (performance.now() - began) / 1000;
  await link.close();
  await database.drop();
  return (batch * transactions) / seconds;
}

function openLibsql(url) {
  const db = new Libsql(url.slice('file:'.length));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('cache_size = -32768');
  db.pragma('wal_autocheckpoint = 4000');
  const cache = new Map();
  const prepared = (sql) => cache.get(sql) ?? cache.set(sql, db.prepare(sql)).get(sql);
  return {
    run: async (sql, params) => void prepared(sql).run(...params),
    all: async (sql, params) => prepared(sql).all(...params),
    close: async () => db.close(),
  };
}

async function openMaria(url) {
  const db = await mysql.createConnection(url);
  await db.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED');
  return {
    run: async (sql, params) => void (await db.query(sql, params)),
    all: async (sql, params) => (await db.query(sql, params))[0],
    close: () => db.end(),
  };
}
