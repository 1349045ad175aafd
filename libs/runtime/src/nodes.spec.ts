import { describe, expect, it } from '@jest/globals';
import { actor, engineUnderTest, secondNode } from '../../testing/src/engine-under-test.js';
import { createProcessEngine } from './create-process-engine.js';

const DUE = Date.parse('2026-03-02T05:00:00Z');
const LATER = Date.parse('2026-03-02T07:00:00Z');

describe('leases after a restart', () => {
  it('given jobs leased by a killed run, when the node starts again, then they run at once; those of another node wait', async () => {
    const under = engineUnderTest(undefined, { nodeName: 'desk-1:3000' });
    const ran: string[] = [];
    const handler = { apply: async (_tx: unknown, { ref }: { ref: string | null }) => void ran.push(ref ?? '') };
    await under.engine.stop();
    await under.unitOfWork.run(async (tx) => {
      for (const ref of ['own', 'foreign'])
        await under.engine.schedule(tx, { name: 'tell', ref, dueAt: under.clock.now() });
    });
    for (const [ref, owner] of [
      ['own', 'desk-1:3000'],
      ['foreign', 'desk-2:3000'],
    ]) {
      const rows = (await under.store.listJobs({ limit: 10 })).items.filter((job) => job.ref === ref);
      const ids = rows.map((job) => job.id);
      const now = { now: under.clock.now(), systemNow: Date.now() };
      const lease = { owner: owner ?? '', leaseMs: 30_000, limit: 1, ids, ...now };
      expect(await under.unitOfWork.run((tx) => under.store.leaseJobs(tx, lease))).toHaveLength(1);
    }
    const { store, unitOfWork, clock } = under;
    const again = createProcessEngine({ store, unitOfWork, clock, zone: 'Asia/Shanghai', nodeName: 'desk-1:3000' });
    again.registerFeatureJob('tell', handler);
    again.start();
    expect(await again.runDueJobs()).toBe(1);
    expect(ran).toEqual(['own']);
  });

  it('given an engine that already works, when it is started once more, then its running job keeps its lease', async () => {
    const under = engineUnderTest();
    let tries = 0;
    under.engine.registerFeatureJob('tell', {
      prepare: async () => {
        tries++;
        under.engine.start();
        await under.engine.runDueJobs();
      },
      apply: async () => undefined,
    });
    await under.unitOfWork.run((tx) => under.engine.schedule(tx, { name: 'tell', ref: '1', dueAt: under.clock.now() }));
    await under.settle();
    expect(tries).toBe(1);
    expect((await under.store.listJobs({ limit: 10 })).items).toEqual([]);
  });
});

describe('urgency of tasks that open later', () => {
  const urgencies = async (under: ReturnType<typeof engineUnderTest>) =>
    (await under.tasks()).map((task) => [task.elementId, task.businessKey, task.urgencyAt]);

  it('given a case with urgency, when another node opens its next task, then the task has it', async () => {
    const under = engineUnderTest();
    await under.deploy('two-tasks.bpmn');
    await under.engine.startInstance({ key: 'two-tasks', businessKey: 'GD-1', actor });
    await under.unitOfWork.run((tx) => under.engine.setUrgency(tx, 'GD-1', DUE));
    const [task] = await under.tasks();
    await secondNode(under).completeTask(task?.id ?? '', {}, actor);
    expect(await urgencies(under)).toEqual([['second', 'GD-1', DUE]]);
  });

  it('given urgency set before, when instances of the case start, then their tasks have it; other cases and none do not', async () => {
    const under = engineUnderTest();
    await under.deploy('two-tasks.bpmn');
    await under.unitOfWork.run((tx) => under.engine.setUrgency(tx, 'GD-1', DUE));
    const node = secondNode(under);
    for (const businessKey of ['GD-1', 'GD-2']) await node.startInstance({ key: 'two-tasks', businessKey, actor });
    await node.startInstance({ key: 'two-tasks', actor });
    expect(await urgencies(under)).toEqual([
      ['first', 'GD-1', DUE],
      ['first', 'GD-2', null],
      ['first', null, null],
    ]);
  });

  it('given a delegate that sets the urgency, when its step opens a task, then the task has the new one, or the old after a roll back', async () => {
    const under = engineUnderTest();
    under.engine.registerDelegate('call-customer', {
      apply: async (tx) => {
        await under.engine.setUrgency(tx, 'GD-1', LATER);
      },
    });
    await under.deploy('service.bpmn');
    await under.unitOfWork.run((tx) => under.engine.setUrgency(tx, 'GD-1', DUE));
    const failed = under.unitOfWork.run(async (tx) => {
      await under.engine.setUrgency(tx, 'GD-1', 1);
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    await under.engine.startInstance({ key: 'service', businessKey: 'GD-1', actor });
    await under.settle();
    expect(await urgencies(under)).toEqual([['after', 'GD-1', LATER]]);
  });
});

describe('commands inside of a unit of work', () => {
  it('given an open unit, when a command is called in it, then it is refused at once, and the way out is named', async () => {
    const under = engineUnderTest();
    const { engine, clock } = under;
    await under.deploy('two-tasks.bpmn');
    const commands: Record<string, () => Promise<unknown>> = {
      startInstance: () => engine.startInstance({ key: 'two-tasks', actor }),
      completeTask: () => engine.completeTask('t', {}, actor),
      claimTask: () => engine.claimTask('t', 'wang', actor),
      unclaimTask: () => engine.unclaimTask('t', actor),
      publishMessage: () => engine.publishMessage({ name: 'm' }),
      broadcastSignal: () => engine.broadcastSignal({ name: 's' }),
      cancelInstance: () => engine.cancelInstance('i', 'r', actor),
      setVariables: () => engine.setVariables('i', {}, actor),
      retryIncident: () => engine.retryIncident('i', actor),
      deploy: () => engine.deploy({ name: 'd', resources: [], source: 'administrator', deployedBy: 'admin' }),
      advanceTo: () => engine.advanceTo(clock.now()),
      runDueJobs: () => engine.runDueJobs(),
    };
    for (const [name, call] of Object.entries(commands)) {
      const told = await under.unitOfWork.run(() => call().catch((error: Error) => error.message));
      expect(told).toMatch(new RegExp(`^ProcessEngine\\.${name} was called inside of an open unit`));
    }
    const told = await under.unitOfWork.run(() => commands['startInstance']?.().catch((error: Error) => error.message));
    expect(told).toContain('use startInstanceLater(tx, …)');
    expect(await under.tasks()).toEqual([]);
    expect((await engine.startInstance({ key: 'two-tasks', actor })).status).toBe('active');
  });

  it('given a command that waits in the loop which a job woke, when a delegate’s unit is open meanwhile, then it is served outside of it', async () => {
    const under = engineUnderTest();
    const after: Promise<unknown>[] = [];
    under.engine.registerFeatureJob('tell', {
      apply: async (tx) => {
        // Not awaited by the unit: it goes out when the unit is over.
        under.unitOfWork.afterCommit?.(tx, () => {
          after.push(under.engine.startInstance({ key: 'two-tasks', actor }));
        });
      },
    });
    await under.deploy('two-tasks.bpmn');
    await under.unitOfWork.run((tx) => under.engine.schedule(tx, { name: 'tell', ref: '1', dueAt: under.clock.now() }));
    await under.settle();
    await Promise.all(after);
    expect(await under.tasks()).toHaveLength(1);
  });
});
