import { describe, expect, it } from '@jest/globals';
import { bpmn, flows } from '../../testing-driver.js';
import { people, type PeopleScenario } from '../../testing-people.js';

const task = (...ids: string[]): string => ids.map((id) => `<bpmn:userTask id="${id}"/>`).join('');
const node = (type: string, ...ids: string[]): string => ids.map((id) => `<bpmn:${type} id="${id}"/>`).join('');
const started = async (xml: string, variables = {}): Promise<PeopleScenario> =>
  (await people(xml)).start(variables) as PeopleScenario;

/** s → before → fork → (a1 → a2 | b1 → b2) → join → after → e */
const FORK = bpmn(
  `${node('startEvent', 's')}${task('before', 'a1', 'a2', 'b1', 'b2', 'after')}${node('parallelGateway', 'fork', 'join')}${node('endEvent', 'e')}
   ${flows('s>before', 'before>fork', 'fork>a1', 'a1>a2', 'a2>join', 'fork>b1', 'b1>b2', 'b2>join', 'join>after', 'after>e')}`,
);

describe('returning (退回)', () => {
  it('given a plain sequence, when returned, then the earlier task is open again for whoever did it, and goes on from there', async () => {
    const s = await started(
      bpmn(
        `${node('startEvent', 's')}${task('one', 'two', 'three')}${node('endEvent', 'e')}${flows('s>one', 'one>two', 'two>three', 'three>e')}`,
      ),
    );
    s.answers('wang', 'one', { a: 1 });
    s.answers('li', 'two');
    expect(s.returns('zhao', 'three', 'one')).toBeNull();
    expect([s.waiting(), s.holders('one')]).toEqual([['task:one'], ['wang']]);
    expect(s.history.find((entry) => entry.type === 'task-returned')).toMatchObject({
      actor: 'zhao',
      elementId: 'three',
      detail: { to: 'one', reason: '再看一下', cancelled: ['three'] },
    });
    expect(s.told()).toEqual(['returned>wang']);
    s.answers('wang', 'one', { a: 2 });
    s.answers('li', 'two');
    s.answers('zhao', 'three');
    expect([s.status, s.variables]).toEqual(['completed', { a: 2 }]);
  });

  it('given targets that were not passed, are no user tasks, or are the task itself, when returned, then it is refused', async () => {
    const s = await started(FORK);
    s.complete('before').complete('a1');
    expect(s.returns('li', 'a2', 'after')).toBe('RETURN_NOT_PASSED');
    expect(s.returns('li', 'a2', 'b1')).toBe('RETURN_NOT_PASSED');
    expect(s.returns('li', 'a2', 'fork')).toBe('RETURN_NOT_PASSED');
    expect(s.returns('li', 'a2', 'nothing')).toBe('RETURN_NOT_PASSED');
    s.claims('li', 'a2');
    expect(s.returns('zhao', 'a2', 'a1')).toBe('NOT_ASSIGNEE');
    expect(s.waiting()).toEqual(['task:a2', 'task:b1']);
  });

  it('given two branches, when returned within one of them, then the other stays as it is', async () => {
    const s = await started(FORK);
    s.complete('before').complete('a1').complete('b1');
    expect(s.returns('li', 'a2', 'a1')).toBeNull();
    expect(s.waiting()).toEqual(['task:a1', 'task:b2']);
    s.complete('a1').complete('a2').complete('b2').complete('after');
    expect(s.status).toBe('completed');
  });

  it('given two branches, when returned before the fork, then the other branch is cancelled, also where it waits at the join', async () => {
    for (const done of [['a1'], ['a1', 'b1'], ['a1', 'b1', 'b2']]) {
      const s = await started(FORK);
      s.complete('before');
      for (const id of done) s.complete(id);
      expect(s.returns('li', 'a2', 'before')).toBeNull();
      expect([s.waiting(), s.state?.nodes.length]).toEqual([['task:before'], 1]);
      for (const id of ['before', 'a1', 'b1', 'b2', 'a2', 'after']) s.complete(id);
      expect([s.status, s.incidents()]).toEqual(['completed', []]);
    }
  });

  it('given a join that was passed, when returned into one branch, then only that branch is done again', async () => {
    const s = await started(FORK);
    for (const id of ['before', 'a1', 'a2', 'b1', 'b2']) s.complete(id);
    expect(s.returns('li', 'after', 'a1')).toBeNull();
    expect(s.waiting()).toEqual(['task:a1']);
    s.complete('a1').complete('a2');
    expect(s.waiting()).toEqual(['task:after']);
    s.complete('after');
    expect([s.status, s.incidents()]).toEqual(['completed', []]);
  });

  it('given a task of the branch beside, when returned to it, then all tokens up to the common fork go, and the own branch begins again', async () => {
    const s = await started(FORK);
    s.complete('before').complete('a1').complete('b1');
    expect(s.returns('li', 'a2', 'b1')).toBeNull();
    expect(s.waiting()).toEqual(['task:a1', 'task:b1']);
    expect(s.cancelled().sort()).toEqual(['a2', 'b2']);
    for (const id of ['b1', 'a1', 'a2', 'b2', 'after']) s.complete(id);
    expect([s.status, s.incidents()]).toEqual(['completed', []]);
  });

  it('given nested forks, when returned before the inner one, then only what parted there is cancelled', async () => {
    const s = await started(
      bpmn(
        `${node('startEvent', 's')}${task('x', 'y', 'u', 'v', 'z')}${node('parallelGateway', 'f1', 'f2', 'j2', 'j1')}${node('endEvent', 'e')}
         ${flows('s>f1', 'f1>x', 'x>f2', 'f2>u', 'f2>v', 'u>j2', 'v>j2', 'j2>j1', 'f1>y', 'y>j1', 'j1>z', 'z>e')}`,
      ),
    );
    s.complete('x');
    expect(s.returns('li', 'u', 'x')).toBeNull();
    expect(s.waiting()).toEqual(['task:x', 'task:y']);
    expect(s.cancelled().sort()).toEqual(['u', 'v']);
    for (const id of ['x', 'u', 'v', 'y']) s.complete(id);
    expect(s.returns('li', 'z', 'u')).toBeNull();
    expect(s.waiting()).toEqual(['task:u']);
    s.complete('u').complete('z');
    expect([s.status, s.incidents()]).toEqual(['completed', []]);
  });

  it('given an inclusive fork, when returned beside, then the branches that ran begin again and those that did not stay out', async () => {
    const s = await started(
      bpmn(
        `${node('startEvent', 's')}${task('a1', 'a2', 'b1', 'b2', 'c1')}${node('inclusiveGateway', 'f', 'j')}${node('endEvent', 'e')}
         ${flows('s>f', 'f>a1[true]', 'a1>a2', 'a2>j', 'f>b1[true]', 'b1>b2', 'b2>j', 'f>c1[false]', 'c1>j', 'j>e')}`,
      ),
    );
    s.complete('a1').complete('b1');
    expect(s.returns('li', 'a2', 'b1')).toBeNull();
    expect(s.waiting()).toEqual(['task:a1', 'task:b1']);
    for (const id of ['a1', 'b1', 'b2', 'a2']) s.complete(id);
    expect([s.status, s.incidents()]).toEqual(['completed', []]);
  });

  it('given a loop of exclusive gateways, when returned to a task of the other way, then nothing is begun twice', async () => {
    const s = await started(
      bpmn(
        `${node('startEvent', 's')}${task('draft', 'check', 'mend')}<bpmn:exclusiveGateway id="x" default="x-e"/>${node('exclusiveGateway', 'm')}${node('endEvent', 'e')}
         ${flows('s>draft', 'draft>m', 'm>check', 'check>x', 'x>mend[not(ok)]', 'mend>m', 'x>e')}`,
      ),
    );
    s.complete('draft').complete('check', { ok: false }).complete('mend');
    expect(s.returns('li', 'check', 'mend')).toBeNull();
    expect(s.waiting()).toEqual(['task:mend']);
    s.complete('mend');
    expect(s.returns('li', 'check', 'draft')).toBeNull();
    s.complete('draft').complete('check', { ok: true });
    expect(s.status).toBe('completed');
  });
});

describe('returning out of and into scopes', () => {
  const SUB = bpmn(
    `${node('startEvent', 's')}${task('before', 'after')}
     <bpmn:subProcess id="sub">${node('startEvent', 'is')}${task('i1', 'i2', 'i3')}${node('parallelGateway', 'if', 'ij')}${node('endEvent', 'ie')}
       ${flows('is>i1', 'i1>if', 'if>i2', 'if>i3', 'i2>ij', 'i3>ij', 'ij>ie')}</bpmn:subProcess>
     <bpmn:boundaryEvent id="late" attachedToRef="sub" cancelActivity="false"><bpmn:timerEventDefinition><bpmn:timeCycle>R/PT1H</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:boundaryEvent>
     ${node('endEvent', 'e', 'le')}${flows('s>before', 'before>sub', 'sub>after', 'after>e', 'late>le')}`,
  );

  it('given a subprocess, when returned out of it, then all of it goes, and its reminders are armed again when it comes again', async () => {
    const s = await started(SUB);
    s.complete('before').complete('i1').complete('i2');
    const [first] = s.timers();
    expect(s.returns('li', 'i3', 'before')).toBeNull();
    expect([s.waiting(), s.state?.nodes.length]).toEqual([['task:before'], 1]);
    expect(s.effectsOf('cancel-timer').map((effect) => effect.timerId)).toEqual([first?.id]);
    s.now += 60_000;
    s.complete('before');
    expect(s.timers()).toMatchObject([{ elementId: 'late', dueAt: s.now + 3_600_000 }]);
    s.fireNextTimer();
    s.fireNextTimer();
    expect(s.completed().filter((id) => id === 'late')).toHaveLength(2);
  });

  it('given a completed subprocess, when returned into a branch of it, then it is begun around that branch alone, with its reminders', async () => {
    const s = await started(SUB);
    for (const id of ['before', 'i1', 'i2', 'i3']) s.complete(id);
    expect(s.returns('li', 'after', 'i2')).toBeNull();
    expect(s.waiting()).toEqual(['task:i2', 'timer:late']);
    s.complete('i2');
    expect(s.waiting()).toEqual(['task:after']);
    s.complete('after');
    expect([s.status, s.incidents()]).toEqual(['completed', []]);
  });

  it('given a task inside of a running subprocess, when returned inside, then the subprocess and what runs outside stay', async () => {
    const s = await started(SUB);
    s.complete('before').complete('i1').complete('i2');
    expect(s.returns('li', 'i3', 'i1')).toBeNull();
    expect(s.waiting()).toEqual(['task:i1', 'timer:late']);
    for (const id of ['i1', 'i2', 'i3', 'after']) s.complete(id);
    expect(s.status).toBe('completed');
  });

  const loop = (sequential: boolean): string =>
    `<bpmn:multiInstanceLoopCharacteristics isSequential="${sequential}"><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=signers" inputElement="signer" outputCollection="opinions" outputElement="=opinion"/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>`;
  const MULTI = (sequential: boolean): string =>
    bpmn(
      `${node('startEvent', 's')}${task('before', 'after')}<bpmn:userTask id="sign"><bpmn:extensionElements><zeebe:assignmentDefinition assignee="=signer"/></bpmn:extensionElements>${loop(sequential)}</bpmn:userTask>${node('endEvent', 'e')}${flows('s>before', 'before>sign', 'sign>after', 'after>e')}`,
    );

  it.each([true, false])(
    'given a multi-instance (sequential %s), when one signer rejects it, then all of them go, and resubmitting begins it anew',
    async (sequential) => {
      const s = await started(MULTI(sequential), { signers: ['a', 'b', 'c'] });
      s.complete('before');
      s.answers('a', 'sign', { opinion: 'yes' });
      expect(s.returns('b', 'sign', 'before', 'b')).toBeNull();
      expect([s.waiting(), s.state?.nodes.length]).toEqual([['task:before'], 1]);
      s.complete('before', { signers: ['b', 'c'] });
      expect(s.holders('sign')).toEqual(sequential ? ['b'] : ['b', 'c']);
      s.answers('b', 'sign', { opinion: 1 });
      s.answers('c', 'sign', { opinion: 2 });
      expect([s.waiting(), s.variables['opinions']]).toEqual([['task:after'], [1, 2]]);
      expect(s.returns('li', 'after', 'sign')).toBeNull();
      expect(s.holders('sign')).toEqual(sequential ? ['b'] : ['b', 'c']);
      s.answers('b', 'sign', { opinion: 3 });
      s.answers('c', 'sign', { opinion: 4 });
      s.complete('after');
      expect([s.status, s.variables['opinions']]).toEqual(['completed', [3, 4]]);
    },
  );

  it('given a task inside of a repetition, when returned inside, then only that repetition goes back; from outside it is refused', async () => {
    const s = await started(
      bpmn(
        `${node('startEvent', 's')}<bpmn:subProcess id="each">${loop(false)}${node('startEvent', 'is')}${task('one', 'two')}${node('endEvent', 'ie')}${flows('is>one', 'one>two', 'two>ie')}</bpmn:subProcess>${task('after')}${node('endEvent', 'e')}${flows('s>each', 'each>after', 'after>e')}`,
      ),
      { signers: ['a', 'b'] },
    );
    s.complete('one').complete('one');
    const tasks = s
      .waits()
      .filter((open) => open.elementId === 'two')
      .map((open) => open.wait.id);
    expect(s.returns('li', 'two', 'one')).toBeNull();
    expect(s.waiting()).toEqual(['task:one', 'task:two']);
    expect(s.waitId('two', 'task')).toBe(tasks[1]);
    s.complete('one').complete('two').complete('two');
    expect(s.returns('li', 'after', 'one')).toBe('RETURN_INSIDE_LOOP');
    s.complete('after');
    expect(s.status).toBe('completed');
  });

  it('given added signers, when one of them rejects, then the holder and all signers go, and resubmitting asks the holder alone', async () => {
    const s = await started(
      bpmn(
        `${node('startEvent', 's')}${task('before', 'approve')}${node('endEvent', 'e')}${flows('s>before', 'before>approve', 'approve>e')}`,
      ),
    );
    s.answers('wang', 'before');
    s.claims('li', 'approve');
    s.does('li', 'approve', { type: 'add-signer', users: ['zhao', 'sun'], position: 'before' });
    s.does('li', 'approve', { type: 'add-signer', users: ['chen'], position: 'after' });
    s.answers('sun', 'approve', { opinion: 'yes' });
    expect(s.returns('zhao', 'approve', 'before', 'zhao')).toBeNull();
    expect([s.waiting(), s.holders('before')]).toEqual([['task:before'], ['wang']]);
    expect(s.effectsOf('cancel-user-task')).toHaveLength(2);
    s.answers('wang', 'before');
    expect(s.holders('approve')).toEqual(['']);
    s.answers('li', 'approve');
    expect([s.status, s.variables]).toEqual(['completed', {}]);
  });

  it('given a boundary path beside a task, when returned from the task before it, then the path goes too; from the path it stays', async () => {
    const xml = bpmn(
      `${node('startEvent', 's')}${task('before', 'work', 'chase', 'chase2')}<bpmn:boundaryEvent id="b" attachedToRef="work" cancelActivity="false"><bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>${node('endEvent', 'e', 'be')}${flows('s>before', 'before>work', 'work>e', 'b>chase', 'chase>chase2', 'chase2>be')}`,
    );
    const s = await started(xml);
    s.complete('before').fireNextTimer();
    s.complete('chase');
    expect(s.returns('li', 'chase2', 'chase')).toBeNull();
    expect(s.waiting()).toEqual(['task:chase', 'task:work']);
    expect(s.returns('li', 'work', 'chase')).toBe('RETURN_NOT_BEFORE');
    expect(s.returns('li', 'work', 'before')).toBeNull();
    expect([s.waiting(), s.cancelled().sort()]).toEqual([['task:before'], ['chase', 'chase2', 'work']]);
    s.complete('before');
    expect(s.timers()).toHaveLength(1);
  });
});
