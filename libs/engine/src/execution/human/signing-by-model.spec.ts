import { describe, expect, it } from '@jest/globals';
import { bpmn, flows } from '../../testing-driver.js';
import { people, type PeopleScenario } from '../../testing-people.js';

/** The models of docs/human-operations.md: a user task that is repeated for each signer, and when it has had enough. */
const model = (completionCondition: string | null, sequential = false): string =>
  bpmn(`<bpmn:startEvent id="s"/>
  <bpmn:userTask id="sign"><bpmn:extensionElements><zeebe:assignmentDefinition assignee="=signer.user"/></bpmn:extensionElements>
    <bpmn:multiInstanceLoopCharacteristics isSequential="${sequential}"><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=signers" inputElement="signer" outputCollection="votes" outputElement="={ user: signer.user, weight: signer.weight, approved: approved }"/></bpmn:extensionElements>
    ${completionCondition === null ? '' : `<bpmn:completionCondition>${completionCondition}</bpmn:completionCondition>`}</bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>
  <bpmn:endEvent id="e"/>${flows('s>sign', 'sign>e')}`);
const WEIGHT = 'sum(concatenate([0], for v in votes[item != null and item.approved] return v.weight))';
const AGAINST = 'sum(concatenate([0], for v in votes[item != null and not(item.approved)] return v.weight))';
const signers = [
  { user: 'li', weight: 20 },
  { user: 'zhao', weight: 30 },
  { user: 'sun', weight: 50 },
];
const started = async (xml: string): Promise<PeopleScenario> =>
  (await people(xml)).start({ signers }) as PeopleScenario;
const voters = (s: PeopleScenario): unknown[] =>
  (s.variables['votes'] as ({ user: string } | null)[]).map((vote) => vote?.user ?? null);

describe('signing as a model says (会签, 或签, 票签)', () => {
  it('given no condition, when signed, then all have to (会签)', async () => {
    const s = await started(model(null));
    s.answers('li', 'sign', { approved: true });
    s.answers('sun', 'sign', { approved: true });
    expect(s.holders('sign')).toEqual(['zhao']);
    s.answers('zhao', 'sign', { approved: false });
    expect([s.status, voters(s)]).toEqual(['completed', ['li', 'zhao', 'sun']]);
  });

  it('given one completion as condition, when one signs, then the others’ tasks go (或签)', async () => {
    const s = await started(model('=numberOfCompletedInstances &gt;= 1'));
    s.answers('zhao', 'sign', { approved: false });
    expect([s.status, voters(s), s.effectsOf('cancel-user-task').length]).toEqual([
      'completed',
      [null, 'zhao', null],
      2,
    ]);
  });

  it.each<[string, (readonly [string, boolean])[], boolean]>([
    [
      'enough weight for it',
      [
        ['li', true],
        ['sun', true],
      ],
      true,
    ],
    ['enough weight against it', [['sun', false]], true],
    [
      'neither',
      [
        ['li', true],
        ['zhao', true],
      ],
      false,
    ],
  ])('given weights and a threshold, when there is %s, then it ends or waits (票签)', async (_name, votes, ends) => {
    const s = await started(model(`=${WEIGHT} &gt;= 60 or ${AGAINST} &gt; 40`));
    for (const [user, approved] of votes) s.answers(user, 'sign', { approved });
    expect(s.status).toBe(ends ? 'completed' : 'active');
  });

  it('given signers in turn, when a vote is decided early, then nobody after is asked', async () => {
    const s = await started(model(`=${WEIGHT} &gt;= 50`, true));
    s.answers('li', 'sign', { approved: true });
    expect(s.holders('sign')).toEqual(['zhao']);
    s.answers('zhao', 'sign', { approved: true });
    expect([s.status, voters(s)]).toEqual(['completed', ['li', 'zhao', null]]);
  });
});
