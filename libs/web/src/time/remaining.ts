/** What a countdown says about time; each tone has one colour, one sign and one word. */
export type TimeTone = 'run' | 'warn' | 'breach' | 'met' | 'idle';

/** States of a promise clock as the API gives them. */
export type ClockState = 'notStarted' | 'running' | 'paused' | 'met' | 'breached' | 'cancelled';

export interface ClockLike {
  readonly state: ClockState;
  readonly startedAt?: string | null;
  readonly warnAt?: string | null;
  readonly dueAt?: string | null;
  readonly stoppedAt?: string | null;
}

/** Tone of a clock at `now` (epoch ms). A running clock past its limit is late even before the server has said so. */
export function toneOf(clock: ClockLike, now: number): TimeTone {
  switch (clock.state) {
    case 'met':
      return 'met';
    case 'breached':
      return 'breach';
    case 'notStarted':
    case 'cancelled':
    case 'paused':
      return 'idle';
    case 'running': {
      const due = instant(clock.dueAt);
      if (due !== null && now > due) return 'breach';
      const warn = instant(clock.warnAt);
      return warn !== null && now >= warn ? 'warn' : 'run';
    }
  }
}

/** Share of the span used up, 0–1; 1 when late; null without a start or limit. */
export function usedShare(
  startedAt: string | null | undefined,
  dueAt: string | null | undefined,
  now: number,
): number | null {
  const start = instant(startedAt);
  const due = instant(dueAt);
  if (start === null || due === null) return null;
  if (due <= start) return 1;
  return Math.min(1, Math.max(0, (now - start) / (due - start)));
}

/** Words of a unit in the reader's language. */
export interface DurationWords {
  readonly day: string;
  readonly hour: string;
}

/** `00:41:20` under a day, `2 天 3 小时` from a day on; the sign is dropped, the caller says "late". */
export function formatSpan(ms: number, words: DurationWords): string {
  const total = Math.floor(Math.abs(ms) / 1000);
  const hours = Math.floor(total / 3600);
  if (hours >= 24) {
    const days = Math.floor(hours / 24);
    const rest = hours % 24;
    return rest === 0 ? `${days} ${words.day}` : `${days} ${words.day} ${rest} ${words.hour}`;
  }
  return [hours, Math.floor(total / 60) % 60, total % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

/** Epoch ms of an ISO 8601 instant; null for nothing or nonsense. */
export function instant(text: string | null | undefined): number | null {
  if (text === null || text === undefined || text === '') return null;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : ms;
}
