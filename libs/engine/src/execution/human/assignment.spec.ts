import { describe, expect, it } from '@jest/globals';
import { bpmn, flows } from '../../testing-driver.js';
import { people, type PeopleScenario } from '../../testing-people.js';

const MODEL = bpmn(
  `<bpmn:startEvent id="s"/>
   <bpmn:userTask id="t" name="处理"><bpmn:extensionElements><zeebe:assignmentDefinition candidateGroups="pm"/></bpmn:extensionElements></bpmn:userTask>
   <bpmn:endEvent id="e"/>${flows('s>t', 't>e')}`,
);
const claimed = async (): Promise<PeopleScenario> => {
  const s = (await people(MODEL)).start() as PeopleScenario;
  s.claims('wang', 't');
  return s;
};

describe('delegating and transferring', () => {
  it('given a delegated task, when the delegate completes, then its owner has it again with the answer as draft, and completes', async () => {
    const s = await claimed();
    expect(s.does('wang', 't', { type: 'delegate-task', user: 'li' })).toBeNull();
    expect(s.holders('t')).toEqual(['li']);
    expect(s.answers('wang', 't', {}, 'li')).toBe('NOT_ASSIGNEE');
    expect(s.answers('li', 't', { cause: '光模块' })).toBeNull();
    expect([s.status, s.holders('t')]).toEqual(['active', ['wang']]);
    expect(s.variables).toEqual({});
    expect(s.effectsOf('change-user-task').at(-1)).toMatchObject({ owner: null, draft: { cause: '光模块' } });
    expect(s.answers('wang', 't', { cause: '光模块，已换' })).toBeNull();
    expect([s.status, s.variables]).toEqual(['completed', { cause: '光模块，已换' }]);
    expect(s.deeds()).toEqual(['task-claimed wang', 'task-delegated wang', 'task-handed-back li']);
    expect(s.history.find((entry) => entry.type === 'task-handed-back')?.detail).toMatchObject({
      from: 'li',
      to: 'wang',
    });
    expect(s.told()).toEqual(['delegated>li', 'handed-back>wang']);
  });

  it('given a delegate, when that one delegates on, transfers or gives up, then the owner stays the first', async () => {
    const s = await claimed();
    s.does('wang', 't', { type: 'delegate-task', user: 'li' });
    expect(s.does('li', 't', { type: 'delegate-task', user: 'wang' })).toBe('SAME_USER');
    expect(s.does('li', 't', { type: 'delegate-task', user: 'zhao' })).toBeNull();
    expect(s.does('zhao', 't', { type: 'transfer-task', user: 'sun' })).toBeNull();
    const taskId = s.taskOf('t');
    expect(s.send({ type: 'unclaim-task', taskId, actor: { userId: 'sun' } })).toBeNull();
    expect(s.holders('t')).toEqual(['wang']);
    expect(JSON.stringify(s.state)).not.toContain('owner');
  });

  it('given a delegated task, when its owner takes it back or gives it to another, then the delegation is over', async () => {
    const s = await claimed();
    s.does('wang', 't', { type: 'delegate-task', user: 'li' });
    expect(s.does('zhao', 't', { type: 'transfer-task', user: 'sun' })).toBe('NOT_ASSIGNEE');
    expect(s.does('wang', 't', { type: 'transfer-task', user: 'sun' })).toBeNull();
    expect(s.answers('sun', 't')).toBeNull();
    expect(s.status).toBe('completed');
  });

  it('given a task of nobody, when a candidate delegates it, then the candidate owns it', async () => {
    const s = (await people(MODEL)).start() as PeopleScenario;
    expect(s.does('wang', 't', { type: 'delegate-task', user: 'li' })).toBeNull();
    s.answers('li', 't');
    expect(s.holders('t')).toEqual(['wang']);
  });

  it('given a substitute, when acting for the absent holder, then both names are in the history', async () => {
    const s = await claimed();
    const forWang = { userId: 'li', onBehalfOf: 'wang' };
    expect(s.does(forWang, 't', { type: 'delegate-task', user: 'zhao' })).toBeNull();
    s.answers('zhao', 't');
    expect(s.holders('t')).toEqual(['wang']);
    expect(s.answers(forWang, 't', {}, 'wang')).toBeNull();
    expect(s.history.find((entry) => entry.type === 'task-delegated')).toMatchObject({
      actor: 'li',
      detail: { from: 'wang', to: 'zhao', onBehalfOf: 'wang' },
    });
    expect(s.history.find((entry) => entry.type === 'element-completed' && entry.elementId === 't')).toMatchObject({
      actor: 'li',
      detail: { onBehalfOf: 'wang' },
    });
  });

  it('given a completed task, when anything is asked of it, then its wait is gone', async () => {
    const s = await claimed();
    const taskId = s.taskOf('t');
    s.answers('wang', 't');
    const actor = { userId: 'wang' };
    expect(s.send({ type: 'transfer-task', taskId, user: 'li', actor })).toBe('INSTANCE_ENDED');
  });
});

describe('dates, copies, comments and reminders', () => {
  it('given dates and a priority, when changed, then the row changes and the state does not', async () => {
    const s = await claimed();
    const before = JSON.stringify(s.state?.nodes);
    expect(s.does('wang', 't', { type: 'change-task', dueAt: 5, followUpAt: null, priority: 90 })).toBeNull();
    expect(s.effectsOf('change-user-task').at(-1)).toEqual({
      type: 'change-user-task',
      taskId: s.taskOf('t'),
      dueAt: 5,
      followUpAt: null,
      priority: 90,
    });
    expect(JSON.stringify(s.state?.nodes)).toBe(before);
    expect(s.does('wang', 't', { type: 'change-task' })).toBeNull();
    expect(s.deeds()).toEqual(['task-claimed wang', 'task-changed wang']);
  });

  it('given a comment that names people, when written, then they are copied and told, and its text is not in the history', async () => {
    const s = await claimed();
    expect(s.does('zhao', 't', { type: 'comment-task', text: '请 @li 看一下', mentions: ['li'] })).toBeNull();
    expect(s.does('zhao', 't', { type: 'copy-task', users: ['sun', 'pm'] })).toBeNull();
    expect(s.told()).toEqual(['mentioned>li', 'copied>sun,pm']);
    expect(s.effectsOf('copy-user-task').map((effect) => effect.users)).toEqual([['li'], ['sun', 'pm']]);
    expect(JSON.stringify(s.history)).not.toContain('请');
    expect(s.effectsOf('comment-user-task')[0]).toMatchObject({ author: 'zhao', text: '请 @li 看一下' });
  });

  it('given a reminder, when another comes within the interval of the model, then it is rejected, and after it not', async () => {
    const xml = MODEL.replace(
      '<zeebe:assignmentDefinition candidateGroups="pm"/>',
      '<zeebe:assignmentDefinition candidateGroups="pm"/><zeebe:properties><zeebe:property name="pledge:remindEvery" value="PT1H"/></zeebe:properties>',
    );
    const s = (await people(xml)).start() as PeopleScenario;
    expect(s.does('zhao', 't', { type: 'remind-task', text: '客户在等' })).toBeNull();
    s.now += 3_599_999;
    expect(s.does('sun', 't', { type: 'remind-task' })).toBe('REMINDED_RECENTLY');
    s.now += 1;
    expect(s.does('sun', 't', { type: 'remind-task' })).toBeNull();
    expect(s.told()).toEqual(['reminded>', 'reminded>']);
    const plain = await claimed();
    plain.does('zhao', 't', { type: 'remind-task' });
    plain.now += 600_000;
    expect(plain.does('zhao', 't', { type: 'remind-task' })).toBeNull();
  });
});
