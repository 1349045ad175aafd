/** Fills tables inside the database, since the number of rows is what matters and not how they came. */
import Libsql from 'libsql';
import mysql from 'mysql2/promise';

/** A bare connection with the few words in which the two databases differ. */
export async function openSeed(kind, url) {
  if (kind === 'libsql') {
    const db = new Libsql(url.slice('file:'.length));
    db.pragma('synchronous = OFF');
    db.pragma('cache_size = -300000');
    return {
      rows: async (sql) => db.prepare(sql).all(),
      run: async (sql) => void db.exec(sql),
      /** 0 to count - 1, as a table with the column n. */
      numbers: (count) =>
        `(WITH RECURSIVE c(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM c WHERE n < ${count - 1}) SELECT n FROM c)`,
      concat: (...parts) => parts.join(' || '),
      /** Twelve hexadecimal digits of a number. */
      hex: (number) => `printf('%012x', ${number})`,
      text: (number) => `CAST(${number} AS TEXT)`,
      indexes: async (table) =>
        db
          .prepare(
            `SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = '${table}'`,
          )
          .all(),
      dropIndex: (name) => `DROP INDEX ${name}`,
      async close() {
        db.exec('ANALYZE');
        db.pragma('wal_checkpoint(TRUNCATE)');
        db.close();
      },
    };
  }
  const db = await mysql.createConnection(url);
  return {
    rows: async (sql) => (await db.query(sql))[0],
    run: async (sql) => void (await db.query(sql)),
    numbers: (count) => `(SELECT seq AS n FROM seq_0_to_${count - 1})`,
    concat: (...parts) => `CONCAT(${parts.join(', ')})`,
    hex: (number) => `LOWER(LPAD(HEX(${number}), 12, '0'))`,
    text: (number) => `CAST(${number} AS CHAR)`,
    async indexes(table) {
      const [found] = await db.query(
        `SELECT index_name AS name, GROUP_CONCAT(column_name ORDER BY seq_in_index) AS columns FROM information_schema.statistics
         WHERE table_schema = DATABASE() AND table_name = '${table}' AND index_name <> 'PRIMARY' GROUP BY index_name`,
      );
      return found.map(({ name, columns }) => ({ name, sql: `CREATE INDEX ${name} ON ${table} (${columns})` }));
    },
    dropIndex: (name, table) => `DROP INDEX ${name} ON ${table}`,
    async close() {
      await db.query('ANALYZE TABLE user_task, task_audience, job, process_instance');
      await db.end();
    },
  };
}

/** Inserts a million rows faster: its indexes are built afterwards. */
export async function withoutIndexes(seed, table, work) {
  const indexes = await seed.indexes(table);
  for (const { name } of indexes) await seed.run(seed.dropIndex(name, table));
  await work();
  for (const { sql } of indexes) await seed.run(sql);
}

/** `count` copies of an instance with everything that belongs to it; `due` is SQL in n, epoch ms. */
export async function copyInstances(seed, { instanceId, dueAt, count, due }) {
  const [{ state }] = await seed.rows(`SELECT state FROM process_instance WHERE id = '${instanceId}'`);
  const [{ definition_id: definition }] = await seed.rows(
    `SELECT definition_id FROM process_instance WHERE id = '${instanceId}'`,
  );
  const own = [...new Set(state.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g))].filter((id) => id !== definition);
  /** The copy's id for one of the template's: the same first digits, then the number of the copy. */
  const copied = (id) =>
    seed.concat(`'${String(own.indexOf(id) + 1).padStart(8, '0')}-0000-7000-8000-'`, seed.hex('n'));
  const replaced = (expression) =>
    own.reduce(
      (sql, id) => `REPLACE(${sql}, '${id}', ${copied(id)})`,
      `REPLACE(${expression}, '${dueAt}', ${seed.text(due)})`,
    );
  const copy = async (table, where, changed) => {
    const [row] = await seed.rows(`SELECT * FROM ${table} WHERE ${where} LIMIT 1`);
    const columns = Object.keys(row);
    const values = columns.map((column) => changed[column] ?? `t.${column}`);
    await seed.run(
      `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${values.join(', ')} FROM ${table} AS t JOIN ${seed.numbers(count)} AS c WHERE ${where}`,
    );
  };
  const id = copied(instanceId);
  await copy('history_entry', `instance_id = '${instanceId}'`, {
    instance_id: id,
    element_instance_id: replaced('t.element_instance_id'),
  });
  await copy('process_instance', `id = '${instanceId}'`, { id, root_instance_id: id, state: replaced('t.state') });
  await copy('job', `instance_id = '${instanceId}'`, { id: replaced('t.id'), instance_id: id, due_at: due });
  return Array.from({ length: count }, (_, n) => {
    const hex = n.toString(16).padStart(12, '0');
    return `${String(own.indexOf(instanceId) + 1).padStart(8, '0')}-0000-7000-8000-${hex}`;
  });
}
