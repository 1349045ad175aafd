import { describe, expect, it } from '@jest/globals';
import type { Delegate, DelegateContext } from '../delegates/delegate.js';
import { BpmnError } from '../delegates/delegate.js';
import type { EngineUnderTest } from '../../../testing/src/engine-under-test.js';
import { START, actor, engineUnderTest, secondNode } from '../../../testing/src/engine-under-test.js';
import type { Transaction } from '../ports/unit-of-work.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

async function withDelegate(delegate: Delegate, ...files: string[]): Promise<EngineUnderTest> {
  const under = engineUnderTest();
  under.engine.registerDelegate('call-customer', delegate);
  await under.deploy(...files);
  return under;
}

describe('service task', () => {
  it('given a delegate, when its job runs, then apply and the next step are one commit and it was told everything', async () => {
    const seen: DelegateContext[] = [];
    const under = await withDelegate(
      {
        prepare: async () => 'a letter',
        apply: async (tx, context, prepared) => {
          seen.push(context);
          await under.engine.bindSubject(tx, { instanceId: context.instanceId, kind: 'letter', id: String(prepared) });
          return { called: true };
        },
      },
      'service.bpmn',
    );
    const row = await under.engine.startInstance({
      key: 'service',
      businessKey: 'GD-1',
      variables: { phone: '10086' },
      actor,
    });
    await under.settle();
    expect((await under.tasks(row.id)).map((task) => task.elementId)).toEqual(['after']);
    expect((await under.engine.findInstance(row.id))?.variables).toEqual({ phone: '10086', called: true });
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({
      businessKey: 'GD-1',
      elementId: 'call',
      headers: { template: 'hello' },
      variables: { phone: '10086' },
      mode: 'live',
    });
    expect(await under.unitOfWork.run((tx) => under.store.findSubjects(tx, row.id))).toHaveLength(1);
  });

  it('given a delegate that throws a BpmnError after writing, when it is caught, then the model goes on and the rows are gone', async () => {
    const under = await withDelegate(
      {
        apply: async (tx: Transaction, context) => {
          await under.engine.bindSubject(tx, { instanceId: context.instanceId, kind: 'half', id: 'written' });
          throw new BpmnError('REFUSED', 'the customer hung up', { reason: 'busy' });
        },
      },
      'service.bpmn',
    );
    const row = await under.engine.startInstance({ key: 'service', actor });
    await under.settle();
    expect((await under.tasks(row.id)).map((task) => task.elementId)).toEqual(['apologise']);
    expect(await under.unitOfWork.run((tx) => under.store.findSubjects(tx, row.id))).toEqual([]);
  });

  it('given a delegate that fails, when tries are used up, then an incident stands, and retrying it runs it again', async () => {
    const calls: number[] = [];
    let broken = true;
    const under = await withDelegate(
      {
        apply: async (_tx, context) => {
          calls.push(context.now - START);
          if (broken) throw new Error('no line');
        },
      },
      'service.bpmn',
    );
    const row = await under.engine.startInstance({ key: 'service', actor });
    await under.settle();
    const waiting = await under.engine.listJobs({ instanceId: row.id, limit: 10 });
    expect(waiting.items).toMatchObject([
      { retriesLeft: 2, dueAt: START + 5_000, lastError: 'no line', lockOwner: null },
    ]);
    await under.engine.advanceTo(START + DAY);
    expect(calls).toEqual([0, 5_000, 35_000]);
    const { items } = await under.engine.listIncidents({ instanceId: row.id, open: true, limit: 10 });
    expect(items).toMatchObject([{ code: 'JOB_FAILED', elementId: 'call', message: 'no line' }]);
    expect((await under.engine.findInstance(row.id))?.row.incidentCount).toBe(1);

    broken = false;
    await under.engine.retryIncident(items[0]?.id ?? '', actor, { phone: '95533' });
    await under.settle();
    expect((await under.tasks(row.id)).map((task) => task.elementId)).toEqual(['after']);
    expect((await under.engine.findInstance(row.id))?.row.incidentCount).toBe(0);
    expect((await under.engine.listIncidents({ open: true, limit: 10 })).items).toEqual([]);
  });

  it('given a stored task type that nobody serves any more, when its job runs, then it is an incident at once', async () => {
    const under = await withDelegate({ apply: async () => undefined }, 'service.bpmn');
    const { createProcessEngine } = await import('../create-process-engine.js');
    const { store, unitOfWork, clock } = under;
    const later = createProcessEngine({ store, unitOfWork, clock, zone: 'Asia/Shanghai' });
    const row = await later.startInstance({ key: 'service', actor });
    await later.settled(5_000);
    const { items } = await later.listIncidents({ instanceId: row.id, limit: 10 });
    expect(items).toMatchObject([{ code: 'JOB_FAILED', elementId: 'call' }]);
    expect(items[0]?.message).toContain('call-customer');
  });

  it('given a lease that went to another node while the delegate prepared, when it applies, then nothing is written twice', async () => {
    let applied = 0;
    const under = await withDelegate(
      {
        prepare: async (context) => {
          if (context.variables['slow'] !== true || applied > 0) return;
          // The other node: its lease begins after ours ran out.
          await under.unitOfWork.run(async (tx) => {
            const systemNow = under.clock.systemNow() + 60_000;
            await under.store.leaseJobs(tx, {
              owner: 'other',
              now: under.clock.now(),
              systemNow,
              leaseMs: 1,
              limit: 10,
            });
          });
        },
        apply: async (tx, context) => {
          applied++;
          await under.engine.bindSubject(tx, { instanceId: context.instanceId, kind: 'zombie', id: 'row' });
        },
      },
      'service.bpmn',
    );
    const row = await under.engine.startInstance({ key: 'service', variables: { slow: true }, actor });
    await under.settle();
    expect(applied).toBe(0);
    expect(await under.unitOfWork.run((tx) => under.store.findSubjects(tx, row.id))).toEqual([]);
    expect((await under.engine.listJobs({ instanceId: row.id, limit: 10 })).items).toMatchObject([
      { lockOwner: 'other', lockToken: 2 },
    ]);
  });
});

describe('settled', () => {
  it('given a job of mine and a later one of somebody else that hangs, when mine and what comes of it are done, then I do not wait on', async () => {
    const under = engineUnderTest();
    let release: () => void = () => undefined;
    const hanging = new Promise<void>((resolve) => (release = resolve));
    const order: string[] = [];
    under.engine.registerFeatureJob('mine', {
      apply: async (tx) => {
        order.push('mine');
        await under.engine.schedule(tx, { name: 'child', ref: 'c', dueAt: START });
      },
    });
    under.engine.registerFeatureJob('child', { apply: async () => void order.push('child') });
    under.engine.registerFeatureJob('other', { prepare: () => hanging, apply: async () => void order.push('other') });
    const schedule = (name: string): Promise<void> =>
      under.unitOfWork.run((tx) => under.engine.schedule(tx, { name, ref: name, dueAt: START }));
    await schedule('mine');
    const settled = under.engine.settled(10_000);
    await schedule('other');
    expect(await settled).toBe(true);
    expect(order).toEqual(['mine', 'child']);
    expect(await under.engine.settled(1)).toBe(false);
    release();
    await under.settle();
    expect(order).toEqual(['mine', 'child', 'other']);
  });

  it('given due jobs and two nodes that poll at once, when both are done, then each job ran once', async () => {
    const under = engineUnderTest();
    const other = secondNode(under);
    const ran: string[] = [];
    for (const engine of [under.engine, other]) {
      engine.registerFeatureJob('each', { apply: async (_tx, context) => void ran.push(context.ref ?? '') });
    }
    const refs = Array.from({ length: 40 }, (_, index) => `ref-${index}`);
    await under.unitOfWork.run(async (tx) => {
      for (const ref of refs) await under.engine.schedule(tx, { name: 'each', ref, dueAt: START + MINUTE });
    });
    under.clock.moveTo(START + MINUTE);
    const counts = await Promise.all([under.engine.runDueJobs(), other.runDueJobs()]);
    expect(counts[0] + counts[1]).toBe(refs.length);
    expect([...ran].sort()).toEqual([...refs].sort());
  });
});

describe('timers', () => {
  it('given two timers one after the other, when the clock jumps over both, then they fire in order at their own time', async () => {
    const under = engineUnderTest();
    await under.deploy('timers.bpmn');
    const row = await under.engine.startInstance({ key: 'timers', actor });
    await under.engine.advanceTo(START + 3 * DAY + MINUTE);
    expect((await under.tasks(row.id)).map((task) => task.createdAt)).toEqual([START + 3 * DAY]);
    const fired = (await under.engine.history(row.id)).filter(
      (entry) => entry.type === 'element-completed' && entry.elementType === 'intermediateCatchEvent',
    );
    expect(fired.map((entry) => [entry.elementId, entry.at - START])).toEqual([
      ['one-day', DAY],
      ['two-days', 3 * DAY],
    ]);
    expect(under.clock.now()).toBe(START + 3 * DAY + MINUTE);
  });

  it('given 30 days without a running node, when it comes back, then each missed timer fires once, oldest first', async () => {
    const under = engineUnderTest();
    await under.deploy('timers.bpmn');
    const rows = [];
    for (let day = 0; day < 30; day++) {
      rows.push(await under.engine.startInstance({ key: 'timers', businessKey: `day-${day}`, actor }));
      under.clock.moveTo(START + (day + 1) * (DAY / 2));
    }
    const order: string[] = [];
    under.engine.onCommitted((changes) => order.push(...changes.map((change) => change.businessKey ?? '')));
    under.clock.moveTo(START + 60 * DAY);
    expect(await under.engine.runDueJobs()).toBe(30);
    await under.settle();
    for (const row of rows) {
      const completed = (await under.engine.history(row.id)).filter(
        (entry) => entry.elementId === 'one-day' && entry.type === 'element-completed',
      );
      expect(completed).toHaveLength(1);
    }
    expect(await under.engine.runDueJobs()).toBe(0);
    await under.engine.advanceTo(START + 62 * DAY);
    expect(order.filter((key) => key !== '')).toEqual(rows.map((row) => row.businessKey));
  });

  it('given a reminder every day, when days pass, then it fires once a day and ends with the task', async () => {
    const under = engineUnderTest();
    await under.deploy('timers.bpmn');
    const row = await under.engine.startInstance({ key: 'timers', actor });
    await under.engine.advanceTo(START + 6 * DAY + MINUTE);
    const reminders = (await under.engine.history(row.id)).filter(
      (entry) => entry.elementId === 'remind' && entry.type === 'element-completed',
    );
    expect(reminders.map((entry) => entry.at - START)).toEqual([4 * DAY, 5 * DAY, 6 * DAY]);
    const [task] = await under.tasks(row.id);
    await under.engine.completeTask(task?.id ?? '', {}, actor);
    expect((await under.engine.listJobs({ instanceId: row.id, limit: 10 })).items).toEqual([]);
  });

  it('given a system clock, when somebody wants to move it, then it is refused', async () => {
    const { createProcessEngine } = await import('../create-process-engine.js');
    const { systemClock } = await import('../clock/system-clock.js');
    const under = engineUnderTest();
    const engine = createProcessEngine({
      store: under.store,
      unitOfWork: under.unitOfWork,
      clock: systemClock,
      zone: 'Asia/Shanghai',
    });
    await expect(engine.advanceTo(START)).rejects.toMatchObject({ code: 'CLOCK_NOT_VIRTUAL' });
  });
});

describe('jobs of features', () => {
  it('given a scheduled job, when it is scheduled anew, then only the new one runs, at its time, once', async () => {
    const under = engineUnderTest();
    const ran: unknown[] = [];
    under.engine.registerFeatureJob('warn', {
      apply: async (_tx, context) => void ran.push([context.ref, context.dueAt - START, context.payload]),
    });
    const schedule = (dueAt: number, payload: Record<string, unknown>): Promise<void> =>
      under.unitOfWork.run((tx) => under.engine.schedule(tx, { name: 'warn', ref: 'clock-1', dueAt, payload }));
    await schedule(START + MINUTE, { first: true });
    await schedule(START + 2 * MINUTE, { second: true });
    await under.engine.advanceTo(START + DAY);
    expect(ran).toEqual([['clock-1', 2 * MINUTE, { second: true }]]);
  });

  it('given a job that is due now, when its unit of work rolls back, then it never runs; when it commits, it runs at once', async () => {
    const under = engineUnderTest();
    const ran: string[] = [];
    under.engine.registerFeatureJob('now', { apply: async (_tx, context) => void ran.push(context.ref ?? '') });
    const work = (ref: string, fail: boolean): Promise<void> =>
      under.unitOfWork.run(async (tx) => {
        await under.engine.schedule(tx, { name: 'now', ref, dueAt: START });
        if (fail) throw new Error('rolled back');
      });
    await expect(work('a', true)).rejects.toThrow('rolled back');
    await work('b', false);
    await under.settle();
    expect(ran).toEqual(['b']);
  });

  it('given a feature job that fails for ever, when it is parked, then its incident can be retried', async () => {
    const under = engineUnderTest();
    let broken = true;
    let runs = 0;
    under.engine.registerFeatureJob('flaky', {
      apply: async () => {
        runs++;
        if (broken) throw new Error('not yet');
      },
    });
    await under.unitOfWork.run((tx) => under.engine.schedule(tx, { name: 'flaky', ref: 'x', dueAt: START }));
    await under.engine.advanceTo(START + DAY);
    const { items } = await under.engine.listIncidents({ open: true, limit: 10 });
    expect(items).toMatchObject([{ code: 'JOB_FAILED', instanceId: null, message: 'not yet' }]);
    expect(runs).toBe(3);
    broken = false;
    await under.engine.retryIncident(items[0]?.id ?? '', actor);
    await under.settle();
    expect(runs).toBe(4);
    expect((await under.engine.listJobs({ limit: 10 })).items).toEqual([]);
    expect((await under.engine.listIncidents({ open: true, limit: 10 })).items).toEqual([]);
  });
});
