import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  aJob,
  anEntry,
  anInstance,
  aTask,
  describeStoreContract,
  noWrites,
  testDatabases,
  type TestDatabase,
} from '@pledge/testing';
import { createPersistence, managerOf, type Persistence } from '../index.js';

const clock = { now: () => 0, systemNow: () => 0 };

// One database for all specifications of the contract: making twenty tables for each would take most of the time.
describe.each(testDatabases())('contract on $name', (place) => {
  let database: TestDatabase;
  let persistence: Persistence;
  beforeAll(async () => {
    database = await place.create();
    persistence = await createPersistence(database.url, { entities: [], migrations: [], clock });
  });
  afterAll(async () => {
    await persistence.close();
    await database.drop();
  });
  const empty = (): Promise<void> =>
    persistence.unitOfWork.run(async (tx) => {
      for (const table of persistence.writer.entityMetadatas)
        await managerOf(tx).query(`DELETE FROM ${table.tableName}`);
    });
  describeStoreContract(place.name, async () => ({
    store: persistence.store,
    unitOfWork: persistence.unitOfWork,
    close: empty,
  }));
});

describe.each(testDatabases())('statements of the engine store on $name', (place) => {
  let database: TestDatabase;
  let persistence: Persistence;
  const statements: string[] = [];
  beforeEach(async () => {
    database = await place.create();
    persistence = await createPersistence(database.url, {
      entities: [],
      migrations: [],
      clock,
      onStatement: (sql) => statements.push(sql),
    });
  });
  afterEach(async () => {
    await persistence.close();
    await database.drop();
  });

  it('given a batch of 50 instances, when loaded and written with their groups, then each group is one statement', async () => {
    const { store, unitOfWork } = persistence;
    const rows = Array.from({ length: 50 }, () => anInstance());
    const jobs = rows.map((row) => aJob({ instanceId: row.id }));
    await unitOfWork.run((tx) => store.writeBatch(tx, { ...noWrites(), instancesInserted: rows, jobsInserted: jobs }));
    statements.length = 0;
    await unitOfWork.run(async (tx) => {
      const found = await store.loadInstances(
        tx,
        jobs.map((job) => ({ by: 'job', id: job.id })),
      );
      await store.writeBatch(tx, {
        ...noWrites(),
        instancesUpdated: [...found.values()],
        tasksInserted: rows.map((row) => aTask({ instanceId: row.id, candidateGroups: ['engineer'] })),
        jobsDeleted: jobs.map((job) => job.id),
        history: rows.map((row) => anEntry(row.id, 1)),
      });
    });
    expect(statements.map((sql) => sql.trim().split(/\s+/).slice(0, 3).join(' ').replaceAll('`', ''))).toEqual([
      expect.stringMatching(/BEGIN|START/),
      expect.stringMatching(/^SELECT/),
      'UPDATE process_instance AS',
      'INSERT INTO user_task',
      'INSERT INTO task_audience',
      'DELETE FROM job',
      'INSERT INTO history_entry',
      'COMMIT',
    ]);
  });
});
