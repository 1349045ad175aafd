import { randomUUID } from 'node:crypto';
import type { JobRow } from '@pledge/runtime';
import { aFeatureJob, aJob, anInstance, write, type StoreUnderTest } from './store-contract.fixtures.js';

const LEASE_MS = 30_000;

export function describeJobs(get: () => StoreUnderTest): void {
  const lease = (
    owner: string,
    systemNow = 0,
    change: { limit?: number; now?: number; ids?: readonly string[] } = {},
  ): Promise<JobRow[]> =>
    get().unitOfWork.run((tx) =>
      get().store.leaseJobs(tx, { owner, now: 10_000, systemNow, leaseMs: LEASE_MS, limit: 100, ...change }),
    );
  const insert = (jobs: readonly JobRow[]): Promise<void> =>
    get().unitOfWork.run((tx) => get().store.insertJobs(tx, jobs));
  const ids = (jobs: readonly JobRow[]): string[] => jobs.map((job) => job.id).sort();

  describe('jobs', () => {
    it('given due, later and failed jobs, when leased, then only due ones come, oldest due first, with their token', async () => {
      const jobs = [
        aJob({ dueAt: 9000 }),
        aJob({ dueAt: 8000 }),
        aJob({ dueAt: 10_001 }),
        aJob({ dueAt: 1, state: 'failed' }),
      ];
      await insert(jobs);
      expect(await lease('node-a', 500)).toEqual(
        [jobs[1], jobs[0]].map((job) => ({ ...job, lockOwner: 'node-a', lockedUntil: 500 + LEASE_MS, lockToken: 1 })),
      );
      expect(await get().store.findJob(jobs[1]?.id ?? '')).toEqual({
        ...jobs[1],
        lockOwner: 'node-a',
        lockedUntil: 500 + LEASE_MS,
        lockToken: 1,
      });
      expect(await get().store.countDue(10_000)).toBe(2);
      expect(await get().store.nextDueAt()).toBe(8000);
      expect(await get().store.nextDueAt(8000)).toBe(9000);
      expect(await get().store.nextDueAt(10_001)).toBeNull();
    });

    it('given no waiting job, when asked for the next due time, then there is none', async () => {
      await insert([aJob({ state: 'failed' })]);
      expect(await get().store.nextDueAt()).toBeNull();
    });

    it('given many jobs and two owners at the same time, when both lease, then no job is leased twice', async () => {
      const jobs = Array.from({ length: 40 }, (_, index) => aJob({ dueAt: index }));
      await insert(jobs);
      const [a, b, c] = await Promise.all([
        lease('node-a', 0, { limit: 25 }),
        lease('node-b', 0, { limit: 25 }),
        lease('node-c', 0, { limit: 25 }),
      ]);
      const all = [...a, ...b, ...c].map((job) => job.id);
      expect(new Set(all).size).toBe(all.length);
      const rest = await lease('node-d');
      expect(ids([...a, ...b, ...c, ...rest])).toEqual(ids(jobs));
    });

    it('given two jobs of one instance and two owners at the same time, when each leases, then one owner has the instance', async () => {
      const instance = anInstance();
      await write(get(), {
        instancesInserted: [instance],
        jobsInserted: [aJob({ instanceId: instance.id }), aJob({ instanceId: instance.id })],
      });
      const [a, b] = await Promise.all([lease('node-a', 0, { limit: 1 }), lease('node-b', 0, { limit: 1 })]);
      expect(a.length + b.length).toBe(1);
      const owner = a.length === 1 ? 'node-a' : 'node-b';
      expect(await lease(owner === 'node-a' ? 'node-b' : 'node-a')).toEqual([]);
      expect(await lease(owner)).toHaveLength(1);
    });

    it('given one owner leasing a job, when another asks for the next job of the instance meanwhile, then it gets none', async () => {
      const { store, unitOfWork } = get();
      const instance = anInstance();
      const [first, second] = [aJob({ instanceId: instance.id }), aJob({ instanceId: instance.id })];
      await write(get(), { instancesInserted: [instance], jobsInserted: [first, second] });
      let leased: () => void = () => undefined;
      const firstLeased = new Promise<void>((resolve) => (leased = resolve));
      const holding = unitOfWork.run(async (tx) => {
        const terms = { owner: 'node-a', now: 10_000, systemNow: 0, leaseMs: LEASE_MS, limit: 1, ids: [first.id] };
        expect(await store.leaseJobs(tx, terms)).toHaveLength(1);
        leased();
        // Round trips that give the other owner time to run into the lock, or past a lock that is missing.
        for (let trip = 0; trip < 40; trip += 1) await store.findMessage(tx, 'none');
      });
      await firstLeased;
      const other = lease('node-b', 0, { ids: [second.id] });
      await holding;
      expect(await other).toEqual([]);
    });

    it('given ids, when leased, then only those come', async () => {
      const jobs = [aJob(), aJob(), aJob()];
      await insert(jobs);
      expect(ids(await lease('node-a', 0, { ids: [jobs[1]?.id ?? '', randomUUID()] }))).toEqual([jobs[1]?.id]);
      expect(await lease('node-a', 0, { ids: [] })).toEqual([]);
    });

    it('given a lease that ran out, when somebody takes the job over, then the first owner can neither settle nor retry it', async () => {
      const { store, unitOfWork } = get();
      const job = aJob();
      await insert([job]);
      await lease('node-a');
      expect(await lease('node-b', LEASE_MS - 1)).toEqual([]);
      const [taken] = await lease('node-b', LEASE_MS);
      expect(taken?.lockToken).toBe(2);
      expect(await unitOfWork.run((tx) => store.settleJob(tx, job.id, 1))).toBe(false);
      expect(
        await unitOfWork.run((tx) =>
          store.retryJob(tx, job.id, 1, { retriesLeft: 0, dueAt: 1, lastError: 'x', state: 'failed' }),
        ),
      ).toBe(false);
      expect(await unitOfWork.run((tx) => store.settleJob(tx, job.id, 2))).toBe(true);
      expect(await store.findJob(job.id)).toBeNull();
      expect(await unitOfWork.run((tx) => store.settleJob(tx, job.id, 2))).toBe(false);
    });

    it('given leases of two nodes, when one starts again and frees its own, then they can be taken at once and old tokens settle nothing', async () => {
      const { store, unitOfWork } = get();
      const [own, foreign] = [aJob({ dueAt: 1 }), aJob({ dueAt: 2 })];
      await insert([own, foreign]);
      await lease('node-a', 0, { ids: [own.id] });
      await lease('node-b', 0, { ids: [foreign.id] });
      expect(await unitOfWork.run((tx) => store.releaseLeases(tx, 'node-a'))).toBe(1);
      expect(await unitOfWork.run((tx) => store.settleJob(tx, own.id, 1))).toBe(false);
      const again = await lease('node-a');
      expect(again.map((job) => [job.id, job.lockToken])).toEqual([[own.id, 2]]);
      expect(await unitOfWork.run((tx) => store.settleJob(tx, own.id, 1))).toBe(false);
      expect(await unitOfWork.run((tx) => store.settleJob(tx, foreign.id, 1))).toBe(true);
    });

    it('given a failed try, when the job is retried, then it is free, due later and remembers the error', async () => {
      const { store, unitOfWork } = get();
      const job = aJob();
      await insert([job]);
      const [leased] = await lease('node-a');
      await unitOfWork.run((tx) =>
        store.retryJob(tx, job.id, leased?.lockToken ?? 0, {
          retriesLeft: 2,
          dueAt: 20_000,
          lastError: '超时',
          state: 'waiting',
        }),
      );
      expect(await store.findJob(job.id)).toEqual({
        ...job,
        retriesLeft: 2,
        dueAt: 20_000,
        lastError: '超时',
        lockToken: 1,
      });
      expect(await lease('node-b')).toEqual([]);
      expect(await lease('node-b', 0, { now: 20_000 })).toHaveLength(1);
    });

    it('given a parked job, when it is revived, then it is due once more; a waiting one and one that was never leased stay', async () => {
      const { store, unitOfWork } = get();
      const job = aJob();
      await insert([job]);
      expect(await unitOfWork.run((tx) => store.settleJob(tx, job.id, 0))).toBe(false);
      const [leased] = await lease('node-a');
      const parked = { retriesLeft: 0, dueAt: 1000, lastError: '超时', state: 'failed' } as const;
      expect(await unitOfWork.run((tx) => store.retryJob(tx, job.id, leased?.lockToken ?? 0, parked))).toBe(true);
      expect(await unitOfWork.run((tx) => store.retryJob(tx, job.id, leased?.lockToken ?? 0, parked))).toBe(false);
      expect(await lease('node-a')).toEqual([]);
      const again = { retriesLeft: 3, dueAt: 2000 };
      expect(await unitOfWork.run((tx) => store.reviveJob(tx, job.id, again))).toBe(true);
      expect(await store.findJob(job.id)).toEqual({ ...job, ...again, lastError: '超时', lockToken: 1 });
      expect(await unitOfWork.run((tx) => store.reviveJob(tx, job.id, again))).toBe(false);
      expect(await lease('node-a')).toHaveLength(1);
    });

    it('given jobs of a suspended instance, when they are resumed, then they wait again and others stay as they are', async () => {
      const { store, unitOfWork } = get();
      const instance = anInstance();
      const held = aJob({ instanceId: instance.id, state: 'suspended' });
      const failed = aJob({ instanceId: instance.id, state: 'failed' });
      const foreign = aJob({ instanceId: randomUUID(), state: 'suspended' });
      await write(get(), { instancesInserted: [instance], jobsInserted: [held, failed, foreign] });
      expect(await lease('node-a')).toEqual([]);
      expect(await store.nextDueAt()).toBeNull();
      expect(await unitOfWork.run((tx) => store.resumeJobs(tx, instance.id))).toEqual([held.id]);
      expect(ids(await lease('node-a'))).toEqual([held.id]);
      expect(await unitOfWork.run((tx) => store.resumeJobs(tx, instance.id))).toEqual([]);
    });

    it('given a feature job, when scheduled again under the same name and ref, then it is replaced; others stay', async () => {
      const { store, unitOfWork } = get();
      const [first, second, other, task] = [
        aFeatureJob('warn', 'c1'),
        aFeatureJob('warn', 'c1', { dueAt: 7000 }),
        aFeatureJob('warn', 'c2'),
        aJob({ name: 'warn', ref: 'c1' }),
      ];
      await insert([task]);
      await unitOfWork.run((tx) => store.upsertFeatureJob(tx, first));
      await unitOfWork.run((tx) => store.upsertFeatureJob(tx, other));
      await unitOfWork.run((tx) => store.upsertFeatureJob(tx, second));
      expect(ids((await store.listJobs({ limit: 10 })).items)).toEqual(ids([second, other, task]));
      expect(await store.findJob(second.id)).toEqual(second);
      await unitOfWork.run((tx) => store.deleteFeatureJobs(tx, 'warn', ['c1', 'c9']));
      expect(ids((await store.listJobs({ limit: 10 })).items)).toEqual(ids([other, task]));
    });

    it('given a leased feature job, when it is scheduled anew, then the running lease cannot settle the new one', async () => {
      const { store, unitOfWork } = get();
      const [running, anew] = [aFeatureJob('warn', 'c1'), aFeatureJob('warn', 'c1')];
      await insert([running]);
      const [leased] = await lease('node-a');
      await unitOfWork.run((tx) => store.upsertFeatureJob(tx, anew));
      expect(await unitOfWork.run((tx) => store.settleJob(tx, running.id, leased?.lockToken ?? 0))).toBe(false);
      expect(await store.findJob(anew.id)).toEqual(anew);
    });

    it('given jobs of several kinds, when listed, then filters and pages hold, next due first', async () => {
      const instanceId = randomUUID();
      const jobs = Array.from({ length: 7 }, (_, index) =>
        aJob({
          dueAt: 100 - index,
          instanceId: index % 2 ? instanceId : null,
          type: index === 6 ? 'timer' : 'service-task',
        }),
      );
      await insert(jobs);
      const first = await get().store.listJobs({ limit: 4 });
      const second = await get().store.listJobs({ limit: 4, cursor: first.nextCursor ?? '' });
      expect([...first.items, ...second.items].map((job) => job.dueAt)).toEqual([94, 95, 96, 97, 98, 99, 100]);
      expect(second.nextCursor).toBeNull();
      expect((await get().store.listJobs({ instanceId, limit: 10 })).items).toHaveLength(3);
      expect((await get().store.listJobs({ type: 'timer', state: 'waiting', limit: 10 })).items).toEqual([jobs[6]]);
    });
  });
}
