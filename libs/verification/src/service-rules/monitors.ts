import type { ServiceRule } from './rule.js';

/** Marks of what a rule speaks of. */
export const FIRST = 1;
export const SECOND = 2;
export const THIRD = 4;
/** The state after which a rule is broken. */
export const BROKEN = -1;

/** Follows one rule along a path: a small number that says all that has to be remembered. */
export interface Monitor {
  readonly start: number;
  /** @returns the next state, or BROKEN */
  on(state: number, started: number, completed: number): number;
  /** Whether the rule holds where the case rests. */
  rests(state: number, heard: boolean): boolean;
  /** Whether the rule holds where the case has ended. */
  ends(state: number): boolean;
}

const always = (): boolean => true;

/** The rule as something that follows a path. */
export function monitorOf(rule: ServiceRule): Monitor {
  switch (rule.kind) {
    case 'before':
      return {
        start: 0,
        on(state, started, completed) {
          if (has(started, SECOND) && state === 0) return BROKEN;
          if (has(completed, FIRST)) return 1;
          return has(completed, THIRD) ? 0 : state;
        },
        rests: always,
        ends: always,
      };
    case 'through':
      return {
        start: rule.after ? SETTLED : DUE,
        on(state, started, completed) {
          if (state === EXCUSED || has(started | completed, THIRD)) return EXCUSED;
          if (has(completed, FIRST)) return SETTLED;
          return has(completed, SECOND) ? DUE : state;
        },
        rests: always,
        ends: (state) => state !== DUE,
      };
    case 'heard':
      return {
        start: rule.after ? SETTLED : DUE,
        on(state, _, completed) {
          if (has(completed, SECOND)) return DUE;
          return has(completed, THIRD) ? SETTLED : state;
        },
        rests: (state, heard) => state !== DUE || heard,
        ends: always,
      };
    case 'not-both':
      return {
        start: 0,
        on(state, started) {
          const next = state | (started & (FIRST | SECOND));
          return next === (FIRST | SECOND) ? BROKEN : next;
        },
        rests: always,
        ends: always,
      };
    case 'at-most':
      return {
        start: 0,
        on: (state, started) => (!has(started, FIRST) ? state : state >= rule.times ? BROKEN : state + 1),
        rests: always,
        ends: always,
      };
  }
}

const SETTLED = 0;
const DUE = 1;
const EXCUSED = 2;

const has = (marks: number, mark: number): boolean => (marks & mark) !== 0;
