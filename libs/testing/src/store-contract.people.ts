import { describe, expect, it } from '@jest/globals';
import type { TaskQuery } from '@pledge/runtime';
import { randomUUID } from 'node:crypto';
import { aTask, write, type StoreUnderTest } from './store-contract.fixtures.js';

/** Who watches, reads, comments and stands in: the same on every store. */
export function describeTaskPeople(get: () => StoreUnderTest): void {
  const list = async (q: Omit<TaskQuery, 'limit'>): Promise<string[]> =>
    (await get().store.listTasks({ ...q, limit: 50 })).items.map((task) => task.name);
  const comment = (taskId: string, createdAt: number) => ({
    id: randomUUID(),
    taskId,
    instanceId: randomUUID(),
    author: 'wang',
    onBehalfOf: null,
    text: '请 @li 看一下 🔧',
    mentions: ['li'],
    createdAt,
  });

  describe('people around a task', () => {
    it('given changes of several columns in one batch, when written, then each task has its own and keeps the rest', async () => {
      const [one, two, three] = [aTask({ dueAt: 1 }), aTask({ priority: 7 }), aTask()];
      await write(get(), { tasksInserted: [one, two, three] });
      await write(get(), {
        tasksChanged: [
          { id: one.id, change: { dueAt: null, followUpAt: 9 } },
          { id: two.id, change: { owner: 'li', draft: { 原因: '光' }, held: true } },
          { id: three.id, change: { followUpAt: 8, dueAt: 5 } },
        ],
      });
      const { store } = get();
      expect(await store.findTask(one.id)).toEqual({ ...one, dueAt: null, followUpAt: 9 });
      expect(await store.findTask(two.id)).toEqual({ ...two, owner: 'li', draft: { 原因: '光' }, held: true });
      expect(await store.findTask(three.id)).toEqual({ ...three, followUpAt: 8, dueAt: 5 });
      await write(get(), { tasksChanged: [{ id: two.id, change: { owner: null, draft: null, held: false } }] });
      expect(await store.findTask(two.id)).toEqual(two);
    });

    it('given copies and followers, when listed, then each list has its tasks in every state, and the inbox has none of them', async () => {
      const [open, closed, other] = [
        aTask({ name: 'open', businessKey: 'GD-1', candidateGroups: ['pm'] }),
        aTask({ name: 'closed', createdAt: 2 }),
        aTask({ name: 'other' }),
      ];
      const copied = (taskId: string) => ({ taskId, kind: 'copied', username: 'wang' }) as const;
      await write(get(), { tasksInserted: [open, closed, other] });
      await write(get(), { watchersAdded: [copied(open.id), copied(closed.id), copied(open.id)] });
      await write(get(), {
        tasksClosed: [{ id: closed.id, state: 'completed', completedBy: 'li', endedAt: 5, draft: null }],
      });
      const wang = { userId: 'wang', groups: ['engineer'] };
      expect((await list({ copiedTo: 'wang' })).sort()).toEqual(['closed', 'open']);
      expect(await list({ copiedTo: 'wang', state: 'open', visibleTo: wang })).toEqual(['open']);
      expect(await list({ copiedTo: 'wang', state: 'completed' })).toEqual(['closed']);
      expect(await list({ copiedTo: 'wang', businessKey: 'GD-1' })).toEqual(['open']);
      expect(await list({ copiedTo: 'li' })).toEqual([]);
      expect(await list({ visibleTo: wang, state: 'open' })).toEqual([]);
      expect(await list({ visibleTo: wang, businessKey: 'GD-1' })).toEqual(['open']);
      const { store, unitOfWork } = get();
      const follow = (on: boolean) =>
        unitOfWork.run((tx) => store.setWatcher(tx, { taskId: open.id, kind: 'following', username: 'wang' }, on));
      await follow(true);
      await follow(true);
      expect(await list({ followedBy: 'wang', copiedTo: 'wang' })).toEqual(['open']);
      expect(await store.listWatchers(open.id)).toEqual([
        copied(open.id),
        { taskId: open.id, kind: 'following', username: 'wang' },
      ]);
      await follow(false);
      expect(await list({ followedBy: 'wang' })).toEqual([]);
      await unitOfWork.run((tx) => store.setWatcher(tx, { ...copied(randomUUID()) }, true));
    });

    it('given somebody absent, when the substitute looks, then both people’s tasks and their groups’ come', async () => {
      await write(get(), {
        tasksInserted: [
          aTask({ name: 'mine', assignee: 'wang', createdAt: 1 }),
          aTask({ name: 'hers', assignee: 'li', createdAt: 2 }),
          aTask({ name: 'offered to her', candidateUsers: ['li'], createdAt: 3 }),
          aTask({ name: 'her group', candidateGroups: ['manager'], createdAt: 4 }),
          aTask({ name: 'nobody’s', assignee: 'zhao', createdAt: 5 }),
        ],
      });
      const visibleTo = { userId: 'wang', groups: ['engineer', 'manager'], alsoFor: ['li'] };
      expect(await list({ visibleTo, state: 'open' })).toEqual(['mine', 'hers', 'offered to her', 'her group']);
      expect(await list({ visibleTo: { userId: 'wang', groups: ['engineer'] }, state: 'open' })).toEqual(['mine']);
    });

    it('given comments and readers, when asked for, then they come in order, and only the first reading counts', async () => {
      const [task, other] = [aTask(), aTask()];
      const [late, early] = [comment(task.id, 20), comment(task.id, 10)];
      await write(get(), { tasksInserted: [task, other], commentsInserted: [late, early, comment(other.id, 5)] });
      const { store, unitOfWork } = get();
      expect(await store.listComments(task.id)).toEqual([early, late]);
      const read = (taskId: string, username: string, readAt: number) =>
        unitOfWork.run((tx) => store.markRead(tx, { taskId, username, readAt }));
      await read(task.id, 'li', 8);
      await read(task.id, 'li', 9);
      await read(task.id, 'wang', 7);
      await read(other.id, 'li', 6);
      expect(await store.listReadMarks({ taskIds: [task.id] })).toEqual([
        { taskId: task.id, username: 'wang', readAt: 7 },
        { taskId: task.id, username: 'li', readAt: 8 },
      ]);
      expect(await store.listReadMarks({ taskIds: [task.id, other.id], username: 'li' })).toHaveLength(2);
      expect(await store.listReadMarks({ taskIds: [] })).toEqual([]);
    });
  });
}
