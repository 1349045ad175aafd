import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createProcessEngine, Problem, type ProcessEngine } from '@pledge/runtime';
import { testDatabases, type TestDatabase } from '@pledge/testing';
import { administrator } from '../../../testing/src/engine-under-test.js';
import { createPersistence, type Persistence } from '../index.js';

const clock = { now: () => 1_000, systemNow: () => 1_000 };
const actor = { userId: 'wang' };

// Every node opens a database of its own.
jest.setTimeout(60_000);

describe.each(testDatabases())('claims on $name', (place) => {
  let database: TestDatabase;
  const opened: Persistence[] = [];
  const statements: string[] = [];

  /** An engine with connections of its own, as on another machine; a file has one writer, which its engines share. */
  async function node(nodeName: string): Promise<ProcessEngine> {
    const onStatement = (sql: string): void => void statements.push(sql);
    const shared = place.name === 'libsql' ? opened[0] : undefined;
    const persistence =
      shared ?? (await createPersistence(database.url, { entities: [], migrations: [], clock, onStatement }));
    if (!shared) opened.push(persistence);
    const { store, unitOfWork } = persistence;
    return createProcessEngine({ store, unitOfWork, clock, zone: 'Asia/Shanghai', nodeName });
  }
  async function start(engine: ProcessEngine): Promise<{ instanceId: string; taskId: string }> {
    const { id } = await engine.startInstance({ key: 'two-tasks', businessKey: 'GD-1', actor });
    const { items } = await engine.listTasks({ instanceId: id, state: 'open', limit: 5 });
    return { instanceId: id, taskId: items[0]?.id ?? '' };
  }
  const outcome = (command: Promise<unknown>): Promise<string> =>
    command.then(
      () => 'done',
      (error: unknown) => (error instanceof Problem ? error.code : String(error)),
    );
  const assigned = async (engine: ProcessEngine, assignee: string): Promise<string[]> =>
    (await engine.listTasks({ assignee, state: 'open', limit: 5 })).items.map((task) => task.elementId);
  /** What each entry says, and that the numbers have no gap. */
  async function history(engine: ProcessEngine, instanceId: string): Promise<string[]> {
    const entries = await engine.history(instanceId);
    expect(entries.map((entry) => entry.seq)).toEqual(entries.map((_, index) => index + 1));
    return entries.map((entry) => entry.type).filter((type) => type.startsWith('task-'));
  }

  beforeEach(async () => {
    database = await place.create();
  });
  afterEach(async () => {
    for (const persistence of opened.splice(0)) await persistence.close();
    await database.drop();
  });

  it('given an open task, when it is claimed and given back, then each takes four statements, BEGIN and COMMIT included', async () => {
    const engine = await node('a');
    await engine.deploy(administrator('two-tasks.bpmn'));
    const { instanceId, taskId } = await start(engine);
    statements.length = 0;
    await engine.claimTask(taskId, 'wang', actor);
    expect(statements).toHaveLength(4);
    expect(await assigned(engine, 'wang')).toEqual(['first']);
    statements.length = 0;
    await engine.unclaimTask(taskId, actor);
    expect(statements).toHaveLength(4);
    expect(await assigned(engine, 'wang')).toEqual([]);
    expect(await history(engine, instanceId)).toEqual(['task-claimed', 'task-unclaimed']);
  });

  it('given a database that lost the routine, when a task is claimed, then it is claimed all the same', async () => {
    const engine = await node('a');
    await engine.deploy(administrator('two-tasks.bpmn'));
    const { instanceId, taskId } = await start(engine);
    const kind = place.name === 'libsql' ? 'VIEW' : 'PROCEDURE';
    await opened[0]?.writer.query(`DROP ${kind} write_assignment`);
    await engine.claimTask(taskId, 'wang', actor);
    expect(await assigned(engine, 'wang')).toEqual(['first']);
    expect(await history(engine, instanceId)).toEqual(['task-claimed']);
  });

  it('given two nodes, when both claim the same task at once, then one wins and the other is told', async () => {
    const [a, b] = [await node('a'), await node('b')];
    await a.deploy(administrator('two-tasks.bpmn'));
    for (let round = 0; round < 10; round++) {
      const { instanceId, taskId } = await start(a);
      const claims = [a.claimTask(taskId, `wang${round}`, actor), b.claimTask(taskId, `li${round}`, { userId: 'li' })];
      const outcomes = await Promise.all(claims.map(outcome));
      expect(outcomes.toSorted()).toEqual(['TASK_ALREADY_CLAIMED', 'done']);
      const [winner, loser] = outcomes[0] === 'done' ? ['wang', 'li'] : ['li', 'wang'];
      expect(await assigned(a, `${winner}${round}`)).toEqual(['first']);
      expect(await assigned(a, `${loser}${round}`)).toEqual([]);
      expect(await history(a, instanceId)).toEqual(['task-claimed']);
    }
  });

  it('given two nodes, when one claims what the other completes, then the claim comes first or is told that it is too late', async () => {
    const [a, b] = [await node('a'), await node('b')];
    await a.deploy(administrator('two-tasks.bpmn'));
    for (let round = 0; round < 10; round++) {
      const { instanceId, taskId } = await start(a);
      const [claim, complete] = await Promise.all([
        outcome(a.claimTask(taskId, 'wang', actor)),
        outcome(b.completeTask(taskId, {}, actor)),
      ]);
      expect(complete).toBe('done');
      expect(['done', 'TASK_NOT_OPEN']).toContain(claim);
      const types = await history(a, instanceId);
      expect(types.includes('task-claimed')).toBe(claim === 'done');
      expect(await assigned(a, 'wang')).toEqual([]);
      const open = await a.listTasks({ instanceId, state: 'open', limit: 5 });
      expect(open.items.map((task) => task.elementId)).toEqual(['second']);
    }
  });
});
