import { dateTimeOfInstant } from '../temporal/date-time.js';
import { namedZone, UTC } from '../temporal/zone.js';
import type { FeelValue } from '../values.js';

/** `now()` and `today()`: from the caller's instant (epoch ms, UTC) in the caller's IANA zone. */
export function clockFunction(name: string): ((now: number, zone: string) => FeelValue) | undefined {
  switch (name) {
    case 'now':
      return instant;
    case 'today':
      return (now, zone) => instant(now, zone)?.date ?? null;
    default:
      return undefined;
  }
}

/** The date and time that a clock in the zone shows. */
export function instant(now: number, zone: string): ReturnType<typeof dateTimeOfInstant> {
  return dateTimeOfInstant(BigInt(Math.trunc(now)) * 1_000_000n, namedZone(zone) ?? UTC);
}
