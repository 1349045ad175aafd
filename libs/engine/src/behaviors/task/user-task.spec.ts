import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { scenario, type Scenario } from '../../testing-driver.js';

const load = (name: string): Promise<Scenario> =>
  scenario(readFileSync(new URL(`./${name}.bpmn`, import.meta.url), 'utf8'));

describe('user task', () => {
  it('given no assignment, when it opens, then it goes to the role operator', async () => {
    const s = await load('user-task.assignment');
    s.start({ engineer: 'wang' });
    expect(s.effectsOf('create-user-task')[0]).toMatchObject({
      elementId: 'plain',
      name: '默认',
      candidateGroups: ['operator'],
      candidateUsers: [],
    });
  });

  it('given a full assignment, when it opens, then everything is evaluated', async () => {
    const s = await load('user-task.assignment');
    s.start({ engineer: 'wang' }).complete('plain');
    expect(s.effectsOf('create-user-task')[1]).toMatchObject({
      assignee: 'wang',
      candidateGroups: ['pm', 'manager'],
      candidateUsers: ['a', 'b'],
      formId: 'visit',
      priority: 80,
      requires: ['written_confirmation'],
      dueAt: s.now + 7_200_000,
      followUpAt: Date.UTC(2026, 0, 6, 1),
    });
  });

  it('given an assignee, when somebody else completes, claims or gives it back, then it is rejected', async () => {
    const s = await load('user-task.assignment');
    s.start({ engineer: 'wang' }).complete('plain');
    const taskId = s.waitId('rich', 'task');
    expect(s.send({ type: 'complete-task', taskId, variables: {}, actor: { userId: 'li' } })).toBe('NOT_ASSIGNEE');
    expect(s.send({ type: 'claim-task', taskId, assignee: 'li', actor: { userId: 'li' } })).toBe('ALREADY_CLAIMED');
    expect(s.send({ type: 'unclaim-task', taskId, actor: { userId: 'li' } })).toBe('NOT_ASSIGNEE');
    expect(
      s.send({ type: 'complete-task', taskId, variables: {}, actor: { userId: 'li', onBehalfOf: 'wang' } }),
    ).toBeNull();
    expect(s.status).toBe('completed');
  });

  it('given an open task, when it is claimed and given back, then the row and the history follow', async () => {
    const s = await load('user-task.assignment');
    s.start({ engineer: 'wang' });
    const taskId = s.waitId('plain', 'task');
    expect(s.send({ type: 'claim-task', taskId, assignee: 'li', actor: { userId: 'li' } })).toBeNull();
    expect(s.send({ type: 'claim-task', taskId, assignee: 'li', actor: { userId: 'li' } })).toBeNull();
    expect(s.send({ type: 'unclaim-task', taskId, actor: { userId: 'li' } })).toBeNull();
    expect(s.effectsOf('update-user-task').map((effect) => effect.assignee)).toEqual(['li', null]);
    expect(s.history.filter((entry) => entry.type === 'task-claimed')).toHaveLength(1);
  });

  it('given a sealed variable, when a person sends it, then the command is rejected', async () => {
    const s = await load('user-task.assignment');
    s.start({ engineer: 'wang' });
    expect(
      s.send({
        type: 'complete-task',
        taskId: s.waitId('plain', 'task'),
        variables: { verdict: 1 },
        actor: { userId: 'li' },
      }),
    ).toBe('SEALED_VARIABLE');
    expect(s.send({ type: 'set-variables', variables: { verdict: 1 }, actor: { userId: 'admin' } })).toBe(
      'SEALED_VARIABLE',
    );
    expect(s.waiting()).toEqual(['task:plain']);
  });

  it('given a recorded event with a stated time, when the task is completed, then the event carries that time and the person', async () => {
    const s = await load('user-task.assignment');
    s.start({ engineer: 'wang' })
      .complete('plain')
      .complete('rich', { arrivedAt: '2026-01-05T10:30:00+08:00' }, 'wang');
    expect(s.effectsOf('record-event')).toMatchObject([
      { eventType: 'engineer_arrived', elementId: 'rich', occurredAt: Date.UTC(2026, 0, 5, 2, 30), actor: 'wang' },
    ]);
  });

  it('given a recorded event without a stated time, when the task is completed, then the time of the step counts', async () => {
    const s = await load('user-task.assignment');
    s.start({ engineer: 'wang' }).complete('plain').complete('rich');
    expect(s.effectsOf('record-event')[0]?.occurredAt).toBe(s.now);
  });
});
