import type { TaskQuery, UserTaskRow } from '@pledge/runtime';
import { randomUUID } from 'node:crypto';
import { anEntry, anInstance, aTask, noWrites, write, type StoreUnderTest } from './store-contract.fixtures.js';

export function describeTaskLists(get: () => StoreUnderTest): void {
  const list = async (q: Omit<TaskQuery, 'limit'>): Promise<string[]> =>
    (await get().store.listTasks({ ...q, limit: 50 })).items.map((task) => task.name);
  const insert = (tasks: readonly UserTaskRow[]): Promise<void> => write(get(), { tasksInserted: [...tasks] });
  const wang = { userId: 'wang', groups: ['engineer', 'pm'] };

  describe('task lists', () => {
    it('given tasks of several people, when a person looks, then their own and their groups’ tasks come, each once', async () => {
      await insert([
        aTask({ name: 'mine', assignee: 'wang', createdAt: 1 }),
        aTask({ name: 'offered', candidateUsers: ['wang', 'li'], createdAt: 2 }),
        aTask({ name: 'group', candidateGroups: ['engineer'], createdAt: 3 }),
        aTask({
          name: 'all ways',
          assignee: 'wang',
          candidateUsers: ['wang'],
          candidateGroups: ['pm', 'engineer', 'pm'],
          createdAt: 4,
        }),
        aTask({ name: 'group, taken by another', assignee: 'li', candidateGroups: ['pm'], createdAt: 5 }),
        aTask({ name: 'not mine', assignee: 'li', candidateGroups: ['manager'], createdAt: 6 }),
        aTask({ name: 'case differs', assignee: 'Wang', createdAt: 7 }),
      ]);
      expect(await list({ visibleTo: wang })).toEqual([
        'mine',
        'offered',
        'group',
        'all ways',
        'group, taken by another',
      ]);
      expect(await list({ visibleTo: wang, state: 'open', unassigned: true })).toEqual(['offered', 'group']);
      expect(await list({ visibleTo: wang, assignee: 'li' })).toEqual(['group, taken by another']);
      expect(await list({ visibleTo: wang, candidateGroups: ['engineer'] })).toEqual(['group', 'all ways']);
      expect(await list({ assignee: 'wang', state: 'open' })).toEqual(['mine', 'all ways']);
      expect(await list({ candidateGroups: ['manager', 'pm'] })).toEqual([
        'all ways',
        'group, taken by another',
        'not mine',
      ]);
      expect(await list({ visibleTo: { userId: 'nobody', groups: [] } })).toEqual([]);
      expect(await list({})).toHaveLength(7);
    });

    it('given tasks of two cases, when a person looks at one case, then only the visible ones of it come', async () => {
      const instanceId = randomUUID();
      await insert([
        aTask({ name: 'a', businessKey: 'GD-1', instanceId, candidateGroups: ['engineer'] }),
        aTask({ name: 'b', businessKey: 'GD-1', candidateGroups: ['customer:p1'] }),
        aTask({ name: 'c', businessKey: 'GD-2', candidateGroups: ['engineer'] }),
      ]);
      expect(await list({ businessKey: 'GD-1', visibleTo: wang })).toEqual(['a']);
      expect((await list({ businessKey: 'GD-1' })).sort()).toEqual(['a', 'b']);
      expect(await list({ instanceId })).toEqual(['a']);
    });

    it('given a task, when it is claimed, handed on, given back and completed, then the lists follow', async () => {
      const task = aTask({ name: 't', candidateGroups: ['engineer'], draft: { a: 1 } });
      await insert([task]);
      await write(get(), { tasksAssigned: [{ id: task.id, assignee: 'li' }] });
      expect(await list({ assignee: 'li', state: 'open' })).toEqual(['t']);
      await write(get(), { tasksAssigned: [{ id: task.id, assignee: 'zhao' }] });
      expect([await list({ assignee: 'li' }), await list({ assignee: 'zhao' })]).toEqual([[], ['t']]);
      await write(get(), { tasksAssigned: [{ id: task.id, assignee: null }] });
      expect([await list({ assignee: 'zhao' }), await list({ visibleTo: wang, unassigned: true })]).toEqual([
        [],
        ['t'],
      ]);
      await write(get(), {
        tasksClosed: [{ id: task.id, state: 'completed', completedBy: 'wang', endedAt: 9, draft: { cause: '光模块' } }],
      });
      expect(await list({ visibleTo: wang, state: 'open' })).toEqual([]);
      expect(await list({ visibleTo: wang, state: 'completed' })).toEqual(['t']);
      expect(await list({ visibleTo: wang, state: 'cancelled' })).toEqual([]);
      expect(await list({ completedBy: 'wang' })).toEqual(['t']);
      expect(await get().store.findTask(task.id)).toEqual({
        ...task,
        draft: { cause: '光模块' },
        state: 'completed',
        completedBy: 'wang',
        endedAt: 9,
      });
    });

    it('given words and a limit in time, when a list is narrowed, then name, business key and the given cases count, in every list', async () => {
      await insert([
        aTask({ name: '受理 Router 定级', businessKey: 'GD-2026-0001', candidateGroups: ['engineer'], createdAt: 1 }),
        aTask({ name: '到场', businessKey: 'GD-2026-0002', assignee: 'wang', dueAt: 50, createdAt: 2 }),
        aTask({ name: '100%_回访', businessKey: null, assignee: 'wang', urgencyAt: 90, dueAt: 10, createdAt: 3 }),
        aTask({ name: '到场', businessKey: 'GD-2026-0003', assignee: 'li', createdAt: 4 }),
      ]);
      const lists: Omit<TaskQuery, 'limit'>[] = [
        { visibleTo: wang, state: 'open' },
        { visibleTo: { ...wang, alsoFor: ['li'] }, state: 'open' },
        { state: 'open' },
      ];
      const words = (text: string, ...businessKeys: string[]) => ({ words: { text, businessKeys } });
      const found = (narrow: Partial<TaskQuery>): Promise<string[][]> =>
        Promise.all(lists.map(async (one) => (await list({ ...one, ...narrow })).sort()));
      expect(await found(words('router'))).toEqual([['受理 Router 定级'], ['受理 Router 定级'], ['受理 Router 定级']]);
      expect(await found(words('gd-2026-0002'))).toEqual([['到场'], ['到场'], ['到场']]);
      expect(await found(words('到场'))).toEqual([['到场'], ['到场', '到场'], ['到场', '到场']]);
      // signs of a pattern are letters like others
      expect(await found(words('%_'))).toEqual([['100%_回访'], ['100%_回访'], ['100%_回访']]);
      expect(await found(words('核心', 'GD-2026-0001'))).toEqual([
        ['受理 Router 定级'],
        ['受理 Router 定级'],
        ['受理 Router 定级'],
      ]);
      expect(await found(words('核心'))).toEqual([[], [], []]);
      expect(await found({ dueBefore: 60 })).toEqual([['到场'], ['到场'], ['到场']]);
      expect(await found({ dueBefore: 91 })).toEqual([
        ['100%_回访', '到场'],
        ['100%_回访', '到场'],
        ['100%_回访', '到场'],
      ]);
      const page = await get().store.listTasks({ visibleTo: wang, state: 'open', ...words('到场'), limit: 1 });
      expect([page.items.length, page.nextCursor, page.total]).toEqual([1, null, 1]);
    });

    it('given one claim with its instance and history, when written alone, then all of it is there; a stale one changes nothing', async () => {
      const { store, unitOfWork } = get();
      const instance = anInstance();
      const task = aTask({ name: 't', instanceId: instance.id, candidateGroups: ['engineer'], urgencyAt: 5 });
      await write(get(), { instancesInserted: [instance], tasksInserted: [task] });
      const assign = (assignee: string | null, revision: number, seq: number) => ({
        instancesUpdated: [{ ...instance, revision, state: `{"长":${seq}}`, incidentCount: seq }],
        tasksAssigned: [{ id: task.id, assignee }],
        history: [{ ...anEntry(instance.id, seq), actor: 'wang', detail: { assignee } }],
      });
      await write(get(), assign('wang', 0, 1));
      expect(await list({ assignee: 'wang', state: 'open' })).toEqual(['t']);
      expect(await list({ visibleTo: { userId: 'wang', groups: [] }, state: 'open' })).toEqual(['t']);
      expect((await store.findTask(task.id))?.assignee).toBe('wang');
      expect(await store.findInstance(instance.id)).toEqual({
        ...instance,
        revision: 1,
        state: '{"长":1}',
        incidentCount: 1,
      });
      const stale = unitOfWork.run((tx) => store.writeBatch(tx, { ...noWrites(), ...assign('li', 0, 2) }));
      expect(await stale).toBe('conflict');
      const again = { scope: 's', key: 'k', bodyHash: 'b', status: 204, response: '{}', createdAt: 1 };
      await write(get(), { ...assign(null, 1, 2), idempotency: [again] });
      expect([await list({ assignee: 'wang' }), await list({ assignee: 'li' })]).toEqual([[], []]);
      expect(await list({ visibleTo: wang, unassigned: true })).toEqual(['t']);
      expect((await store.findIdempotency('s', 'k'))?.status).toBe(204);
      const entry = (seq: number, assignee: string | null) => ({
        ...anEntry(instance.id, seq),
        actor: 'wang',
        detail: { assignee },
      });
      expect(await store.listHistory(instance.id, { limit: 10 })).toEqual([entry(1, 'wang'), entry(2, null)]);
    });

    it('given many tasks with and without urgency, when read in pages, then all come once, what breaks first first', async () => {
      const tasks = Array.from({ length: 47 }, (_, index) =>
        aTask({
          name: `t${index}`,
          urgencyAt: index % 3 === 0 ? null : 1000 + (index % 5),
          createdAt: 2000 + (index % 4),
          candidateGroups: index % 2 ? ['engineer'] : ['pm', 'engineer'],
          assignee: index % 7 === 0 ? 'wang' : null,
        }),
      );
      await insert(tasks);
      const seen: UserTaskRow[] = [];
      let cursor: string | undefined;
      do {
        const page = await get().store.listTasks({
          visibleTo: wang,
          state: 'open',
          limit: 10,
          ...(cursor === undefined ? {} : { cursor }),
        });
        if (cursor === undefined) expect(page.total).toBe(47);
        seen.push(...page.items);
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      const key = (task: UserTaskRow): [number, number, string] => [
        task.urgencyAt ?? Number.MAX_SAFE_INTEGER,
        task.createdAt,
        task.id,
      ];
      const sorted = [...tasks].sort(
        (a, b) => key(a)[0] - key(b)[0] || key(a)[1] - key(b)[1] || (a.id < b.id ? -1 : 1),
      );
      expect(seen.map((task) => task.id)).toEqual(sorted.map((task) => task.id));
    });

    it('given the open tasks of a case, when its urgency changes, then they move in the lists; closed and others do not', async () => {
      const { store, unitOfWork } = get();
      const closed = aTask({ name: 'closed', businessKey: 'GD-2', state: 'completed', candidateGroups: ['pm'] });
      await insert([
        aTask({ name: 'x', businessKey: 'GD-1', urgencyAt: 500, candidateGroups: ['pm'] }),
        aTask({ name: 'y', businessKey: 'GD-2', candidateGroups: ['pm'] }),
        closed,
      ]);
      expect(await list({ visibleTo: wang, state: 'open' })).toEqual(['x', 'y']);
      await unitOfWork.run((tx) => store.setUrgency(tx, 'GD-2', 400));
      expect(await list({ visibleTo: wang, state: 'open' })).toEqual(['y', 'x']);
      expect((await store.findTask(closed.id))?.urgencyAt).toBeNull();
      await unitOfWork.run((tx) => store.setUrgency(tx, 'GD-2', null));
      expect(await list({ candidateGroups: ['pm'], state: 'open' })).toEqual(['x', 'y']);
    });

    it('given a case with urgency, when its instances are loaded or its key is asked for, then it is known until it is taken back', async () => {
      const { store, unitOfWork } = get();
      const [one, other] = [anInstance({ businessKey: 'GD-7' }), anInstance({ businessKey: null })];
      await write(get(), { instancesInserted: [one, other] });
      await unitOfWork.run((tx) => store.setUrgency(tx, 'GD-7', 300));
      await unitOfWork.run((tx) => store.setUrgency(tx, 'GD-7', 400));
      const load = () =>
        unitOfWork.run(async (tx) => {
          const targets = [one, other].map(({ id }) => ({ by: 'instance', id }) as const);
          const loaded = await store.loadInstances(tx, targets);
          const keys = await store.findUrgencies(tx, ['GD-7', 'GD-8']);
          return [loaded.get(0)?.caseUrgencyAt, loaded.get(1)?.caseUrgencyAt, Object.fromEntries(keys)];
        });
      expect(await load()).toEqual([400, null, { 'GD-7': 400 }]);
      await unitOfWork.run((tx) => store.setUrgency(tx, 'GD-7', null));
      expect(await load()).toEqual([null, null, {}]);
    });

    it('given a draft, when saved and cleared, then the task has it and not', async () => {
      const { store, unitOfWork } = get();
      const task = aTask();
      await insert([task]);
      await unitOfWork.run((tx) => store.saveDraft(tx, task.id, { note: '半截' }));
      expect((await store.findTask(task.id))?.draft).toEqual({ note: '半截' });
      await unitOfWork.run((tx) => store.saveDraft(tx, task.id, null));
      expect((await store.findTask(task.id))?.draft).toBeNull();
    });
  });
}
