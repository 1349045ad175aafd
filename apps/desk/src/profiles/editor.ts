import type { ProfileFinding, ServiceLevelProfile } from '@pledge/contracts';

/** What every part of the editor gets: the profile as it stands, how to change it, and what the validator says. */
export interface EditorProps {
  readonly profile: ServiceLevelProfile;
  readonly onChange: (profile: ServiceLevelProfile) => void;
  readonly findings: readonly ProfileFinding[];
  /** A published version is read, not written. */
  readonly readOnly: boolean;
}

/** Findings at a row of a part that nobody has accepted. */
export function findingsAt(
  findings: readonly ProfileFinding[],
  sections: readonly string[],
  row: string | null,
): readonly ProfileFinding[] {
  return findings.filter((one) => sections.includes(one.section) && one.row === row && !one.accepted);
}

/** Id of a row on the page, for the way from a finding to its row. */
export function anchorOf(section: string, row: string | null): string {
  return `row-${section}-${row ?? 'part'}`;
}

/** The list with one element replaced. */
export function replaced<T>(list: readonly T[], position: number, value: T): T[] {
  return list.map((old, other) => (other === position ? value : old));
}

/** The list without one element. */
export function without<T>(list: readonly T[], position: number): T[] {
  return list.filter((_, other) => other !== position);
}
