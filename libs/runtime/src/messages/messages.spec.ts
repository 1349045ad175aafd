import { describe, expect, it } from '@jest/globals';
import { START, actor, engineUnderTest, refusal } from '../../../testing/src/engine-under-test.js';

const HOUR = 3_600_000;

describe('messages', () => {
  it('given a waiting catch, when its message comes, then it goes on; another key, name or mode does not touch it', async () => {
    const under = engineUnderTest();
    await under.deploy('messages.bpmn');
    const row = await under.engine.startInstance({ key: 'messages', variables: { orderId: 'A1' }, actor });
    expect(await under.engine.publishMessage({ name: 'order-paid', correlationKey: 'B2' })).toMatchObject({
      state: 'buffered',
    });
    expect(
      await under.engine.publishMessage({ name: 'order-paid', correlationKey: 'A1', mode: 'drill' }),
    ).toMatchObject({ state: 'buffered' });
    expect(await under.tasks(row.id)).toEqual([]);
    const result = await under.engine.publishMessage({
      name: 'order-paid',
      correlationKey: 'A1',
      variables: { paid: 5 },
    });
    expect(result).toMatchObject({ state: 'correlated', processInstanceId: row.id });
    expect((await under.tasks(row.id)).map((task) => task.elementId)).toEqual(['ship']);
    expect((await under.engine.findInstance(row.id))?.variables).toMatchObject({ paid: 5 });
  });

  it('given a message before its catch, when the catch opens within the time to live, then it is delivered once', async () => {
    const under = engineUnderTest();
    await under.deploy('messages.bpmn');
    await under.engine.publishMessage({
      name: 'order-paid',
      correlationKey: 'A1',
      messageId: 'm1',
      timeToLive: 'PT2H',
    });
    under.clock.moveTo(START + HOUR);
    const first = await under.engine.startInstance({ key: 'messages', variables: { orderId: 'A1' }, actor });
    const second = await under.engine.startInstance({ key: 'messages', variables: { orderId: 'A1' }, actor });
    expect((await under.tasks(first.id)).map((task) => task.elementId)).toEqual(['ship']);
    expect(await under.tasks(second.id)).toEqual([]);
    expect(await under.engine.publishMessage({ name: 'order-paid', correlationKey: 'A1', messageId: 'm1' })).toEqual({
      id: 'm1',
      state: 'correlated',
      processInstanceId: first.id,
    });
  });

  it('given a message whose time to live is over, when the catch opens, then it is not delivered and its id may be used again', async () => {
    const under = engineUnderTest();
    await under.deploy('messages.bpmn');
    await under.engine.publishMessage({ name: 'order-paid', correlationKey: 'A1', messageId: 'm1' });
    under.clock.moveTo(START + HOUR);
    const row = await under.engine.startInstance({ key: 'messages', variables: { orderId: 'A1' }, actor });
    expect(await under.tasks(row.id)).toEqual([]);
    expect(
      await under.engine.publishMessage({ name: 'order-paid', correlationKey: 'A1', messageId: 'm1' }),
    ).toMatchObject({ state: 'correlated' });
  });

  it('given publishers and catches at the same moment, when all are answered, then no message and no catch was missed', async () => {
    const under = engineUnderTest();
    await under.deploy('messages.bpmn');
    const keys = Array.from({ length: 20 }, (_, index) => `K${index}`);
    const work = keys.flatMap((orderId) => [
      under.engine.startInstance({ key: 'messages', variables: { orderId }, actor }),
      under.engine.publishMessage({ name: 'order-paid', correlationKey: orderId }),
      under.engine.publishMessage({ name: 'order-paid', correlationKey: orderId, messageId: `id-${orderId}` }),
    ]);
    await Promise.all(work);
    const tasks = await under.tasks();
    expect(tasks).toHaveLength(keys.length);
    expect(new Set(tasks.map((task) => task.instanceId)).size).toBe(keys.length);
  });

  it('given two catches of one key, when two messages race, then the oldest takes the first and each takes one', async () => {
    const under = engineUnderTest();
    await under.deploy('messages.bpmn');
    const first = await under.engine.startInstance({ key: 'messages', variables: { orderId: 'A1' }, actor });
    under.clock.moveTo(START + 1);
    const second = await under.engine.startInstance({ key: 'messages', variables: { orderId: 'A1' }, actor });
    const results = await Promise.all(
      [1, 2].map((n) => under.engine.publishMessage({ name: 'order-paid', correlationKey: 'A1', variables: { n } })),
    );
    expect(results.map((result) => result.processInstanceId)).toEqual([first.id, second.id]);
  });

  it('given a message start, when its message comes, then one instance of the newest version starts with the key as business key', async () => {
    const under = engineUnderTest();
    await under.deploy('messages.bpmn');
    await under.deploy('messages.bpmn');
    const result = await under.engine.publishMessage({
      name: 'order-placed',
      correlationKey: 'GD-7',
      variables: { orderId: 'GD-7' },
      mode: 'drill',
    });
    const view = await under.engine.findInstance(result.processInstanceId ?? '');
    expect(view?.row).toMatchObject({ businessKey: 'GD-7', mode: 'drill' });
    expect((await under.engine.findDefinition(view?.row.definitionId ?? ''))?.version).toBe(2);
    expect((await under.engine.listInstances({ limit: 10 })).items).toHaveLength(1);
    expect(await under.engine.publishMessage({ name: 'order-paid', correlationKey: 'GD-7' })).toMatchObject({
      state: 'buffered',
    });
    expect(
      await under.engine.publishMessage({ name: 'order-paid', correlationKey: 'GD-7', mode: 'drill' }),
    ).toMatchObject({ state: 'correlated' });
  });

  it('given a feature that publishes in its unit of work, when it commits, then the process starts once; when it rolls back, never', async () => {
    const under = engineUnderTest();
    await under.deploy('messages.bpmn');
    const publish = (messageId: string, fail: boolean): Promise<void> =>
      under.unitOfWork.run(async (tx) => {
        await under.engine.publishMessageLater(tx, {
          name: 'order-placed',
          correlationKey: 'GD-8',
          messageId,
          variables: { orderId: 'GD-8' },
        });
        if (fail) throw new Error('rolled back');
      });
    await expect(publish('case-1', true)).rejects.toThrow('rolled back');
    await publish('case-2', false);
    await publish('case-2', false);
    await under.settle();
    expect((await under.engine.listInstances({ businessKey: 'GD-8', limit: 10 })).items).toHaveLength(1);
  });

  it('given a time to live that is no duration, when published, then it is refused', async () => {
    const under = engineUnderTest();
    expect(await refusal(under.engine.publishMessage({ name: 'x', timeToLive: '1 hour' }))).toMatchObject({
      code: 'TIME_TO_LIVE_INVALID',
    });
  });
});

describe('signals', () => {
  it('given listeners of both modes, when a signal is broadcast, then each of its mode hears it exactly once, again and again', async () => {
    const under = engineUnderTest();
    await under.deploy('signals.bpmn');
    const live = await Promise.all([1, 2, 3].map(() => under.engine.startInstance({ key: 'signals', actor })));
    const drill = await under.engine.startInstance({ key: 'signals', mode: 'drill', actor });
    await under.engine.broadcastSignal({ name: 'freeze' });
    await under.settle();
    await under.engine.broadcastSignal({ name: 'freeze' });
    await under.settle();
    const notes = async (id: string): Promise<number> =>
      (await under.engine.history(id)).filter(
        (entry) => entry.elementId === 'note' && entry.type === 'element-completed',
      ).length;
    expect(await Promise.all(live.map((row) => notes(row.id)))).toEqual([2, 2, 2]);
    expect(await notes(drill.id)).toBe(0);
  });
});

describe('what crosses instances', () => {
  it('given a recorded event and a thrown message, when the task is done, then the feature and the other process have it once', async () => {
    const under = engineUnderTest();
    const recorded: unknown[] = [];
    under.engine.registerFeatureJob('record-event', {
      apply: async (_tx, context) => void recorded.push(context.payload),
    });
    await under.deploy('records.bpmn', 'messages.bpmn');
    const row = await under.engine.startInstance({ key: 'records', businessKey: 'GD-9', actor });
    const [task] = await under.tasks(row.id);
    await under.engine.completeTask(task?.id ?? '', { orderId: 'GD-9' }, actor);
    await under.settle();
    expect(recorded).toMatchObject([
      {
        instanceId: row.id,
        businessKey: 'GD-9',
        elementId: 'check-in',
        eventType: 'engineer_arrived',
        occurredAt: START,
        actor: 'engineer',
      },
    ]);
    expect((await under.engine.listInstances({ key: 'messages', limit: 10 })).items).toHaveLength(1);
  });

  it('given a called process, when it completes, then its variables are in the parent; mode and business key are inherited', async () => {
    const under = engineUnderTest();
    await under.deploy('parent.bpmn', 'two-tasks.bpmn');
    const row = await under.engine.startInstance({
      key: 'parent',
      businessKey: 'GD-3',
      mode: 'drill',
      variables: { a: 1 },
      actor,
    });
    await under.settle();
    const [task] = await under.tasks();
    expect(task).toMatchObject({ elementId: 'first', businessKey: 'GD-3', mode: 'drill' });
    const child = await under.engine.findInstance(task?.instanceId ?? '');
    expect(child?.row).toMatchObject({
      parentInstanceId: row.id,
      rootInstanceId: row.id,
      businessKey: 'GD-3',
      mode: 'drill',
    });
    for (const variables of [{ b: 2 }, { c: 3 }]) {
      const [open] = await under.tasks();
      await under.engine.completeTask(open?.id ?? '', variables, actor);
    }
    await under.settle();
    const parent = await under.engine.findInstance(row.id);
    expect(parent?.row.status).toBe('completed');
    expect(parent?.variables).toEqual({ a: 1, b: 2, c: 3 });
  });

  it('given a called process that takes too long, when the boundary timer fires, then the child is cancelled with its task', async () => {
    const under = engineUnderTest();
    await under.deploy('parent.bpmn', 'two-tasks.bpmn');
    const row = await under.engine.startInstance({ key: 'parent', actor });
    await under.settle();
    await under.engine.advanceTo(START + 2 * HOUR);
    expect((await under.engine.findInstance(row.id))?.row.status).toBe('completed');
    expect(await under.tasks()).toEqual([]);
    const { items } = await under.engine.listInstances({ key: 'two-tasks', limit: 10 });
    expect(items).toMatchObject([{ status: 'cancelled' }]);
  });

  it('given a child that an operator cancels, when the parent hears of it, then it does not wait for ever: an incident stands', async () => {
    const under = engineUnderTest();
    await under.deploy('parent.bpmn', 'two-tasks.bpmn');
    const row = await under.engine.startInstance({ key: 'parent', actor });
    await under.settle();
    const [child] = (await under.engine.listInstances({ key: 'two-tasks', limit: 1 })).items;
    await under.engine.cancelInstance(child?.id ?? '', 'by mistake', { userId: 'admin' });
    await under.settle();
    expect((await under.engine.findInstance(row.id))?.row).toMatchObject({ status: 'active', incidentCount: 1 });
  });

  it('given a child that escalates, when the parent hears of it, then it acts on it while the child goes on', async () => {
    const under = engineUnderTest();
    await under.deploy('escalation-parent.bpmn', 'escalating-child.bpmn');
    await under.engine.startInstance({ key: 'escalation-parent', actor });
    await under.settle();
    expect((await under.tasks()).map((task) => task.elementId).sort()).toEqual(['call-customer', 'go-on']);
  });

  it('given a start timer with three occurrences, when time passes, then three instances started, each on its hour', async () => {
    const under = engineUnderTest();
    await under.deploy('every-hour.bpmn');
    await under.engine.advanceTo(START + 10 * HOUR);
    const { items } = await under.engine.listInstances({ key: 'every-hour', limit: 10 });
    expect(items.map((row) => row.startedAt - START).reverse()).toEqual([HOUR, 2 * HOUR, 3 * HOUR]);
    expect((await under.engine.listJobs({ limit: 10 })).items).toEqual([]);
  });

  it('given a feature that starts an instance in its unit of work, when it commits, then the instance has the id it chose', async () => {
    const under = engineUnderTest();
    await under.deploy('two-tasks.bpmn');
    const instanceId = '01990000-0000-7000-8000-000000000001';
    await under.unitOfWork.run((tx) =>
      under.engine.startInstanceLater(tx, { key: 'two-tasks', instanceId, businessKey: 'GD-5', actor }),
    );
    await under.settle();
    expect((await under.engine.findInstance(instanceId))?.row).toMatchObject({ businessKey: 'GD-5', status: 'active' });
  });
});
