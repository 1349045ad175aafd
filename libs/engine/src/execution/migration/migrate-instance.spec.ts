import { describe, expect, it } from '@jest/globals';
import { bindDefinitionId, type ProcessDefinition } from '../../model/process-definition.js';
import { bpmn, definitionOf, flows, scenario, SCENARIO_ZONE, Scenario } from '../../testing-driver.js';
import type { MigrateInstanceCommand } from '../command.js';
import { migrateInstance, type MigrationResult } from './migrate-instance.js';

const HOUR = 3_600_000;
const admin = { userId: 'admin' };
const timed = (text: string, kind = 'timeDuration') =>
  `<bpmn:timerEventDefinition><bpmn:${kind} xsi:type="bpmn:tFormalExpression">${text}</bpmn:${kind}></bpmn:timerEventDefinition>`;
const late = (text: string, kind?: string, id = 'late') =>
  `<bpmn:boundaryEvent id="${id}" attachedToRef="a" cancelActivity="false">${timed(text, kind)}</bpmn:boundaryEvent><bpmn:endEvent id="${id}-end"/>${flows(`${id}>${id}-end`)}`;
const task = (more = '', id = 'a', name = '受理') =>
  bpmn(
    `<bpmn:startEvent id="s"/><bpmn:userTask id="${id}" name="${name}"/>${more}<bpmn:endEvent id="e"/>${flows(`s>${id}`, `${id}>e`)}`,
    '<bpmn:message id="m" name="paid"/><bpmn:message id="m2" name="settled"/>',
  );

async function result(
  run: Scenario,
  to: string,
  more: Partial<MigrateInstanceCommand> = {},
): Promise<[ProcessDefinition, MigrationResult]> {
  const target = bindDefinitionId(await definitionOf(to), 'v2');
  const env = { now: run.now, zone: SCENARIO_ZONE, commandId: '019b8b00-0000-7000-8000-00000f000000' };
  if (run.state === null) throw new Error('not started');
  const command = { type: 'migrate-instance', actor: admin, ...more } as const;
  const migrated = migrateInstance(run.definition, target, run.state, command, env);
  // Deterministic, and the given state is left alone.
  expect(JSON.stringify(migrateInstance(run.definition, target, run.state, command, env))).toBe(
    JSON.stringify(migrated),
  );
  return [target, migrated];
}
/** The same instance on the new version. */
async function migrate(
  run: Scenario,
  to: string,
  more: Partial<MigrateInstanceCommand> = {},
): Promise<Scenario & { items: string[] }> {
  const [target, migrated] = await result(run, to, more);
  if (migrated.kind === 'rejected') throw new Error(JSON.stringify(migrated.refusals ?? migrated.code));
  const next = new Scenario(target);
  next.state = JSON.parse(JSON.stringify(migrated.state));
  expect(next.state).toEqual(migrated.state);
  next.now = run.now;
  // Command ids of the scenario go on after those of the old one.
  for (let index = 0; index < 100; index++) next.send({ type: 'fail-job', jobId: 'none', message: '' });
  next.effects.push(...migrated.effects);
  next.history.push(...migrated.history);
  return Object.assign(next, { items: migrated.items.map((item) => `${item.what} ${item.elementId}`) });
}
async function reasons(run: Scenario, to: string, more: Partial<MigrateInstanceCommand> = {}): Promise<string[]> {
  const before = JSON.stringify(run.state);
  const [, migrated] = await result(run, to, more);
  expect(JSON.stringify(run.state)).toBe(before);
  if (migrated.kind !== 'rejected') throw new Error('it was done');
  for (const refusal of migrated.refusals ?? []) expect(refusal.message.zh).not.toBe(refusal.message.en);
  return (migrated.refusals ?? []).map((refusal) => `${refusal.code} ${refusal.elementId ?? ''}`.trim());
}

describe('migrating an instance', () => {
  it('given a claimed task, when the version changes around it, then the task keeps its id and holder, and the history names both versions and the reason', async () => {
    const run = (await scenario(task())).start();
    const taskId = run.waitId('a', 'task');
    run.send({ type: 'claim-task', taskId, assignee: 'li', actor: { userId: 'li' } });
    const next = await migrate(run, task('', 'a', '受理（新）'), { reason: '新版上线' });
    expect(next.waits()).toMatchObject([{ elementId: 'a', wait: { kind: 'task', id: taskId, assignee: 'li' } }]);
    expect(next.effects).toEqual([
      {
        type: 'relabel-wait',
        kind: 'task',
        id: taskId,
        elementId: 'a',
        requires: [],
        task: { name: '受理（新）', formId: null },
      },
    ]);
    expect(next.history).toMatchObject([
      {
        type: 'instance-migrated',
        seq: (run.state?.seq ?? 0) + 1,
        actor: 'admin',
        detail: { to: 'v2', reason: '新版上线' },
      },
    ]);
    expect(next.state?.definitionId).toBe('v2');
    next.complete('a', {}, 'li');
    expect(next.status).toBe('completed');
  });

  it('given an element with another id, when its name or its neighbours tell which it is, then the token goes there; by hand it goes anywhere of its type', async () => {
    const run = (await scenario(task())).start();
    expect((await migrate(run, task('', 'register', '受理'))).waiting()).toEqual(['task:register']);
    expect((await migrate(run, task('', 'register', '登记'))).waiting()).toEqual(['task:register']);
    const two = bpmn(
      `<bpmn:startEvent id="s"/><bpmn:userTask id="x"/><bpmn:userTask id="y"/><bpmn:endEvent id="e"/>${flows('s>x', 'x>y', 'y>e')}`,
    );
    expect(await reasons(run, two)).toEqual(['ELEMENT_NOT_MAPPED a']);
    expect((await migrate(run, two, { mapping: { a: 'y' } })).waiting()).toEqual(['task:y']);
    expect(await reasons(run, two, { mapping: { a: 'z', b: 'x' } })).toEqual([
      'MAPPING_INVALID a',
      'MAPPING_INVALID b',
      'ELEMENT_NOT_MAPPED a',
    ]);
    expect(await reasons(run, two, { mapping: { a: 's' } })).toEqual(['TYPE_CHANGED a']);
  });

  describe('timers', () => {
    it('trap: given a mapped timer with a changed duration, when half an hour has passed, then only the rest of the new duration is waited for; with `keep` it keeps its time', async () => {
      const run = (await scenario(task(late('PT4H')))).start();
      const [armed] = run.timers();
      run.now += HOUR / 2;
      const next = await migrate(run, task(late('PT2H')));
      expect(next.timers()).toMatchObject([{ elementId: 'late', dueAt: run.now - HOUR / 2 + 2 * HOUR }]);
      expect(next.items).toContain('timer-rescheduled late');
      expect(next.effects.filter((effect) => /timer/.test(effect.type))).toEqual([
        { type: 'cancel-timer', timerId: armed?.id },
        { type: 'schedule-timer', timerId: next.timers()[0]?.id, elementId: 'late', dueAt: next.timers()[0]?.dueAt },
      ]);
      const kept = await migrate(run, task(late('PT2H')), { timers: 'keep' });
      expect(kept.timers()).toEqual([{ id: armed?.id, elementId: 'late', dueAt: armed?.dueAt }]);
      next.fireNextTimer();
      expect(next.completed()).toContain('late-end');
    });

    it('given a duration that is already over by the new version, when it migrates, then the timer is due at once', async () => {
      const run = (await scenario(task(late('PT4H')))).start();
      run.now += 3 * HOUR;
      expect((await migrate(run, task(late('PT1H')))).timers()).toMatchObject([{ dueAt: run.now - 2 * HOUR }]);
    });

    it('given the same text, a renamed event, or a time set by hand, when it migrates, then the timer keeps id and time', async () => {
      const run = (await scenario(task(late('PT4H')))).start();
      const [armed] = run.timers();
      expect((await migrate(run, task(late('PT4H')))).timers()).toEqual([armed]);
      expect((await migrate(run, task(late('PT4H', 'timeDuration', 'slow')))).timers()).toEqual([
        { ...armed, elementId: 'slow' },
      ]);
      run.send({
        type: 'replan-timer',
        timerId: armed?.id ?? '',
        dueAt: run.now + 9 * HOUR,
        reason: 'r',
        actor: admin,
      });
      expect((await migrate(run, task(late('PT1H')))).timers()).toMatchObject([{ dueAt: run.now + 9 * HOUR }]);
    });

    it('given a cycle that fired once, when its interval and number change, then it goes on from its last firing and fires what is left', async () => {
      const run = (await scenario(task(late('R3/PT1H', 'timeCycle')))).start().fireNextTimer();
      const next = await migrate(run, task(late('R4/PT2H', 'timeCycle')));
      expect(next.timers()).toMatchObject([{ dueAt: run.now + 2 * HOUR }]);
      next.fireNextTimer().fireNextTimer().fireNextTimer();
      expect(next.timers()).toEqual([]);
      const over = await migrate(run, task(late('R1/PT2H', 'timeCycle')));
      expect([over.timers(), over.items]).toEqual([[], expect.arrayContaining(['event-closed late'])]);
    });

    it('given another kind of timer, when it migrates, then it is armed anew; a text that is none is told', async () => {
      const run = (await scenario(task(late('PT4H')))).start();
      run.now += HOUR;
      expect((await migrate(run, task(late('2026-02-01T08:00:00+08:00', 'timeDate')))).timers()).toMatchObject([
        { dueAt: Date.parse('2026-02-01T00:00:00Z') },
      ]);
      expect((await migrate(run, task(late('R/PT2H', 'timeCycle')))).timers()).toMatchObject([
        { dueAt: run.now + 2 * HOUR },
      ]);
      expect(await reasons(run, task(late('=when')))).toEqual(['EXPRESSION_FAILED late']);
    });
  });

  describe('events', () => {
    const message = (ref: string, id = 'm-boundary') =>
      `<bpmn:boundaryEvent id="${id}" attachedToRef="a"><bpmn:messageEventDefinition messageRef="${ref}"/></bpmn:boundaryEvent><bpmn:endEvent id="${id}-end"/>${flows(`${id}>${id}-end`)}`;

    it('given a message that is waited for, when its name stays, then the subscription stays; renamed, it is opened anew', async () => {
      const run = (await scenario(task(message('m')))).start();
      const id = run.waitId('m-boundary', 'message');
      const same = await migrate(run, task(message('m')));
      expect(same.waitId('m-boundary', 'message')).toBe(id);
      expect(same.effectsOf('relabel-wait')).toContainEqual(expect.objectContaining({ kind: 'subscription', id }));
      const other = await migrate(run, task(message('m2')));
      expect(other.effectsOf('close-subscription')).toEqual([{ type: 'close-subscription', subscriptionId: id }]);
      expect(other.effectsOf('open-subscription')).toMatchObject([{ name: 'settled', elementId: 'm-boundary' }]);
      expect(other.items).toContain('event-renewed m-boundary');
      other.message('m-boundary');
      expect(other.status).toBe('completed');
    });

    it('given boundary events that come and go, when it migrates, then new ones are listened for from now and old ones no more; one that has fired is not armed again', async () => {
      const run = (await scenario(task(message('m')))).start();
      run.now += HOUR;
      const next = await migrate(run, task(late('PT4H')));
      expect(next.waiting()).toEqual(['task:a', 'timer:late']);
      expect(next.timers()[0]?.dueAt).toBe(run.now + 4 * HOUR);
      expect(next.items).toEqual(['token-moved a', 'event-closed m-boundary', 'event-opened late']);
      const fired = (await scenario(task(late('PT4H')))).start().fireNextTimer();
      expect((await migrate(fired, task(late('PT1H')))).timers()).toEqual([]);
    });

    it('given event subprocesses that come and go, when it migrates, then the process listens as the new version says', async () => {
      const sub = (id: string, ref: string) =>
        `<bpmn:subProcess id="${id}" triggeredByEvent="true"><bpmn:startEvent id="${id}-s"><bpmn:messageEventDefinition messageRef="${ref}"/></bpmn:startEvent><bpmn:userTask id="${id}-t"/><bpmn:endEvent id="${id}-e"/>${flows(`${id}-s>${id}-t`, `${id}-t>${id}-e`)}</bpmn:subProcess>`;
      const run = (await scenario(task(sub('one', 'm')))).start();
      const next = await migrate(run, task(sub('one', 'm') + sub('two', 'm2')));
      expect(next.waiting()).toEqual(['message:one-s', 'message:two-s', 'task:a']);
      expect((await migrate(run, task())).waiting()).toEqual(['task:a']);
      run.message('one-s');
      expect((await migrate(run, task(sub('one', 'm') + sub('two', 'm2')))).waiting()).toEqual(['task:one-t']);
    });

    it('given an event-based gateway, when a target is added and one is gone, then the token waits for those of the new version', async () => {
      const gate = (...targets: [id: string, definition: string][]) =>
        bpmn(
          `<bpmn:startEvent id="s"/><bpmn:eventBasedGateway id="g"/>${targets.map(([id, definition]) => `<bpmn:intermediateCatchEvent id="${id}">${definition}</bpmn:intermediateCatchEvent>`).join('')}<bpmn:endEvent id="e"/>${flows('s>g', ...targets.flatMap(([id]) => [`g>${id}`, `${id}>e`]))}`,
          '<bpmn:message id="m" name="paid"/><bpmn:message id="m2" name="settled"/>',
        );
      const paid: [string, string] = ['paid', '<bpmn:messageEventDefinition messageRef="m"/>'];
      const settled: [string, string] = ['settled', '<bpmn:messageEventDefinition messageRef="m2"/>'];
      const run = (await scenario(gate(paid, ['wait', timed('PT1H')]))).start();
      const next = await migrate(run, gate(paid, settled));
      expect(next.waiting()).toEqual(['message:paid', 'message:settled']);
      next.message('settled');
      expect(next.status).toBe('completed');
    });

    it('given a token at a catch of one kind, when the kind changes, then it cannot move', async () => {
      const one = (definition: string) =>
        bpmn(
          `<bpmn:startEvent id="s"/><bpmn:intermediateCatchEvent id="c">${definition}</bpmn:intermediateCatchEvent><bpmn:endEvent id="e"/>${flows('s>c', 'c>e')}`,
          '<bpmn:message id="m" name="paid"/>',
        );
      const run = (await scenario(one(timed('PT1H')))).start();
      expect(await reasons(run, one('<bpmn:messageEventDefinition messageRef="m"/>'))).toEqual(['EVENT_CHANGED c']);
      expect((await migrate(run, one(timed('PT2H')))).timers()).toMatchObject([{ dueAt: run.now + 2 * HOUR }]);
    });

    it('given a condition that is watched, when another one is true in the new version, then it happens', async () => {
      const when = (text: string) =>
        `<bpmn:boundaryEvent id="c" attachedToRef="a"><bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">${text}</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:boundaryEvent><bpmn:userTask id="b"/>${flows('c>b', 'b>e')}`;
      const run = (await scenario(task(when('=n &gt; 5')))).start({ n: 3 });
      expect((await migrate(run, task(when('=n &gt; 5')))).waiting()).toEqual(['condition:c', 'task:a']);
      expect((await migrate(run, task(when('=n &gt; 1')))).waiting()).toEqual(['task:b']);
    });
  });

  describe('loops and scopes', () => {
    const each = (more: { sequential?: boolean; input?: string; before?: string; outer?: boolean } = {}) => {
      const { sequential = false, input = 'item', before = '', outer = false } = more;
      const inner = `<bpmn:startEvent id="s1"/><bpmn:userTask id="x"/>${before}<bpmn:userTask id="y"/><bpmn:endEvent id="e1"/>${flows('s1>x', ...(before === '' ? ['x>y'] : ['x>n', 'n>y']), 'y>e1')}`;
      const loop = `<bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=list" inputElement="${input}" outputCollection="all" outputElement="=${input}"/></bpmn:extensionElements>`;
      const sub = `<bpmn:subProcess id="each">${inner}<bpmn:multiInstanceLoopCharacteristics isSequential="${String(sequential)}">${loop}</bpmn:multiInstanceLoopCharacteristics></bpmn:subProcess>`;
      const body = outer
        ? `<bpmn:subProcess id="outer"><bpmn:startEvent id="s0"/>${sub}<bpmn:endEvent id="e0"/>${flows('s0>each', 'each>e0')}</bpmn:subProcess>`
        : sub;
      const first = outer ? 'outer' : 'each';
      return bpmn(`<bpmn:startEvent id="s"/>${body}<bpmn:endEvent id="e"/>${flows(`s>${first}`, `${first}>e`)}`);
    };

    it.each([false, true])(
      'given a multi-instance that is half done (sequential: %s), when it migrates, then its progress, items and results stay',
      async (sequential) => {
        const run = (await scenario(each({ sequential }))).start({ list: ['a', 'b', 'c'] });
        run.complete('x').complete('y');
        const next = await migrate(run, each({ sequential, before: '<bpmn:task id="n"/>' }));
        while (next.status === 'active') next.complete(next.waits()[0]?.elementId ?? '');
        expect(next.variables).toMatchObject({ all: ['a', 'b', 'c'] });
        expect(next.completed().filter((id) => id === 'each')).toHaveLength(2);
        expect(next.completed().filter((id) => id === 'n')).toHaveLength(2);
      },
    );

    it('given a running loop, when its kind or its variables change, then it cannot move and says so', async () => {
      const run = (await scenario(each())).start({ list: ['a', 'b'] });
      const wrong = await reasons(run, each({ sequential: true }));
      expect(new Set(wrong)).toEqual(new Set(['LOOP_CHANGED each']));
      expect(await reasons(run, each({ input: 'other' }))).toContain('LOOP_CHANGED each');
    });

    it('given a new subprocess around what runs, when it migrates, then it is opened around it and left with it', async () => {
      const run = (await scenario(each())).start({ list: ['a', 'b'] });
      const next = await migrate(run, each({ outer: true }));
      expect(next.items).toContain('scope-opened outer');
      while (next.status === 'active') next.complete(next.waits()[0]?.elementId ?? '');
      expect(next.completed().filter((id) => id === 'outer')).toHaveLength(1);
      const inside = (await scenario(each({ outer: true }))).start({ list: ['a'] });
      expect(await reasons(inside, each())).toEqual([
        'ELEMENT_NOT_MAPPED outer',
        'SCOPE_CHANGED each',
        'SCOPE_CHANGED each',
      ]);
    });
  });

  describe('joins', () => {
    const fork = (branches: string[], rename = (id: string): string => id) =>
      bpmn(
        `<bpmn:startEvent id="s"/><bpmn:parallelGateway id="split"/><bpmn:parallelGateway id="join"/>${branches.map((id) => `<bpmn:userTask id="${id}"/>`).join('')}<bpmn:endEvent id="e"/>${flows('s>split', ...branches.map((id) => `split>${id}`), ...branches.map((id) => `${id}>join`), 'join>e').replaceAll(/id="(\w+-join)"/g, (_, id: string) => `id="${rename(id)}"`)}`,
      );

    it('given a token that waits at a join, when the version renames its flow, then it waits by the new one', async () => {
      const run = (await scenario(fork(['a', 'b']))).start().complete('a');
      const next = await migrate(
        run,
        fork(['a', 'b'], (id) => `new-${id}`),
      );
      expect(next.state?.nodes.map((node) => node.arrivedBy).filter(Boolean)).toEqual(['new-a-join']);
      next.complete('b');
      expect(next.status).toBe('completed');
    });

    it('given a join that needs fewer flows, when all of them have come, then it fires; a flow that is gone is told', async () => {
      const run = (await scenario(fork(['a', 'b', 'c']))).start().complete('a').complete('b');
      expect(await reasons(run, fork(['a', 'b']))).toEqual(['ELEMENT_NOT_MAPPED c']);
      run.send({ type: 'modify-instance', instructions: [{ type: 'remove', elementId: 'c' }], actor: admin });
      const told = await migrate(run, fork(['a', 'b']));
      expect([told.status, told.effectsOf('resolve-incident').length]).toEqual(['completed', 1]);
      const open = (await scenario(fork(['a', 'b', 'c']))).start().complete('a').complete('b');
      // A token is moved away from the third branch first, to one that is left.
      open.send({
        type: 'modify-instance',
        instructions: [{ type: 'move', elementId: 'c', target: 'a' }],
        actor: admin,
      });
      expect((await migrate(open, fork(['a', 'b']))).waiting()).toEqual(['task:a']);
      expect(await reasons(open, fork(['b', 'c']))).toContain('FLOW_NOT_MAPPED join');
    });
  });

  it('given a delegate’s job, when the type stays, then the job stays; with another type the work begins anew; an incident stays and can be retried', async () => {
    const work = (type: string, id = 'w') =>
      bpmn(
        `<bpmn:startEvent id="s"/><bpmn:serviceTask id="${id}" name="发送"><bpmn:extensionElements><zeebe:taskDefinition type="${type}"/></bpmn:extensionElements></bpmn:serviceTask><bpmn:endEvent id="e"/>${flows(`s>${id}`, `${id}>e`)}`,
      );
    const run = (await scenario(work('send'))).start();
    const jobId = run.waitId('w', 'job');
    const same = await migrate(run, work('send', 'w2'));
    expect(same.waitId('w2', 'job')).toBe(jobId);
    const other = await migrate(run, work('post'));
    expect(other.effectsOf('cancel-job')).toEqual([{ type: 'cancel-job', jobId }]);
    expect(other.effectsOf('enqueue-job')).toMatchObject([{ jobType: 'post', elementId: 'w' }]);
    run.failJob('w');
    const failed = await migrate(run, work('post'));
    expect(failed.waiting()).toEqual(['incident:w']);
    expect(failed.effectsOf('relabel-wait')).toMatchObject([{ kind: 'incident' }]);
    failed.retry('w');
    expect(failed.effectsOf('enqueue-job')).toMatchObject([{ jobType: 'post' }]);
  });

  it('given a call activity, when it migrates, then the child goes on', async () => {
    const call = (key: string) =>
      bpmn(
        `<bpmn:startEvent id="s"/><bpmn:callActivity id="c"><bpmn:extensionElements><zeebe:calledElement processId="${key}"/></bpmn:extensionElements></bpmn:callActivity><bpmn:endEvent id="e"/>${flows('s>c', 'c>e')}`,
      );
    const run = (await scenario(call('one'))).start();
    const next = await migrate(run, call('two'));
    expect(next.waitId('c', 'call')).toBe(run.waitId('c', 'call'));
    expect(next.effectsOf('cancel-child')).toEqual([]);
    next.childEnded('c', { kind: 'completed', variables: {} });
    expect(next.status).toBe('completed');
  });

  describe('compensation', () => {
    const booking = (done: string, handler: string | null) =>
      bpmn(
        `<bpmn:startEvent id="s"/><bpmn:userTask id="${done}" name="订票"/><bpmn:userTask id="pay"/><bpmn:intermediateThrowEvent id="undo"><bpmn:compensateEventDefinition/></bpmn:intermediateThrowEvent><bpmn:endEvent id="e"/>${flows(`s>${done}`, `${done}>pay`, 'pay>undo', 'undo>e')}
        ${handler === null ? '' : `<bpmn:boundaryEvent id="back" attachedToRef="${done}"><bpmn:compensateEventDefinition/></bpmn:boundaryEvent><bpmn:userTask id="${handler}" isForCompensation="true"/><bpmn:association id="as" sourceRef="back" targetRef="${handler}"/>`}`,
      );

    it('given a completed activity that can be undone, when it migrates, then its record goes with it under the new id', async () => {
      const run = (await scenario(booking('book', 'cancel'))).start().complete('book');
      const next = await migrate(run, booking('reserve', 'release'));
      next.complete('pay');
      expect(next.waiting()).toEqual(['task:release']);
      next.complete('release');
      expect(next.status).toBe('completed');
    });

    it('given such a record, when the new version has no handler for it, then it cannot move', async () => {
      const run = (await scenario(booking('book', 'cancel'))).start().complete('book');
      expect(await reasons(run, booking('book', null))).toEqual(['COMPENSATION_LOST book']);
    });

    it('given a handler that runs, when it migrates, then it goes on', async () => {
      const run = (await scenario(booking('book', 'cancel'))).start().complete('book').complete('pay');
      const next = await migrate(run, booking('book', 'cancel'));
      expect(next.waiting()).toEqual(['task:cancel']);
      next.complete('cancel');
      expect(next.status).toBe('completed');
    });
  });

  it('given another process, an ended instance or a suspended one, when it migrates, then the first two are refused and the third stays suspended', async () => {
    const run = (await scenario(task())).start();
    expect(await reasons(run, task().replaceAll('id="p"', 'id="q"'))).toEqual(['OTHER_PROCESS']);
    if (run.state !== null) run.state = { ...run.state, status: 'suspended' };
    expect((await migrate(run, task())).status).toBe('suspended');
    if (run.state !== null) run.state = { ...run.state, status: 'completed' };
    const [, ended] = await result(run, task());
    expect(ended).toMatchObject({ kind: 'rejected', code: 'INSTANCE_ENDED' });
  });
});
