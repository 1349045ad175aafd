import { DateTime, Duration } from 'luxon';

/** ISO 8601 duration in parts; all parts carry the sign of the whole. */
export interface IsoDuration {
  readonly years: number;
  readonly months: number;
  readonly weeks: number;
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
  readonly milliseconds: number;
}

/** Thrown for text that is no ISO 8601 duration. */
export class InvalidDurationError extends Error {
  constructor(readonly text: string) {
    super(`not an ISO 8601 duration: ${text.slice(0, 60)}`);
    this.name = 'InvalidDurationError';
  }
}

const PATTERN = /^[-+]?P(?=.)(?:[-+]?\d|T)[-+\dYMWDTHS.,]*$/;

/** Parses `P1DT2H`, `PT30M`, `P2W`, `-PT5M`. Throws {@link InvalidDurationError}. */
export function parseDuration(text: string): IsoDuration {
  const parsed = PATTERN.test(text) ? Duration.fromISO(text) : null;
  if (parsed === null || !parsed.isValid || text.endsWith('T')) throw new InvalidDurationError(text);
  const part = (value: number | undefined): number => value ?? 0;
  const { years, months, weeks, days, hours, minutes, seconds, milliseconds } = parsed.toObject();
  return {
    years: part(years),
    months: part(months),
    weeks: part(weeks),
    days: part(days),
    hours: part(hours),
    minutes: part(minutes),
    seconds: part(seconds),
    milliseconds: part(milliseconds),
  };
}

/**
 * Adds a duration to an instant (epoch ms). Years to days move the wall clock of `zone` (the same time of day, also over
 * a change of daylight saving time); hours and smaller are exact time. Throws {@link InvalidDurationError}.
 */
export function addDuration(at: number, duration: IsoDuration | string, zone: string): number {
  const d = typeof duration === 'string' ? parseDuration(duration) : duration;
  const moved = DateTime.fromMillis(at, { zone }).plus({
    years: d.years,
    months: d.months,
    weeks: d.weeks,
    days: d.days,
  });
  return moved.toMillis() + exactMillis(d);
}

/** Length of the exact part (hours to milliseconds) in ms. */
function exactMillis(d: IsoDuration): number {
  return Math.round(((d.hours * 60 + d.minutes) * 60 + d.seconds) * 1000 + d.milliseconds);
}

/** Length in ms of a duration without years, months, weeks and days. Throws {@link InvalidDurationError} for others. */
export function durationMillis(text: string): number {
  const d = parseDuration(text);
  if (d.years !== 0 || d.months !== 0 || d.weeks !== 0 || d.days !== 0) throw new InvalidDurationError(text);
  return exactMillis(d);
}

/** Writes a length of time (ms, not negative) as hours, minutes and seconds: `PT26H3M`, `PT0S`. Fractions of a second are kept. */
export function formatDuration(millis: number): string {
  if (!Number.isFinite(millis) || millis < 0) throw new RangeError(`a length of time is not negative: ${millis}`);
  const hours = Math.floor(millis / 3_600_000);
  const minutes = Math.floor((millis % 3_600_000) / 60_000);
  const seconds = (Math.round(millis) % 60_000) / 1000;
  const text = `PT${hours > 0 ? `${hours}H` : ''}${minutes > 0 ? `${minutes}M` : ''}${seconds > 0 ? `${seconds}S` : ''}`;
  return text === 'PT' ? 'PT0S' : text;
}
