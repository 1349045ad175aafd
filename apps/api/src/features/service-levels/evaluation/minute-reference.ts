/**
 * The clocks once more, minute by minute, from the words of the contract alone: imports nothing from the product, knows no
 * library for dates. Slow on purpose; the spec compares it with the product on random cases. All instants epoch ms, on
 * whole minutes.
 */

export interface ReferenceCase {
  readonly zone: string;
  /** Minutes of the day by ISO weekday, `[from, to)`. */
  readonly week: Readonly<Record<number, readonly (readonly [number, number])[]>>;
  readonly specials: readonly {
    readonly date: string;
    readonly kind: 'off' | 'makeup' | 'special';
    readonly windows?: readonly (readonly [number, number])[];
  }[];
  readonly makeupDaysCount: boolean;
  readonly unit: 'min' | 'h' | 'd' | 'workday' | 'month' | 'quarter';
  readonly amount: number;
  readonly wallTime: boolean;
  readonly nextOpening: boolean;
  readonly receivedAt: number;
  /** Ends `null`: lasts until `at`. */
  readonly pauses: readonly { readonly from: number; readonly to: number | null }[];
  readonly stoppedAt: number | null;
  readonly at: number;
}
export interface ReferenceClock {
  readonly startedAt: number;
  readonly dueAt: number;
  /** Counted, ms. */
  readonly consumed: number;
  readonly state: 'running' | 'paused' | 'met' | 'breached';
}

const MINUTE = 60_000;
const DAY = 1440;
/** Nobody promises more than this in the cases that are drawn, minutes. */
const HORIZON = 400 * DAY;

/** What the clock of a case shows at `at`. @throws Error where a limit never runs out within the horizon. */
export function referenceClock(one: ReferenceCase): ReferenceClock {
  const local = localClock(one.zone);
  const natural = one.unit === 'd' || one.unit === 'month' || one.unit === 'quarter';
  const opened = openHours(one, local);
  const counts = natural || one.wallTime ? (): boolean => true : opened;
  const startedAt = one.nextOpening ? step(one.receivedAt, opened) : one.receivedAt;
  const pauses = one.pauses.map(({ from, to }) => ({ from, to: to ?? one.at }));
  const paused = (at: number): boolean => pauses.some((pause) => at >= pause.from && at < pause.to);

  const target = one.unit === 'min' || one.unit === 'h' ? null : endOfDays(one, local, startedAt, opened);
  const minutes = target === null ? one.amount * (one.unit === 'h' ? 60 : 1) : counted(startedAt, target, counts);
  const dueAt = runsOut(startedAt, minutes, target ?? startedAt, (at) => counts(at) && !paused(at));

  const end = one.stoppedAt !== null && one.stoppedAt <= one.at ? one.stoppedAt : null;
  const until = Math.max(end ?? one.at, startedAt);
  const consumed = counted(startedAt, until, (at) => counts(at) && !paused(at)) * MINUTE;
  const lasts = one.pauses.some((pause) => pause.to === null && pause.from <= one.at);
  const state = (end ?? one.at) > dueAt ? 'breached' : end !== null ? 'met' : lasts ? 'paused' : 'running';
  return { startedAt, dueAt, consumed, state };
}

/** The first minute from `from` on that fulfils the condition. */
function step(from: number, condition: (at: number) => boolean): number {
  for (let n = 0; n < HORIZON; n += 1) if (condition(from + n * MINUTE)) return from + n * MINUTE;
  throw new Error('never');
}

function counted(from: number, to: number, counts: (at: number) => boolean): number {
  let sum = 0;
  for (let at = from; at < to; at += MINUTE) if (counts(at)) sum += 1;
  return sum;
}

/** The end of the minute that is the last to count; not before `atLeast`. */
function runsOut(from: number, minutes: number, atLeast: number, counts: (at: number) => boolean): number {
  let left = minutes;
  for (let n = 0; n < HORIZON; n += 1) {
    const at = from + n * MINUTE;
    if (left <= 0 && at >= atLeast) return at;
    if (counts(at)) left -= 1;
  }
  throw new Error('never');
}

/** 24:00 of the last day: the first minute whose local day is a later one. */
function endOfDays(one: ReferenceCase, local: LocalClock, startedAt: number, opened: (at: number) => boolean): number {
  const first = dayOf(local(startedAt));
  if (one.unit !== 'workday') {
    const last = lastDay(one, first);
    return step(startedAt, (at) => dayOf(local(at)) > last);
  }
  let left = one.amount;
  let day = first;
  let open = false;
  return step(startedAt, (at) => {
    const today = dayOf(local(at));
    if (today !== day) {
      // The day that just ended counts when it was worked on and was not the first.
      if (day !== first && open) left -= 1;
      day = today;
      open = false;
      if (left <= 0) return true;
    }
    open ||= opened(at);
    return false;
  });
}

function lastDay(one: ReferenceCase, first: number): number {
  if (one.unit === 'd') return first + one.amount;
  const date = new Date(first * DAY * MINUTE);
  const [year, month, dayOfMonth] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  if (one.unit === 'quarter') {
    const end = Date.UTC(year, month - (month % 3) + 3 * one.amount, 1);
    return end / (DAY * MINUTE) - 1;
  }
  const length = new Date(Date.UTC(year, month + one.amount + 1, 0)).getUTCDate();
  return Date.UTC(year, month + one.amount, Math.min(dayOfMonth, length)) / (DAY * MINUTE);
}

/** Whether a minute lies in the opening hours; the hours of the day that was asked last are kept. */
function openHours(one: ReferenceCase, local: LocalClock): (at: number) => boolean {
  let known = Number.NaN;
  let hours: readonly (readonly [number, number])[] = [];
  return (at) => {
    const wall = local(at);
    const day = dayOf(wall);
    const minute = wall - day * DAY;
    if (day !== known) [known, hours] = [day, patternOf(one, day)];
    return hours.some(([from, to]) => minute >= from && minute < to);
  };
}

function patternOf(one: ReferenceCase, day: number): readonly (readonly [number, number])[] {
  const date = new Date(day * DAY * MINUTE);
  const weekday = ((date.getUTCDay() + 6) % 7) + 1;
  const usual = one.week[weekday] ?? [];
  const special = one.specials.find((each) => each.date === date.toISOString().slice(0, 10));
  if (!special) return usual;
  if (special.kind === 'off') return [];
  if (special.kind === 'special') return special.windows ?? [];
  if (!one.makeupDaysCount) return usual;
  // A makeup day is worked like the first weekday that is worked.
  for (let other = 1; other <= 7; other += 1) if ((one.week[other] ?? []).length > 0) return one.week[other] ?? [];
  return [];
}

/** Minutes since 1970-01-01 00:00 as a clock on the wall shows them. */
type LocalClock = (at: number) => number;
const clocks = new Map<string, LocalClock>();

function dayOf(wall: number): number {
  return Math.floor(wall / DAY);
}

/** By the time zone data of the JavaScript engine itself. */
function localClock(zone: string): LocalClock {
  const known = clocks.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  const offsets = new Map<number, number>();
  const quarter = 15 * MINUTE;
  let last = Number.NaN;
  let offset: number | undefined;
  const made: LocalClock = (at) => {
    const slot = Math.floor(at / quarter);
    if (slot !== last) [last, offset] = [slot, offsets.get(slot)];
    if (offset === undefined) {
      const from = slot * quarter;
      const parts = Object.fromEntries(format.formatToParts(from).map((part) => [part.type, Number(part.value)]));
      const shown = Date.UTC(
        parts['year'] ?? 0,
        (parts['month'] ?? 1) - 1,
        parts['day'],
        parts['hour'],
        parts['minute'],
      );
      offset = shown - from;
      offsets.set(slot, offset);
    }
    return (at + offset) / MINUTE;
  };
  clocks.set(zone, made);
  return made;
}
