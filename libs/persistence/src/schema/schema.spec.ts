import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { testDatabases, type TestDatabase } from '@pledge/testing';
import { Entity, type DataSource } from 'typeorm';
import { CodeColumn, InstantColumn } from '../columns.js';
import { openDataSources } from '../data-source.js';
import { databaseKind } from '../dialect.js';
import { indexNames, tableColumns } from './catalog.js';
import { schemaDrift } from './drift.js';
import { migrate } from './migrator.js';
import { column, type FeatureMigration, type SchemaBuilder } from './schema-builder.js';

@Entity('visit')
class Visit {
  @CodeColumn({ primary: true, length: 20 }) id!: string;
  @InstantColumn({ nullable: true }) arrivedAt!: number | null;
  @CodeColumn({ length: 30 }) engineer!: string;
}

const visits = (schema: SchemaBuilder): Promise<void> =>
  schema.createTable('visit', {
    columns: { id: column.code(20), arrived_at: column.instant().nullable(), engineer: column.code(30) },
    primaryKey: ['id'],
    indexes: {
      visit_engineer: { columns: ['engineer', 'arrived_at'] },
      visit_arrival: { columns: ['arrived_at'], unique: true },
    },
  });
const visitMigration: FeatureMigration = { name: 'visits-001', up: visits };
const clock = { systemNow: () => 1000 };

describe.each(testDatabases())('schema on $name', (place) => {
  let database: TestDatabase;
  let writer: DataSource;
  let reader: DataSource;
  beforeEach(async () => {
    database = await place.create();
    ({ writer, reader } = await openDataSources({ url: database.url, entities: [Visit] }));
  });
  afterEach(async () => {
    await reader.destroy();
    await writer.destroy();
    await database.drop();
  });
  const indexes = async (): Promise<string[]> =>
    (await indexNames(databaseKind(writer), writer.createQueryRunner(), 'visit'))
      .filter((name) => name.startsWith('visit_'))
      .sort();

  it('given migrations, when run twice, then each ran once and the table is as the entity says', async () => {
    expect(await migrate(writer, [visitMigration], clock)).toEqual(['visits-001']);
    expect(await migrate(writer, [visitMigration], clock)).toEqual([]);
    expect(await schemaDrift(writer)).toEqual([]);
    expect(await indexes()).toEqual(['visit_arrival', 'visit_engineer']);
  });

  it('given a migration cut off after each of its statements, when started again, then it is finished', async () => {
    for (const statements of [1, 2]) {
      await writer.query('DROP TABLE IF EXISTS visit');
      await writer.query('DROP TABLE IF EXISTS schema_migration');
      let left = statements;
      const dying: FeatureMigration = {
        name: 'visits-001',
        up: async (schema) => {
          const query = Reflect.get(schema, 'runner') as { query: (...all: unknown[]) => Promise<unknown> };
          const real = query.query;
          query.query = async (...all) => {
            if (/^CREATE/.test(String(all[0]))) {
              if (left === 0) throw new Error('killed');
              left -= 1;
            }
            return real.apply(query, all);
          };
          try {
            await visits(schema);
          } finally {
            query.query = real;
          }
        },
      };
      await expect(migrate(writer, [dying], clock)).rejects.toThrow('killed');
      expect(await migrate(writer, [visitMigration], clock)).toEqual(['visits-001']);
      expect(await schemaDrift(writer)).toEqual([]);
      expect(await indexes()).toEqual(['visit_arrival', 'visit_engineer']);
    }
  });

  it('given two nodes that start together, when both migrate, then each migration ran on one of them', async () => {
    const second = await openDataSources({ url: database.url, entities: [Visit] });
    const order: string[] = [];
    const slow: FeatureMigration = {
      name: 'visits-001',
      up: async (schema) => {
        order.push('begin');
        await visits(schema);
        order.push('end');
      },
    };
    const ran = await Promise.all([migrate(writer, [slow], clock), migrate(second.writer, [slow], clock)]);
    expect(ran.flat()).toEqual(['visits-001']);
    expect(order).toEqual(['begin', 'end']);
    await second.reader.destroy();
    await second.writer.destroy();
  });

  it('given a node that died while it held the lock, when the lock has run out, then another takes it', async () => {
    await migrate(writer, [], clock);
    await writer.query(
      "UPDATE schema_lock SET owner = '0198f000-0000-7000-8000-000000000000', locked_until = 5000 WHERE id = 1",
    );
    let now = 4000;
    const waits: number[] = [];
    const ran = await migrate(writer, [visitMigration], { systemNow: () => now }, async (ms) => {
      waits.push(ms);
      now += 600;
    });
    expect(ran).toEqual(['visits-001']);
    expect(waits).toHaveLength(2);
  });

  it('given a table with rows, when a column is added twice, then it is there once with its default', async () => {
    await migrate(writer, [visitMigration], clock);
    await writer.query("INSERT INTO visit (id, engineer) VALUES ('v', 'wang')");
    const more: FeatureMigration = {
      name: 'visits-002',
      up: async (schema) => {
        await schema.addColumn('visit', 'mode', column.code(10).default('live'));
        await schema.addColumn('visit', 'mode', column.code(10).default('live'));
        await expect(schema.addColumn('visit', 'bad', column.int())).rejects.toThrow('default');
      },
    };
    await migrate(writer, [visitMigration, more], clock);
    expect(await writer.query('SELECT mode FROM visit')).toEqual([expect.objectContaining({ mode: 'live' })]);
    expect(
      (await tableColumns(databaseKind(writer), writer.createQueryRunner(), 'visit')).filter(
        (one) => one.name === 'mode',
      ),
    ).toHaveLength(1);
  });

  it('given a table that is not as the entity says, when compared, then every difference is named', async () => {
    await migrate(
      writer,
      [
        {
          name: 'wrong-001',
          up: (schema) =>
            schema.createTable('visit', {
              columns: { id: column.code(20), arrived_at: column.text(), leftover: column.int() },
              primaryKey: ['id'],
            }),
        },
      ],
      clock,
    );
    const lines = (await schemaDrift(writer)).join('\n');
    expect(lines).toContain('visit.leftover: is in the table, not in the entity');
    expect(lines).toContain('visit.engineer: is in the entity, not in the table');
    expect(lines).toContain('visit.arrived_at: type');
    expect(lines).toContain('visit.arrived_at: may not be null');
  });

  it('given two migrations of one name, when run, then it is refused', async () => {
    await expect(migrate(writer, [visitMigration, visitMigration], clock)).rejects.toThrow('visits-001');
  });
});
