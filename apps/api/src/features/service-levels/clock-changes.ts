import type { ClockChange } from '@pledge/contracts';
import { toIso } from '@pledge/time';
import { metricName, type EvaluatedClock } from './evaluation/index.js';

const STATES: Readonly<Record<EvaluatedClock['state'], { readonly zh: string; readonly en: string }>> = {
  notStarted: { zh: '未起算', en: 'not started' },
  running: { zh: '计时中', en: 'running' },
  paused: { zh: '暂停', en: 'paused' },
  met: { zh: '按时', en: 'kept' },
  breached: { zh: '超时', en: 'missed' },
  cancelled: { zh: '已取消', en: 'cancelled' },
};

/** What of a clock is compared: evaluated now, or as it was stored. */
export type ComparedClock = Pick<EvaluatedClock, 'id' | 'state' | 'startedAt' | 'dueAt' | 'stoppedAt'> & {
  readonly metric: string;
};

/** An evaluated clock for the comparison. */
export function compared(clock: EvaluatedClock): ComparedClock {
  return { ...clock, metric: clock.commitment.metric };
}

/** What differs between two evaluations of the same moment: a corrected record says what it changed. Pure. */
export function clockChanges(
  before: readonly ComparedClock[],
  after: readonly ComparedClock[],
  zone: string,
): ClockChange[] {
  const old = new Map(before.map((clock) => [clock.id, clock]));
  const now = new Map(after.map((clock) => [clock.id, clock]));
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((id) => {
    const [from, to] = [old.get(id), now.get(id)];
    if (from && to && same(from, to)) return [];
    const clock = to ?? from;
    return clock ? [changeOf(clock, from, to, zone)] : [];
  });
}

function same(a: ComparedClock, b: ComparedClock): boolean {
  return a.state === b.state && a.dueAt === b.dueAt && a.stoppedAt === b.stoppedAt && a.startedAt === b.startedAt;
}

function changeOf(
  clock: ComparedClock,
  from: ComparedClock | undefined,
  to: ComparedClock | undefined,
  zone: string,
): ClockChange {
  const name = metricName(clock.metric);
  const side = (one: ComparedClock | undefined): ClockChange['from'] =>
    one ? { state: one.state, dueAt: iso(one.dueAt, zone), stoppedAt: iso(one.stoppedAt, zone) } : null;
  const word = (one: ComparedClock | undefined, language: 'zh' | 'en'): string => {
    if (!one) return language === 'zh' ? '无' : 'none';
    const at = one.stoppedAt ?? one.dueAt;
    const when = at === null ? '' : ` ${toIso(at, zone).slice(5, 16).replace('T', ' ')}`;
    return `${STATES[one.state][language]}${when}`;
  };
  return {
    clockId: clock.id,
    metric: clock.metric,
    metricName: name,
    from: side(from),
    to: side(to),
    text: {
      zh: `${name.zh}：${word(from, 'zh')} → ${word(to, 'zh')}`,
      en: `${name.en}: ${word(from, 'en')} → ${word(to, 'en')}`,
    },
  };
}

function iso(at: number | null, zone: string): string | null {
  return at === null ? null : toIso(at, zone);
}
