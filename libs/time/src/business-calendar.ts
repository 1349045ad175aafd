import {
  addDays,
  addMonths,
  endOfDay,
  localDate,
  wallClockWindow,
  weekday,
  type Interval,
  type LocalDate,
} from './zones.js';

/** Local times of day, `to` up to `24:00`. */
export interface TimeWindow {
  readonly from: string;
  readonly to: string;
}
export interface SpecialDay {
  readonly date: LocalDate;
  /** `off`: holiday. `makeup`: 调休, a working day at a weekend (C10). `special`: the windows given. */
  readonly kind: 'off' | 'makeup' | 'special';
  readonly windows?: readonly TimeWindow[] | undefined;
}
/** When time counts. `always` and `natural-days` count every minute; `windows` only those of the weekly pattern and the special days. */
export interface CalendarRules {
  readonly kind: 'always' | 'natural-days' | 'windows';
  /** By ISO weekday, `1` = Monday. */
  readonly week?: Readonly<Record<string, readonly TimeWindow[]>> | undefined;
  readonly specialDays?: readonly SpecialDay[] | undefined;
  /** Default true (C10). */
  readonly makeupDaysCount?: boolean | undefined;
}
/** A stretch of time and why it counted or not, epoch ms. */
export interface Segment extends Interval {
  readonly counted: boolean;
  readonly reason: 'working-time' | 'outside-working-time' | 'non-working-day';
}

/** Thrown where a calendar has no working time left within ten years: a limit on it can never run out. */
export class CalendarExhaustedError extends Error {
  constructor() {
    super('the calendar has no working time within ten years');
    this.name = 'CalendarExhaustedError';
  }
}

const HORIZON_DAYS = 3660;

/** Working time of one calendar in one zone: the only place that counts it (design section 3). All instants are epoch ms. */
export class BusinessCalendar {
  private readonly windowsByDate = new Map<LocalDate, readonly Interval[]>();
  private readonly specials: ReadonlyMap<LocalDate, SpecialDay>;

  constructor(
    private readonly rules: CalendarRules,
    readonly zone: string,
  ) {
    this.specials = new Map((rules.specialDays ?? []).map((day) => [day.date, day]));
    if (rules.kind === 'windows') for (const windows of Object.values(rules.week ?? {})) windows.forEach(minutesOf);
    localDate(0, zone);
  }

  /** Working intervals of a day, in order, merged. */
  windowsOf(date: LocalDate): readonly Interval[] {
    let found = this.windowsByDate.get(date);
    if (found === undefined) {
      found = merged(this.patternOf(date).flatMap((w) => wallClockWindow(date, ...minutesOf(w), this.zone)));
      this.windowsByDate.set(date, found);
    }
    return found;
  }

  isWorkingDay(date: LocalDate): boolean {
    return this.windowsOf(date).length > 0;
  }

  /** `at` itself inside working time, else the next opening (C09). */
  nextOpening(at: number): number {
    for (const window of this.windowsFrom(at)) if (window.to > at) return Math.max(window.from, at);
    throw new CalendarExhaustedError();
  }

  /** The instant at which `millis` of working time have passed since `at`; `at` itself for 0. */
  addWorkingTime(at: number, millis: number): number {
    if (millis < 0) throw new RangeError('working time is added forward only');
    if (millis === 0) return at;
    if (this.rules.kind !== 'windows') return at + millis;
    let left = millis;
    for (const window of this.windowsFrom(at)) {
      const from = Math.max(window.from, at);
      if (window.to <= from) continue;
      if (window.to - from >= left) return from + left;
      left -= window.to - from;
    }
    throw new CalendarExhaustedError();
  }

  /** Working time between two instants in ms; 0 when `to` is not after `from`. */
  workingTimeBetween(from: number, to: number): number {
    if (to <= from) return 0;
    if (this.rules.kind !== 'windows') return to - from;
    return this.segments(from, to).reduce((sum, s) => sum + (s.counted ? s.to - s.from : 0), 0);
  }

  /** The stretch cut into counted and skipped pieces without a gap. */
  segments(from: number, to: number): Segment[] {
    if (to <= from) return [];
    if (this.rules.kind !== 'windows') return [{ from, to, counted: true, reason: 'working-time' }];
    const pieces: Segment[] = [];
    let cursor = from;
    for (let date = addDays(localDate(from, this.zone), -1); cursor < to; date = addDays(date, 1)) {
      for (const window of this.windowsOf(date)) {
        const start = Math.max(window.from, cursor);
        const end = Math.min(window.to, to);
        if (end <= start) continue;
        this.skip(pieces, cursor, start);
        push(pieces, { from: start, to: end, counted: true, reason: 'working-time' });
        cursor = end;
      }
      const dayEnd = Math.min(endOfDay(date, this.zone), to);
      if (dayEnd > cursor) {
        this.skip(pieces, cursor, dayEnd);
        cursor = dayEnd;
      }
    }
    return pieces;
  }

  /** 24:00 of the `days`-th day after the day of `at` (C11). */
  endOfNaturalDay(at: number, days: number): number {
    return endOfDay(addDays(localDate(at, this.zone), Math.ceil(days)), this.zone);
  }

  /** 24:00 of the `days`-th working day after the day of `at`. */
  endOfWorkday(at: number, days: number): number {
    let date = localDate(at, this.zone);
    let left = Math.ceil(days);
    for (let looked = 0; looked < HORIZON_DAYS; looked += 1) {
      if (left === 0) return endOfDay(date, this.zone);
      date = addDays(date, 1);
      if (this.isWorkingDay(date)) left -= 1;
    }
    throw new CalendarExhaustedError();
  }

  /** 24:00 of the same day `months` months later. */
  endOfMonths(at: number, months: number): number {
    return endOfDay(addMonths(localDate(at, this.zone), Math.ceil(months)), this.zone);
  }

  /** 24:00 of the last day of a calendar quarter: that of `at` for 1, the next for 2. */
  endOfQuarter(at: number, quarters: number): number {
    const [year = 0, month = 1] = localDate(at, this.zone).split('-').map(Number);
    const first = `${String(year).padStart(4, '0')}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`;
    return endOfDay(addDays(addMonths(first, 3 * Math.ceil(quarters)), -1), this.zone);
  }

  private skip(pieces: Segment[], from: number, to: number): void {
    let cursor = from;
    while (cursor < to) {
      const date = localDate(cursor, this.zone);
      const end = Math.min(endOfDay(date, this.zone), to);
      push(pieces, {
        from: cursor,
        to: end,
        counted: false,
        reason: this.isWorkingDay(date) ? 'outside-working-time' : 'non-working-day',
      });
      cursor = end;
    }
  }

  private *windowsFrom(at: number): Generator<Interval> {
    if (this.rules.kind !== 'windows') {
      yield { from: at, to: Number.MAX_SAFE_INTEGER };
      return;
    }
    let date = addDays(localDate(at, this.zone), -1);
    let empty = 0;
    while (empty < HORIZON_DAYS) {
      const windows = this.windowsOf(date);
      empty = windows.length > 0 ? 0 : empty + 1;
      yield* windows;
      date = addDays(date, 1);
    }
  }

  private patternOf(date: LocalDate): readonly TimeWindow[] {
    if (this.rules.kind !== 'windows') return [{ from: '00:00', to: '24:00' }];
    const weekly = this.rules.week?.[String(weekday(date))] ?? [];
    const special = this.specials.get(date);
    if (!special) return weekly;
    switch (special.kind) {
      case 'off':
        return [];
      case 'special':
        return special.windows ?? [];
      case 'makeup':
        return this.rules.makeupDaysCount === false ? weekly : (special.windows ?? this.firstWorkingPattern());
    }
  }

  /** A makeup day without windows of its own takes those of the first weekday that has any. */
  private firstWorkingPattern(): readonly TimeWindow[] {
    for (let day = 1; day <= 7; day += 1) {
      const windows = this.rules.week?.[String(day)];
      if (windows && windows.length > 0) return windows;
    }
    return [];
  }
}

function minutesOf(window: TimeWindow): [number, number] {
  const minute = (text: string): number => {
    const match = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(text);
    const value = match ? Number(match[1]) * 60 + Number(match[2]) : Number.NaN;
    if (!(value <= 1440)) throw new RangeError(`not a time of day: ${text.slice(0, 20)}`);
    return value;
  };
  const from = minute(window.from);
  const to = minute(window.to);
  if (to <= from) throw new RangeError(`a window ends after it begins: ${window.from}-${window.to}`);
  return [from, to];
}

function merged(intervals: readonly Interval[]): Interval[] {
  const result: Interval[] = [];
  for (const interval of [...intervals].sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && interval.from <= last.to)
      result[result.length - 1] = { from: last.from, to: Math.max(last.to, interval.to) };
    else result.push(interval);
  }
  return result;
}

function push(pieces: Segment[], piece: Segment): void {
  const last = pieces.at(-1);
  if (last && last.to === piece.from && last.counted === piece.counted && last.reason === piece.reason) {
    pieces[pieces.length - 1] = { ...last, to: piece.to };
  } else pieces.push(piece);
}
