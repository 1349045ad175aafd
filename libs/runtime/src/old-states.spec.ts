import { describe, expect, it } from '@jest/globals';
import { stateReader, type StoredState } from '@pledge/engine';
import type { EngineStore, ProcessEngineOptions } from '@pledge/runtime';
import { actor, engineUnderTest, fixture, START, type EngineUnderTest } from '../../testing/src/engine-under-test.js';

const DAY = 24 * 60 * 60_000;
const admin = { userId: 'admin' };

/** As an engine of version 0 would have stored it: other names for what is in every state. */
function aged(json: string): string {
  const { stateVersion: _version, nodes, variables, ...rest } = JSON.parse(json) as StoredState;
  return JSON.stringify({ stateVersion: 0, tokens: nodes, values: variables, ...rest });
}
const readOld = stateReader(
  new Map([
    [
      0,
      ({ tokens, values, ...rest }: StoredState): StoredState => ({
        ...rest,
        stateVersion: 1,
        nodes: tokens,
        variables: values,
      }),
    ],
  ]),
);

/** A database in which every state is an old one, whenever it is read. */
function onOldStates(options: Partial<ProcessEngineOptions>): EngineUnderTest {
  const old = (store: EngineStore): EngineStore => ({
    ...store,
    async findInstance(id) {
      const row = await store.findInstance(id);
      return row === null ? null : { ...row, state: aged(row.state) };
    },
    async loadInstances(tx, targets) {
      const rows = await store.loadInstances(tx, targets);
      return new Map([...rows].map(([index, row]) => [index, { ...row, state: aged(row.state) }]));
    },
  });
  return engineUnderTest(({ store, unitOfWork }) => ({ store: old(store), unitOfWork }), options);
}

describe('instances that an older engine stored', () => {
  it('given an engine that knows the old version, when they are read and worked on by every way, then they go on', async () => {
    const under = onOldStates({ readState: readOld });
    const { engine } = under;
    await under.deploy('two-tasks.bpmn', 'timers.bpmn', 'visit.form.json', 'with-form.bpmn');
    const form = await engine.startInstance({ key: 'with-form', variables: { site: '沈阳' }, actor });
    const [fill] = await under.tasks(form.id);
    expect(await engine.taskForm(fill?.id ?? '')).toMatchObject({ variables: { site: '沈阳' } });

    const two = await engine.startInstance({ key: 'two-tasks', variables: { a: 1 }, actor });
    const [first] = await under.tasks(two.id);
    await engine.claimTask(first?.id ?? '', actor.userId, actor);
    await engine.completeTask(first?.id ?? '', { b: 2 }, actor);
    expect(await engine.findInstance(two.id)).toMatchObject({ variables: { a: 1, b: 2 } });
    expect(await engine.mayWithdraw(first?.id ?? '', actor)).toBe(true);
    const [second] = await under.tasks(two.id);
    expect((await engine.returnTargets(second?.id ?? '', actor)).map((target) => target.elementId)).toEqual([
      first?.elementId,
    ]);
    await engine.suspendInstance(two.id, 'r', admin);
    await engine.resumeInstance(two.id, 'r', admin);
    await engine.setVariables(two.id, { c: 3 }, admin);
    await engine.deploy({
      name: 'next',
      resources: [{ name: 'two-tasks.bpmn', content: `${fixture('two-tasks.bpmn')}<!-- next -->` }],
      source: 'administrator',
      deployedBy: 'admin',
    });
    const next = await engine.latestDefinition('two-tasks');
    await engine.migrateInstance(two.id, { definitionId: next?.id ?? '' }, admin);
    expect(await engine.findInstance(two.id)).toMatchObject({
      row: { definitionId: next?.id },
      variables: { a: 1, b: 2, c: 3 },
    });

    const timed = await engine.startInstance({ key: 'timers', actor });
    await engine.advanceTo(START + 2 * DAY);
    expect((await engine.findInstance(timed.id))?.activeElements.map((each) => each.elementId)).toEqual(['two-days']);
  });

  it('given an engine that does not know the version, when they are read or worked on, then it refuses and changes nothing', async () => {
    const under = onOldStates({});
    const { engine } = under;
    await under.deploy('two-tasks.bpmn');
    const { id } = await engine.startInstance({ key: 'two-tasks', actor });
    const [task] = await under.tasks(id);
    const unknown = 'has version 0, this engine reads 1';
    await expect(engine.findInstance(id)).rejects.toThrow(unknown);
    await expect(engine.completeTask(task?.id ?? '', {}, actor)).rejects.toThrow(unknown);
    await expect(engine.returnTargets(task?.id ?? '', actor)).rejects.toThrow(unknown);
    expect((await under.tasks(id)).map((each) => each.id)).toEqual([task?.id]);
  });
});
