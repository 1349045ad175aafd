import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { testDatabases, type TestDatabase } from '@pledge/testing';
import { Entity } from 'typeorm';
import { BlobColumn, CodeColumn, FlagColumn, InstantColumn, JsonColumn, LongTextColumn } from './columns.js';
import { column, type FeatureMigration } from './schema/schema-builder.js';
import { managerOf, NestedUnitFailedError, createPersistence, type Persistence, type Transaction } from './index.js';

@Entity('note')
class Note {
  @CodeColumn({ primary: true, length: 20 }) id!: string;
  @LongTextColumn() body!: string;
  @FlagColumn() pinned!: boolean;
  @InstantColumn({ nullable: true }) seenAt!: number | null;
  @JsonColumn({ nullable: true }) tags!: readonly string[] | null;
  @BlobColumn({ nullable: true }) picture!: Buffer | null;
}
const noteMigration: FeatureMigration = {
  name: 'note-001',
  up: (schema) =>
    schema.createTable('note', {
      columns: {
        id: column.code(20),
        body: column.text(),
        pinned: column.flag().default(false),
        seen_at: column.instant().nullable(),
        tags: column.json().nullable(),
        picture: column.blob().nullable(),
      },
      primaryKey: ['id'],
    }),
};
const clock = { now: () => 0, systemNow: () => 0 };
const note = (id: string): Note => ({
  id,
  body: '现场 🔧',
  pinned: true,
  seenAt: 1_790_000_000_123,
  tags: ['甲', 'b'],
  picture: Buffer.from([0, 255, 7]),
});
const add = (tx: Transaction, id: string): Promise<unknown> => managerOf(tx).insert(Note, note(id));

describe.each(testDatabases())('unit of work on $name', (place) => {
  let database: TestDatabase;
  let persistence: Persistence;
  const statements: string[] = [];
  const ids = async (): Promise<string[]> =>
    (await persistence.reader().find(Note, { order: { id: 'ASC' } })).map((one) => one.id);

  beforeEach(async () => {
    database = await place.create();
    persistence = await createPersistence(database.url, {
      entities: [Note],
      migrations: [noteMigration],
      clock,
      onStatement: (sql) => statements.push(sql),
    });
  });
  afterEach(async () => {
    await persistence.close();
    await database.drop();
  });

  it('given two writers at the same time, when one rolls back, then the row of the other is there', async () => {
    let letFirstFail: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (letFirstFail = resolve));
    const first = persistence.unitOfWork.run(async (tx) => {
      await add(tx, 'first');
      await held;
      throw new Error('changed my mind');
    });
    const second = persistence.unitOfWork.run((tx) => add(tx, 'second'));
    letFirstFail();
    await expect(first).rejects.toThrow('changed my mind');
    await second;
    expect(await ids()).toEqual(['second']);
  });

  it('given a row with Chinese text, a flag, an instant, JSON and bytes, when read back, then every value is the same', async () => {
    await persistence.unitOfWork.run((tx) => managerOf(tx).save(Note, note('n')));
    expect(await persistence.reader().findOneBy(Note, { id: 'n', pinned: true, seenAt: 1_790_000_000_123 })).toEqual(
      note('n'),
    );
  });

  it('given keys that differ in case only, when both are written, then they are two rows', async () => {
    await persistence.unitOfWork.run(async (tx) => [await add(tx, 'a'), await add(tx, 'A')]);
    expect(await ids()).toEqual(['A', 'a']);
  });

  it('given a unit inside a unit, when the outer one fails, then nothing of either is left', async () => {
    const outer = persistence.unitOfWork.run(async (tx) => {
      await persistence.unitOfWork.run((inner) => add(inner, 'inner'));
      await add(tx, 'outer');
      throw new Error('late');
    });
    await expect(outer).rejects.toThrow('late');
    expect(await ids()).toEqual([]);
  });

  it('given a unit inside a unit, when the inner one fails and its error is swallowed, then the outer one does not commit', async () => {
    const outer = persistence.unitOfWork.run(async (tx) => {
      await add(tx, 'outer');
      await persistence.unitOfWork
        .run(async (inner) => {
          await add(inner, 'half');
          throw new Error('in the middle');
        })
        .catch(() => undefined);
    });
    await expect(outer).rejects.toBeInstanceOf(NestedUnitFailedError);
    expect(await ids()).toEqual([]);
  });

  it('given a transaction handle kept beyond its unit, when used, then it is refused', async () => {
    const kept = await persistence.unitOfWork.run(async (tx) => tx);
    expect(() => managerOf(kept)).toThrow('has ended');
  });

  it('given the read-only connection, when somebody writes through it, then the database refuses', async () => {
    await expect(persistence.reader().insert(Note, note('x'))).rejects.toThrow();
    expect(await ids()).toEqual([]);
  });

  it('given listeners for after the commit, when a unit rolls back, then they are not called; else once, outside of the unit', async () => {
    const called: string[] = [];
    await persistence.unitOfWork
      .run(async (tx) => {
        persistence.unitOfWork.afterCommit(tx, () => called.push('never'));
        throw new Error('no');
      })
      .catch(() => undefined);
    let next: Promise<unknown> = Promise.resolve();
    await persistence.unitOfWork.run(async (tx) => {
      persistence.unitOfWork.afterCommit(tx, () => {
        called.push('committed');
        next = persistence.unitOfWork.run((own) => add(own, 'next'));
      });
    });
    await next;
    expect(called).toEqual(['committed']);
    expect(await ids()).toEqual(['next']);
  });

  it('given a statement listener, when a unit writes one row, then it saw BEGIN, the row and COMMIT and nothing else', async () => {
    statements.length = 0;
    await persistence.unitOfWork.run((tx) => add(tx, 'counted'));
    expect(statements.map((sql) => sql.split(' ')[0])).toEqual([
      expect.stringMatching(/BEGIN|START/),
      'INSERT',
      'COMMIT',
    ]);
  });

  it('given a busy database, when the unit asked for it, then it is tried again as a whole; else the error comes out', async () => {
    const { QueryFailedError } = await import('typeorm');
    const deadlock = new QueryFailedError('UPDATE', [], Object.assign(new Error('deadlock'), { errno: 1213 }));
    let tries = 0;
    const work = async (tx: Transaction): Promise<void> => {
      tries += 1;
      await add(tx, `try-${tries}`);
      if (tries < 3) throw deadlock;
    };
    await persistence.unitOfWork.run(work, { retry: true });
    expect(await ids()).toEqual(['try-3']);
    tries = 0;
    await expect(persistence.unitOfWork.run(work)).rejects.toBe(deadlock);
  });

  it('given the entities and their migrations, when compared with the real tables, then there is no drift', async () => {
    expect(await persistence.schemaDrift()).toEqual([]);
  });
});
