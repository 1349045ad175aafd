import { randomUUID } from 'node:crypto';
import type { InstanceRow, Transaction } from '@pledge/runtime';
import {
  aFeatureJob,
  aJob,
  aMessage,
  anEntry,
  anIncident,
  anInstance,
  aSubscription,
  aTask,
  noWrites,
  write,
  type StoreUnderTest,
} from './store-contract.fixtures.js';

export function describeBatches(get: () => StoreUnderTest): void {
  const idempotency = (key: string, status: number | null = null) => ({
    scope: 'wang POST /api/cases',
    key,
    bodyHash: 'b',
    status,
    response: status === null ? null : '{}',
    createdAt: 1000,
  });

  describe('batches', () => {
    it('given a unit inside a unit, when the inner one fails and its error is swallowed, then nothing of the outer one is left', async () => {
      const { store, unitOfWork } = get();
      const [outer, inner] = [anInstance(), anInstance()];
      const insert = (tx: Transaction, row: InstanceRow) =>
        store.writeBatch(tx, { ...noWrites(), instancesInserted: [row] });
      const running = unitOfWork.run(async (tx) => {
        await insert(tx, outer);
        await unitOfWork
          .run(async (nested) => {
            await insert(nested, inner);
            throw new Error('in the middle');
          })
          .catch(() => undefined);
      });
      await expect(running).rejects.toThrow('a nested unit of work failed');
      expect([await store.findInstance(outer.id), await store.findInstance(inner.id)]).toEqual([null, null]);
    });

    it('given a unit that is open, when asked in it and outside of it, then only the inside says so', async () => {
      const { unitOfWork } = get();
      expect(unitOfWork.isOpen?.()).toBe(false);
      expect(await unitOfWork.run(async () => unitOfWork.isOpen?.())).toBe(true);
      expect(unitOfWork.isOpen?.()).toBe(false);
    });

    it.each([
      '',
      'x',
      'bm90IGpzb24',
      Buffer.from('{"a":1}').toString('base64url'),
      Buffer.from('[1]').toString('base64url'),
    ])(
      'given the cursor "%s" that nobody made, when a list is read with it, then it is refused by its code',
      async (cursor) => {
        const under = get();
        await write(under, {
          instancesInserted: [anInstance()],
          tasksInserted: [aTask({ assignee: 'wang' })],
          jobsInserted: [aJob()],
        });
        const lists = [
          under.store.listInstances({ limit: 5, cursor }),
          under.store.listTasks({ limit: 5, cursor }),
          under.store.listTasks({ limit: 5, cursor, assignee: 'wang' }),
          under.store.listJobs({ limit: 5, cursor }),
        ];
        for (const list of lists) await expect(list).rejects.toMatchObject({ code: 'INVALID_CURSOR' });
      },
    );

    it('given one row of every kind, when the unit fails, then nothing of it is left', async () => {
      const { store, unitOfWork } = get();
      const instance = anInstance();
      const task = aTask({ instanceId: instance.id, candidateGroups: ['engineer'] });
      const job = aJob({ instanceId: instance.id });
      const incident = anIncident({ instanceId: instance.id });
      const failing = unitOfWork.run(async (tx) => {
        await store.writeBatch(tx, {
          ...noWrites(),
          instancesInserted: [instance],
          tasksInserted: [task],
          jobsInserted: [job],
          incidentsInserted: [incident],
          history: [anEntry(instance.id, 1)],
          subscriptionsInserted: [aSubscription({ instanceId: instance.id })],
          idempotency: [idempotency('k', 201)],
        });
        await store.insertMessage(tx, aMessage());
        await store.upsertFeatureJob(tx, aFeatureJob('warn', 'clock-1'));
        await store.bindSubject(tx, { instanceId: instance.id, kind: 'case', id: 'c' });
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      expect(await store.findInstance(instance.id)).toBeNull();
      expect(await store.findTask(task.id)).toBeNull();
      expect((await store.listTasks({ candidateGroups: ['engineer'], limit: 10 })).items).toEqual([]);
      expect((await store.listJobs({ limit: 10 })).items).toEqual([]);
      expect(await store.findIncident(incident.id)).toBeNull();
      expect(await store.listHistory(instance.id, { limit: 10 })).toEqual([]);
      expect(await store.findIdempotency('wang POST /api/cases', 'k')).toBeNull();
      await unitOfWork.run(async (tx) => {
        expect(await store.findSubjects(tx, instance.id)).toEqual([]);
        expect(
          await store.findSubscription(tx, {
            kind: 'message',
            name: 'engineer-appointed',
            correlationKey: 'GD-1',
            mode: 'live',
          }),
        ).toBeNull();
        expect(
          await store.findBufferedMessage(tx, {
            name: 'engineer-appointed',
            correlationKey: 'GD-1',
            mode: 'live',
            now: 0,
          }),
        ).toBeNull();
      });
    });

    it('given rows of every kind, when read back, then every value is the same', async () => {
      const under = get();
      const instance = anInstance({
        parentInstanceId: randomUUID(),
        parentCallId: randomUUID(),
        endedAt: 2_000_000_000_000,
        state: JSON.stringify({ long: '长'.repeat(50_000) }),
      });
      const task = aTask({
        draft: { note: '草稿 "1"' },
        candidateUsers: ['wang'],
        requires: ['written_confirmation'],
        urgencyAt: 5,
        dueAt: 6,
        followUpAt: 7,
        formId: 'f',
        endedAt: 8,
        completedBy: 'li',
        state: 'completed',
      });
      const job = aJob({ lastError: '连不上', ref: 'r' });
      const incident = anIncident({ jobId: randomUUID(), resolvedAt: 9 });
      await write(under, {
        instancesInserted: [instance],
        tasksInserted: [task],
        jobsInserted: [job],
        incidentsInserted: [incident],
        history: [anEntry(instance.id, 2), { ...anEntry(instance.id, 1), actor: 'wang', detail: { flow: 'F1' } }],
      });
      expect(await under.store.findInstance(instance.id)).toEqual(instance);
      expect(await under.store.findTask(task.id)).toEqual(task);
      expect(await under.store.findJob(job.id)).toEqual(job);
      expect(await under.store.findIncident(incident.id)).toEqual(incident);
      expect(await under.store.listHistory(instance.id, { limit: 10 })).toEqual([
        { ...anEntry(instance.id, 1), actor: 'wang', detail: { flow: 'F1' } },
        anEntry(instance.id, 2),
      ]);
      expect(await under.store.listHistory(instance.id, { afterSeq: 1, limit: 10 })).toEqual([anEntry(instance.id, 2)]);
    });

    it('given targets of all kinds, when loaded at once, then each finds its instance and unknown ones are absent', async () => {
      const under = get();
      const rows = Array.from({ length: 5 }, () => anInstance());
      const of = (index: number): string => rows[index]?.id ?? '';
      const task = aTask({ instanceId: of(1) });
      const job = aJob({ instanceId: of(2) });
      const subscription = aSubscription({ instanceId: of(3) });
      const incident = anIncident({ instanceId: of(4) });
      await write(under, {
        instancesInserted: rows,
        tasksInserted: [task],
        jobsInserted: [job],
        subscriptionsInserted: [subscription],
        incidentsInserted: [incident],
      });
      const found = await under.unitOfWork.run((tx) =>
        under.store.loadInstances(tx, [
          { by: 'incident', id: incident.id },
          { by: 'subscription', id: subscription.id },
          { by: 'job', id: job.id },
          { by: 'task', id: task.id },
          { by: 'instance', id: of(0) },
          { by: 'task', id: randomUUID() },
          { by: 'instance', id: of(1) },
        ]),
      );
      const loaded = (index: number) => ({ ...rows[index], caseUrgencyAt: null });
      expect([...found.entries()].sort(([a], [b]) => a - b)).toEqual([
        [0, loaded(4)],
        [1, loaded(3)],
        [2, loaded(2)],
        [3, loaded(1)],
        [4, loaded(0)],
        [6, loaded(1)],
      ]);
    });

    it('given many instances, when written with the revisions read, then each has its own new state and the next revision', async () => {
      const under = get();
      const rows = Array.from({ length: 60 }, (_, index) => anInstance({ state: `{"n":${index}}` }));
      await write(under, { instancesInserted: rows });
      await write(under, {
        instancesUpdated: rows.map((row, index) => ({
          ...row,
          state: `{"n":${index + 1000}}`,
          status: index % 2 ? 'completed' : 'active',
          endedAt: index % 2 ? 77 : null,
          incidentCount: index,
        })),
      });
      const after = await Promise.all(rows.map((row) => under.store.findInstance(row.id)));
      expect(after).toEqual(
        rows.map((row, index) => ({
          ...row,
          revision: 1,
          state: `{"n":${index + 1000}}`,
          status: index % 2 ? 'completed' : 'active',
          endedAt: index % 2 ? 77 : null,
          incidentCount: index,
        })),
      );
    });

    it('given one stale row among good ones, when the batch is written, then it is a conflict', async () => {
      const under = get();
      const rows = [anInstance(), anInstance(), anInstance()];
      await write(under, { instancesInserted: rows });
      const [first, second, third] = rows as [(typeof rows)[0], (typeof rows)[0], (typeof rows)[0]];
      await write(under, { instancesUpdated: [second] });
      const answer = await under.unitOfWork
        .run(async (tx) => {
          const result = await under.store.writeBatch(tx, { ...noWrites(), instancesUpdated: [first, second, third] });
          throw Object.assign(new Error('rolled back'), { result });
        })
        .catch((error: { result?: string }) => error.result);
      expect(answer).toBe('conflict');
      expect((await under.store.findInstance(first.id))?.revision).toBe(0);
      expect((await under.store.findInstance(second.id))?.revision).toBe(1);
    });

    it('given two writers that read the same revision, when both write, then only one gets through', async () => {
      const under = get();
      const instance = anInstance();
      await write(under, { instancesInserted: [instance] });
      const attempt = (state: string): Promise<string> =>
        under.unitOfWork.run((tx) =>
          under.store.writeBatch(tx, { ...noWrites(), instancesUpdated: [{ ...instance, state }] }),
        );
      expect((await Promise.all([attempt('{"by":1}'), attempt('{"by":2}')])).sort()).toEqual(['conflict', 'written']);
      expect((await under.store.findInstance(instance.id))?.revision).toBe(1);
    });

    it('given waits and incidents, when a batch closes them, then they are gone or resolved', async () => {
      const under = get();
      const [keep, drop] = [aJob(), aJob()];
      const subscription = aSubscription();
      const incident = anIncident();
      const message = aMessage();
      await write(under, {
        jobsInserted: [keep, drop],
        subscriptionsInserted: [subscription],
        incidentsInserted: [incident],
      });
      await under.unitOfWork.run((tx) => under.store.insertMessage(tx, message));
      const instanceId = randomUUID();
      await write(under, {
        jobsDeleted: [drop.id],
        subscriptionsDeleted: [subscription.id],
        incidentsResolved: [{ id: incident.id, resolvedAt: 99 }],
        messagesUpdated: [{ id: message.id, state: 'correlated', instanceId }],
      });
      expect((await under.store.listJobs({ limit: 10 })).items).toEqual([keep]);
      expect(await under.store.findIncident(incident.id)).toEqual({ ...incident, resolvedAt: 99 });
      expect((await under.store.listIncidents({ open: true, limit: 10 })).items).toEqual([]);
      await under.unitOfWork.run(async (tx) => {
        expect(await under.store.loadInstances(tx, [{ by: 'subscription', id: subscription.id }])).toEqual(new Map());
        expect(await under.store.findMessage(tx, message.id)).toEqual({ ...message, state: 'correlated', instanceId });
      });
    });

    it('given the same history number twice, when written, then the unit fails', async () => {
      const under = get();
      const id = randomUUID();
      await write(under, { history: [anEntry(id, 1)] });
      await expect(write(under, { history: [anEntry(id, 1)] })).rejects.toThrow();
    });

    it('given instances of two processes, when listed in pages, then each comes once, newest first', async () => {
      const under = get();
      const rows = Array.from({ length: 23 }, (_, index) =>
        anInstance({
          startedAt: 1000 + index,
          incidentCount: index === 3 ? 1 : 0,
          definitionKey: index % 2 ? 'escalation' : 'fault-handling',
        }),
      );
      await write(under, { instancesInserted: rows });
      const seen: number[] = [];
      let cursor: string | undefined;
      do {
        const page = await under.store.listInstances({ limit: 5, ...(cursor === undefined ? {} : { cursor }) });
        seen.push(...page.items.map((row) => row.startedAt));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      expect(seen).toEqual(rows.map((row) => row.startedAt).reverse());
      expect((await under.store.listInstances({ status: 'incident', limit: 5 })).items).toEqual([rows[3]]);
      expect((await under.store.listInstances({ key: 'escalation', limit: 50 })).items).toHaveLength(11);
      expect((await under.store.listInstances({ businessKey: 'other', limit: 5 })).items).toEqual([]);
    });
  });

  describe('idempotency keys', () => {
    it('given the same key twice at once, when both insert, then one is first', async () => {
      const { store, unitOfWork } = get();
      const insert = (): Promise<string> => unitOfWork.run((tx) => store.insertIdempotency(tx, idempotency('same')));
      expect((await Promise.all([insert(), insert(), insert()])).sort()).toEqual(['exists', 'exists', 'inserted']);
    });

    it('given a unit that met a known key, when it goes on, then its other writes commit', async () => {
      const { store, unitOfWork } = get();
      await unitOfWork.run((tx) => store.insertIdempotency(tx, idempotency('known')));
      await unitOfWork.run(async (tx) => {
        expect(await store.insertIdempotency(tx, idempotency('known'))).toBe('exists');
        await store.completeIdempotency(tx, 'wang POST /api/cases', 'known', 201, '{"id":1}');
      });
      expect(await store.findIdempotency('wang POST /api/cases', 'known')).toEqual({
        ...idempotency('known'),
        status: 201,
        response: '{"id":1}',
      });
    });

    it('given a key in flight, when its batch is written, then it holds the answer; a second answer is refused', async () => {
      const under = get();
      await under.unitOfWork.run((tx) => under.store.insertIdempotency(tx, idempotency('flight')));
      await write(under, { idempotency: [idempotency('flight', 204)] });
      await expect(write(under, { idempotency: [idempotency('flight', 200)] })).rejects.toThrow();
      expect((await under.store.findIdempotency('wang POST /api/cases', 'flight'))?.status).toBe(204);
    });

    it('given old and new keys, when purged or deleted, then only those are gone', async () => {
      const { store, unitOfWork } = get();
      await unitOfWork.run(async (tx) => {
        for (const [key, createdAt] of [
          ['old', 1],
          ['new', 100],
          ['gone', 100],
        ] as const)
          await store.insertIdempotency(tx, { ...idempotency(key), createdAt });
        await store.deleteIdempotency(tx, 'wang POST /api/cases', 'gone');
        await store.purge(tx, { messages: 0, idempotency: 50 });
      });
      const left = await Promise.all(
        ['old', 'new', 'gone'].map((key) => store.findIdempotency('wang POST /api/cases', key)),
      );
      expect(left.map((row) => row?.key ?? null)).toEqual([null, 'new', null]);
    });
  });
}
