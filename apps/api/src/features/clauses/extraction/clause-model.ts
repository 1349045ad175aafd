/** A stretch of the original text, offsets in UTF-16 units, `to` exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Units a text can promise in. `percent` and `count` are no clocks: they become key figures. */
export type ClauseUnit = 'min' | 'h' | 'd' | 'workday' | 'month' | 'quarter' | 'percent' | 'count';

/** One promise that was read from a text; a person accepts or corrects it. */
export interface ClauseProposal {
  /** Stable within one text: `C01`, `C02` … in order of appearance. */
  readonly id: string;
  readonly metric: string;
  /** Label of the severity as the text says it; null: for all. */
  readonly severity: string | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly unit: ClauseUnit;
  /** "立即": no figure, the agreed supplement of five minutes stands in (C07). */
  readonly immediate: boolean;
  readonly calendar: string;
  /** `city`, `other`, `local`; null: everywhere. */
  readonly region: string | null;
  readonly component: string | null;
  readonly channel: string | null;
  readonly startEvents: readonly string[];
  readonly stopEvents: readonly string[];
  /** Requests outside service hours count from the next opening (S0e-15). */
  readonly receiptShift: boolean;
  /** The sentence in the customer's words. */
  readonly sentence: Span & { readonly text: string };
  /** The figure within it. */
  readonly figure: Span & { readonly text: string };
  /** Other places where the text makes the same promise. */
  readonly repeated: readonly Span[];
}

/** A promise without a figure: it cannot be timed until somebody agrees on one (C07). */
export interface ClauseFlag {
  readonly metric: string | null;
  /** The word that stands where a figure should: `尽快`, `第一时间`. */
  readonly word: string;
  readonly sentence: Span & { readonly text: string };
}

/** Opening hours that the text states, and for which severities. */
export interface CalendarStatement {
  readonly calendar: string;
  readonly kind: 'always' | 'windows';
  /** ISO weekdays and local times, for `windows`. */
  readonly days: readonly number[];
  readonly from: string;
  readonly to: string;
  /** Labels; empty: for all. */
  readonly severities: readonly string[];
  readonly receiptShift: boolean;
  readonly sentence: Span & { readonly text: string };
}

/** Everything that was read from one text. */
export interface ReadText {
  readonly clauses: readonly ClauseProposal[];
  readonly flags: readonly ClauseFlag[];
  readonly calendars: readonly CalendarStatement[];
}
