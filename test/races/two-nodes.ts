import { openWaits, type InstanceState } from '@pledge/engine';
import {
  createProcessEngine,
  Problem,
  VirtualClock,
  type EngineStore,
  type ProcessEngine,
  type Transaction,
  type UnitOfWork,
} from '@pledge/runtime';
import type { TestDatabase, TestDatabaseKind } from '@pledge/testing';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPersistence, type Persistence } from '../../libs/persistence/src/index.js';
import { Barrier } from './barrier.js';

export const START = Date.parse('2026-03-02T01:00:00Z');
export const HOUR = 3_600_000;

/** What may stand between a node and its store: mutants. */
export type Adapt = (store: EngineStore, persistence: Persistence) => EngineStore;

/**
 * Two runtimes on one database, on MariaDB with connections of their own, as on two machines. A file has one writer, which
 * both share. Their transactions meet at the barrier when it is armed.
 */
export class TwoNodes {
  readonly clock = new VirtualClock(START);
  readonly barrier = new Barrier();
  /** How often the work of each service task was done to the end. */
  readonly done = new Map<string, number>();
  /** Service tasks fail. */
  failing = false;
  a!: ProcessEngine;
  b!: ProcessEngine;
  store!: EngineStore;
  private readonly opened: Persistence[] = [];
  /** Versions of `race-tasks`. */
  private older = '';
  private newer: Promise<string> | null = null;
  private constructor(private readonly database: TestDatabase) {}

  static async open(kind: TestDatabaseKind, adapt: Adapt = (store) => store): Promise<TwoNodes> {
    const nodes = new TwoNodes(await kind.create());
    const first = await nodes.persistence();
    const second = kind.name === 'libsql' ? first : await nodes.persistence();
    nodes.store = first.store;
    nodes.a = nodes.engine('a', first, adapt);
    nodes.b = nodes.engine('b', second, adapt);
    nodes.older = await nodes.deploy((content) => content);
    return nodes;
  }

  async close(): Promise<void> {
    await this.a.stop();
    await this.b.stop();
    for (const persistence of this.opened) await persistence.close();
    await this.database.drop();
  }

  /** Both at once, meeting before their commits; what each was told. */
  async race(first: () => Promise<unknown>, second: () => Promise<unknown>): Promise<[string, string]> {
    this.barrier.arm();
    const told = await Promise.all([outcome(first()), outcome(second())]);
    this.barrier.disarm();
    for (const node of [this.a, this.b])
      if (!(await node.settled(20_000))) throw new Error('jobs did not settle after the race');
    return told;
  }

  /** Starts a case; its open tasks by element. */
  async start(key: string, variables: Record<string, unknown> = {}): Promise<string> {
    return (await this.a.startInstance({ key, variables, actor: { userId: 'li' } })).id;
  }
  /** Starts a case of a version of `race-tasks` that has a newer one, with other names. */
  async startOlder(): Promise<{ readonly id: string; readonly newer: string }> {
    this.newer ??= this.deploy((content) => content.replaceAll('<bpmn:userTask ', '<bpmn:userTask name="newer" '));
    const newer = await this.newer;
    return { id: (await this.a.startInstance({ definitionId: this.older, actor: { userId: 'li' } })).id, newer };
  }
  async task(instanceId: string, elementId: string): Promise<string> {
    const found = (await this.open(instanceId)).find((task) => task.elementId === elementId);
    if (found === undefined) throw new Error(`${elementId} is not open`);
    return found.id;
  }
  async open(instanceId: string) {
    return (await this.a.listTasks({ instanceId, state: 'open', limit: 50 })).items;
  }
  async openElements(instanceId: string): Promise<string[]> {
    return (await this.open(instanceId)).map((task) => task.elementId).sort();
  }
  async completed(instanceId: string, elementId: string): Promise<number> {
    const entries = await this.a.history(instanceId, { limit: 1000 });
    return entries.filter((entry) => entry.type === 'element-completed' && entry.elementId === elementId).length;
  }

  /** Nothing lost, nothing twice: history without gap, and rows that are exactly what the state waits for. */
  async inconsistencies(instanceId: string): Promise<string[]> {
    const broken: string[] = [];
    const entries = await this.a.history(instanceId, { limit: 1000 });
    if (entries.some((entry, index) => entry.seq !== index + 1)) broken.push('the history has a gap or a double');
    const row = await this.store.findInstance(instanceId);
    const state = JSON.parse(row?.state ?? '{}') as InstanceState;
    const waits = state.status === 'completed' || state.status === 'cancelled' ? [] : openWaits(state);
    const jobs = (await this.a.listJobs({ instanceId, limit: 50 })).items;
    const rows = {
      task: await this.open(instanceId),
      timer: jobs.filter((job) => job.type === 'timer'),
      incident: (await this.a.listIncidents({ instanceId, open: true, limit: 50 })).items,
    };
    for (const [kind, found] of Object.entries(rows)) {
      const wanted = waits.flatMap(({ wait }) => (wait.kind === kind ? [wait.id] : []));
      const ids = found.map((row) => row.id);
      if (ids.toSorted().join() !== wanted.toSorted().join())
        broken.push(`${kind} rows are not what the state waits for`);
    }
    return broken;
  }

  /** @returns the id of this version of `race-tasks` */
  private async deploy(change: (content: string) => string): Promise<string> {
    const content = change(readFileSync(join('test', 'races', 'races.bpmn'), 'utf8'));
    const { definitions } = await this.a.deploy({
      name: 'races',
      resources: [{ name: 'races.bpmn', content }],
      source: 'administrator',
      deployedBy: 'admin',
    });
    return definitions.find(({ key }) => key === 'race-tasks')?.id ?? '';
  }

  private async persistence(): Promise<Persistence> {
    const persistence = await createPersistence(this.database.url, {
      entities: [],
      migrations: [],
      clock: this.clock,
      poolSize: 5,
    });
    this.opened.push(persistence);
    return persistence;
  }

  private engine(nodeName: string, persistence: Persistence, adapt: Adapt): ProcessEngine {
    const engine = createProcessEngine({
      store: adapt(persistence.store, persistence),
      unitOfWork: meeting(persistence.unitOfWork, this.barrier),
      clock: this.clock,
      zone: 'Asia/Shanghai',
      nodeName,
    });
    engine.registerDelegate('race-work', {
      apply: (_tx, { instanceId }) => {
        if (this.failing) return Promise.reject(new Error('as told'));
        this.done.set(instanceId, (this.done.get(instanceId) ?? 0) + 1);
        return Promise.resolve({});
      },
    });
    return engine;
  }
}

/** The same unit of work, whose transactions wait for each other before they commit. */
function meeting(unitOfWork: Required<UnitOfWork>, barrier: Barrier): UnitOfWork {
  return {
    isOpen: () => unitOfWork.isOpen(),
    afterCommit: (tx, listener) => unitOfWork.afterCommit(tx, listener),
    run: (work, options) => {
      const leave = barrier.enter();
      return unitOfWork
        .run(async (tx: Transaction) => {
          const result = await work(tx);
          await barrier.arrive();
          return result;
        }, options)
        .finally(leave);
    },
  };
}

/** `done`, or the code of the problem. */
function outcome(command: Promise<unknown>): Promise<string> {
  return command.then(
    () => 'done',
    (error: unknown) => (error instanceof Problem ? error.code : `failed: ${String(error)}`),
  );
}
