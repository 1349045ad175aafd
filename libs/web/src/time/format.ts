import { instant } from './remaining.js';

/** Zone of the service when a site names none. */
export const serviceZone = 'Asia/Shanghai';

/** `11-22 14:05` style date and time of an instant in the service zone; with the year when it is not `now`'s year. */
export function formatInstant(iso: string | null | undefined, language: string, now: number): string {
  const ms = instant(iso);
  if (ms === null) return '';
  const year = (at: number): string =>
    new Intl.DateTimeFormat('en', { timeZone: serviceZone, year: 'numeric' }).format(at);
  return new Intl.DateTimeFormat(language, {
    timeZone: serviceZone,
    ...(year(ms) === year(now) ? {} : { year: 'numeric' }),
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(ms);
}

/** `14:05` in the service zone. */
export function formatTime(iso: string | null | undefined, language: string): string {
  const ms = instant(iso);
  if (ms === null) return '';
  return new Intl.DateTimeFormat(language, {
    timeZone: serviceZone,
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(ms);
}

/** Value of `<input type="datetime-local">` for an instant: browser-local `YYYY-MM-DDTHH:mm`. */
export function toLocalInput(ms: number): string {
  const date = new Date(ms);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The same for an instant as text (ISO 8601); '' where there is none. */
export function localInputOf(iso: string | null | undefined): string {
  const at = instant(iso);
  return at === null ? '' : toLocalInput(at);
}

/** ISO 8601 with the browser's offset for the value of an `<input type="datetime-local">`; '' stays ''. */
export function fromLocalInput(value: string): string {
  if (value === '') return '';
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) return '';
  return isoWithOffset(date.getTime());
}

/** ISO 8601 with the browser's offset, to the second. */
export function isoWithOffset(ms: number): string {
  const date = new Date(ms);
  const offset = -date.getTimezoneOffset();
  const two = (part: number): string => String(Math.floor(Math.abs(part))).padStart(2, '0');
  return `${toLocalInput(ms)}:${two(date.getSeconds())}${offset < 0 ? '-' : '+'}${two(offset / 60)}:${two(offset % 60)}`;
}
