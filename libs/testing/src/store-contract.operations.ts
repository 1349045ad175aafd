import {
  aJob,
  anIncident,
  anInstance,
  aSubscription,
  aTask,
  write,
  type StoreUnderTest,
} from './store-contract.fixtures.js';

/** What operators need of a store. */
export function describeOperations(under: () => StoreUnderTest): void {
  describe('migrated instances', () => {
    it('given waits of every kind, when they are relabelled, then each names its new element and version and keeps everything else', async () => {
      const { store } = under();
      const instance = anInstance();
      const instanceId = instance.id;
      const task = aTask({
        instanceId,
        assignee: 'li',
        candidateGroups: ['engineer'],
        dueAt: 5,
        urgencyAt: 7,
        requires: ['old'],
      });
      const job = aJob({
        instanceId,
        ref: 'old',
        payload: { elementId: 'old', requires: ['old'], variables: { 键: [1, null] } },
      });
      const timer = aJob({ type: 'timer', name: '', instanceId, ref: 'old', payload: { elementId: 'old' } });
      const subscription = aSubscription({ instanceId, elementId: 'old' });
      const incident = anIncident({ instanceId, elementId: 'old' });
      const other = aTask({ instanceId });
      await write(under(), {
        instancesInserted: [instance],
        tasksInserted: [task, other],
        jobsInserted: [job, timer],
        subscriptionsInserted: [subscription],
        incidentsInserted: [incident],
      });
      await under().unitOfWork.run((tx) => store.saveDraft(tx, task.id, { 结果: '半' }));
      const definitionId = anInstance().id;
      const label = { definitionId, elementId: 'new', requires: ['written_confirmation'] };
      await write(under(), {
        instancesUpdated: [{ ...instance, definitionId }],
        relabelled: [
          { ...label, kind: 'task', id: task.id, task: { name: '新名', formId: 'f2' } },
          { ...label, kind: 'job', id: job.id },
          { ...label, kind: 'job', id: timer.id },
          { ...label, kind: 'job', id: 'a-job-that-is-done-meanwhile' },
          { ...label, kind: 'subscription', id: subscription.id },
          { ...label, kind: 'incident', id: incident.id },
        ],
      });
      expect(await store.findTask(task.id)).toEqual({
        ...task,
        draft: { 结果: '半' },
        definitionId,
        elementId: 'new',
        name: '新名',
        formId: 'f2',
        requires: ['written_confirmation'],
      });
      expect(await store.findTask(other.id)).toEqual(other);
      expect(
        (await store.listTasks({ visibleTo: { userId: 'li', groups: [] }, state: 'open', limit: 5 })).items,
      ).toHaveLength(1);
      expect(await store.findJob(job.id)).toEqual({
        ...job,
        ref: 'new',
        payload: { elementId: 'new', requires: ['written_confirmation'], variables: { 键: [1, null] } },
      });
      expect(await store.findJob(timer.id)).toEqual({ ...timer, ref: 'new', payload: { elementId: 'new' } });
      const match = { kind: 'message', name: subscription.name, correlationKey: 'GD-1', mode: 'live' } as const;
      const found = await under().unitOfWork.run((tx) => store.findSubscription(tx, match));
      expect(found).toEqual({ ...subscription, definitionId, elementId: 'new' });
      expect(await store.findIncident(incident.id)).toEqual({ ...incident, elementId: 'new' });
      expect((await store.findInstance(instanceId))?.definitionId).toBe(definitionId);
    });
  });
  describe('what runs where', () => {
    const state = (...nodes: object[]): string => JSON.stringify({ variables: { elementId: 'no' }, nodes });
    const at = (elementId: string, more: object = {}): object => ({ id: elementId, elementId, ...more });

    it('given running, suspended, ended and drilled instances, when a version is asked for, then tokens and open incidents are counted by element', async () => {
      const { store } = under();
      const definitionId = anInstance().id;
      const run = anInstance({
        definitionId,
        state: state(at('Task_确认'), at('Task_确认'), at('each', { loop: { started: 1 } })),
      });
      const held = anInstance({
        definitionId,
        status: 'suspended',
        state: state(at('wait'), at('gate', { awaiting: [] })),
      });
      const others = [
        anInstance({ definitionId, status: 'completed', endedAt: 5, state: state(at('wait')) }),
        anInstance({ definitionId, mode: 'drill', state: state(at('wait')) }),
        anInstance({ state: state(at('wait')) }),
      ];
      await write(under(), {
        instancesInserted: [run, held, ...others],
        incidentsInserted: [
          anIncident({ instanceId: run.id, elementId: 'Task_确认' }),
          anIncident({ instanceId: run.id, elementId: 'gate' }),
          anIncident({ instanceId: run.id, elementId: 'gate', resolvedAt: 9 }),
          anIncident({ instanceId: others[2]?.id ?? null, elementId: 'gate' }),
        ],
      });
      expect(await store.definitionActivity(definitionId, 'live')).toEqual([
        { elementId: 'Task_确认', active: 2, incidents: 1 },
        { elementId: 'gate', active: 0, incidents: 1 },
        { elementId: 'wait', active: 1, incidents: 0 },
      ]);
      expect(await store.definitionActivity(definitionId, 'drill')).toEqual([
        { elementId: 'wait', active: 1, incidents: 0 },
      ]);
      const found = async (elementId: string): Promise<string[]> =>
        (await store.listInstances({ definitionId, elementId, limit: 5 })).items.map((row) => row.id).sort();
      expect(await found('Task_确认')).toEqual([run.id]);
      expect(await found('wait')).toEqual([held.id, others[1]?.id].sort());
      expect(await found('each')).toEqual([]);
      expect(await found("x' OR 1=1 --")).toEqual([]);
    });

    it('given instances of every state, when those that run, those of some words or some ids are asked for, then only those come, newest first, page by page', async () => {
      const { store } = under();
      const definitionId = anInstance().id;
      const one = (startedAt: number, more: Parameters<typeof anInstance>[0]) =>
        anInstance({ definitionId, startedAt, ...more });
      const rows = [
        one(1, { businessKey: 'GD-2026-0001' }),
        one(2, { businessKey: 'gd-2026-0002', status: 'suspended' }),
        one(3, { businessKey: '借用_甲', incidentCount: 1 }),
        one(4, { businessKey: null }),
        one(5, { businessKey: 'GD-2026-0003', status: 'completed', endedAt: 9 }),
        one(6, { businessKey: 'GD-2026-0004', status: 'cancelled', endedAt: 9 }),
      ];
      await write(under(), { instancesInserted: rows });
      const found = async (q: Omit<Parameters<typeof store.listInstances>[0], 'limit'>): Promise<number[]> =>
        (await store.listInstances({ definitionId, ...q, limit: 9 })).items.map((row) => row.startedAt);
      expect(await found({ status: 'running' })).toEqual([4, 3, 2, 1]);
      expect(await found({ status: 'incident' })).toEqual([3]);
      expect(await found({ words: { text: 'gd-2026', businessKeys: [] } })).toEqual([6, 5, 2, 1]);
      expect(await found({ words: { text: 'gd-2026', businessKeys: ['借用_甲'] }, status: 'running' })).toEqual([
        3, 2, 1,
      ]);
      // no wildcard, no command
      expect(await found({ words: { text: '%', businessKeys: [] } })).toEqual([]);
      expect(await found({ words: { text: "' OR 1=1 --", businessKeys: ["' OR 1=1 --"] } })).toEqual([]);
      expect(await found({ ids: [rows[0]?.id ?? '', rows[4]?.id ?? ''] })).toEqual([5, 1]);
      expect(await found({ ids: [] })).toEqual([]);
      const q = { definitionId, status: 'running', limit: 3 } as const;
      const first = await store.listInstances(q);
      const rest = await store.listInstances({ ...q, cursor: first.nextCursor ?? '' });
      expect([first.total, rest.items.map((row) => row.startedAt), rest.nextCursor]).toEqual([4, [1], null]);
    });

    it('given jobs and incidents of several cases, when one business key, process, element or code is asked for, then only those come, page by page', async () => {
      const { store } = under();
      const [one, two] = [
        anInstance({ businessKey: 'GD-1' }),
        anInstance({ businessKey: 'GD-2', definitionKey: 'other' }),
      ];
      const jobs = [
        ...[1, 2, 3].map((dueAt) => aJob({ instanceId: one.id, ref: 'wait', dueAt })),
        aJob({ instanceId: one.id, ref: 'call' }),
        aJob({ instanceId: two.id, ref: 'wait' }),
        aJob(),
      ];
      const incidents = [
        anIncident({ instanceId: one.id, code: 'A' }),
        anIncident({ instanceId: one.id, elementId: 'x', code: 'B' }),
        anIncident({ instanceId: two.id }),
        anIncident({ instanceId: null }),
      ];
      await write(under(), { instancesInserted: [one, two], jobsInserted: jobs, incidentsInserted: incidents });
      const first = await store.listJobs({ businessKey: 'GD-1', ref: 'wait', limit: 2 });
      const rest = await store.listJobs({ businessKey: 'GD-1', ref: 'wait', limit: 2, cursor: first.nextCursor ?? '' });
      expect([first.total, [...first.items, ...rest.items].map((job) => job.dueAt)]).toEqual([3, [1, 2, 3]]);
      const ids = async (q: Omit<Parameters<typeof store.listIncidents>[0], 'limit'>): Promise<string[]> =>
        (await store.listIncidents({ ...q, limit: 9 })).items.map((row) => row.id).sort();
      const sorted = (...indexes: number[]): string[] => indexes.map((index) => incidents[index]?.id ?? '').sort();
      expect(await ids({ businessKey: 'GD-1' })).toEqual(sorted(0, 1));
      expect(await ids({ key: 'other' })).toEqual(sorted(2));
      expect(await ids({ definitionId: one.definitionId, elementId: 'x' })).toEqual(sorted(1));
      expect(await ids({ code: 'A', open: true })).toEqual(sorted(0));
      expect(await ids({})).toEqual(sorted(0, 1, 2, 3));
    });
  });
}
