import type { ClockState, Commitment } from '@pledge/contracts';
import type { Interval } from '@pledge/time';

/** An event as the evaluation sees it. Instants are epoch ms (UTC). */
export interface TimedEvent {
  readonly id: string;
  readonly type: string;
  readonly occurredAt: number;
  /** Id of the event this one replaces: the replaced one never happened. */
  readonly corrects?: string | undefined;
  /** Severity code, on `severity_changed` and `fault_confirmed`. */
  readonly severity?: string | undefined;
  /** Pause reason, on `pause_started` and `pause_ended`. */
  readonly reason?: string | undefined;
  /** Id of the `pause_started` that a `pause_dispute_decided` is about. */
  readonly about?: string | undefined;
  /** On `pause_dispute_decided`. */
  readonly decision?: 'stands' | 'void' | undefined;
}

export interface PauseReason {
  readonly code: string;
  readonly label: { readonly zh: string; readonly en: string };
  /** Metrics it stops; absent: all. */
  readonly metrics?: readonly string[] | undefined;
  /** Events that begin and end it by themselves (C19); `pause_started` and `pause_ended` with its code always do. */
  readonly fromEvents?: readonly string[] | undefined;
  readonly toEvents?: readonly string[] | undefined;
}

/** Everything a promise depends on: the same input always gives the same clocks. */
export interface EvaluationInput {
  readonly commitments: readonly Commitment[];
  readonly calendars: readonly CalendarInput[];
  /** IANA zone of the site. */
  readonly zone: string;
  readonly events: readonly TimedEvent[];
  /** Severity before any event says otherwise; null: not assessed, only commitments for `ANY` run. */
  readonly severity: string | null;
  /** Ignore severities: every commitment given runs (evaluations without a severity). */
  readonly everySeverity?: boolean;
  readonly clockPolicy: 'keep_start' | 'restart';
  readonly component?: string | undefined;
  readonly region?: string | undefined;
  readonly channel?: string | undefined;
  /** Reasons the contract names; others never stop a clock (C20). */
  readonly pauseReasons: readonly PauseReason[];
  /** C21: a workaround ends promises of restoring too. Default false. */
  readonly workaroundStopsResolve?: boolean | undefined;
  /** Percent of the limit at which to warn. */
  readonly warnPercents: readonly number[];
  /** The moment of the evaluation; what happened later is not known yet. */
  readonly at: number;
  /** Prefix of the clock ids, for example the case number and a slash. */
  readonly idPrefix?: string;
}
export interface CalendarInput {
  readonly id: string;
  readonly kind: 'always' | 'natural-days' | 'windows';
  readonly week?: Readonly<Record<string, readonly { readonly from: string; readonly to: string }[]>> | undefined;
  readonly specialDays?:
    | readonly {
        readonly date: string;
        readonly kind: 'off' | 'makeup' | 'special';
        readonly windows?: readonly { readonly from: string; readonly to: string }[] | undefined;
      }[]
    | undefined;
  readonly makeupDaysCount?: boolean | undefined;
  /** Set of statutory holidays that it follows. */
  readonly holidays?: string | undefined;
  /** Years for which its set of statutory holidays has data; absent: it follows none. */
  readonly coveredYears?: readonly number[] | undefined;
}

/** Why a stretch of time counted or not; a pause carries the code of its reason. */
export interface ClockSegmentMs extends Interval {
  readonly counted: boolean;
  readonly reason: string;
}

/** One warning of a clock: `key` is the percentage, or `min` for the lower end of a range (C08). */
export interface ClockWarning {
  readonly key: string;
  readonly at: number;
}

/** A stop that the customer's "no" took back: it does not count. */
export interface UndoneStop {
  readonly type: string;
  readonly at: number;
  readonly undoneAt: number;
}

/** A promise at the moment of the evaluation. Instants epoch ms, lengths ms. */
export interface EvaluatedClock {
  readonly id: string;
  readonly commitment: Commitment;
  /** Severity whose limit this is, or `ANY`. */
  readonly severity: string;
  readonly state: ClockState;
  readonly startedAt: number | null;
  readonly warnAt: number | null;
  readonly warnings: readonly ClockWarning[];
  readonly dueAt: number | null;
  readonly stoppedAt: number | null;
  readonly consumed: number;
  readonly remaining: number;
  readonly segments: readonly ClockSegmentMs[];
  /** True while nothing has stopped, fulfilled or ended it: running, paused, or breached and still open. */
  readonly open: boolean;
  readonly supplement: { readonly zh: string; readonly en: string } | null;
  /** The event it counts from, before any receipt shift. */
  readonly trigger: { readonly type: string; readonly at: number } | null;
  /** The event that met it or, late, ended it. */
  readonly stop: { readonly type: string; readonly at: number } | null;
  readonly undone: readonly UndoneStop[];
  /** Where hours could be read as working hours or as hours of the wall clock: both limits (C09). */
  readonly readings: { readonly workingTime: number; readonly wallTime: number } | null;
  readonly calendar: CalendarInput | null;
  /** Years between start and limit for which its calendar has no holiday data (C10). */
  readonly missingYears: readonly number[];
}

/** Thrown for a commitment that names a calendar which is not there. */
export class UnknownCalendarError extends Error {
  constructor(
    readonly calendar: string,
    readonly commitmentId: string,
  ) {
    super(`commitment ${commitmentId} names the unknown calendar ${calendar}`);
    this.name = 'UnknownCalendarError';
  }
}
