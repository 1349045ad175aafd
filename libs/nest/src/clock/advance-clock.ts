import type { Clock, EngineStore, ProcessEngine } from '@pledge/runtime';

/** What `VirtualClock` of the runtime adds to `Clock`. */
export interface MovableClock extends Clock {
  moveTo(instant: number): void;
}

/** Rounds without a job that finishes before advancing gives up; a job that fails for ever backs off into the future. */
const MAX_ROUNDS = 100_000;
const SETTLE_MS = 30_000;

/**
 * Moves product time by `byMs`, stopping at every instant where a job is due, in order, and running what is due there;
 * returns when nothing is due and no job runs (contracts: `POST /api/clock/advance`).
 * @returns number of jobs run
 */
export async function advanceClock(
  clock: MovableClock,
  engine: Pick<ProcessEngine, 'runDueJobs' | 'settled'>,
  store: Pick<EngineStore, 'nextDueAt'>,
  byMs: number,
): Promise<number> {
  const target = clock.now() + byMs;
  let jobsRun = await drain(engine);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const next = await store.nextDueAt();
    if (next === null || next > target) break;
    // Due but not taken (leased elsewhere): the move to the same instant changes nothing, settling waits for it.
    clock.moveTo(Math.max(next, clock.now()));
    const ran = await drain(engine);
    if (ran === 0 && next <= clock.now() && (await store.nextDueAt()) === next) break;
    jobsRun += ran;
  }
  clock.moveTo(target);
  return jobsRun + (await drain(engine));
}

async function drain(engine: Pick<ProcessEngine, 'runDueJobs' | 'settled'>): Promise<number> {
  let total = 0;
  for (;;) {
    const ran = await engine.runDueJobs();
    total += ran;
    await engine.settled(SETTLE_MS);
    if (ran === 0) return total;
  }
}
