import { describe, expect, it } from '@jest/globals';
import { bpmn, definitionOf, flows, scenario, Scenario, SCENARIO_ZONE } from '../testing-driver.js';
import type { InstanceState } from './instance-state.js';
import { step } from './step.js';

const ORDER = bpmn(
  `<bpmn:startEvent id="s"/><bpmn:userTask id="review" name="审核"/><bpmn:boundaryEvent id="remind" attachedToRef="review" cancelActivity="false"><bpmn:timerEventDefinition><bpmn:timeCycle>R/PT1H</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:boundaryEvent>
  <bpmn:scriptTask id="count"><bpmn:extensionElements><zeebe:script expression="=reminders + 1" resultVariable="reminders"/></bpmn:extensionElements></bpmn:scriptTask>
  <bpmn:exclusiveGateway id="ok" default="ok-no"/>
  <bpmn:parallelGateway id="fork"/><bpmn:serviceTask id="ship"><bpmn:extensionElements><zeebe:taskDefinition type="ship"/></bpmn:extensionElements></bpmn:serviceTask>
  <bpmn:userTask id="bill"/><bpmn:parallelGateway id="join"/><bpmn:endEvent id="done"/><bpmn:endEvent id="no"/>
  ${flows('s>review', 'remind>count', 'review>ok', 'ok>fork[approved = true]', 'ok>no', 'fork>ship', 'fork>bill', 'ship>join', 'bill>join', 'join>done')}`,
);

async function played(): Promise<Scenario> {
  const s = await scenario(ORDER);
  return s
    .start({ amount: 5, reminders: 0 })
    .fireNextTimer()
    .fireNextTimer()
    .complete('review', { approved: true }, 'li')
    .completeJob('ship', { parcel: 7 })
    .complete('bill');
}

describe('step', () => {
  it('given a user task, when it is completed, then the token takes the true flow, forks and joins, and the process ends', async () => {
    const s = await played();
    expect(s.status).toBe('completed');
    expect(s.variables).toEqual({ amount: 5, reminders: 2, approved: true, parcel: 7 });
    expect(s.completed()).toEqual([
      's',
      'remind',
      'count',
      'remind',
      'count',
      'review',
      'ok',
      'fork',
      'ship',
      'bill',
      'join',
      'done',
    ]);
    expect(s.effectsOf('end-instance')).toEqual([{ type: 'end-instance', state: 'completed', variables: s.variables }]);
    expect(s.state?.nodes).toEqual([]);
  });

  it('given an AND-join, when only one branch is done, then the process does not go on', async () => {
    const s = await scenario(ORDER);
    s.start({ reminders: 0 }).complete('review', { approved: true }).completeJob('ship');
    expect(s.status).toBe('active');
    expect(s.waiting()).toEqual(['task:bill']);
  });

  it('given the same commands, when they are replayed, then states, effects and history are the same to the byte', async () => {
    const s = await played();
    const definition = await definitionOf(ORDER);
    let state: InstanceState | null = null;
    const effects: unknown[] = [];
    const history: unknown[] = [];
    for (const { command, now, commandId } of s.log) {
      const result = step(definition, state, command, { now, zone: SCENARIO_ZONE, commandId });
      if (result.kind === 'rejected') throw new Error(result.code);
      state = result.state;
      effects.push(...result.effects);
      history.push(...result.history);
    }
    expect(JSON.stringify({ state, effects, history })).toBe(
      JSON.stringify({ state: s.state, effects: s.effects, history: s.history }),
    );
  });

  it('given frozen arguments, when a step is made, then none of them is changed', async () => {
    const definition = await definitionOf(ORDER);
    const s = new Scenario(definition);
    s.start({ nested: { list: [1] }, reminders: 0 });
    const state = deepFreeze(s.state);
    const before = JSON.stringify(state);
    const command = deepFreeze({
      type: 'complete-task',
      taskId: s.waitId('review', 'task'),
      variables: { approved: true },
      actor: { userId: 'li' },
    } as const);
    const result = step(definition, state, command, {
      now: s.now,
      zone: SCENARIO_ZONE,
      commandId: '019b8b00-0000-7000-8000-ffffffffffff',
    });
    expect(result.kind).toBe('stepped');
    expect(JSON.stringify(state)).toBe(before);
  });

  it('given an id at the end of its range, when ids are derived, then they are different UUIDs of 36 characters', async () => {
    const definition = await definitionOf(ORDER);
    const start = { type: 'start-instance', instanceId: 'i', mode: 'live', variables: { reminders: 0 } } as const;
    const result = step(definition, null, start, {
      now: 0,
      zone: SCENARIO_ZONE,
      commandId: '019b8b00-0000-7000-8000-ffffffffffff',
    });
    if (result.kind === 'rejected') throw new Error(result.code);
    const ids = JSON.stringify(result.state.nodes).match(/"id":"[^"]+"/g) ?? [];
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids)
      expect(id).toMatch(/^"id":"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"$/);
  });

  it('given a wait that is gone, when it is named again, then the command is rejected', async () => {
    const s = await scenario(ORDER);
    s.start({ reminders: 0 });
    const taskId = s.waitId('review', 'task');
    s.complete('review', { approved: true });
    expect(s.send({ type: 'complete-task', taskId, variables: {}, actor: { userId: 'a' } })).toBe('WAIT_GONE');
  });

  it('given an instance that ended or does not exist, when a command comes, then it is rejected', async () => {
    const s = await scenario(ORDER);
    expect(s.send({ type: 'trigger-timer', timerId: 'x' })).toBe('WAIT_GONE');
    s.start({ reminders: 0 }).complete('review', { approved: false });
    expect(s.status).toBe('completed');
    expect(s.send({ type: 'cancel-instance', reason: '', actor: { userId: 'admin' } })).toBe('INSTANCE_ENDED');
  });

  it('given a running instance, when it is cancelled, then every wait is given up', async () => {
    const s = await scenario(ORDER);
    s.start({ reminders: 0 });
    expect(s.send({ type: 'cancel-instance', reason: 'mistake', actor: { userId: 'admin' } })).toBeNull();
    expect(s.waiting()).toEqual([]);
    expect(s.effects.map((effect) => effect.type).slice(-3)).toEqual([
      'cancel-timer',
      'cancel-user-task',
      'end-instance',
    ]);
    expect(s.history.at(-1)).toMatchObject({
      type: 'instance-cancelled',
      actor: 'admin',
      detail: { reason: 'mistake' },
    });
  });

  it('given a failure while a task is left, when the variables are repaired, then the retry leaves it and the task is not done again', async () => {
    const s = await scenario(ORDER);
    s.start({ reminders: 0 }).complete('review', { approved: null });
    expect(s.incidents()).toEqual([]);
    const broken = await scenario(ORDER.replace('approved = true', 'approved'));
    broken.start({ reminders: 0 }).complete('review', {});
    expect(broken.incidents()).toEqual(['EXPRESSION_FAILED']);
    expect(broken.waiting()).toEqual(['incident:ok']);
    broken.retry('ok', { approved: true });
    expect(broken.waiting()).toEqual(['job:ship', 'task:bill']);
    expect(broken.effectsOf('create-user-task').map((effect) => effect.elementId)).toEqual(['review', 'bill']);
  });

  it('given a join that can never fire, when nothing moves any more, then it is an incident, and a retry lets the token pass', async () => {
    const s = await scenario(
      bpmn(
        `<bpmn:startEvent id="s"/><bpmn:exclusiveGateway id="x" default="x-b"/><bpmn:userTask id="a"/><bpmn:userTask id="b"/><bpmn:parallelGateway id="join"/><bpmn:endEvent id="e"/>${flows('s>x', 'x>a[true]', 'x>b', 'a>join', 'b>join', 'join>e')}`,
      ),
    );
    s.start().complete('a');
    expect(s.incidents()).toEqual(['JOIN_BLOCKED']);
    expect(s.retry('join').status).toBe('completed');
  });

  it('given a loop that never waits, when it runs, then it is cut and becomes an incident', async () => {
    const s = await scenario(
      bpmn(`<bpmn:startEvent id="s"/><bpmn:exclusiveGateway id="m"/><bpmn:task id="a"/>${flows('s>m', 'm>a', 'a>m')}`),
    );
    s.start();
    expect(s.incidents()).toEqual(['LOOP_SUSPECTED']);
    expect(s.status).toBe('active');
  });

  it('given variables beyond 256 KB, when a person sends them, then they are rejected; from a job they are an incident', async () => {
    const s = await scenario(ORDER);
    const big = 'x'.repeat(300 * 1024);
    s.start({ reminders: 0 });
    expect(
      s.send({
        type: 'complete-task',
        taskId: s.waitId('review', 'task'),
        variables: { big },
        actor: { userId: 'li' },
      }),
    ).toBe('VARIABLES_TOO_LARGE');
    s.complete('review', { approved: true }).completeJob('ship', { big });
    expect(s.incidents()).toEqual(['VARIABLES_TOO_LARGE']);
    expect(s.variables).not.toHaveProperty('big');
    s.retry('ship').completeJob('ship', { big: 'small' }).complete('bill');
    expect(s.status).toBe('completed');
  });

  it('given a result that is too large together with the rest, when the token leaves, then nothing of it is kept half', async () => {
    const s = await scenario(ORDER);
    s.start({ reminders: 0, kept: '字'.repeat(60 * 1024) }).complete('review', {
      approved: true,
      more: '字'.repeat(60 * 1024),
    });
    expect(s.incidents()).toEqual(['VARIABLES_TOO_LARGE']);
    expect(s.variables).not.toHaveProperty('approved');
  });
});

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const entry of Object.values(value)) deepFreeze(entry);
    Object.freeze(value);
  }
  return value;
}
