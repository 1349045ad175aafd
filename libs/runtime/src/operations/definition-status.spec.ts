import { describe, expect, it } from '@jest/globals';
import { actor, engineUnderTest, refusal, secondNode, START } from '../../../testing/src/engine-under-test.js';

const HOUR = 3_600_000;
const admin = { userId: 'admin' };

describe('suspended versions', () => {
  it('given a start timer, when its version is suspended, then the hours pass without an instance, and after the resumption they come again', async () => {
    const under = engineUnderTest();
    const { engine } = under;
    await under.deploy('every-hour.bpmn');
    const [definition] = await engine.listDefinitions({});
    const id = definition?.id ?? '';
    await engine.suspendDefinition(id, '停', admin);
    await engine.advanceTo(START + HOUR);
    expect((await engine.listInstances({ limit: 9 })).items).toEqual([]);
    await engine.resumeDefinition(id, admin);
    await engine.advanceTo(START + 2 * HOUR);
    expect((await engine.listInstances({ limit: 9 })).items).toHaveLength(1);
  });

  it('given messages that wait for a suspended version, when it is resumed, then each starts one instance of its mode; those that have expired do not', async () => {
    const under = engineUnderTest();
    const { engine, clock } = under;
    await under.deploy('messages.bpmn');
    const [definition] = await engine.listDefinitions({});
    const id = definition?.id ?? '';
    await engine.suspendDefinition(id, '停', admin);
    const placed = { name: 'order-placed', variables: { orderId: 'A' } };
    await engine.publishMessage({ ...placed, correlationKey: 'old', timeToLive: 'PT1M' });
    clock.moveTo(START + HOUR / 2);
    await engine.publishMessage({ ...placed, correlationKey: 'one', messageId: 'm1' });
    await engine.publishMessage({ ...placed, correlationKey: 'two', mode: 'drill' });
    await engine.resumeDefinition(id, admin);
    const rows = (await engine.listInstances({ limit: 9 })).items;
    expect(rows.map((row) => [row.businessKey, row.mode]).sort()).toEqual([
      ['one', 'live'],
      ['two', 'drill'],
    ]);
    // The same message again is still the one that was received.
    expect(await engine.publishMessage({ ...placed, correlationKey: 'one', messageId: 'm1' })).toMatchObject({
      state: 'correlated',
      processInstanceId: rows.find((row) => row.mode === 'live')?.id,
    });
  });

  it('given another node that knows the version, when it is suspended here, then the other node starts nothing a second later, and a restart leaves it so', async () => {
    let system = START;
    const under = engineUnderTest(undefined, {
      clock: { now: () => START, systemNow: () => system },
    });
    const { engine, store, unitOfWork } = under;
    await under.deploy('two-tasks.bpmn');
    const other = secondNode({ ...under, clock: { now: () => START, systemNow: () => system } as never });
    const { definitionId } = await other.startInstance({ key: 'two-tasks', actor });
    await engine.suspendDefinition(definitionId, '停', admin);
    system += 1_001;
    for (const target of [{ key: 'two-tasks' }, { definitionId }])
      expect(await refusal(other.startInstance({ ...target, actor }))).toMatchObject({
        code: 'DEFINITION_SUSPENDED',
        params: { reason: 'admin: 停' },
      });
    const restarted = secondNode({ ...under, store, unitOfWork });
    restarted.start();
    await restarted.ready();
    expect(await store.findDefinition(definitionId)).toMatchObject({ status: 'suspended' });
    await restarted.stop();
    await engine.resumeDefinition(definitionId, admin);
    system += 1_001;
    expect(await other.startInstance({ definitionId, actor })).toMatchObject({ status: 'active' });
  });
});
