import { describe, expect, it } from '@jest/globals';
import { actor, engineUnderTest, refusal, secondNode } from '../../testing/src/engine-under-test.js';
import type { BatchWrites, EngineStore } from './ports/engine-store.js';

/** The store with something done before each `writeBatch`. */
function beforeWriting(store: EngineStore, then: (writes: BatchWrites) => Promise<void> | void): EngineStore {
  const writeBatch: EngineStore['writeBatch'] = async (tx, writes) => {
    await then(writes);
    return store.writeBatch(tx, writes);
  };
  return { ...store, writeBatch };
}

async function startMany(under: ReturnType<typeof engineUnderTest>, count: number): Promise<string[]> {
  await under.deploy('two-tasks.bpmn');
  const rows = await Promise.all(
    Array.from({ length: count }, () => under.engine.startInstance({ key: 'two-tasks', actor })),
  );
  return rows.map((row) => row.id);
}

describe('batch loop', () => {
  it('given a start, when it is answered, then the instance and its first task are committed', async () => {
    const under = engineUnderTest();
    await under.deploy('two-tasks.bpmn');
    const row = await under.engine.startInstance({
      key: 'two-tasks',
      businessKey: 'GD-2026-0001',
      variables: { a: 1 },
      actor,
    });
    const [task] = await under.tasks(row.id);
    expect(task).toMatchObject({
      elementId: 'first',
      name: '第一步',
      candidateGroups: ['engineer'],
      businessKey: 'GD-2026-0001',
    });
    const view = await under.engine.findInstance(row.id);
    expect(view?.activeElements.map((each) => each.elementId)).toEqual(['first']);
    expect(view?.variables).toEqual({ a: 1 });
    const history = await under.engine.history(row.id);
    expect(history.map((entry) => entry.seq)).toEqual(history.map((_, index) => index + 1));
  });

  it('given both tasks done, when the instance is read, then it has completed', async () => {
    const under = engineUnderTest();
    const [id = ''] = await startMany(under, 1);
    for (const variables of [{ one: 1 }, { two: 2 }]) {
      const [task] = await under.tasks(id);
      await under.engine.completeTask(task?.id ?? '', variables, actor);
    }
    const view = await under.engine.findInstance(id);
    expect(view?.row).toMatchObject({ status: 'completed', endedAt: under.clock.now() });
    expect(view?.variables).toEqual({ one: 1, two: 2 });
  });

  it('given commands that wait while one transaction is in flight, when it ends, then the next takes them all', async () => {
    const sizes: number[] = [];
    const under = engineUnderTest((parts) => ({
      ...parts,
      store: beforeWriting(parts.store, (writes) => void sizes.push(writes.instancesUpdated.length)),
    }));
    const ids = await startMany(under, 5);
    const tasks = await under.tasks();
    sizes.length = 0;
    await Promise.all(tasks.map((task) => under.engine.completeTask(task.id, {}, actor)));
    expect(sizes).toEqual([ids.length]);
  });

  it('given a batch with a refused command, when it commits, then the others are done and the one is told why', async () => {
    const under = engineUnderTest();
    await startMany(under, 2);
    const [first, second] = await under.tasks();
    const [done, unknown, alsoDone] = await Promise.allSettled([
      under.engine.completeTask(first?.id ?? '', {}, actor),
      under.engine.completeTask('no-such-task', {}, actor),
      under.engine.claimTask(second?.id ?? '', 'engineer', actor),
    ]);
    expect(done.status).toBe('fulfilled');
    expect(alsoDone.status).toBe('fulfilled');
    expect(unknown).toMatchObject({ status: 'rejected', reason: { kind: 'not-found', code: 'TASK_UNKNOWN' } });
    expect((await under.engine.findTask(second?.id ?? ''))?.assignee).toBe('engineer');
  });

  it('given two completions of one task at once, when both are answered, then one won and the other is a conflict', async () => {
    const under = engineUnderTest();
    const [id = ''] = await startMany(under, 1);
    const [task] = await under.tasks(id);
    const answers = await Promise.allSettled([
      under.engine.completeTask(task?.id ?? '', { winner: 1 }, actor),
      under.engine.completeTask(task?.id ?? '', { winner: 2 }, actor),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual(['fulfilled', 'rejected']);
    expect(answers[1]).toMatchObject({ reason: { kind: 'conflict', code: 'TASK_NOT_OPEN' } });
    expect((await under.engine.findInstance(id))?.variables).toEqual({ winner: 1 });
    const later = await refusal(under.engine.completeTask(task?.id ?? '', {}, actor));
    expect(later.code).toBe('TASK_NOT_OPEN');
  });

  it('given claim and completion of one task in one batch, when it commits, then they happened in order', async () => {
    const under = engineUnderTest();
    const [id = ''] = await startMany(under, 1);
    const [task] = await under.tasks(id);
    const taskId = task?.id ?? '';
    const [claimed, stolen, completed] = await Promise.allSettled([
      under.engine.claimTask(taskId, 'engineer', actor),
      under.engine.claimTask(taskId, 'pm', { userId: 'pm' }),
      under.engine.completeTask(taskId, {}, actor),
    ]);
    expect(claimed.status).toBe('fulfilled');
    expect(stolen).toMatchObject({ status: 'rejected', reason: { code: 'TASK_ALREADY_CLAIMED' } });
    expect(completed.status).toBe('fulfilled');
    expect(await under.engine.findTask(taskId)).toMatchObject({
      state: 'completed',
      assignee: 'engineer',
      completedBy: 'engineer',
    });
  });

  it('given a database that fails at the first write, when commands ride together, then each runs alone and nothing is doubled', async () => {
    let failures = 1;
    const sizes: number[] = [];
    const under = engineUnderTest((parts) => ({
      ...parts,
      store: beforeWriting(parts.store, (writes) => {
        sizes.push(writes.instancesUpdated.length);
        if (writes.instancesUpdated.length > 0 && failures-- > 0) throw new Error('disk full');
      }),
    }));
    await startMany(under, 3);
    sizes.length = 0;
    await Promise.all((await under.tasks()).map((task) => under.engine.completeTask(task.id, {}, actor)));
    expect(sizes).toEqual([3, 1, 1, 1]);
    expect((await under.tasks()).map((task) => task.elementId)).toEqual(['second', 'second', 'second']);
  });

  it('given a database that never writes, when a command gives up, then nothing has changed and a later try works', async () => {
    let broken = false;
    let tries = 0;
    const under = engineUnderTest((parts) => ({
      ...parts,
      store: beforeWriting(parts.store, () => {
        tries++;
        if (broken) throw new Error('disk full');
      }),
    }));
    const [id = ''] = await startMany(under, 1);
    const [task] = await under.tasks(id);
    const before = await under.store.findInstance(id);
    broken = true;
    tries = 0;
    await expect(under.engine.completeTask(task?.id ?? '', {}, actor)).rejects.toThrow('disk full');
    expect(tries).toBe(1 + 5);
    expect(await under.store.findInstance(id)).toEqual(before);
    expect((await under.tasks(id)).map((each) => each.id)).toEqual([task?.id]);
    broken = false;
    await under.engine.completeTask(task?.id ?? '', {}, actor);
    expect((await under.tasks(id)).map((each) => each.elementId)).toEqual(['second']);
  });

  it('given another writer that changed an instance meanwhile, when the batch is written, then it is read again', async () => {
    let interfere: (() => Promise<void>) | null = null;
    const under = engineUnderTest((parts) => {
      const loadInstances: EngineStore['loadInstances'] = async (tx, targets) => {
        const found = await parts.store.loadInstances(tx, targets);
        const now = interfere;
        interfere = null;
        await now?.();
        // What a second node wrote between this read and the write: the row read is one revision old.
        return now ? new Map([...found].map(([index, row]) => [index, { ...row, revision: row.revision - 1 }])) : found;
      };
      return { ...parts, store: { ...parts.store, loadInstances } };
    });
    const [id = ''] = await startMany(under, 1);
    const [task] = await under.tasks(id);
    interfere = () => Promise.resolve();
    await under.engine.completeTask(task?.id ?? '', {}, actor);
    expect((await under.tasks(id)).map((each) => each.elementId)).toEqual(['second']);
  });

  it('given an idempotency claim, when the command commits, then key and answer are stored with it, and not when it is refused', async () => {
    const under = engineUnderTest();
    await under.deploy('two-tasks.bpmn');
    const claim = {
      scope: 'engineer POST /start',
      bodyHash: 'h',
      status: 201,
      render: (row: unknown) => ({ id: (row as { id: string }).id }),
    };
    const row = await under.engine.startInstance({ key: 'two-tasks', actor, idempotency: { ...claim, key: 'k1' } });
    const stored = await under.store.findIdempotency(claim.scope, 'k1');
    expect(stored).toMatchObject({ status: 201, bodyHash: 'h', response: JSON.stringify({ id: row.id }) });
    await refusal(under.engine.completeTask('nothing', {}, actor, { ...claim, key: 'k2' }));
    expect(await under.store.findIdempotency(claim.scope, 'k2')).toBeNull();
  });

  it('given one idempotency key on two nodes at once, when both are answered, then one did it and the other is told to ask again', async () => {
    const under = engineUnderTest();
    const other = secondNode(under);
    await under.deploy('two-tasks.bpmn');
    const idempotency = { scope: 's', key: 'k', bodyHash: 'h', status: 201, render: () => null };
    const answers = await Promise.allSettled(
      [under.engine, other].map((engine) => engine.startInstance({ key: 'two-tasks', actor, idempotency })),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(answers.find((answer) => answer.status === 'rejected')).toMatchObject({
      reason: { code: 'IDEMPOTENCY_IN_FLIGHT' },
    });
    expect((await under.engine.listInstances({ limit: 10 })).items).toHaveLength(1);
  });

  it('given one task and two nodes that complete it at once, when both are answered, then one won', async () => {
    const under = engineUnderTest();
    const other = secondNode(under);
    const [id = ''] = await startMany(under, 1);
    const [task] = await under.tasks(id);
    const answers = await Promise.allSettled(
      [under.engine, other].map((engine) => engine.completeTask(task?.id ?? '', {}, actor)),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await under.tasks(id)).map((each) => each.elementId)).toEqual(['second']);
  });

  it('given a variable of 10 MB, when a task is completed with it, then it is refused by its size', async () => {
    const under = engineUnderTest();
    const [id = ''] = await startMany(under, 1);
    const [task] = await under.tasks(id);
    const problem = await refusal(under.engine.completeTask(task?.id ?? '', { big: 'x'.repeat(10_000_000) }, actor));
    expect(problem).toMatchObject({ kind: 'too-large', code: 'VARIABLES_TOO_LARGE' });
  });

  it('given a process without a wait, when it is started, then it is answered as completed', async () => {
    const under = engineUnderTest();
    await under.deploy('straight.bpmn');
    expect(await under.engine.startInstance({ key: 'straight', actor })).toMatchObject({ status: 'completed' });
  });
});
