import type { CaseEventEntity } from '../../cases/index.js';
import type { Finding } from './findings.js';

/** A row of a table that is sealed into the chain of its case. */
export interface SealedRow {
  readonly table: string;
  readonly id: string;
  readonly caseNumber: string | null;
  /** Hash over everything the row says now. */
  readonly hash: string;
  /** What its event must say of it, recomputed from the row: fields of the payload. */
  readonly claims: Readonly<Record<string, unknown>>;
  /** What the row contradicts within itself, for example its stored hash; null: nothing. */
  readonly broken: Finding['because'] | null;
}
/** What the chain says of a row. */
interface Sealed {
  readonly caseNumber: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
  /** What the last event of the row makes of its state; null: it has none. */
  readonly state: string | null;
}

/** How a table is sealed: which events make a row, and which change its state. */
export interface SealRule {
  readonly table: string;
  /** Id of the row that the event seals; null: this event seals none. */
  refOf(event: CaseEventEntity): string | null;
  /** State of a row after an event about it; absent: rows never change. */
  stateOf?(event: CaseEventEntity): { readonly ref: string; readonly state: string } | null;
}

/** Collects what chains say while they are walked, then judges the rows of one table. */
export class RowJudge {
  private readonly sealed = new Map<string, Sealed>();
  private readonly seen = new Set<string>();

  constructor(private readonly rule: SealRule) {}

  get table(): string {
    return this.rule.table;
  }

  event(event: CaseEventEntity, caseNumber: string | null): void {
    const ref = this.rule.refOf(event);
    if (ref !== null && !this.sealed.has(ref))
      this.sealed.set(ref, { caseNumber, payload: event.payload, state: null });
    const change = this.rule.stateOf?.(event) ?? null;
    const known = change && this.sealed.get(change.ref);
    if (change && known) this.sealed.set(change.ref, { ...known, state: change.state });
  }

  /** `anchored`: hash of the row at its anchor; null: it was in none. */
  row(
    row: SealedRow,
    state: string | null,
    anchored: { readonly hash: string; readonly anchorSeq: number } | null,
  ): Finding | null {
    this.seen.add(row.id);
    const found = (
      problem: Finding['problem'],
      because: Finding['because'],
      detail: string | null = null,
    ): Finding => ({
      table: this.table,
      problem,
      ref: row.id,
      caseNumber: row.caseNumber,
      seq: null,
      because,
      detail,
    });
    const sealed = this.sealed.get(row.id);
    if (!sealed) return found('added', 'unsealed');
    if (row.broken !== null) return found('changed', row.broken);
    const lie = Object.entries(row.claims).find(([name, value]) => sealed.payload[name] !== value);
    if (lie) return found('changed', 'event-differs', lie[0]);
    if (sealed.caseNumber !== row.caseNumber) return found('changed', 'other-case');
    if (sealed.state !== null && sealed.state !== state) return found('changed', 'state', sealed.state);
    if (anchored && anchored.hash !== row.hash) return found('changed', 'anchor', String(anchored.anchorSeq));
    return null;
  }

  /** Rows that the chain or an anchor knows and the table does not. */
  missing(anchored: Iterable<{ readonly ref: string; readonly caseNumber: string | null }>): Finding[] {
    const lost = new Map<string, string | null>();
    for (const [ref, { caseNumber }] of this.sealed) if (!this.seen.has(ref)) lost.set(ref, caseNumber);
    for (const { ref, caseNumber } of anchored) if (!this.seen.has(ref)) lost.set(ref, caseNumber);
    return [...lost].map(([ref, caseNumber]) => ({
      table: this.table,
      problem: 'removed',
      ref,
      caseNumber,
      seq: null,
      because: 'row-gone',
      detail: null,
    }));
  }
}
