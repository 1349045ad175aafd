import { Inject, type OnModuleInit } from '@nestjs/common';
import { FeatureJob, PROCESS_ENGINE } from '@pledge/nest';
import type { FeatureJobContext, FeatureJobHandler, ProcessEngine, Transaction } from '@pledge/runtime';
import { addDays, endOfDay, startOfDay } from '@pledge/time';
import { Calendars, Holidays, type CalendarChangeEntity } from '../calendars/index.js';
import { CaseClocks } from './case-clocks.service.js';
import { ServiceLevelsRepository } from './service-levels.repository.js';

/** Name of the job; its ref is the id of the change. */
export const CALENDAR_CHANGED = 'calendar-changed';
/** Cases per transaction: short enough that nobody waits, and the progress moves. */
const PORTION = 25;
/** Days in a zone begin up to a day before and end up to a day after those of any other. */
const ANY_ZONE = 'UTC';

/**
 * A day became a holiday or a working day: the open clocks that follow its set and whose time lies over it are reckoned
 * again, some cases at a time, and no others.
 */
@FeatureJob(CALENDAR_CHANGED)
export class CalendarChangedJob implements FeatureJobHandler, OnModuleInit {
  constructor(
    private readonly clocks: CaseClocks,
    private readonly repository: ServiceLevelsRepository,
    private readonly calendars: Calendars,
    private readonly holidays: Holidays,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
  ) {}

  onModuleInit(): void {
    this.holidays.onChanged((tx, change) => this.begin(tx, change));
  }

  async apply(tx: Transaction, context: FeatureJobContext): Promise<void> {
    const change = context.ref === null ? null : await this.calendars.change(tx, context.ref);
    if (!change || change.finishedAt !== null) return;
    const numbers = await this.repository.touched(tx, {
      ...touching(change),
      after: change.cursorCase,
      limit: PORTION,
    });
    for (const number of numbers) await this.clocks.onCalendarChanged(tx, number, change.id);
    const more = numbers.length === PORTION;
    await this.calendars.progress(tx, change, numbers.length, more ? (numbers.at(-1) ?? null) : null);
    if (more)
      await this.engine.schedule(tx, { name: CALENDAR_CHANGED, ref: change.id, dueAt: context.now, mode: 'live' });
  }

  /** How many cases the change touches; their clocks are reckoned after it is committed. */
  private async begin(tx: Transaction, change: CalendarChangeEntity): Promise<number> {
    const total = await this.repository.countTouched(tx, touching(change));
    if (total > 0) {
      await this.engine.schedule(tx, {
        name: CALENDAR_CHANGED,
        ref: change.id,
        dueAt: change.writtenAt,
        mode: 'live',
      });
    }
    return total;
  }
}

/** The stretch from the first changed day to the last, wide enough for every zone. */
function touching(change: CalendarChangeEntity): { set: string; from: number; to: number } {
  const dates = [...change.dates].sort();
  const [first, last] = [dates[0] ?? '1970-01-01', dates.at(-1) ?? '1970-01-01'];
  return {
    set: change.setId,
    from: startOfDay(addDays(first, -1), ANY_ZONE),
    to: endOfDay(addDays(last, 1), ANY_ZONE),
  };
}
