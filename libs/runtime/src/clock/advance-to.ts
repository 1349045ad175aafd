import { Problem } from '../errors.js';
import type { JobExecutor } from '../jobs/job-executor.js';
import type { Clock } from '../ports/clock.js';
import type { EngineStore } from '../ports/engine-store.js';
import { VirtualClock } from './virtual-clock.js';

const SETTLE_MS = 30_000;

/**
 * Moves the virtual clock to `instant` (epoch ms), from due job to due job in order; returns the number of jobs run when
 * nothing is due and none runs (contracts: `POST /api/clock/advance`). @throws Problem CLOCK_NOT_VIRTUAL
 */
export async function advanceTo(
  parts: { readonly clock: Clock; readonly store: Pick<EngineStore, 'nextDueAt'>; readonly jobs: JobExecutor },
  instant: number,
): Promise<number> {
  const { clock, store, jobs } = parts;
  if (!(clock instanceof VirtualClock)) throw new Problem('conflict', 'CLOCK_NOT_VIRTUAL');
  let count = await drain(jobs);
  for (;;) {
    const next = await store.nextDueAt();
    if (next === null || next > instant) break;
    clock.moveTo(next);
    const ran = await drain(jobs);
    // Due, but leased by a node that is gone: its lease runs out in system time, the poller takes it then.
    if (ran === 0 && (await store.nextDueAt()) === next) break;
    count += ran;
  }
  clock.moveTo(instant);
  return count + (await drain(jobs));
}

async function drain(jobs: JobExecutor): Promise<number> {
  const before = jobs.finished;
  for (;;) {
    const ran = await jobs.runDue();
    await jobs.settled(SETTLE_MS);
    if (ran === 0) return jobs.finished - before;
  }
}
