import { describe, expect, it } from '@jest/globals';
import type { EngineUnderTest } from '../../../testing/src/engine-under-test.js';
import { actor, engineUnderTest, refusal } from '../../../testing/src/engine-under-test.js';
import type { GuardContext } from './guard.js';

/** `open` is asked at every check, so that a spec can change its mind. */
async function guarded(
  open: (context: GuardContext) => boolean,
): Promise<EngineUnderTest & { readonly asked: GuardContext[]; readonly calls: string[] }> {
  const under = engineUnderTest();
  const asked: GuardContext[] = [];
  const calls: string[] = [];
  under.engine.registerGuard('written_confirmation', {
    check: async (_tx, context) => {
      asked.push(context);
      return open(context)
        ? { allowed: true }
        : { allowed: false, code: 'NOT_CONFIRMED', reason: 'no written confirmation' };
    },
  });
  under.engine.registerDelegate('call-customer', {
    prepare: async () => void calls.push('prepare'),
    apply: async () => void calls.push('apply'),
  });
  await under.deploy('guarded.bpmn');
  return { ...under, asked, calls };
}

describe('guards', () => {
  it('given a guard that always vetoes, when somebody tries every way, then none gets around it', async () => {
    const under = await guarded(() => false);
    const row = await under.engine.startInstance({ key: 'guarded', actor });
    const [task] = await under.tasks(row.id);
    const taskId = task?.id ?? '';
    const admin = { userId: 'admin' };
    for (const way of [
      () => under.engine.claimTask(taskId, 'engineer', actor),
      () => under.engine.completeTask(taskId, {}, actor),
      () => under.engine.completeTask(taskId, {}, admin),
      () => under.engine.completeTask(taskId, {}, { userId: 'system' }),
    ]) {
      expect(await refusal(way())).toMatchObject({
        kind: 'forbidden',
        code: 'GUARD_VETOED',
        params: { guard: 'written_confirmation', reason: 'no written confirmation' },
      });
    }
    expect(await under.engine.findTask(taskId)).toMatchObject({ state: 'open', assignee: null });
    expect(under.asked.map((context) => context.action)).toEqual(['claim', 'complete', 'complete', 'complete']);
  });

  it('given a veto at the start of a job, when it runs, then the delegate is not called, and retrying is vetoed too until it opens', async () => {
    let open = false;
    const under = await guarded((context) => open || context.action === 'complete');
    const row = await under.engine.startInstance({ key: 'guarded', actor });
    const [task] = await under.tasks(row.id);
    await under.engine.completeTask(task?.id ?? '', {}, actor);
    await under.settle();
    const { items } = await under.engine.listIncidents({ instanceId: row.id, open: true, limit: 10 });
    expect(items).toMatchObject([{ elementId: 'switch-over', message: 'GUARD_VETOED: no written confirmation' }]);
    expect(under.calls).toEqual([]);
    const problem = await refusal(under.engine.retryIncident(items[0]?.id ?? '', actor));
    expect(problem.code).toBe('GUARD_VETOED');
    open = true;
    await under.engine.retryIncident(items[0]?.id ?? '', actor);
    await under.settle();
    expect(under.calls).toEqual(['prepare', 'apply']);
    expect((await under.engine.findInstance(row.id))?.row.status).toBe('completed');
  });

  it('given what a delegate bound, when a guard is asked, then it sees the subjects, the mode and who asks', async () => {
    const under = await guarded(() => true);
    const row = await under.engine.startInstance({ key: 'guarded', mode: 'drill', actor });
    const subject = { instanceId: row.id, kind: 'confirmation', id: 'c-1' };
    await under.unitOfWork.run((tx) => under.engine.bindSubject(tx, subject));
    const [task] = await under.tasks(row.id);
    await under.engine.claimTask(task?.id ?? '', 'engineer', actor);
    expect(under.asked).toMatchObject([
      { action: 'claim', elementId: 'implement', mode: 'drill', actor: 'engineer', subjects: [subject] },
    ]);
  });

  it('given a guard that vetoes one of two commands of a batch, when it commits, then only that one is refused', async () => {
    const vetoed: string[] = [];
    const under = await guarded((context) => !vetoed.includes(context.instanceId));
    const rows = await Promise.all([1, 2].map(() => under.engine.startInstance({ key: 'guarded', actor })));
    vetoed.push(rows[0]?.id ?? '');
    const tasks = await under.tasks();
    const answers = await Promise.allSettled(tasks.map((task) => under.engine.claimTask(task.id, 'engineer', actor)));
    const claimed = tasks.filter((_, index) => answers[index]?.status === 'fulfilled').map((task) => task.instanceId);
    expect(claimed).toEqual([rows[1]?.id]);
    expect((await under.tasks()).filter((task) => task.assignee === 'engineer').map((task) => task.instanceId)).toEqual(
      claimed,
    );
  });
});
