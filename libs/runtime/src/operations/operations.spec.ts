import { describe, expect, it } from '@jest/globals';
import { actor, engineUnderTest, refusal, START } from '../../../testing/src/engine-under-test.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const admin = { userId: 'admin' };
const move = (elementId: string, target: string) => ({ type: 'move', elementId, target }) as const;

describe('modifications', () => {
  it('given a dry run, when it is asked, then it says what would happen and writes nothing; done, it happens like that', async () => {
    const under = engineUnderTest();
    const { engine } = under;
    await under.deploy('two-tasks.bpmn');
    const { id } = await engine.startInstance({ key: 'two-tasks', actor });
    const [before] = await under.tasks(id);
    const row = (await engine.findInstance(id))?.row;
    const request = { instructions: [move('first', 'second')], reason: '误操作' };
    const dry = await engine.modifyInstance(id, { ...request, dryRun: true }, admin);
    expect(dry).toMatchObject({
      dryRun: true,
      status: 'active',
      activeElements: [{ elementId: 'second' }],
      entered: [{ elementId: 'second' }],
      cancelled: [{ elementId: 'first', elementInstanceId: before?.elementInstanceId }],
      incidents: [],
    });
    expect((await engine.findInstance(id))?.row).toEqual(row);
    const done = await engine.modifyInstance(id, request, admin);
    expect({ ...done, dryRun: true }).toMatchObject({ status: 'active', activeElements: [{ elementId: 'second' }] });
    expect(await engine.findTask(before?.id ?? '')).toMatchObject({ state: 'cancelled' });
    expect((await under.tasks(id)).map((task) => task.elementId)).toEqual(['second']);
    expect((await engine.history(id)).find((entry) => entry.type === 'instance-modified')).toMatchObject({
      actor: 'admin',
      detail: { reason: '误操作', instructions: [move('first', 'second')] },
    });
  });

  it('given what would break the state, when it is asked for, then every reason is told with its element in both languages', async () => {
    const under = engineUnderTest();
    await under.deploy('two-tasks.bpmn');
    const { id } = await under.engine.startInstance({ key: 'two-tasks', actor });
    const instructions = [move('first', 'nobody'), { type: 'remove', elementId: 'second' } as const];
    for (const dryRun of [true, false]) {
      const problem = await refusal(under.engine.modifyInstance(id, { instructions, dryRun }, admin));
      expect(problem).toMatchObject({ kind: 'invalid', code: 'OPERATION_REFUSED' });
      expect(problem.errors).toEqual([
        {
          code: 'ELEMENT_NOT_ACTIVE',
          elementId: 'second',
          message: { zh: expect.any(String), en: expect.any(String) },
        },
        { code: 'ELEMENT_UNKNOWN', elementId: 'nobody', message: { zh: expect.any(String), en: expect.any(String) } },
      ]);
    }
    expect((await refusal(under.engine.modifyInstance('no-instance', { instructions }, admin))).code).toBe(
      'INSTANCE_UNKNOWN',
    );
    await under.engine.cancelInstance(id, 'r', admin);
    expect((await refusal(under.engine.modifyInstance(id, { instructions }, admin))).code).toBe('INSTANCE_ENDED');
  });

  it('given a guard on the target, when a token is moved there, then it may veto, also in a dry run', async () => {
    const under = engineUnderTest();
    let open = false;
    const asked: string[] = [];
    under.engine.registerGuard('written_confirmation', {
      check: async (_tx, context) => {
        asked.push(`${context.action} ${context.elementId} ${context.actor}`);
        return open ? { allowed: true } : { allowed: false, code: 'NOT_CONFIRMED', reason: '未确认' };
      },
    });
    under.engine.registerDelegate('call-customer', { prepare: async () => null, apply: async () => undefined });
    await under.deploy('guarded.bpmn');
    const { id } = await under.engine.startInstance({ key: 'guarded', actor });
    for (const dryRun of [true, false]) {
      const request = { instructions: [move('implement', 'switch-over')], dryRun };
      expect(await refusal(under.engine.modifyInstance(id, request, admin))).toMatchObject({
        kind: 'forbidden',
        code: 'GUARD_VETOED',
      });
    }
    expect(asked).toEqual(['modify switch-over admin', 'modify switch-over admin']);
    open = true;
    await under.engine.modifyInstance(id, { instructions: [move('implement', 'switch-over')] }, admin);
    await under.settle();
    expect((await under.engine.findInstance(id))?.row.status).toBe('completed');
  });

  it('given a suspended instance, when it is moved to a catch whose message waits, then it hears the message when it is resumed', async () => {
    const under = engineUnderTest();
    const { engine } = under;
    await under.deploy('messages.bpmn');
    const { id } = await engine.startInstance({ key: 'messages', variables: { orderId: 'A1' }, actor });
    await engine.publishMessage({ name: 'order-paid', correlationKey: 'A1' });
    expect((await under.tasks(id)).map((task) => task.elementId)).toEqual(['ship']);
    await engine.publishMessage({ name: 'order-paid', correlationKey: 'A1', messageId: 'm2', variables: { paid: 2 } });
    await engine.suspendInstance(id, 'r', admin);
    await engine.modifyInstance(id, { instructions: [move('ship', 'paid')] }, admin);
    expect((await engine.findInstance(id))?.activeElements.map((each) => each.elementId)).toEqual(['paid']);
    await engine.resumeInstance(id, 'r', admin);
    await under.settle();
    expect((await under.tasks(id)).map((task) => task.elementId)).toEqual(['ship']);
    expect((await engine.findInstance(id))?.variables).toMatchObject({ paid: 2 });
  });
});

describe('re-planned timers', () => {
  const timerOf = async (under: ReturnType<typeof engineUnderTest>, id: string) =>
    (await under.engine.listJobs({ instanceId: id, type: 'timer', limit: 5 })).items[0];

  it('given a running timer, when it is re-planned, then it fires at the new time and once', async () => {
    const under = engineUnderTest();
    const { engine } = under;
    await under.deploy('timers.bpmn');
    const { id } = await engine.startInstance({ key: 'timers', actor });
    const first = await timerOf(under, id);
    const again = await engine.replanTimer(first?.id ?? '', { dueAt: START + 3 * DAY, reason: '推迟' }, admin);
    expect(again).toEqual({ jobId: (await timerOf(under, id))?.id, instanceId: id, dueAt: START + 3 * DAY });
    await engine.advanceTo(START + DAY);
    expect((await engine.findInstance(id))?.activeElements.map((each) => each.elementId)).toEqual(['one-day']);
    await engine.advanceTo(START + 3 * DAY);
    expect((await engine.findInstance(id))?.activeElements.map((each) => each.elementId)).toEqual(['two-days']);
    expect((await engine.history(id)).find((entry) => entry.type === 'timer-replanned')).toMatchObject({
      actor: 'admin',
      elementId: 'one-day',
      detail: { reason: '推迟', from: START + DAY, to: START + 3 * DAY },
    });
  });

  it('given a timer that came due while its instance was suspended, when it is re-planned, then it does not fire at the resumption', async () => {
    const under = engineUnderTest();
    const { engine } = under;
    await under.deploy('timers.bpmn');
    const { id } = await engine.startInstance({ key: 'timers', actor });
    await engine.suspendInstance(id, 'r', admin);
    await engine.advanceTo(START + 2 * DAY);
    const held = await timerOf(under, id);
    expect(held?.state).toBe('suspended');
    await engine.replanTimer(held?.id ?? '', { dueAt: START + 4 * DAY, reason: 'r' }, admin);
    await engine.resumeInstance(id, 'r', admin);
    await under.settle();
    expect(await timerOf(under, id)).toMatchObject({ state: 'waiting', dueAt: START + 4 * DAY });
    await engine.advanceTo(START + 4 * DAY);
    expect((await engine.findInstance(id))?.activeElements.map((each) => each.elementId)).toEqual(['two-days']);
  });

  it('given something that is no running timer, when it is re-planned, then it is refused', async () => {
    const under = engineUnderTest();
    await under.deploy('every-hour.bpmn');
    const request = { dueAt: START, reason: 'r' };
    const [start] = (await under.engine.listJobs({ limit: 5 })).items;
    for (const job of ['no-job', start?.id ?? ''])
      expect((await refusal(under.engine.replanTimer(job, request, admin))).code).toBe('TIMER_NOT_RUNNING');
  });
});
