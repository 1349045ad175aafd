import type { FindingKind, ProfileFinding, ServiceLevelProfile } from '@pledge/contracts';

export interface Text {
  readonly zh: string;
  readonly en: string;
}
/** Where a finding stands. `row` is the id or the position (from 1) of a row, null for the part as a whole. */
export interface Place {
  readonly section: string;
  readonly row?: string | null;
  readonly field?: string | null;
  /** Other rows that are part of the contradiction: they go into the key. */
  readonly with?: readonly string[];
}
/** Collects what one check finds. */
export type Report = (kind: FindingKind, rule: string, place: Place, message: Text) => void;
/** One check of a profile; reports and changes nothing. */
export type ProfileCheck = (profile: ServiceLevelProfile, report: Report) => void;

/** Runs checks and marks what somebody accepted: only questions can be accepted, an error stays one. Pure. */
export function runChecks(profile: ServiceLevelProfile, checks: readonly ProfileCheck[]): ProfileFinding[] {
  const accepted = new Set(profile.acceptedFindings.map((one) => one.key));
  const found = new Map<string, ProfileFinding>();
  const report: Report = (kind, rule, place, message) => {
    const { section, row = null, field = null } = place;
    const key = [rule, section, row ?? '', ...(place.with ?? [])].join(':');
    if (found.has(key)) return;
    found.set(key, {
      key,
      rule,
      kind,
      section,
      row,
      field,
      message,
      accepted: kind === 'question' && accepted.has(key),
    });
  };
  for (const check of checks) check(profile, report);
  return [...found.values()];
}

/** The values that stand there more than once. */
export function repeated(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, position) => values.indexOf(value) !== position))];
}
