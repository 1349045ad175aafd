import { IANAZone } from 'luxon';
import { two } from './calendar.js';

/** An offset from UTC in seconds, or an IANA zone whose offset depends on the instant. */
export interface FeelZone {
  /** `null` for a fixed offset. */
  readonly id: string | null;
  /** Seconds east of UTC; for an IANA zone 0 and not used. */
  readonly offset: number;
}

export const UTC: FeelZone = { id: null, offset: 0 };

const OFFSET = /^([+-])(\d{2}):(\d{2})(?::(\d{2}))?$/;
const zones = new Map<string, IANAZone | null>();

/** Reads `Z`, `+08:00`, `@Asia/Shanghai` or '' (no zone); `undefined` where the text is no zone. */
export function parseZone(text: string): FeelZone | null | undefined {
  if (text === '') return null;
  if (text === 'Z' || text === 'z') return UTC;
  const offset = OFFSET.exec(text);
  if (offset !== null) {
    const [hours, minutes, seconds] = [Number(offset[2]), Number(offset[3]), Number(offset[4] ?? 0)];
    const total = hours * 3600 + minutes * 60 + seconds;
    if (minutes > 59 || seconds > 59 || total > 18 * 3600) return undefined;
    return { id: null, offset: offset[1] === '-' && total !== 0 ? -total : total };
  }
  if (!text.startsWith('@')) return undefined;
  return namedZone(text.slice(1));
}

export function namedZone(id: string): FeelZone | undefined {
  if (/^(Etc\/)?(UTC|GMT|Z)$/i.test(id)) return { id, offset: 0 };
  return ianaOf(id) === null ? undefined : { id, offset: 0 };
}

function ianaOf(id: string): IANAZone | null {
  const known = zones.get(id);
  if (known !== undefined) return known;
  const zone = /^[A-Za-z][\w+-]*(\/[\w+-]+)*$/.test(id) && IANAZone.isValidZone(id) ? IANAZone.create(id) : null;
  // A model cannot fill the memory with made-up names: only zones that exist are kept.
  if (zone !== null) zones.set(id, zone);
  return zone;
}

/** Since then zones change their offset on quarters of an hour only; before, they had odd seconds. */
const REGULAR_SINCE = 63_072_000;
const QUARTER = 900;
const MAX_KNOWN = 5000;
const known = new Map<string, Map<number, number>>();

/** Seconds east of UTC at an instant (seconds since 1970, UTC). Asking the zone's rules is slow, so answers are kept. */
export function offsetAt(zone: FeelZone, epochSeconds: number): number {
  if (zone.id === null) return zone.offset;
  const iana = ianaOf(zone.id);
  if (iana === null) return 0;
  // Rules exist for the years a machine date can hold; beyond, the last one counts.
  const bounded = Math.max(-8e12, Math.min(8e12, epochSeconds));
  if (bounded < REGULAR_SINCE) return offsetOf(iana, bounded);
  const quarter = Math.floor(bounded / QUARTER);
  let offsets = known.get(zone.id);
  if (offsets === undefined || offsets.size > MAX_KNOWN) {
    offsets = new Map();
    known.set(zone.id, offsets);
  }
  let offset = offsets.get(quarter);
  if (offset === undefined) {
    offset = offsetOf(iana, quarter * QUARTER);
    offsets.set(quarter, offset);
  }
  return offset;
}

function offsetOf(zone: IANAZone, epochSeconds: number): number {
  return Math.round(zone.offset(epochSeconds * 1000) * 60);
}

/** Seconds east of UTC for a local time (seconds since 1970 on the local clock); in a gap the offset before it. */
export function offsetOfLocal(zone: FeelZone, localSeconds: number): number {
  if (zone.id === null) return zone.offset;
  const first = offsetAt(zone, localSeconds - offsetAt(zone, localSeconds));
  const earlier = offsetAt(zone, localSeconds - Math.max(first, offsetAt(zone, localSeconds - first - 86_400)));
  return offsetAt(zone, localSeconds - earlier) === earlier ? earlier : first;
}

/** `Z`, `+08:00` or `@Asia/Shanghai`. */
export function zoneText(zone: FeelZone): string {
  return zone.id === null ? offsetText(zone.offset) : `@${zone.id}`;
}

export function offsetText(seconds: number): string {
  if (seconds === 0) return 'Z';
  const total = Math.abs(seconds);
  const rest = total % 60;
  return `${seconds < 0 ? '-' : '+'}${two(Math.trunc(total / 3600))}:${two(Math.trunc(total / 60) % 60)}${rest === 0 ? '' : `:${two(rest)}`}`;
}
