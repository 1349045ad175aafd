import { isZone } from '@pledge/time';
import { DateTime } from 'luxon';

/** A timer text that says nothing; the message is for the author of the model. */
export class TimerTextError extends Error {}

/** Epoch ms of an ISO 8601 date, or null: with an offset, with a zone in brackets (RFC 9557), else local time of `zone`. */
export function instantOf(text: string, zone: string): number | null {
  const named = zoneInBrackets(text);
  if (named !== undefined && !isZone(named)) return null;
  const inner = named === undefined ? text : text.slice(0, -named.length - 2);
  const date = DateTime.fromISO(inner, { zone: named ?? zone });
  return date.isValid ? date.toMillis() : null;
}

/** The zone that a date names: `2026-01-01T09:00:00[Europe/Berlin]`. */
export function zoneInBrackets(text: string): string | undefined {
  return /\[([^\]]+)\]$/.exec(text)?.[1];
}
