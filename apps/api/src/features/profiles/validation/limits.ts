import type { BlankCommitment, Commitment, LimitUnit } from '@pledge/contracts';

const UNITS: Readonly<Record<LimitUnit, { readonly minutes: number; readonly zh: string; readonly en: string }>> = {
  min: { minutes: 1, zh: '分钟', en: 'min' },
  h: { minutes: 60, zh: '小时', en: 'h' },
  d: { minutes: 1_440, zh: '天', en: 'days' },
  workday: { minutes: 1_440, zh: '个工作日', en: 'working days' },
  month: { minutes: 43_200, zh: '个月', en: 'months' },
  quarter: { minutes: 129_600, zh: '个季度', en: 'quarters' },
};

/** A limit as people write it: `6 小时`, `6 h`. */
export function limitText(limit: Pick<Commitment, 'max' | 'unit'>): { readonly zh: string; readonly en: string } {
  const unit = UNITS[limit.unit];
  return { zh: `${limit.max} ${unit.zh}`, en: `${limit.max} ${unit.en}` };
}

/**
 * Two limits on one scale, in minutes; null where they cannot be compared: other calendars count other time, and working
 * days have no fixed length.
 */
export function compareLimits(a: Commitment, b: Commitment): number | null {
  if (a.calendar !== b.calendar || (a.count ?? 'working-time') !== (b.count ?? 'working-time')) return null;
  if ((a.unit === 'workday') !== (b.unit === 'workday')) return null;
  return a.max * UNITS[a.unit].minutes - b.max * UNITS[b.unit].minutes;
}

type Scoped = Pick<Commitment | BlankCommitment, 'component' | 'channel' | 'region' | 'severity'>;

/** Whether one case can be under both promises: same or open component and region. */
export function sameCase(a: Scoped, b: Scoped): boolean {
  return overlaps(a.component, b.component, partOf) && (a.region ?? b.region) === (b.region ?? a.region);
}

/** Whether two promises are about exactly the same requests. */
export function sameScope(a: Scoped, b: Scoped): boolean {
  const scope = (one: Scoped): string =>
    JSON.stringify([
      one.severity,
      [...(one.component ?? [])].sort(),
      [...(one.channel ?? [])].sort(),
      one.region ?? '',
    ]);
  return scope(a) === scope(b);
}

/** Lists that share something; an absent list holds everything. */
export function overlaps(
  a: readonly string[] | undefined,
  b: readonly string[] | undefined,
  matches: (x: string, y: string) => boolean = (x, y) => x === y,
): boolean {
  return a === undefined || b === undefined || a.some((x) => b.some((y) => matches(x, y)));
}

function partOf(x: string, y: string): boolean {
  return x === y || x.startsWith(`${y}.`) || y.startsWith(`${x}.`);
}
