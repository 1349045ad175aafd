import truthRows from './fixtures/truth.json' with { type: 'json' };
import type { ClauseProposal } from './clause-model.js';

/** A row of `sla-rows.json` that names a figure, with the places of the source text where the figure stands. */
export interface TruthRow {
  readonly id: string;
  readonly seed: number;
  readonly metric: string;
  readonly severity: string | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly immediate: boolean;
  readonly unit: string;
  readonly calendar: string;
  readonly region: string | null;
  readonly anchors: readonly { readonly snippet: string; readonly figure: string; readonly nth?: number }[];
}

/** Rows of one source text. */
export function truthOf(seed: number): TruthRow[] {
  return (truthRows as readonly TruthRow[]).filter((row) => row.seed === seed);
}

export interface Comparison {
  readonly recall: number;
  readonly precision: number;
  readonly missed: readonly TruthRow[];
  readonly extra: readonly ClauseProposal[];
}

/** A clause is right when severity, metric, figure, unit, calendar and region all are; every row is found once. */
export function compare(truth: readonly TruthRow[], clauses: readonly ClauseProposal[]): Comparison {
  const open = [...clauses];
  const missed = truth.filter((row) => {
    const at = open.findIndex((clause) => same(row, clause));
    if (at >= 0) open.splice(at, 1);
    return at < 0;
  });
  const right = truth.length - missed.length;
  return {
    recall: truth.length === 0 ? 1 : right / truth.length,
    precision: clauses.length === 0 ? 1 : right / clauses.length,
    missed,
    extra: open,
  };
}

function same(row: TruthRow, clause: ClauseProposal): boolean {
  return (
    row.metric === clause.metric &&
    row.unit === clause.unit &&
    row.min === clause.min &&
    row.max === clause.max &&
    row.immediate === clause.immediate &&
    row.calendar === clause.calendar &&
    row.region === clause.region &&
    sameLevel(row.severity, clause.severity)
  );
}

/** `一级故障（重大故障）` and `一级故障` are one level. */
function sameLevel(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return a === b;
  return a === b || a.startsWith(b) || b.startsWith(a);
}
