import type { Transaction } from '@pledge/runtime';
import {
  aDefinition,
  aDeployment,
  aForm,
  aJob,
  aMessage,
  aSubscription,
  noWrites,
  write,
  type StoreUnderTest,
} from './store-contract.fixtures.js';

export function describeMessagesAndDeployments(get: () => StoreUnderTest): void {
  const q = { name: 'engineer-appointed', correlationKey: 'GD-1', mode: 'live' };

  describe('messages', () => {
    const withAndWithoutKey: [string, string | null][] = [
      ['the same key', 'GD-1'],
      ['no key on the waiting side', null],
    ];
    /** Round trips that give the other unit time to run into the lock, or past a lock that is missing. */
    const giveWay = async (tx: Transaction): Promise<void> => {
      for (let trip = 0; trip < 40; trip += 1) await get().store.findMessage(tx, 'none');
    };
    /** Starts `second` while `first` holds the message key, and answers what `second` found. */
    const meanwhile = async <T>(
      first: { key: string | null; work: (tx: Transaction) => Promise<unknown> },
      second: { key: string | null; work: (tx: Transaction) => Promise<T> },
    ): Promise<T> => {
      const { store, unitOfWork } = get();
      let lockTaken: () => void = () => undefined;
      const taken = new Promise<void>((resolve) => (lockTaken = resolve));
      const holding = unitOfWork.run(async (tx) => {
        await store.lockMessageKey(tx, q.name, first.key);
        lockTaken();
        await giveWay(tx);
        await first.work(tx);
      });
      await taken;
      const found = unitOfWork.run(async (tx) => {
        // A read before the lock: what is seen after it must be the present, not the past.
        await store.findMessage(tx, 'none');
        await store.lockMessageKey(tx, q.name, second.key);
        return second.work(tx);
      });
      await holding;
      return found;
    };

    it.each(withAndWithoutKey)(
      'given a catch being opened with %s, when a publisher locks the message meanwhile, then it finds the catch',
      async (_, openedWith) => {
        const { store } = get();
        const subscription = aSubscription({ correlationKey: openedWith });
        const found = await meanwhile(
          {
            key: openedWith,
            work: (tx) => store.writeBatch(tx, { ...noWrites(), subscriptionsInserted: [subscription] }),
          },
          { key: 'GD-1', work: (tx) => store.findSubscription(tx, { kind: 'message', ...q }) },
        );
        expect(found).toEqual(subscription);
      },
    );

    it.each(withAndWithoutKey)(
      'given a message being published to %s, when a catch is opened meanwhile, then it finds the message',
      async (_, openedWith) => {
        const { store } = get();
        const message = aMessage();
        const found = await meanwhile(
          { key: 'GD-1', work: (tx) => store.insertMessage(tx, message) },
          {
            key: openedWith,
            work: (tx) =>
              store.findBufferedMessage(tx, { name: q.name, correlationKey: openedWith, mode: 'live', now: 0 }),
          },
        );
        expect(found).toEqual(message);
      },
    );

    it('given an expired message, when its id is published again, then the new message takes its place', async () => {
      const { store, unitOfWork } = get();
      const [old, anew] = [aMessage({ id: 'm', expiresAt: 10 }), aMessage({ id: 'm', createdAt: 20, expiresAt: 30 })];
      await unitOfWork.run((tx) => store.insertMessage(tx, old));
      await unitOfWork.run((tx) => store.insertMessage(tx, anew));
      expect(await unitOfWork.run((tx) => store.findMessage(tx, 'm'))).toEqual(anew);
    });

    it('given several catches, when a message looks for one, then the oldest that fits takes it: key, name alone, mode', async () => {
      const under = get();
      const [byName, byKey, older] = [
        aSubscription({ correlationKey: null, createdAt: 20 }),
        aSubscription({ createdAt: 10 }),
        aSubscription({ createdAt: 5, correlationKey: 'GD-2' }),
      ];
      const drill = aSubscription({ createdAt: 1, mode: 'drill' });
      const start = aSubscription({
        createdAt: 2,
        instanceId: null,
        definitionId: aDeployment(0).id,
        correlationKey: null,
      });
      const signal = aSubscription({ kind: 'signal', name: 'flood', correlationKey: null });
      await write(under, { subscriptionsInserted: [byName, byKey, older, drill, start, signal] });
      const find = (correlationKey: string | null) =>
        under.unitOfWork.run((tx) =>
          under.store.findSubscription(tx, { kind: 'message', name: q.name, correlationKey, mode: 'live' }),
        );
      expect([await find('GD-1'), await find('GD-2'), await find('GD-3'), await find(null)]).toEqual([
        byKey,
        older,
        byName,
        byName,
      ]);
      await under.unitOfWork.run(async (tx) => {
        expect(await under.store.findStartSubscriptions(tx, { kind: 'message', name: q.name })).toEqual([start]);
        expect(await under.store.findSignalSubscriptions(tx, { name: 'flood', mode: 'live' })).toEqual([signal]);
        expect(await under.store.findSignalSubscriptions(tx, { name: 'flood', mode: 'drill' })).toEqual([]);
      });
    });

    it('given buffered messages, when a catch opens, then the oldest unexpired one that fits is found', async () => {
      const { store, unitOfWork } = get();
      const messages = [
        aMessage({ createdAt: 1, expiresAt: 10 }),
        aMessage({ createdAt: 2 }),
        aMessage({ createdAt: 3 }),
        aMessage({ createdAt: 0, mode: 'drill' }),
        aMessage({ createdAt: 0, state: 'correlated' }),
        aMessage({ createdAt: 1, correlationKey: 'GD-2' }),
      ];
      await unitOfWork.run(async (tx) => {
        for (const message of messages) await store.insertMessage(tx, message);
      });
      const find = (correlationKey: string | null, now: number) =>
        unitOfWork.run((tx) => store.findBufferedMessage(tx, { name: q.name, correlationKey, mode: 'live', now }));
      expect(await find('GD-1', 10)).toEqual(messages[1]);
      expect(await find('GD-1', 9)).toEqual(messages[0]);
      expect(await find(null, 10)).toEqual(messages[5]);
      expect(await find('GD-9', 0)).toBeNull();
      await unitOfWork.run((tx) => store.purge(tx, { messages: 11, idempotency: 0 }));
      expect(await unitOfWork.run((tx) => store.findMessage(tx, messages[0]?.id ?? ''))).toBeNull();
    });
  });

  describe('deployments', () => {
    it('given two deployments of a process, when asked, then the latest, all and the kept hashes are known', async () => {
      const { store, unitOfWork } = get();
      const [d1, d2] = [aDeployment(100), { ...aDeployment(200), source: 'administrator' as const }];
      const [v1, v2, other] = [
        aDefinition(d1),
        aDefinition(d2, { version: 2, hash: 'h2', findings: [{ rule: 'x' }] }),
        aDefinition(d1, { key: 'escalation', hash: 'h9' }),
      ];
      await unitOfWork.run((tx) =>
        store.insertDeployment(tx, { deployment: d1, definitions: [v1, other], resources: [aForm(d1)] }),
      );
      await unitOfWork.run((tx) => store.insertDeployment(tx, { deployment: d2, definitions: [v2], resources: [] }));
      expect(await store.latestDefinition('fault-handling')).toEqual(v2);
      expect(await store.findDefinition(v1.id)).toEqual(v1);
      expect(await store.listDefinitions({ latestOnly: true })).toEqual([other, v2]);
      expect(await store.listDefinitions({ key: 'fault-handling' })).toEqual([v2, v1]);
      expect(await store.latestDefinition('none')).toBeNull();
      const known = await Promise.all([
        store.wasDeployed('process', 'fault-handling', 'h1'),
        store.wasDeployed('process', 'escalation', 'h1'),
        store.wasDeployed('form', 'confirm', 'f1'),
        store.wasDeployed('decision', 'confirm', 'f1'),
      ]);
      expect(known).toEqual([true, false, true, false]);
      await unitOfWork.run((tx) => store.setDefinitionStatus(tx, v2.id, 'blocked', '未知的 notify2'));
      expect(await store.findDefinition(v2.id)).toEqual({ ...v2, status: 'blocked', blockedReason: '未知的 notify2' });
    });

    it('given two deployments at once that take the same version, when both are written, then one fails', async () => {
      const { store, unitOfWork } = get();
      const deploy = () => {
        const deployment = aDeployment(100);
        return unitOfWork.run((tx) =>
          store.insertDeployment(tx, { deployment, definitions: [aDefinition(deployment)], resources: [] }),
        );
      };
      const results = await Promise.allSettled([deploy(), deploy()]);
      expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    });

    it('given a form of three deployments, when bound, then its own deployment wins, else the latest at that time', async () => {
      const { store, unitOfWork } = get();
      const [d1, between, d2, before] = [aDeployment(100), aDeployment(150), aDeployment(200), aDeployment(50)];
      const [f1, f2] = [aForm(d1), aForm(d2, { version: 2, hash: 'f2' })];
      for (const [deployment, resources] of [
        [before, []],
        [d1, [f1]],
        [between, []],
        [d2, [f2]],
      ] as const) {
        await unitOfWork.run((tx) => store.insertDeployment(tx, { deployment, definitions: [], resources }));
      }
      const bound = await Promise.all(
        [before, d1, between, d2].map((deployment) => store.boundResource('form', 'confirm', deployment.id)),
      );
      expect(bound).toEqual([null, f1, f1, f2]);
      expect(await store.latestResource('form', 'confirm')).toEqual(f2);
      expect(await store.latestResource('decision', 'confirm')).toBeNull();
      expect(await store.listResources('form')).toEqual([f2]);
      expect((await store.listResourceVersions('form', 'confirm')).map((row) => row.version)).toEqual([2, 1]);
      expect(await store.listResourceVersions('form', 'other')).toEqual([]);
      expect(await store.findDeployments([])).toEqual([]);
      const ids = [f2.deploymentId, '00000000-0000-7000-8000-00000000dead'];
      expect((await store.findDeployments(ids)).map((row) => row.id)).toEqual([f2.deploymentId]);
    });

    it('given start events of an old version, when the new version replaces them, then only the new ones start', async () => {
      const { store, unitOfWork } = get();
      const deployment = aDeployment(100);
      const [v1, v2, other] = [
        aDefinition(deployment),
        aDefinition(deployment, { version: 2 }),
        aDefinition(deployment, { key: 'escalation' }),
      ];
      const start = (definitionId: string) => aSubscription({ instanceId: null, definitionId, correlationKey: null });
      const [s1, s2, sOther] = [start(v1.id), start(v2.id), { ...start(other.id), createdAt: 2000 }];
      const [t1, t2, tOther] = [
        aJob({ type: 'start-timer', name: v1.key }),
        aJob({ type: 'start-timer', name: v1.key }),
        aJob({ type: 'start-timer', name: other.key }),
      ];
      await unitOfWork.run(async (tx) => {
        await store.insertDeployment(tx, { deployment, definitions: [v1, v2, other], resources: [] });
        await store.replaceStartSubscriptions(tx, other.key, [sOther], [tOther]);
        await store.replaceStartSubscriptions(tx, v1.key, [s1], [t1]);
        await store.replaceStartSubscriptions(tx, v1.key, [s2], [t2]);
        expect(await store.findStartSubscriptions(tx, { kind: 'message', name: q.name })).toEqual([s2, sOther]);
      });
      const left = (await store.listJobs({ type: 'start-timer', limit: 10 })).items.map((job) => job.id).sort();
      expect(left).toEqual([t2.id, tOther.id].sort());
    });
  });
}
