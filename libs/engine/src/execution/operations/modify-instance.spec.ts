import { describe, expect, it } from '@jest/globals';
import { bpmn, flows, scenario, SCENARIO_ZONE, type Scenario } from '../../testing-driver.js';
import type { ModificationInstruction } from '../command.js';
import { step } from '../step.js';

const admin = { userId: 'admin' };
const HOUR = 3_600_000;

function modify(run: Scenario, ...instructions: ModificationInstruction[]): void {
  const code = run.send({ type: 'modify-instance', instructions, reason: '误操作', actor: admin });
  if (code !== null) throw new Error(code);
}
/** Codes and elements of what stands against a modification; the instance must be as it was. */
function refusals(run: Scenario, ...instructions: ModificationInstruction[]): string[] {
  const env = { now: run.now, zone: SCENARIO_ZONE, commandId: '019b8b00-0000-7000-8000-00000000aaaa' };
  const result = step(run.definition, run.state, { type: 'modify-instance', instructions, actor: admin }, env);
  if (result.kind !== 'rejected') throw new Error('it was done');
  for (const refusal of result.refusals ?? []) expect(refusal.message.zh).not.toBe(refusal.message.en);
  return (result.refusals ?? []).map((refusal) => `${refusal.code} ${refusal.elementId ?? ''}`.trim());
}

const timer = (duration: string) =>
  `<bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">${duration}</bpmn:timeDuration></bpmn:timerEventDefinition>`;
const chain = bpmn(`<bpmn:startEvent id="s"/><bpmn:userTask id="a"/><bpmn:userTask id="b"/><bpmn:endEvent id="e"/>
  <bpmn:boundaryEvent id="late" attachedToRef="b">${timer('PT1H')}</bpmn:boundaryEvent><bpmn:userTask id="c"/>
  ${flows('s>a', 'a>b', 'b>e', 'late>c', 'c>e')}`);
const inside = (boundary: string) =>
  bpmn(`<bpmn:startEvent id="s"/><bpmn:userTask id="a"/>
  <bpmn:subProcess id="outer"><bpmn:startEvent id="s1"/><bpmn:userTask id="o"/>
    <bpmn:subProcess id="inner"><bpmn:startEvent id="s2"/><bpmn:userTask id="i1"/><bpmn:userTask id="i2"/><bpmn:endEvent id="e2"/>
      ${flows('s2>i1', 'i1>i2', 'i2>e2')}</bpmn:subProcess>${boundary}<bpmn:endEvent id="e1"/>${flows('s1>o', 'o>inner', 'inner>e1')}
  </bpmn:subProcess><bpmn:endEvent id="e"/>${flows('s>a', 'a>outer', 'outer>e')}`);
const nested = inside('');
const nestedWithTimer = inside(
  `<bpmn:boundaryEvent id="stop" attachedToRef="inner">${timer('PT2H')}</bpmn:boundaryEvent>${flows('stop>e1')}`,
);
const parallel =
  bpmn(`<bpmn:startEvent id="s"/><bpmn:parallelGateway id="split"/><bpmn:userTask id="a"/><bpmn:userTask id="b"/>
  <bpmn:parallelGateway id="join"/><bpmn:userTask id="z"/><bpmn:endEvent id="e"/>
  ${flows('s>split', 'split>a', 'split>b', 'a>join', 'b>join', 'join>z', 'z>e')}`);
const multi = (sequential: boolean) =>
  bpmn(`<bpmn:startEvent id="s"/><bpmn:userTask id="a"/><bpmn:subProcess id="each"><bpmn:startEvent id="s1"/><bpmn:userTask id="x"/><bpmn:userTask id="y"/><bpmn:endEvent id="e1"/>
    ${flows('s1>x', 'x>y', 'y>e1')}
    <bpmn:multiInstanceLoopCharacteristics isSequential="${String(sequential)}"><bpmn:loopCardinality xsi:type="bpmn:tFormalExpression">=n</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>
  </bpmn:subProcess><bpmn:userTask id="z"/><bpmn:endEvent id="e"/>${flows('s>a', 'a>each', 'each>z', 'z>e')}`);

describe('modifying an instance', () => {
  it('given a token at a task, when it is moved, then the task is cancelled, the target is entered with its boundary timer, and the history says who and why', async () => {
    const run = (await scenario(chain)).start();
    const before = run.waitId('a', 'task');
    modify(run, { type: 'move', elementId: 'a', target: 'b' });
    expect(run.waiting()).toEqual(['task:b', 'timer:late']);
    expect(run.effectsOf('cancel-user-task')).toEqual([{ type: 'cancel-user-task', taskId: before }]);
    expect(run.cancelled()).toEqual(['a']);
    expect(run.history.find((entry) => entry.type === 'instance-modified')).toMatchObject({
      actor: 'admin',
      detail: { reason: '误操作', instructions: [{ type: 'move', elementId: 'a', target: 'b' }] },
    });
    run.complete('b');
    expect(run.status).toBe('completed');
  });

  it('given a boundary timer that half ran, when its task is begun again by hand, then the timer is armed anew', async () => {
    const run = (await scenario(chain)).start().complete('a');
    run.now += HOUR / 2;
    modify(run, { type: 'move', elementId: 'b', target: 'b' });
    expect(run.timers()).toMatchObject([{ elementId: 'late', dueAt: run.now + HOUR }]);
    expect(run.effectsOf('cancel-timer')).toHaveLength(1);
    run.fireNextTimer();
    expect(run.waiting()).toEqual(['task:c']);
  });

  it('given a target inside two subprocesses that do not run, when a token is moved there, then both are begun with their boundary timers and later left', async () => {
    const run = (await scenario(nestedWithTimer)).start();
    modify(run, { type: 'move', elementId: 'a', target: 'i2' });
    expect(run.waiting()).toEqual(['task:i2', 'timer:stop']);
    expect(run.history.filter((entry) => entry.type === 'element-entered').map((entry) => entry.elementId)).toEqual([
      's',
      'a',
      'outer',
      'inner',
      'i2',
    ]);
    run.complete('i2');
    expect(run.status).toBe('completed');
    expect(run.completed()).toEqual(expect.arrayContaining(['inner', 'outer']));
  });

  it('given the only token of an inner subprocess, when it is moved outside, then the empty subprocesses are cancelled and not left', async () => {
    const run = (await scenario(nested)).start().complete('a').complete('o');
    modify(run, { type: 'move', elementId: 'i1', target: 'a' });
    expect(run.waiting()).toEqual(['task:a']);
    expect(run.cancelled().sort()).toEqual(['i1', 'inner', 'outer']);
  });

  it('given a token in a subprocess, when it is moved within it, then the subprocess goes on', async () => {
    const run = (await scenario(nested)).start().complete('a').complete('o');
    modify(run, { type: 'move', elementId: 'i1', target: 'i2' });
    expect(run.cancelled()).toEqual(['i1']);
    run.complete('i2');
    expect(run.status).toBe('completed');
  });

  it('given two branches, when a token is added to one and the other removed, then the join still needs both flows and tells when it is blocked', async () => {
    const run = (await scenario(parallel)).start();
    run.complete('a');
    modify(run, { type: 'remove', elementId: 'b' });
    expect(run.incidents()).toEqual(['JOIN_BLOCKED']);
    modify(run, { type: 'move', elementId: 'join', target: 'z' });
    expect(run.waiting()).toEqual(['task:z']);
    expect(run.effectsOf('resolve-incident')).toHaveLength(1);
    run.complete('z');
    expect(run.status).toBe('completed');
  });

  it('given a parallel branch, when a token is added beside it, then the join fires once per pair', async () => {
    const run = (await scenario(parallel)).start();
    modify(run, { type: 'add', elementId: 'a' }, { type: 'add', elementId: 'b' });
    expect(run.waiting()).toEqual(['task:a', 'task:a', 'task:b', 'task:b']);
    for (const id of ['a', 'a', 'b', 'b']) run.complete(id);
    expect(run.waiting()).toEqual(['task:z', 'task:z']);
  });

  it.each([false, true])(
    'given a multi-instance subprocess (sequential: %s), when a token is moved into it, then every repetition that runs begins there and the loop ends as usual',
    async (sequential) => {
      const run = (await scenario(multi(sequential))).start({ n: 3 });
      modify(run, { type: 'move', elementId: 'a', target: 'y' });
      expect(run.waiting()).toEqual(sequential ? ['task:y'] : ['task:y', 'task:y', 'task:y']);
      while (!run.waiting().includes('task:z')) run.complete(run.waits()[0]?.elementId ?? '');
      expect(run.completed().filter((id) => id === 'each')).toHaveLength(3);
      expect(run.completed().filter((id) => id === 'x')).toHaveLength(sequential ? 2 : 0);
    },
  );

  it('given three parallel repetitions, when one is removed, then the loop ends with the other two and counts it as terminated', async () => {
    const run = (await scenario(multi(false))).start({ n: 3 }).complete('a');
    const second = run.state?.nodes.find((node) => node.loopCounter === 2);
    modify(run, { type: 'remove', elementId: 'each', elementInstanceId: second?.id ?? '' });
    expect(run.waiting()).toEqual(['task:x', 'task:x']);
    for (const id of ['x', 'y', 'x', 'y']) run.complete(id);
    expect(run.waiting()).toEqual(['task:z']);
  });

  it('given three parallel repetitions, when the loop is moved, then all of it is cancelled and one token stands at the target', async () => {
    const run = (await scenario(multi(false))).start({ n: 3 }).complete('a');
    modify(run, { type: 'move', elementId: 'each', target: 'z' });
    expect(run.waiting()).toEqual(['task:z']);
    expect(run.cancelled().filter((id) => id === 'x')).toHaveLength(3);
  });

  it('given several running instances of a scope, when a token is added inside without saying where, then the modification is refused and names them; with it, it is done', async () => {
    const run = (await scenario(multi(false))).start({ n: 2 }).complete('a');
    expect(refusals(run, { type: 'add', elementId: 'y' })).toEqual(['SCOPE_AMBIGUOUS y']);
    const scopeInstanceId = run.state?.nodes.find((node) => node.loopCounter === 2)?.id ?? '';
    modify(run, { type: 'add', elementId: 'y', scopeInstanceId });
    expect(run.waiting()).toEqual(['task:x', 'task:x', 'task:y']);
    expect(refusals(run, { type: 'add', elementId: 'z', scopeInstanceId })).toEqual(['SCOPE_NOT_OPENABLE z']);
  });

  it('given a token in one of several repetitions, when it is moved inside, then it stays in its own repetition', async () => {
    const run = (await scenario(multi(false))).start({ n: 2 }).complete('a');
    const token = run.waits()[1]?.elementInstanceId ?? '';
    const scope = run.state?.nodes.find((node) => node.id === token)?.parentId;
    modify(run, { type: 'move', elementId: 'x', elementInstanceId: token, target: 'y' });
    expect(run.state?.nodes.find((node) => node.elementId === 'y')?.parentId).toBe(scope);
  });

  it('given a target that does not exist, cannot be named, stands nowhere or cannot be opened, when it is asked for, then each is told and nothing changes', async () => {
    const run = (await scenario(chain)).start();
    const before = JSON.stringify(run.state);
    expect(
      refusals(
        run,
        { type: 'add', elementId: 'nobody' },
        { type: 'add', elementId: 'late' },
        { type: 'remove', elementId: 'b' },
        { type: 'move', elementId: 'strange', target: 'b' },
      ),
    ).toEqual([
      'ELEMENT_NOT_ACTIVE b',
      'ELEMENT_UNKNOWN strange',
      'ELEMENT_UNKNOWN nobody',
      'ELEMENT_NOT_TARGETABLE late',
    ]);
    expect(refusals(run, { type: 'remove', elementId: 'a' })).toEqual(['NOTHING_LEFT']);
    expect(JSON.stringify(run.state)).toBe(before);
    const empty = (await scenario(multi(false))).start({ n: 0 });
    expect(refusals(empty, { type: 'move', elementId: 'a', target: 'x' })).toEqual(['SCOPE_NOT_OPENABLE each']);
    const broken = (await scenario(multi(false))).start({ n: 'many' });
    expect(refusals(broken, { type: 'move', elementId: 'a', target: 'x' })).toEqual(['SCOPE_NOT_OPENABLE each']);
  });

  it('given an interrupting event subprocess, when a token is added inside while others run, then it is refused; when the others leave for it, then it listens no more', async () => {
    const run = (
      await scenario(
        bpmn(
          `<bpmn:startEvent id="s"/><bpmn:userTask id="a"/><bpmn:endEvent id="e"/>${flows('s>a', 'a>e')}
          <bpmn:subProcess id="stop" triggeredByEvent="true"><bpmn:startEvent id="m1" isInterrupting="true"><bpmn:messageEventDefinition messageRef="m"/></bpmn:startEvent><bpmn:userTask id="clean"/><bpmn:endEvent id="e1"/>${flows('m1>clean', 'clean>e1')}</bpmn:subProcess>`,
          '<bpmn:message id="m" name="m"/>',
        ),
      )
    ).start();
    expect(refusals(run, { type: 'add', elementId: 'clean' })).toEqual(['SCOPE_NOT_OPENABLE stop']);
    modify(run, { type: 'move', elementId: 'a', target: 'clean' });
    expect(run.waiting()).toEqual(['task:clean']);
    run.complete('clean');
    expect(run.status).toBe('completed');
  });

  it('given sealed variables, when a modification writes one, then it is refused; others are written and seen by the target', async () => {
    const run = (
      await scenario(
        chain.replace(
          '<bpmn:startEvent id="s"/>',
          '<bpmn:extensionElements><zeebe:properties><zeebe:property name="pledge:sealed" value="signed"/></zeebe:properties></bpmn:extensionElements><bpmn:startEvent id="s"/>',
        ),
      )
    ).start();
    const move = { type: 'move', elementId: 'a', target: 'b' } as const;
    const command = { type: 'modify-instance', instructions: [move], actor: admin } as const;
    expect(run.send({ ...command, variables: { signed: true } })).toBe('SEALED_VARIABLE');
    expect(run.send({ ...command, variables: { severity: 'T1' } })).toBeNull();
    expect(run.variables).toEqual({ severity: 'T1' });
  });

  it('given a suspended instance, when it is modified, then the change is made and it stays suspended; moved to the end it ends', async () => {
    const run = (await scenario(chain)).start();
    const act = (type: 'suspend-instance' | 'resume-instance') => {
      const env = { now: run.now, zone: SCENARIO_ZONE, commandId: `019b8b00-0000-7000-8000-0000000${type.length}000` };
      const result = step(run.definition, run.state, { type, reason: 'r', actor: admin }, env);
      if (result.kind === 'stepped') run.state = result.state;
    };
    act('suspend-instance');
    modify(run, { type: 'move', elementId: 'a', target: 'b' });
    expect([run.status, run.waiting()]).toEqual(['suspended', ['task:b', 'timer:late']]);
    modify(run, { type: 'move', elementId: 'b', target: 'e' });
    expect(run.status).toBe('completed');
  });

  it('given a target whose entry fails, when a token is moved there, then it waits in an incident as by any other way', async () => {
    const run = (
      await scenario(
        bpmn(
          `<bpmn:startEvent id="s"/><bpmn:userTask id="a"/><bpmn:exclusiveGateway id="x"/><bpmn:endEvent id="e"/><bpmn:endEvent id="f"/>${flows('s>a', 'a>x', 'x>e[n > 1]', 'x>f[n < 1]')}`,
        ),
      )
    ).start();
    modify(run, { type: 'move', elementId: 'a', target: 'x' });
    expect(run.incidents()).toEqual(['EXPRESSION_FAILED']);
    run.retry('x', { n: 5 });
    expect(run.status).toBe('completed');
  });
});

describe('re-planning a timer', () => {
  const replan = (run: Scenario, dueAt: number) =>
    run.send({ type: 'replan-timer', timerId: run.timers()[0]?.id ?? '', dueAt, reason: '窗口推迟', actor: admin });

  it('given a running boundary timer, when it is given another time, then it fires then, once, and the history says from when to when and why', async () => {
    const run = (await scenario(chain)).start().complete('a');
    const [timerBefore] = run.timers();
    expect(replan(run, run.now + 3 * HOUR)).toBeNull();
    expect(run.send({ type: 'trigger-timer', timerId: timerBefore?.id ?? '' })).toBe('WAIT_GONE');
    expect(run.timers()).toMatchObject([{ elementId: 'late', dueAt: run.now + 3 * HOUR }]);
    expect(run.effects.slice(-2).map((effect) => effect.type)).toEqual(['cancel-timer', 'schedule-timer']);
    expect(run.history.at(-1)).toMatchObject({
      type: 'timer-replanned',
      elementId: 'late',
      actor: 'admin',
      detail: { reason: '窗口推迟', from: timerBefore?.dueAt, to: run.now + 3 * HOUR },
    });
    run.fireNextTimer();
    expect(run.waiting()).toEqual(['task:c']);
    expect(replan(run, run.now)).toBe('WAIT_GONE');
  });

  it('given a cycle, when its next time is moved, then it goes on from there', async () => {
    const run = (
      await scenario(
        bpmn(`<bpmn:startEvent id="s"/><bpmn:userTask id="a"/><bpmn:endEvent id="e"/>${flows('s>a', 'a>e')}
        <bpmn:boundaryEvent id="remind" attachedToRef="a" cancelActivity="false"><bpmn:timerEventDefinition><bpmn:timeCycle xsi:type="bpmn:tFormalExpression">R3/PT1H</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:boundaryEvent><bpmn:endEvent id="f"/>${flows('remind>f')}`),
      )
    ).start();
    const start = run.now;
    replan(run, start + 5 * HOUR);
    run.fireNextTimer();
    expect(run.timers()).toMatchObject([{ dueAt: start + 6 * HOUR }]);
    run.fireNextTimer().fireNextTimer();
    expect(run.timers()).toEqual([]);
  });
});
