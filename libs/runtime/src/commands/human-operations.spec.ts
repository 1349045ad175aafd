import { describe, expect, it } from '@jest/globals';
import type { UserTaskRow } from '@pledge/runtime';
import { actor, engineUnderTest, refusal, type EngineUnderTest } from '../../../testing/src/engine-under-test.js';
import { TASK_NOTICE } from '../effects/human-effects.js';
import type { GuardContext } from '../guards/guard.js';

/** `open` is asked at every check, so that a spec can change its mind. */
async function guarded(open: (context: GuardContext) => boolean) {
  const under = engineUnderTest();
  const asked: string[] = [];
  under.engine.registerGuard('written_confirmation', {
    check: async (_tx, context) => {
      asked.push(`${context.action} ${context.elementId}`);
      return open(context) ? { allowed: true } : { allowed: false, code: 'NOT_CONFIRMED', reason: 'no confirmation' };
    },
  });
  await under.deploy('guarded-return.bpmn');
  const { id } = await under.engine.startInstance({ key: 'guarded-return', businessKey: 'GD-1', actor });
  const task = async (): Promise<UserTaskRow> => (await under.tasks(id))[0] as UserTaskRow;
  return { ...under, asked, instanceId: id, task };
}
const wang = { userId: 'wang' };
const kinds = async (under: EngineUnderTest, instanceId: string): Promise<string[]> =>
  (await under.engine.history(instanceId)).map((entry) => entry.type);

describe('guards and operations of people', () => {
  it('given a guard that vetoes, when the task is made workable for anybody by whichever way, then it is refused and nothing changes', async () => {
    const under = await guarded(() => false);
    const { id: taskId } = await under.task();
    const before = await kinds(under, under.instanceId);
    for (const command of [
      { type: 'delegate-task', user: 'li' },
      { type: 'transfer-task', user: 'li' },
      { type: 'add-signer', users: ['li'], position: 'before' },
      { type: 'remove-signer', user: 'li' },
    ] as const)
      expect((await refusal(under.engine.operateTask({ ...command, taskId, actor: wang }))).code).toBe('GUARD_VETOED');
    expect(await kinds(under, under.instanceId)).toEqual(before);
    await under.engine.operateTask({ type: 'comment-task', taskId, actor: wang, text: '为何不行？', mentions: [] });
    expect(under.asked).toEqual(['claim implement', 'claim implement', 'claim implement', 'complete implement']);
  });

  it('given a guard of the target, when somebody returns or withdraws to it, then the guard decides, also in a dry run', async () => {
    let open = true;
    const under = await guarded(() => open);
    await under.engine.completeTask((await under.task()).id, {}, wang);
    const done = (await under.engine.listTasks({ completedBy: 'wang', limit: 5 })).items[0] as UserTaskRow;
    open = false;
    const check = await under.task();
    const request = { taskId: check.id, targetElementId: 'implement', reason: '漏了一步' };
    expect((await refusal(under.engine.returnTask(request, wang))).code).toBe('GUARD_VETOED');
    expect((await refusal(under.engine.returnTask({ ...request, dryRun: true }, wang))).code).toBe('GUARD_VETOED');
    expect((await refusal(under.engine.withdrawTask(done.id, { reason: 'x' }, wang))).code).toBe('GUARD_VETOED');
    expect((await under.task()).id).toBe(check.id);
    open = true;
    await under.engine.withdrawTask(done.id, { reason: '填错了' }, wang);
    expect(await under.task()).toMatchObject({ elementId: 'implement', assignee: 'wang', businessKey: 'GD-1' });
    expect(under.asked.slice(1)).toEqual(Array.from({ length: 4 }, () => 'return implement'));
  });

  it('given a sealed variable, when a delegate or a signer answers with it, then it is refused', async () => {
    const under = await guarded(() => true);
    const { id: taskId } = await under.task();
    await under.engine.operateTask({ type: 'delegate-task', taskId, user: 'li', actor: wang });
    const li = { userId: 'li' };
    expect((await refusal(under.engine.completeTask(taskId, { verdict: 'ok' }, li))).code).toBe('SEALED_VARIABLE');
    await under.engine.operateTask({ type: 'add-signer', taskId, users: ['sun'], position: 'parallel', actor: li });
    const signing = (await under.tasks(under.instanceId)).find((one) => one.assignee === 'sun') as UserTaskRow;
    expect(signing).toMatchObject({
      duty: 'parallel',
      name: '实施',
      requires: ['written_confirmation'],
      businessKey: 'GD-1',
    });
    const sealed = under.engine.completeTask(signing.id, { verdict: 'ok' }, { userId: 'sun' });
    expect((await refusal(sealed)).code).toBe('SEALED_VARIABLE');
  });
});

describe('going back', () => {
  it('given a dry run, when asked, then it names tokens and tasks that go, the targets are listed, and nothing has changed', async () => {
    const under = await guarded(() => true);
    await under.engine.completeTask((await under.task()).id, {}, wang);
    const check = await under.task();
    const before = await under.engine.findInstance(under.instanceId);
    const request = { taskId: check.id, targetElementId: 'implement', reason: '漏了一步', dryRun: true };
    expect(await under.engine.returnTask(request, wang)).toMatchObject({
      dryRun: true,
      cancelledTokens: [{ elementId: 'check', elementType: 'userTask', name: '复核' }],
      cancelledTasks: [{ id: check.id, elementId: 'check', assignee: null }],
      openedTasks: [{ elementId: 'implement', name: '实施', assignee: 'wang' }],
    });
    expect(await under.engine.returnTargets(check.id, wang)).toEqual([
      { elementId: 'implement', name: '实施', completedBy: 'wang', completedAt: under.clock.now(), cancels: 1 },
    ]);
    expect(await under.engine.findInstance(under.instanceId)).toEqual(before);
    expect(await under.task()).toEqual(check);
    const returned = await under.engine.returnTask({ ...request, dryRun: false }, wang);
    expect(returned.openedTasks).toEqual([
      { id: (await under.task()).id, elementId: 'implement', name: '实施', assignee: 'wang' },
    ]);
    expect(await under.engine.returnTargets((await under.task()).id, wang)).toEqual([]);
    expect(await under.engine.findTask(check.id)).toMatchObject({ state: 'cancelled' });
  });

  it('given several who sign, when one withdraws and signs anew, then only the newest signature can be withdrawn again', async () => {
    const under = engineUnderTest();
    const content = `<?xml version="1.0" encoding="UTF-8"?>
      <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="urn:pledge:test"><bpmn:process id="sign-off" isExecutable="true">
        <bpmn:startEvent id="s"/><bpmn:userTask id="sign"><bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask><bpmn:endEvent id="e"/>
        <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="sign"/><bpmn:sequenceFlow id="f2" sourceRef="sign" targetRef="e"/></bpmn:process></bpmn:definitions>`;
    const resources = [{ name: 'sign-off.bpmn', content }];
    await under.engine.deploy({ name: 'sign-off', resources, source: 'administrator', deployedBy: 'admin' });
    const { id } = await under.engine.startInstance({ key: 'sign-off', actor });
    const [first] = await under.tasks(id);
    const firstId = first?.id ?? '';
    await under.engine.completeTask(firstId, {}, wang);
    expect(await under.engine.mayWithdraw(firstId, wang)).toBe(true);
    await under.engine.withdrawTask(firstId, { reason: '签错了' }, wang);
    const again = (await under.tasks(id)).find((task) => task.assignee === 'wang');
    expect(await under.engine.mayWithdraw(firstId, wang)).toBe(false);
    await under.engine.completeTask(again?.id ?? '', {}, wang);
    expect((await refusal(under.engine.withdrawTask(firstId, { reason: 'x' }, wang))).code).toBe(
      'WITHDRAW_NOT_POSSIBLE',
    );
    expect(await under.engine.mayWithdraw(again?.id ?? '', wang)).toBe(true);
    expect(await under.tasks(id)).toHaveLength(1);
  });

  it('given who completed, when withdrawing is asked for, then only that person may, until the next task is touched', async () => {
    const under = await guarded(() => true);
    const { id } = await under.task();
    await under.engine.completeTask(id, {}, wang);
    const li = { userId: 'li' };
    expect([await under.engine.mayWithdraw(id, wang), await under.engine.mayWithdraw(id, li)]).toEqual([true, false]);
    expect((await refusal(under.engine.withdrawTask(id, { reason: 'x' }, li))).code).toBe('WITHDRAW_NOT_COMPLETER');
    await under.engine.claimTask((await under.task()).id, 'li', li);
    expect(await under.engine.mayWithdraw(id, wang)).toBe(false);
    expect((await refusal(under.engine.withdrawTask(id, { reason: 'x' }, wang))).code).toBe('WITHDRAW_TOUCHED');
  });

  it('given a completion and a return in one batch, when they ride together, then the return knows what was completed', async () => {
    const under = await guarded(() => true);
    const { id } = await under.task();
    await under.engine.completeTask(id, {}, wang);
    const check = await under.task();
    const request = { taskId: check.id, targetElementId: 'implement', reason: 'x' };
    const answers = await Promise.allSettled([
      under.engine.returnTask(request, wang),
      under.engine.completeTask(check.id, {}, { userId: 'li' }),
      under.engine.returnTask(request, wang),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect((await kinds(under, under.instanceId)).filter((type) => type === 'task-returned')).toHaveLength(1);
  });
});

describe('notices', () => {
  it('given somebody who tells people, when an operation is done, then it is told in the same transaction; without one nobody is', async () => {
    const under = engineUnderTest();
    const told: unknown[] = [];
    under.engine.registerFeatureJob(TASK_NOTICE, { apply: async (_tx, context) => void told.push(context.payload) });
    await under.deploy('two-tasks.bpmn');
    await under.engine.startInstance({ key: 'two-tasks', actor });
    const [task] = await under.tasks();
    const taskId = task?.id ?? '';
    await under.engine.operateTask({ type: 'copy-task', taskId, users: ['li'], actor: wang });
    await under.settle();
    expect(told).toEqual([{ kind: 'copied', taskId, elementId: task?.elementId, users: ['li'], by: 'wang' }]);
  });
});
