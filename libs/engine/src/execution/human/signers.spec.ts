import { describe, expect, it } from '@jest/globals';
import { bpmn, flows } from '../../testing-driver.js';
import { people, type PeopleScenario } from '../../testing-people.js';
import type { SignerRule } from './signing.js';

const task = (id: string, more = ''): string =>
  `<bpmn:userTask id="${id}" name="审批">${more.includes('extensionElements') ? '' : '<bpmn:extensionElements><zeebe:assignmentDefinition assignee="wang"/></bpmn:extensionElements>'}${more}</bpmn:userTask>`;
const MODEL = bpmn(`<bpmn:startEvent id="s"/>${task('t')}<bpmn:endEvent id="e"/>${flows('s>t', 't>e')}`);
const started = async (xml = MODEL, variables = {}): Promise<PeopleScenario> =>
  (await people(xml)).start(variables) as PeopleScenario;

describe('added signers (加签)', () => {
  it('given signers before, when they have not signed, then the holder waits for them and completes last', async () => {
    const s = await started();
    expect(s.does('wang', 't', { type: 'add-signer', users: ['li', 'zhao'], position: 'before' })).toBeNull();
    expect(s.holders('t')).toEqual(['wang', 'li', 'zhao']);
    expect(s.effectsOf('change-user-task').at(-1)).toMatchObject({ held: true });
    expect(s.answers('wang', 't')).toBe('SIGNERS_PENDING');
    expect(s.answers('li', 't', { a: 1 })).toBeNull();
    expect(s.answers('wang', 't')).toBe('SIGNERS_PENDING');
    expect(s.answers('zhao', 't', { b: 2 })).toBeNull();
    expect(s.effectsOf('change-user-task').at(-1)).toMatchObject({ held: false });
    expect([s.status, s.holders('t')]).toEqual(['active', ['wang']]);
    expect(s.answers('wang', 't', { c: 3 })).toBeNull();
    expect([s.status, s.variables]).toEqual(['completed', { a: 1, b: 2, c: 3 }]);
    expect(s.completed().filter((id) => id === 't')).toHaveLength(1);
    expect(s.deeds()).toEqual(['signer-added wang', 'task-signed li', 'task-signed zhao', 'task-signed wang']);
  });

  it('given signers after, when the holder completes, then they get their tasks and the token waits for them', async () => {
    const s = await started();
    s.does('wang', 't', { type: 'add-signer', users: ['li'], position: 'after' });
    expect(s.holders('t')).toEqual(['wang']);
    expect(s.answers('wang', 't', { c: 3 })).toBeNull();
    expect([s.status, s.holders('t')]).toEqual(['active', ['li']]);
    expect(s.answers('li', 't', { c: 4 })).toBeNull();
    expect([s.status, s.variables]).toEqual(['completed', { c: 4 }]);
  });

  it('given signers in parallel, when all but one are done in any order, then the token waits for the last', async () => {
    const s = await started();
    s.does('wang', 't', { type: 'add-signer', users: ['li', 'zhao'], position: 'parallel' });
    s.answers('zhao', 't');
    s.answers('wang', 't');
    expect([s.status, s.holders('t')]).toEqual(['active', ['li']]);
    s.answers('li', 't');
    expect(s.status).toBe('completed');
  });

  it('given a signer who adds others, when they sign, then they stand beside that signer', async () => {
    const s = await started();
    s.does('wang', 't', { type: 'add-signer', users: ['li'], position: 'before' });
    expect(s.does('li', 't', { type: 'add-signer', users: ['zhao'], position: 'after' }, 'li')).toBeNull();
    s.answers('li', 't');
    expect(s.answers('wang', 't')).toBe('SIGNERS_PENDING');
    s.answers('zhao', 't');
    expect(s.answers('wang', 't')).toBeNull();
    expect(s.status).toBe('completed');
  });

  it.each<[string, SignerRule, (readonly [string, boolean])[], string[], boolean | undefined]>([
    [
      'all (会签)',
      { kind: 'all' },
      [
        ['li', true],
        ['zhao', false],
        ['sun', true],
      ],
      [],
      undefined,
    ],
    ['any (或签)', { kind: 'any' }, [['zhao', false]], [], undefined],
    [
      'a vote that is won',
      { kind: 'vote', variable: 'ok', threshold: 5, outcome: 'passed' },
      [
        ['li', true],
        ['sun', true],
      ],
      [],
      true,
    ],
    [
      'a vote that cannot be won any more',
      { kind: 'vote', variable: 'ok', threshold: 5, outcome: 'passed' },
      [['sun', false]],
      [],
      false,
    ],
    [
      'a vote that is open',
      { kind: 'vote', variable: 'ok', threshold: 5, outcome: 'passed' },
      [['li', true]],
      ['zhao', 'sun'],
      undefined,
    ],
  ])('given %s, when signed so far, then the rest goes or waits', async (_name, rule, votes, left, passed) => {
    const s = await started();
    const weights = { li: 1, zhao: 3, sun: 4 };
    s.does('wang', 't', { type: 'add-signer', users: ['li', 'zhao', 'sun'], position: 'before', rule, weights });
    for (const [user, ok] of votes) expect(s.answers(user, 't', { ok })).toBeNull();
    expect(s.holders('t').filter((name) => name !== 'wang')).toEqual(left);
    if (left.length > 0) return;
    s.answers('wang', 't');
    expect([s.status, s.variables['passed']]).toEqual(['completed', passed]);
  });

  it('given a signer, when removed, then the task goes; the last one releases the holder; the holder cannot be removed', async () => {
    const s = await started();
    s.does('wang', 't', { type: 'add-signer', users: ['li', 'zhao'], position: 'before' });
    s.does('wang', 't', { type: 'add-signer', users: ['sun'], position: 'after' });
    expect(s.does('wang', 't', { type: 'add-signer', users: ['sun'], position: 'after' })).toBe('SIGNER_PRESENT');
    expect(s.does('wang', 't', { type: 'remove-signer', user: 'wang' })).toBe('SIGNER_UNKNOWN');
    expect(s.does('wang', 't', { type: 'remove-signer', user: 'li' })).toBeNull();
    expect(s.does('wang', 't', { type: 'remove-signer', user: 'sun' })).toBeNull();
    s.does('zhao', 't', { type: 'transfer-task', user: 'chen' }, 'zhao');
    expect(s.does('wang', 't', { type: 'remove-signer', user: 'chen' })).toBeNull();
    expect(s.effectsOf('cancel-user-task')).toHaveLength(2);
    expect(s.answers('wang', 't')).toBeNull();
    expect(s.status).toBe('completed');
  });

  it('given a signer, when giving the task back to a group or having it done by a delegate, then it stays bound to the signer', async () => {
    const s = await started();
    s.does('wang', 't', { type: 'add-signer', users: ['li'], position: 'before' });
    const taskId = s.taskOf('t', 'li');
    expect(s.send({ type: 'unclaim-task', taskId, actor: { userId: 'li' } })).toBe('SIGNER_BOUND');
    s.does('li', 't', { type: 'delegate-task', user: 'zhao' }, 'li');
    s.answers('zhao', 't');
    expect(s.holders('t')).toEqual(['wang', 'li']);
    s.answers('li', 't');
    expect(s.answers('wang', 't')).toBeNull();
  });

  it('given signers of every kind, when a boundary timer interrupts the task, then all of their tasks are cancelled', async () => {
    const xml = bpmn(
      `<bpmn:startEvent id="s"/>${task('t')}<bpmn:boundaryEvent id="b" attachedToRef="t"><bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent><bpmn:endEvent id="e"/><bpmn:endEvent id="late"/>${flows('s>t', 't>e', 'b>late')}`,
    );
    const s = await started(xml);
    s.does('wang', 't', { type: 'add-signer', users: ['li'], position: 'before' });
    s.does('wang', 't', { type: 'add-signer', users: ['zhao'], position: 'parallel' });
    s.does('wang', 't', { type: 'add-signer', users: ['sun'], position: 'after' });
    s.fireNextTimer();
    expect([s.status, s.effectsOf('cancel-user-task').length]).toEqual(['completed', 3]);
  });
});

describe('added signers in a sequential multi-instance', () => {
  const loop = (attributes: string): string =>
    `<bpmn:extensionElements><zeebe:assignmentDefinition assignee="=signer"/></bpmn:extensionElements><bpmn:multiInstanceLoopCharacteristics ${attributes}><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=signers" inputElement="signer" outputCollection="opinions" outputElement="=opinion"/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>`;
  const model = (attributes: string): string =>
    bpmn(`<bpmn:startEvent id="s"/>${task('t', loop(attributes))}<bpmn:endEvent id="e"/>${flows('s>t', 't>e')}`);

  it.each(['before', 'parallel', 'after'] as const)(
    'given three signers in turn, when the second adds one %s, then order, counters and results of the loop stay right',
    async (position) => {
      const s = await started(model('isSequential="true"'), { signers: ['a', 'b', 'c'] });
      s.answers('a', 't', { opinion: 1 });
      expect(s.does('b', 't', { type: 'add-signer', users: ['x'], position })).toBeNull();
      for (const user of position === 'after' ? ['b', 'x'] : ['x', 'b'])
        expect(s.answers(user, 't', user === 'b' ? { opinion: 2 } : {})).toBeNull();
      expect(s.holders('t')).toEqual(['c']);
      s.answers('c', 't', { opinion: 3 });
      expect([s.status, s.variables['opinions']]).toEqual(['completed', [1, 2, 3]]);
      expect(
        s.history
          .filter((entry) => entry.type === 'element-completed' && entry.elementId === 't')
          .map((entry) => entry.detail),
      ).toEqual([{ loopCounter: 1 }, { loopCounter: 2 }, { loopCounter: 3 }]);
    },
  );

  it('given parallel instances, when one has signers, then only that one waits for them', async () => {
    const s = await started(model(''), { signers: ['a', 'b'] });
    s.does('a', 't', { type: 'add-signer', users: ['x'], position: 'after' });
    s.answers('a', 't', { opinion: 1 });
    s.answers('b', 't', { opinion: 2 });
    expect([s.status, s.holders('t')]).toEqual(['active', ['x']]);
    s.answers('x', 't');
    expect([s.status, s.variables['opinions']]).toEqual(['completed', [1, 2]]);
  });
});
