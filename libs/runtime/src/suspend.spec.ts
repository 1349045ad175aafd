import { describe, expect, it } from '@jest/globals';
import { actor, engineUnderTest, refusal, START } from '../../testing/src/engine-under-test.js';

const DAY = 24 * 60 * 60_000;
const admin = { userId: 'admin' };

describe('suspended instances', () => {
  it('given a suspended instance, when its timer comes due, then nothing moves until it is resumed, and then it fires once', async () => {
    const under = engineUnderTest();
    const { engine } = under;
    await under.deploy('timers.bpmn');
    const { id } = await engine.startInstance({ key: 'timers', actor });
    await engine.suspendInstance(id, '等备件', admin);
    expect((await engine.findInstance(id))?.row.status).toBe('suspended');
    await engine.advanceTo(START + 2 * DAY);
    expect((await engine.findInstance(id))?.activeElements.map((each) => each.elementId)).toEqual(['one-day']);
    expect((await engine.listJobs({ instanceId: id, limit: 5 })).items).toMatchObject([
      { state: 'suspended', dueAt: START + DAY },
    ]);
    await engine.resumeInstance(id, '备件到了', admin);
    await under.settle();
    expect((await engine.findInstance(id))?.activeElements.map((each) => each.elementId)).toEqual(['two-days']);
    const said = (await engine.history(id)).filter((entry) => /suspended|resumed/.test(entry.type));
    expect(said.map(({ type, actor: who, detail }) => [type, who, detail])).toEqual([
      ['instance-suspended', 'admin', { reason: '等备件' }],
      ['instance-resumed', 'admin', { reason: '备件到了' }],
    ]);
    const history = await engine.history(id);
    expect(history.map((entry) => entry.seq)).toEqual(history.map((_, index) => index + 1));
  });

  it('given a suspended parent, when its child ends, then the parent goes on after it is resumed', async () => {
    const under = engineUnderTest();
    const { engine } = under;
    await under.deploy('parent.bpmn', 'two-tasks.bpmn');
    const { id } = await engine.startInstance({ key: 'parent', actor });
    await under.settle();
    await engine.suspendInstance(id, 'r', admin);
    for (let step = 0; step < 2; step++) {
      const [task] = await under.tasks();
      await engine.completeTask(task?.id ?? '', {}, actor);
    }
    await under.settle();
    expect((await engine.findInstance(id))?.row.status).toBe('suspended');
    await engine.resumeInstance(id, 'r', admin);
    await under.settle();
    expect((await engine.findInstance(id))?.row.status).toBe('completed');
  });

  it('given a suspended instance that waits for a message, when the message comes, then the instance gets it when it is resumed', async () => {
    const under = engineUnderTest();
    const { engine } = under;
    await under.deploy('messages.bpmn');
    const { id } = await engine.startInstance({ key: 'messages', variables: { orderId: 'A1' }, actor });
    await engine.suspendInstance(id, 'r', admin);
    const paid = { name: 'order-paid', correlationKey: 'A1', messageId: 'm1', variables: { paid: 5 } };
    for (let time = 0; time < 2; time++)
      expect(await engine.publishMessage(paid)).toEqual({ id: 'm1', state: 'correlated', processInstanceId: id });
    under.clock.moveTo(START + DAY);
    expect(await under.tasks(id)).toEqual([]);
    await engine.resumeInstance(id, 'r', admin);
    await under.settle();
    expect((await under.tasks(id)).map((task) => task.elementId)).toEqual(['ship']);
    expect((await engine.findInstance(id))?.variables).toMatchObject({ paid: 5 });
    expect((await engine.listJobs({ limit: 5 })).items).toEqual([]);
  });

  it.each(['works', 'fails'])(
    'given a delegate that %s while its instance is suspended, when it is resumed, then the job is done anew, and before it nothing is written',
    async (way) => {
      const under = engineUnderTest();
      const { engine } = under;
      let applied = 0;
      let suspended = false;
      engine.registerDelegate('call-customer', {
        prepare: async ({ instanceId }) => {
          if (suspended) return;
          suspended = true;
          await engine.suspendInstance(instanceId, 'r', admin);
          if (way === 'fails') throw new Error('no line');
        },
        apply: async () => void applied++,
      });
      await under.deploy('service.bpmn');
      const { id } = await engine.startInstance({ key: 'service', actor });
      await under.settle();
      await engine.advanceTo(START + DAY);
      expect(applied).toBe(0);
      expect((await engine.findInstance(id))?.row).toMatchObject({ status: 'suspended', incidentCount: 0 });
      await engine.resumeInstance(id, 'r', admin);
      await under.settle();
      expect(applied).toBe(1);
      expect((await under.tasks(id)).map((task) => task.elementId)).toEqual(['after']);
    },
  );

  it('given a suspended instance, when somebody works on it, suspends it again or resumes an active one, then the reason is told; cancelling goes', async () => {
    const under = engineUnderTest();
    const { engine } = under;
    await under.deploy('two-tasks.bpmn', 'timers.bpmn');
    const { id } = await engine.startInstance({ key: 'two-tasks', actor });
    const code = async (command: Promise<unknown>) => (await refusal(command)).code;
    expect(await code(engine.resumeInstance(id, 'r', admin))).toBe('INSTANCE_NOT_SUSPENDED');
    await engine.suspendInstance(id, 'r', admin);
    const [task] = await under.tasks(id);
    expect(await code(engine.completeTask(task?.id ?? '', {}, actor))).toBe('INSTANCE_SUSPENDED');
    expect(await code(engine.claimTask(task?.id ?? '', 'wang', actor))).toBe('INSTANCE_SUSPENDED');
    expect(await code(engine.suspendInstance(id, 'r', admin))).toBe('INSTANCE_SUSPENDED');
    const timers = await engine.startInstance({ key: 'timers', actor });
    await engine.suspendInstance(timers.id, 'r', admin);
    await engine.advanceTo(START + 2 * DAY);
    for (const each of [id, timers.id]) await engine.cancelInstance(each, 'r', admin);
    await under.settle();
    expect(await code(engine.resumeInstance(id, 'r', admin))).toBe('INSTANCE_ENDED');
    expect((await engine.listJobs({ limit: 5 })).items).toEqual([]);
    expect(await under.tasks()).toEqual([]);
  });
});
