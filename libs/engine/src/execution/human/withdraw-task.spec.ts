import { describe, expect, it } from '@jest/globals';
import { bpmn, flows } from '../../testing-driver.js';
import { people, type PeopleScenario } from '../../testing-people.js';

const task = (...ids: string[]): string => ids.map((id) => `<bpmn:userTask id="${id}"/>`).join('');
const node = (type: string, ...ids: string[]): string => ids.map((id) => `<bpmn:${type} id="${id}"/>`).join('');
const started = async (xml: string, variables = {}): Promise<PeopleScenario> =>
  (await people(xml)).start(variables) as PeopleScenario;
const service = (id: string): string =>
  `<bpmn:serviceTask id="${id}"><bpmn:extensionElements><zeebe:taskDefinition type="mail"/></bpmn:extensionElements></bpmn:serviceTask>`;
const LINE = bpmn(
  `${node('startEvent', 's')}${task('one')}${service('mail')}${task('two', 'three')}${node('endEvent', 'e')}${flows('s>one', 'one>mail', 'mail>two', 'two>three', 'three>e')}`,
);
const FORK = bpmn(
  `${node('startEvent', 's')}${task('a1', 'b1', 'after')}${node('parallelGateway', 'f', 'j')}${node('endEvent', 'e')}${flows('s>f', 'f>a1', 'f>b1', 'a1>j', 'b1>j', 'j>after', 'after>e')}`,
);

describe('withdrawing (撤回)', () => {
  it('given that the next task is untouched, when withdrawn, then the task is open again for whoever did it', async () => {
    const s = await started(LINE);
    s.answers('wang', 'one');
    expect(s.withdraws('wang', 'one')).toBe('WITHDRAW_TOUCHED');
    s.completeJob('mail');
    s.does('wang', 'two', { type: 'comment-task', text: '抱歉', mentions: [] });
    s.does('chen', 'two', { type: 'remind-task' });
    expect(s.withdraws('wang', 'one')).toBeNull();
    expect([s.waiting(), s.holders('one')]).toEqual([['task:one'], ['wang']]);
    expect(s.history.find((entry) => entry.type === 'task-withdrawn')).toMatchObject({
      actor: 'wang',
      elementId: 'one',
      detail: { reason: '填错了', cancelled: ['two'] },
    });
    s.answers('wang', 'one');
    s.completeJob('mail').complete('two').complete('three');
    expect(s.status).toBe('completed');
  });

  it('given that somebody touched or completed the next task, when withdrawn, then it is refused', async () => {
    const touch: ((s: PeopleScenario) => unknown)[] = [
      (s) => s.claims('li', 'two'),
      (s) => s.does('li', 'two', { type: 'copy-task', users: ['sun'] }),
      (s) => s.does('li', 'two', { type: 'add-signer', users: ['sun'], position: 'parallel' }),
      (s) => s.answers('li', 'two'),
    ];
    for (const each of touch) {
      const s = await started(LINE);
      s.answers('wang', 'one');
      s.completeJob('mail');
      each(s);
      expect(s.withdraws('wang', 'one')).toBe('WITHDRAW_TOUCHED');
    }
    const over = await started(
      bpmn(`${node('startEvent', 's')}${task('one')}${node('endEvent', 'e')}${flows('s>one', 'one>e')}`),
    );
    over.answers('wang', 'one');
    expect(over.withdraws('wang', 'one')).toBe('INSTANCE_ENDED');
  });

  it('given a branch that waits at the join, when withdrawn while others work beside, then only that token goes back', async () => {
    const s = await started(FORK);
    s.answers('wang', 'a1');
    s.claims('li', 'b1');
    expect(s.withdraws('wang', 'a1')).toBeNull();
    expect(s.waiting()).toEqual(['task:a1', 'task:b1']);
    s.answers('wang', 'a1');
    s.answers('li', 'b1');
    s.complete('after');
    expect([s.status, s.incidents()]).toEqual(['completed', []]);
  });

  it('given the last branch of a join, when withdrawn, then the join waits for that branch again and not for the other', async () => {
    const s = await started(FORK);
    s.answers('wang', 'a1');
    s.answers('li', 'b1');
    expect(s.withdraws('wang', 'a1')).toBe('WITHDRAW_TOUCHED');
    expect(s.withdraws('li', 'b1')).toBeNull();
    expect(s.waiting()).toEqual(['task:b1']);
    s.answers('li', 'b1');
    expect(s.waiting()).toEqual(['task:after']);
  });

  it('given a fork behind the task, when withdrawn, then everything that came of it goes, unless one of it is touched', async () => {
    const xml = bpmn(
      `${node('startEvent', 's')}${task('one', 'x', 'y')}${node('parallelGateway', 'f', 'j')}${node('endEvent', 'e')}${flows('s>one', 'one>f', 'f>x', 'f>y', 'x>j', 'y>j', 'j>e')}`,
    );
    const s = await started(xml);
    s.answers('wang', 'one');
    expect(s.withdraws('wang', 'one')).toBeNull();
    expect(s.waiting()).toEqual(['task:one']);
    s.answers('wang', 'one');
    s.claims('li', 'y');
    expect(s.withdraws('wang', 'one')).toBe('WITHDRAW_TOUCHED');
  });

  it('given the last task of a subprocess, when withdrawn, then the subprocess is begun again around it', async () => {
    const xml = bpmn(
      `${node('startEvent', 's')}<bpmn:subProcess id="sub">${node('startEvent', 'is')}${task('in')}${node('endEvent', 'ie')}${flows('is>in', 'in>ie')}</bpmn:subProcess>${task('next')}${node('endEvent', 'e')}${flows('s>sub', 'sub>next', 'next>e')}`,
    );
    const s = await started(xml);
    s.answers('wang', 'in');
    expect(s.withdraws('wang', 'in')).toBeNull();
    expect([s.waiting(), s.holders('in')]).toEqual([['task:in'], ['wang']]);
    s.answers('wang', 'in');
    s.complete('next');
    expect(s.status).toBe('completed');
  });
});
