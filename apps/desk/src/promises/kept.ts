import type { PromiseCount, PromiseSummary } from '@pledge/contracts';

export type Grouping = 'contract' | 'metric' | 'region';
export interface Counts {
  readonly met: number;
  readonly broken: number;
  readonly open: number;
}
/** One line of the board: a contract, metric or region with its months. */
export interface KeptRow {
  readonly key: string;
  /** The count that the line is named after. */
  readonly first: PromiseCount;
  readonly total: Counts;
  readonly months: ReadonlyMap<string, Counts>;
}

const NONE: Counts = { met: 0, broken: 0, open: 0 };
const plus = (a: Counts, b: Counts): Counts => ({
  met: a.met + b.met,
  broken: a.broken + b.broken,
  open: a.open + b.open,
});

/** Kept among those decided, percent, rounded down so that only all kept is 100; null while nothing is decided. */
export function keptPercent({ met, broken }: Counts): number | null {
  return met + broken === 0 ? null : Math.floor((met * 100) / (met + broken));
}

/** Lines of the board, the one with most broken promises first. */
export function keptRows(summary: PromiseSummary, by: Grouping): readonly KeptRow[] {
  const keyOf = (one: PromiseCount): string =>
    ({ contract: one.contractNumber, metric: one.metric, region: one.region })[by] ?? '';
  const rows = new Map<string, KeptRow>();
  for (const one of summary.items) {
    const key = keyOf(one);
    const row = rows.get(key) ?? { key, first: one, total: NONE, months: new Map<string, Counts>() };
    const months = new Map(row.months).set(one.month, plus(row.months.get(one.month) ?? NONE, one));
    rows.set(key, { ...row, total: plus(row.total, one), months });
  }
  return [...rows.values()].sort((a, b) => b.total.broken - a.total.broken || a.key.localeCompare(b.key));
}

/** All together. */
export function keptTotal(summary: PromiseSummary): Counts {
  return summary.items.reduce<Counts>(plus, NONE);
}
