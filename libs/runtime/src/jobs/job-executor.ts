import { AsyncResource } from 'node:async_hooks';
import type { CommandExecutor } from '../execute-commands.js';
import type { JobRow } from '../ports/rows.js';
import type { RuntimeContext } from '../runtime-context.js';
import { failJob } from './fail-job.js';
import { OpenJobs } from './open-jobs.js';
import { ridesInBatch, runJob } from './run-job.js';

const byDue = (a: JobRow, b: JobRow): number =>
  a.dueAt - b.dueAt || a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);

/** Leases of jobs that ride in batches are so many times larger. */
const MANY = 4;

/** When half of the promises, of which none rejects, are done. */
function half(work: readonly Promise<void>[]): Promise<void> {
  return new Promise((resolve) => {
    let left = Math.ceil(work.length / 2);
    if (left === 0) resolve();
    for (const each of work)
      void each.then(() => {
        left -= 1;
        if (left === 0) resolve();
      });
  });
}

/**
 * Runs jobs on this node. What a commit made due is leased and run at once, without asking the table what is due; jobs of
 * one instance run one after the other in order of due time, different instances side by side (design section 6).
 */
export class JobExecutor {
  private readonly scope = new AsyncResource('pledge-jobs');
  private readonly lanes = new Map<string, JobRow[]>();
  private readonly open = new OpenJobs();
  /** Leased by this node: waiting in a lane, or running. */
  private readonly held = new Set<string>();
  private readonly slots: (() => void)[] = [];
  private wanted: string[] = [];
  private leasing: Promise<void> | null = null;
  private running = 0;
  private stopped = false;
  private finishedCount = 0;
  private hasLeased = false;
  /** No lease before it: what the last run of this node left is freed first. */
  private released: Promise<void> = Promise.resolve();

  constructor(
    private readonly context: RuntimeContext,
    private readonly executor: CommandExecutor,
  ) {}

  /** Jobs that ran here since the start, whatever came of them. */
  get finished(): number {
    return this.finishedCount;
  }

  /** Takes jobs; first frees the leases that an earlier run of this node left, so that nobody waits for them to run out. */
  start(): void {
    this.stopped = false;
    // Leases taken since are this run's own.
    if (this.hasLeased) return;
    this.hasLeased = true;
    this.released = this.scope.runInAsyncScope(() => this.releaseLeft());
  }

  private async releaseLeft(): Promise<void> {
    const { store, unitOfWork, nodeName, logger } = this.context;
    try {
      const count = await unitOfWork.run((tx) => store.releaseLeases(tx, nodeName), { retry: true });
      if (count > 0) logger.info('leases of the last run were freed', { node: nodeName, count });
    } catch (error) {
      logger.warn('leases of the last run could not be freed, they run out', { error: String(error) });
    }
  }

  /** Takes no more jobs and waits for the running ones. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.open.idle();
  }

  /** Jobs that a commit made due; `origins` are the jobs that committed. Returns at once. */
  nudge(ids: readonly string[], origins: readonly string[] = []): void {
    if (this.stopped || ids.length === 0) return;
    this.open.add(ids, origins);
    this.wanted.push(...ids);
    this.leasing ??= this.scope.runInAsyncScope(() => this.leaseWanted());
  }

  /**
   * Leases and runs what is due until nothing is; the number of jobs run. The next are leased when fewer than half of the
   * last ones are left. Those that ride in batches are taken many at once; jobs with work of their own in small portions,
   * so that no lease runs out while its job stands in line.
   */
  async runDue(): Promise<number> {
    return this.scope.runInAsyncScope(async () => {
      const { leaseLimit } = this.context.limits;
      const lanes = new Set<Promise<void>>();
      let count = 0;
      let limit = leaseLimit;
      while (!this.stopped) {
        const jobs = await this.lease(limit);
        if (jobs.length === 0 && lanes.size === 0) break;
        count += jobs.length;
        for (const lane of this.accept(jobs)) {
          lanes.add(lane);
          void lane.then(() => lanes.delete(lane));
        }
        await (jobs.length < limit ? Promise.all(lanes) : half([...lanes]));
        limit = jobs.every(ridesInBatch) ? leaseLimit * MANY : leaseLimit;
      }
      await Promise.all(lanes);
      return count;
    });
  }

  /** True when the jobs due here now, and what comes of them, are done; false after `timeoutMs` of system time. */
  settled(timeoutMs: number): Promise<boolean> {
    return this.open.settled(timeoutMs);
  }

  private async leaseWanted(): Promise<void> {
    // Same turn: everything a commit or several commits made due is leased together.
    await Promise.resolve();
    while (this.wanted.length > 0) {
      const ids = this.wanted.splice(0, this.context.limits.leaseLimit);
      try {
        void this.accept(await this.lease(this.context.limits.leaseLimit, ids));
      } catch (error) {
        this.context.logger.warn('jobs could not be leased, the poller takes them', { error: String(error) });
      }
      // What was not leased is done already, or somebody else's.
      for (const id of ids) if (!this.held.has(id)) this.open.remove(id);
    }
    this.leasing = null;
  }

  private async lease(limit: number, ids?: readonly string[]): Promise<JobRow[]> {
    const { clock, store, unitOfWork, limits, nodeName } = this.context;
    this.hasLeased = true;
    await this.released;
    return unitOfWork.run((tx) =>
      store.leaseJobs(tx, {
        owner: nodeName,
        now: clock.now(),
        systemNow: clock.systemNow(),
        leaseMs: limits.leaseMs,
        limit,
        ...(ids === undefined ? {} : { ids }),
      }),
    );
  }

  /** Sorts jobs into the lane of their instance; one promise per lane that this call opened. */
  private accept(jobs: readonly JobRow[]): Promise<void>[] {
    const opened: Promise<void>[] = [];
    this.open.add(jobs.map((job) => job.id));
    for (const job of jobs) {
      this.held.add(job.id);
      const key = job.instanceId ?? job.id;
      const lane = this.lanes.get(key);
      if (lane) {
        lane.push(job);
        lane.sort(byDue);
      } else {
        this.lanes.set(key, [job]);
        opened.push(this.runLane(key));
      }
    }
    return opened;
  }

  private async runLane(key: string): Promise<void> {
    for (;;) {
      // A job that the last one made due may stand before the next in line.
      if (this.leasing) await this.leasing;
      const job = this.lanes.get(key)?.shift();
      if (!job) break;
      await this.runOne(job);
    }
    this.lanes.delete(key);
  }

  private async runOne(job: JobRow): Promise<void> {
    const tools = { context: this.context, executor: this.executor };
    const alone = !ridesInBatch(job);
    if (alone) await this.takeSlot();
    try {
      await runJob(tools, job);
    } catch (error) {
      await failJob(tools, job, error).catch((failure: unknown) =>
        this.context.logger.error('a failed job could not be written down, its lease runs out', {
          id: job.id,
          error: String(failure),
        }),
      );
    } finally {
      if (alone) this.freeSlot();
      this.finishedCount++;
      this.held.delete(job.id);
      this.open.remove(job.id);
    }
  }

  private async takeSlot(): Promise<void> {
    if (this.running < this.context.limits.jobConcurrency) {
      this.running++;
      return;
    }
    await new Promise<void>((resolve) => this.slots.push(resolve));
  }

  private freeSlot(): void {
    const next = this.slots.shift();
    if (next) next();
    else this.running--;
  }
}
