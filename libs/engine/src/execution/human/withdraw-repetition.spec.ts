import { describe, expect, it } from '@jest/globals';
import { bpmn, flows } from '../../testing-driver.js';
import { people, type PeopleScenario } from '../../testing-people.js';

/** Signers sign side by side or in turn; what they said is collected. */
const model = (sequential: boolean, condition = ''): string =>
  bpmn(`<bpmn:startEvent id="s"/>
  <bpmn:userTask id="sign"><bpmn:extensionElements><zeebe:assignmentDefinition candidateGroups="signer"/></bpmn:extensionElements>
    <bpmn:multiInstanceLoopCharacteristics isSequential="${sequential}"><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=signers" inputElement="signer" outputCollection="votes" outputElement="={ signer: signer, approved: approved }"/></bpmn:extensionElements>${condition}</bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>
  <bpmn:userTask id="next"/><bpmn:endEvent id="e"/>${flows('s>sign', 'sign>next', 'next>e')}`);
const started = async (xml: string): Promise<PeopleScenario> =>
  (await people(xml)).start({ signers: ['A', 'B', 'C'] }) as PeopleScenario;
const votes = (s: PeopleScenario): unknown => s.variables['votes'];
const open = (s: PeopleScenario): number => s.holders('sign').length;

describe('withdrawing one repetition of a multi-instance task (撤回)', () => {
  it('given signers side by side, when one withdraws, then that one signs again and the count is right', async () => {
    const s = await started(model(false));
    s.answers('li', 'sign', { approved: true });
    s.answers('wang', 'sign', { approved: true });
    expect(s.withdraws('li', 'sign')).toBeNull();
    expect(s.holders('sign')).toEqual(['', 'li']);
    expect(s.history.find((entry) => entry.type === 'task-withdrawn')).toMatchObject({
      actor: 'li',
      detail: { loopCounter: 1, cancelled: [] },
    });
    s.answers('zhao', 'sign', { approved: true });
    expect(s.waiting()).toEqual(['task:sign']);
    s.answers('li', 'sign', { approved: false });
    expect(s.waiting()).toEqual(['task:next']);
    expect(votes(s)).toEqual([
      { signer: 'A', approved: false },
      { signer: 'B', approved: true },
      { signer: 'C', approved: true },
    ]);
  });

  it('given a condition on the count, when one of the counted withdraws, then it is not counted any more', async () => {
    const s = await started(
      model(false, '<bpmn:completionCondition>=numberOfCompletedInstances &gt;= 2</bpmn:completionCondition>'),
    );
    s.answers('li', 'sign', { approved: true });
    expect(s.withdraws('li', 'sign')).toBeNull();
    s.answers('wang', 'sign', { approved: true });
    expect(open(s)).toBe(2);
    s.answers('zhao', 'sign', { approved: true });
    expect(s.waiting()).toEqual(['task:next']);
  });

  it('given signers in turn, when one withdraws before the next did anything, then the next waits for that one again', async () => {
    const s = await started(model(true));
    s.answers('li', 'sign', { approved: true });
    s.answers('wang', 'sign', { approved: true });
    expect(s.withdraws('wang', 'sign')).toBeNull();
    expect(s.holders('sign')).toEqual(['wang']);
    s.answers('wang', 'sign', { approved: false });
    s.answers('zhao', 'sign', { approved: true });
    expect(votes(s)).toEqual([
      { signer: 'A', approved: true },
      { signer: 'B', approved: false },
      { signer: 'C', approved: true },
    ]);
    const counters = s.history.filter((entry) => entry.type === 'element-entered' && entry.elementId === 'sign');
    expect(counters.map((entry) => entry.detail?.['loopCounter'])).toEqual([1, 2, 3, 2, 3]);
  });

  it('given signers in turn, when the next has claimed or signed, then it is refused', async () => {
    const s = await started(model(true));
    s.answers('li', 'sign', { approved: true });
    s.claims('wang', 'sign');
    expect(s.withdraws('li', 'sign')).toBe('WITHDRAW_TOUCHED');
    s.answers('wang', 'sign', { approved: true });
    expect(s.withdraws('li', 'sign')).toBe('WITHDRAW_NOT_POSSIBLE');
    expect(open(s)).toBe(1);
  });

  it('given one that was withdrawn already, or a whole that is over, when withdrawn, then it is refused', async () => {
    const s = await started(model(false));
    s.answers('li', 'sign', { approved: true });
    expect(s.withdraws('li', 'sign')).toBeNull();
    expect(s.withdraws('li', 'sign')).toBe('WITHDRAW_NOT_POSSIBLE');
    for (const user of ['li', 'wang', 'zhao']) s.answers(user, 'sign', { approved: true });
    expect(s.withdraws('zhao', 'sign')).toBe('WITHDRAW_NOT_POSSIBLE');
    expect(s.waiting()).toEqual(['task:next']);
  });

  it('given a collection that is shorter by now, when withdrawn, then it is refused and nothing changed', async () => {
    const s = await started(model(false));
    s.answers('li', 'sign', { approved: true });
    s.send({ type: 'set-variables', variables: { signers: ['A'] }, actor: { userId: 'admin' } });
    const before = JSON.stringify(s.state);
    expect(s.withdraws('li', 'sign')).toBe('WITHDRAW_NOT_POSSIBLE');
    expect(JSON.stringify(s.state)).toBe(before);
  });
});
