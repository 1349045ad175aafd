import { Inject, Injectable } from '@nestjs/common';
import type {
  CalendarSpec,
  EditHolidayRequest,
  HolidayDay,
  HolidaySet,
  HolidayYear,
  NoticePreview,
} from '@pledge/contracts';
import { CLOCK, PLATFORM_OPTIONS, UNIT_OF_WORK, type PlatformOptions } from '@pledge/nest';
import { Problem, type Clock, type Transaction, type UnitOfWork } from '@pledge/runtime';
import { localDate } from '@pledge/time';
import { v7 as uuidv7 } from 'uuid';
import type { CalendarChangeEntity, HolidayOverrideEntity } from './calendars.entity.js';
import { CalendarsRepository } from './calendars.repository.js';
import { daysOfYear, holidayDifference } from './holidays/holiday-year.js';
import { PACKAGE_SET, packageHolidays, packageYears } from './holidays/package-holidays.js';
import { readNotice } from './holidays/read-notice.js';

/** Called in the unit of work of a change: how many cases it touches, and the job that reckons them again. */
export type HolidayListener = (tx: Transaction, change: CalendarChangeEntity) => Promise<number>;
const YEAR_MS = 366 * 86_400_000;
const NAME = { zh: '中国大陆法定节假日与调休', en: 'Public holidays and makeup days of mainland China' };

/** Statutory holidays: the package, what people put over it, and which years are there (C10). */
@Injectable()
export class Holidays {
  private readonly listeners: HolidayListener[] = [];

  constructor(
    private readonly repository: CalendarsRepository,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PLATFORM_OPTIONS) private readonly platform: PlatformOptions,
  ) {}

  /** Told of every change of days, in its unit of work: `service-levels` reckons its clocks again. */
  onChanged(listener: HolidayListener): void {
    this.listeners.push(listener);
  }

  async sets(): Promise<HolidaySet[]> {
    const own = await this.repository.sets();
    const list = [
      { id: PACKAGE_SET, name: NAME },
      ...own.map((one) => ({ id: one.id, name: { zh: one.nameZh, en: one.nameEn } })),
    ];
    return Promise.all(
      list.map(async ({ id, name }) => {
        const years = await this.years(id);
        return { id, name, years, missing: this.neededYears().filter((year) => !years.includes(year)) };
      }),
    );
  }

  /** @throws Problem HOLIDAY_SET_EXISTS */
  async createSet(id: string, name: { zh: string; en: string }): Promise<HolidaySet> {
    await this.unitOfWork.run(async (tx) => {
      const known = [PACKAGE_SET, ...(await this.repository.sets(tx)).map((one) => one.id)];
      if (known.includes(id)) throw new Problem('conflict', 'HOLIDAY_SET_EXISTS', { set: id });
      await this.repository.insertSet(tx, { id, nameZh: name.zh, nameEn: name.en });
    });
    return { id, name, years: [], missing: this.neededYears() };
  }

  /** @throws Problem HOLIDAY_SET_UNKNOWN */
  async year(set: string, year: number, tx?: Transaction): Promise<HolidayYear> {
    await this.known(set, tx);
    const days = daysOfYear(this.base(set, year), (await this.repository.overrides(set, year, tx)).map(dayOf));
    return { set, year, covered: (await this.years(set, tx)).includes(year), days };
  }

  /**
   * Edits one day; the clocks that it touches are reckoned again.
   * @throws Problem HOLIDAY_SET_UNKNOWN
   */
  async editDay(set: string, date: string, request: EditHolidayRequest, by: string): Promise<HolidayYear> {
    const year = Number(date.slice(0, 4));
    return this.unitOfWork.run(async (tx) => {
      const before = await this.year(set, year, tx);
      const base = this.base(set, year).find((day) => day.date === date);
      // A day that is as the package has it needs no row of its own.
      if (base ? base.kind === request.kind : request.kind === 'normal')
        await this.repository.removeOverride(tx, set, date);
      else await this.repository.saveOverride(tx, this.row(set, { date, ...request }, 'edited', by));
      const after = await this.year(set, year, tx);
      await this.changed(tx, set, before.days, after.days, by);
      return after;
    });
  }

  /** What a notice says and what would change; stores nothing. @throws Problem HOLIDAY_SET_UNKNOWN, NOTICE_UNREAD */
  async preview(set: string, text: string, givenYear?: number): Promise<NoticePreview> {
    await this.known(set);
    const { year, days, unread } = readNotice(text, givenYear);
    if (year === null || days.length === 0) throw new Problem('invalid', 'NOTICE_UNREAD');
    const before = (await this.year(set, year)).days;
    const inYear = days.filter((day) => day.date.startsWith(String(year)));
    return { year, days: inYear, difference: holidayDifference(before, inYear), unread: [...unread] };
  }

  /**
   * Makes these days the whole year: what is not among them is normal.
   * @throws Problem HOLIDAY_SET_UNKNOWN, HOLIDAY_YEAR_MIXED
   */
  async applyYear(set: string, year: number, days: readonly HolidayDay[], by: string): Promise<HolidayYear> {
    const strange = days.find((day) => !day.date.startsWith(`${year}-`));
    if (strange) throw new Problem('invalid', 'HOLIDAY_YEAR_MIXED', { date: strange.date, year });
    return this.unitOfWork.run(async (tx) => {
      const before = await this.year(set, year, tx);
      const base = this.base(set, year);
      const taken = base
        .filter((day) => !days.some((one) => one.date === day.date))
        .map(({ date, name }): HolidayDay => ({ date, kind: 'normal', name }));
      const given = days.filter((day) => !base.some((one) => one.date === day.date && one.kind === day.kind));
      const rows = [...given, ...taken].map((day) => this.row(set, day, 'notice', by));
      await this.repository.replaceYear(tx, set, year, rows);
      await this.repository.saveYear(tx, { setId: set, year, writtenBy: by, writtenAt: this.clock.now() });
      const after = await this.year(set, year, tx);
      await this.changed(tx, set, before.days, after.days, by);
      return after;
    });
  }

  /** Puts the holidays of their sets into calendars, for the years around `from` and `to` (epoch ms). Calendars of no set stay. */
  async fill(
    calendars: readonly CalendarSpec[],
    from: number,
    to: number,
    tx?: Transaction,
  ): Promise<FilledCalendar[]> {
    const sets = [...new Set(calendars.flatMap((one) => (one.holidays === undefined ? [] : [one.holidays])))];
    const [first, last] = [this.yearOf(from) - 1, this.yearOf(to) + 2];
    const bySet = new Map<string, { days: readonly HolidayDay[]; years: readonly number[] }>();
    for (const set of sets) {
      const overrides = (await this.repository.overrides(set, undefined, tx)).map(dayOf);
      const days: HolidayDay[] = [];
      for (let year = first; year <= last; year += 1) {
        const own = overrides.filter((day) => day.date.startsWith(`${year}-`));
        days.push(...daysOfYear(this.base(set, year), own).filter((day) => day.kind !== 'normal'));
      }
      bySet.set(set, { days, years: await this.years(set, tx) });
    }
    return calendars.map((calendar) => filled(calendar, bySet.get(calendar.holidays ?? '')));
  }

  private base(set: string, year: number): readonly HolidayDay[] {
    return set === PACKAGE_SET ? packageHolidays(year) : [];
  }

  private async years(set: string, tx?: Transaction): Promise<number[]> {
    const written = (await this.repository.years(set, tx)).map((row) => row.year);
    return [...new Set([...(set === PACKAGE_SET ? packageYears() : []), ...written])].sort((a, b) => a - b);
  }

  /** This year, and the next where it comes within twelve months: always both. */
  private neededYears(): number[] {
    const now = this.clock.now();
    return [...new Set([this.yearOf(now), this.yearOf(now + YEAR_MS)])];
  }

  private yearOf(at: number): number {
    return Number(localDate(at, this.platform.zone).slice(0, 4));
  }

  private async known(set: string, tx?: Transaction): Promise<void> {
    if (set === PACKAGE_SET || (await this.repository.sets(tx)).some((one) => one.id === set)) return;
    throw new Problem('not-found', 'HOLIDAY_SET_UNKNOWN', { set });
  }

  private row(set: string, day: HolidayDay, origin: 'notice' | 'edited', by: string): HolidayOverrideEntity {
    const { date, kind, name, windows } = day;
    return {
      setId: set,
      date,
      kind,
      name,
      windows: windows ? [...windows] : null,
      origin,
      writtenBy: by,
      writtenAt: this.clock.now(),
    };
  }

  private async changed(
    tx: Transaction,
    setId: string,
    before: readonly HolidayDay[],
    after: readonly HolidayDay[],
    by: string,
  ): Promise<void> {
    const dates = holidayDifference(before, after).map((one) => one.date);
    if (dates.length === 0) return;
    const now = this.clock.now();
    const row: CalendarChangeEntity = {
      id: uuidv7(),
      setId,
      dates,
      total: 0,
      done: 0,
      cursorCase: null,
      writtenBy: by,
      writtenAt: now,
      finishedAt: null,
    };
    await this.repository.insertChange(tx, row);
    let total = 0;
    for (const listener of this.listeners) total += await listener(tx, row);
    await this.repository.updateChange(tx, row.id, { total, ...(total === 0 ? { finishedAt: now } : {}) });
  }
}

/** A calendar with its holidays and the years that are known. */
export type FilledCalendar = CalendarSpec & { readonly coveredYears?: readonly number[] };

function filled(
  calendar: CalendarSpec,
  set: { readonly days: readonly HolidayDay[]; readonly years: readonly number[] } | undefined,
): FilledCalendar {
  if (!set || calendar.kind !== 'windows') return calendar;
  const own = calendar.specialDays ?? [];
  const holidays = set.days.flatMap((day) =>
    day.kind === 'normal' || own.some((one) => one.date === day.date)
      ? []
      : [{ date: day.date, kind: day.kind, name: day.name, ...(day.windows ? { windows: day.windows } : {}) }],
  );
  // The calendar's own days (a company's, a customer's) stand over the statutory ones (C10).
  return { ...calendar, specialDays: [...holidays, ...own], coveredYears: set.years };
}

function dayOf(row: HolidayOverrideEntity): HolidayDay & { origin: 'notice' | 'edited' } {
  const { date, kind, name, windows, origin } = row;
  return { date, kind, name, origin, ...(windows ? { windows } : {}) };
}
