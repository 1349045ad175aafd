import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { VirtualClock } from './clock/virtual-clock.js';
import type { ProcessEngineOptions } from './create-process-engine.js';
import { createProcessEngine } from './create-process-engine.js';
import { Problem } from './errors.js';
import { createMemoryPersistence } from './memory/memory-engine-store.js';
import type { EngineStore } from './ports/engine-store.js';
import type { UserTaskRow } from './ports/rows.js';
import type { UnitOfWork } from './ports/unit-of-work.js';
import type { DeployRequest, ProcessEngine } from './process-engine.js';

/** Specs begin at this instant: 2026-03-02T09:00+08:00, a Monday. */
export const START = Date.parse('2026-03-02T01:00:00Z');
export const actor = { userId: 'engineer' };

/** Text of a fixture beside the specs. */
export function fixture(name: string): string {
  return readFileSync(fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url)), 'utf8');
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
  return createProcessEngine({ store, unitOfWork, clock, zone: 'Asia/Shanghai' });
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
