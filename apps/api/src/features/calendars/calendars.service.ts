import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { CalendarChange, NamedCalendar, SaveCalendarRequest } from '@pledge/contracts';
import { CLOCK, PLATFORM_OPTIONS, PROCESS_ENGINE, UNIT_OF_WORK, type PlatformOptions } from '@pledge/nest';
import { Problem, type Clock, type ProcessEngine, type Transaction, type UnitOfWork } from '@pledge/runtime';
import { BusinessCalendar, toIso } from '@pledge/time';
import type { BusinessCalendarEntity, CalendarChangeEntity } from './calendars.entity.js';
import { CalendarsRepository } from './calendars.repository.js';
import { Holidays } from './holidays.service.js';
import { SHIPPED_CALENDARS } from './shipped-calendars.js';

const SYSTEM = 'system';
const SHOWN_CHANGES = 20;
/** How far timers may reach, ms: holidays are loaded for so long. */
const AHEAD_MS = 3 * 366 * 86_400_000;

/** Calendars of the installation: edited by managers, counted in by the timers of models (`pledge:calendar`, design D2). */
@Injectable()
export class Calendars implements OnModuleInit {
  private readonly logger = new Logger(Calendars.name);
  private byName: ReadonlyMap<string, BusinessCalendar> = new Map();

  constructor(
    private readonly repository: CalendarsRepository,
    private readonly holidays: Holidays,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PLATFORM_OPTIONS) private readonly platform: PlatformOptions,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.storeShipped();
    await this.reload();
    this.engine.registerCalendars((name) => this.byName.get(name));
    this.holidays.onChanged((tx) => this.afterChange(tx));
  }

  async list(): Promise<NamedCalendar[]> {
    return (await this.repository.calendars()).map(calendarView);
  }

  /** @throws Problem BUSINESS_CALENDAR_CHANGED, BUSINESS_CALENDAR_EMPTY */
  async save(id: string, request: SaveCalendarRequest, by: string): Promise<NamedCalendar> {
    const { revision: seen, name, ...rules } = request;
    if (rules.kind === 'windows') refuseEmpty(rules, this.platform.zone);
    const row: BusinessCalendarEntity = {
      id,
      nameZh: name.zh,
      nameEn: name.en,
      ...rules,
      revision: (seen ?? 0) + 1,
      writtenBy: by,
      writtenAt: this.clock.now(),
    };
    await this.unitOfWork.run(async (tx) => {
      const known = await this.repository.calendar(id, tx);
      const changed = (): Problem => new Problem('conflict', 'BUSINESS_CALENDAR_CHANGED', { id });
      if (known ? seen !== known.revision : seen !== undefined) throw changed();
      if (!known) await this.repository.insertCalendars(tx, [row]);
      else if (!(await this.repository.updateCalendar(tx, row, known.revision))) throw changed();
      await this.afterChange(tx);
    });
    return calendarView(row);
  }

  async changes(): Promise<CalendarChange[]> {
    return (await this.repository.changes(SHOWN_CHANGES)).map((row) => this.changeView(row));
  }

  /** The change that a job works on; null when it is gone. */
  change(tx: Transaction, id: string): Promise<CalendarChangeEntity | null> {
    return this.repository.change(id, tx);
  }

  /** Writes how far the job has come; without a next case it is finished. */
  async progress(tx: Transaction, row: CalendarChangeEntity, done: number, cursorCase: string | null): Promise<void> {
    const finishedAt = cursorCase === null ? this.clock.now() : null;
    await this.repository.updateChange(tx, row.id, { done: row.done + done, cursorCase, finishedAt });
  }

  private async storeShipped(): Promise<void> {
    const known = new Set((await this.repository.calendars()).map((one) => one.id));
    const missing = SHIPPED_CALENDARS.filter((one) => !known.has(one.id));
    if (missing.length === 0) return;
    const rows = missing.map(({ name, ...rest }) => ({
      ...rest,
      nameZh: name.zh,
      nameEn: name.en,
      revision: 1,
      writtenBy: SYSTEM,
      writtenAt: this.clock.now(),
    }));
    await this.unitOfWork.run((tx) => this.repository.insertCalendars(tx, rows));
  }

  /** Timers ask without waiting: what they count in is kept ready, and made anew after a change is committed. */
  private async reload(): Promise<void> {
    const now = this.clock.now();
    const specs = (await this.repository.calendars()).map(({ id, kind, week, holidays, makeupDaysCount }) => ({
      id,
      kind,
      week,
      makeupDaysCount,
      ...(holidays === null ? {} : { holidays }),
    }));
    const full = await this.holidays.fill(specs, now, now + AHEAD_MS);
    this.byName = new Map(full.map((spec) => [spec.id, new BusinessCalendar(spec, this.platform.zone)]));
  }

  private afterChange(tx: Transaction): Promise<number> {
    const again = (): void => {
      this.reload().catch((error: unknown) => this.logger.error(`calendars not reloaded: ${String(error)}`));
    };
    this.unitOfWork.afterCommit?.(tx, again);
    return Promise.resolve(0);
  }

  private changeView(row: CalendarChangeEntity): CalendarChange {
    const iso = (at: number): string => toIso(at, this.platform.zone);
    return {
      id: row.id,
      set: row.setId,
      dates: row.dates,
      total: row.total,
      done: row.done,
      by: row.writtenBy,
      at: iso(row.writtenAt),
      finishedAt: row.finishedAt === null ? null : iso(row.finishedAt),
    };
  }
}

function calendarView(row: BusinessCalendarEntity): NamedCalendar {
  const { id, nameZh, nameEn, kind, week, holidays, makeupDaysCount, revision } = row;
  return { id, name: { zh: nameZh, en: nameEn }, kind, week, holidays, makeupDaysCount, revision };
}

/** @throws Problem BUSINESS_CALENDAR_EMPTY */
function refuseEmpty(rules: Pick<NamedCalendar, 'kind' | 'week'>, zone: string): void {
  const problem = new Problem('invalid', 'BUSINESS_CALENDAR_EMPTY');
  if (Object.values(rules.week).every((windows) => windows.length === 0)) throw problem;
  try {
    new BusinessCalendar(rules, zone);
  } catch (error) {
    if (error instanceof RangeError) throw problem;
    throw error;
  }
}
