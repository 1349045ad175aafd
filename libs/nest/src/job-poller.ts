import { Inject, Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { Clock, EngineStore, ProcessEngine, UnitOfWork } from '@pledge/runtime';
import type { PlatformOptions } from './platform-options.js';
import { IDEMPOTENCY_KEPT_MS } from './request.interceptor.js';
import { CLOCK, ENGINE_STORE, PLATFORM_OPTIONS, PROCESS_ENGINE, RAW_UNIT_OF_WORK } from './tokens.js';

/** How often the table is looked at when nothing is known to come due (design D8, ADR 0004). */
export const POLL_EVERY_MS = 1_000;
/** Looks that were woken for a known due time are so far apart at least: what comes due close together runs together. */
export const WAKE_APART_MS = 50;
const PURGE_EVERY_MS = 600_000;
/** With a clock that stands still: how often to look for jobs of a node that was lost, ms of system time. */
const ORPHANS_EVERY_MS = 30_000;

/**
 * Finds what came due while nobody acted: timers, promise watches, orphans of a lost node (design D8). The only user of
 * `@nestjs/schedule`. It looks once a second, and in between when what it saw last comes due. With the virtual clock nothing
 * comes due by itself, so it looks after time has moved, and now and then for orphans.
 */
@Injectable()
export class JobPoller {
  private readonly logger = new Logger('JobPoller');
  private running = false;
  private started = false;
  private wake: NodeJS.Timeout | undefined;
  private last: { readonly now: number; readonly at: number } | null = null;

  constructor(
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(ENGINE_STORE) private readonly store: EngineStore,
    @Inject(RAW_UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PLATFORM_OPTIONS) private readonly options: PlatformOptions,
  ) {}

  /** Called by the application when the engine runs. */
  start(): void {
    this.started = true;
  }

  stop(): void {
    this.started = false;
    clearTimeout(this.wake);
  }

  @Interval(POLL_EVERY_MS)
  async poll(): Promise<void> {
    if (!this.started || this.running) return;
    const look = { now: this.clock.now(), at: this.clock.systemNow() };
    const stands = this.options.clock === 'virtual' && look.now === this.last?.now;
    if (stands && look.at < (this.last?.at ?? 0) + ORPHANS_EVERY_MS) return;
    this.last = look;
    this.running = true;
    try {
      const next = await this.store.nextDueAt();
      if (next !== null && next <= look.now) await this.engine.runDueJobs();
      if (this.options.clock === 'system') await this.wakeForNext();
    } catch (error) {
      this.logger.error(`due jobs: ${error instanceof Error ? error.stack : String(error)}`);
    } finally {
      this.running = false;
    }
  }

  /** What comes due before the next regular look is not left waiting for that. */
  private async wakeForNext(): Promise<void> {
    const now = this.clock.now();
    const soonest = await this.store.nextDueAt(now);
    clearTimeout(this.wake);
    if (!this.started || soonest === null || soonest >= now + POLL_EVERY_MS) return;
    this.wake = setTimeout(() => void this.poll(), Math.max(soonest - now, WAKE_APART_MS));
    this.wake.unref();
  }

  /** Old idempotency keys and expired messages go. */
  @Interval(PURGE_EVERY_MS)
  async purge(): Promise<void> {
    if (!this.started) return;
    try {
      const before = { messages: this.clock.now(), idempotency: this.clock.systemNow() - IDEMPOTENCY_KEPT_MS };
      await this.unitOfWork.run((tx) => this.store.purge(tx, before));
    } catch (error) {
      this.logger.error(`purge: ${String(error)}`);
    }
  }
}
