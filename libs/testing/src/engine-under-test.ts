import {
  createMemoryPersistence,
  createProcessEngine,
  Problem,
  VirtualClock,
  type DeployRequest,
  type EngineStore,
  type ProcessEngine,
  type ProcessEngineOptions,
  type UnitOfWork,
  type UserTaskRow,
} from '@pledge/runtime';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Specs begin at this instant: 2026-03-02T09:00+08:00, a Monday. */
export const START = Date.parse('2026-03-02T01:00:00Z');
export const actor = { userId: 'engineer' };

/** Text of a fixture of libs/runtime. */
export function fixture(name: string): string {
  return readFileSync(fileURLToPath(new URL(`../../runtime/src/fixtures/${name}`, import.meta.url)), 'utf8');
}

export interface EngineUnderTest {
  readonly engine: ProcessEngine;
  readonly clock: VirtualClock;
  readonly store: EngineStore;
  readonly unitOfWork: UnitOfWork;
  deploy(...names: string[]): Promise<void>;
  /** Open tasks of an instance, or of all. */
  tasks(instanceId?: string): Promise<UserTaskRow[]>;
  /** Waits until jobs that became due are done. */
  settle(): Promise<void>;
}

/** A runtime on the memory store with a virtual clock; `adapt` may put something between the runtime and its store. */
export function engineUnderTest(
  adapt: (parts: { store: EngineStore; unitOfWork: UnitOfWork }) => { store: EngineStore; unitOfWork: UnitOfWork } = (
    parts,
  ) => parts,
  options: Partial<ProcessEngineOptions> = {},
): EngineUnderTest {
  const { store, unitOfWork } = adapt(createMemoryPersistence());
  const clock = new VirtualClock(START);
  const engine = createProcessEngine({ store, unitOfWork, clock, zone: 'Asia/Shanghai', ...options });
  return {
    engine,
    clock,
    store,
    unitOfWork,
    async deploy(...names) {
      await engine.deploy(administrator(...names));
    },
    async tasks(instanceId) {
      const page = await engine.listTasks({
        state: 'open',
        limit: 100,
        ...(instanceId === undefined ? {} : { instanceId }),
      });
      return page.items;
    },
    async settle() {
      if (!(await engine.settled(10_000))) throw new Error('jobs did not settle');
    },
  };
}

/** Another runtime on the same database. */
export function secondNode({ store, unitOfWork, clock }: EngineUnderTest): ProcessEngine {
  return createProcessEngine({ store, unitOfWork, clock, zone: 'Asia/Shanghai', nodeName: 'second' });
}

export function administrator(...names: string[]): DeployRequest {
  const resources = names.map((name) => ({ name, content: fixture(name) }));
  return { name: 'spec', resources, source: 'administrator', deployedBy: 'admin' };
}

/** The problem that a call was refused with. */
export async function refusal(promise: Promise<unknown>): Promise<Problem> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof Problem) return error;
  throw new Error(`a Problem was expected, not ${String(error)}`);
}
