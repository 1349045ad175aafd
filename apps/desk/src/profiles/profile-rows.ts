import type { BlankCommitment, Commitment, ServiceLevelProfile } from '@pledge/contracts';

/** A line of the table of promises: with `max` null the cell is empty and the line is a template (C28). */
export type PromiseRow = Omit<Commitment, 'max'> & { readonly max: number | null };

/** Promises and empty lines as one table, empty ones where their metric and level stand. Pure. */
export function rowsOf(profile: Pick<ServiceLevelProfile, 'commitments' | 'blanks'>): PromiseRow[] {
  return [...profile.commitments, ...profile.blanks.map((row): PromiseRow => ({ ...row, max: null, template: true }))];
}

/** The table taken apart again: a line that got its figure is a promise and stays marked as a template. Pure. */
export function partsOf(rows: readonly PromiseRow[]): Pick<ServiceLevelProfile, 'commitments' | 'blanks'> {
  return {
    commitments: rows.flatMap((row): Commitment[] => (row.max === null ? [] : [{ ...row, max: row.max }])),
    blanks: rows.flatMap((row): BlankCommitment[] => (row.max === null ? [blankOf(row)] : [])),
  };
}

function blankOf(row: PromiseRow): BlankCommitment {
  const { id, metric, severity, component, channel, region, unit, calendar } = row;
  const { startEvents, stopEvents, cancelEvents, clause, source } = row;
  return {
    id,
    metric,
    severity,
    ...(component === undefined ? {} : { component }),
    ...(channel === undefined ? {} : { channel }),
    ...(region === undefined ? {} : { region }),
    unit,
    calendar,
    startEvents,
    stopEvents,
    ...(cancelEvents === undefined ? {} : { cancelEvents }),
    clause,
    source,
  };
}

/** A new line that is named like nothing else. Pure. */
export function newRow(rows: readonly { readonly id: string }[], calendar: string): PromiseRow {
  let number = rows.length + 1;
  while (rows.some((row) => row.id === `C-${String(number)}`)) number += 1;
  return {
    id: `C-${String(number)}`,
    metric: 'respond',
    severity: 'ANY',
    max: null,
    unit: 'h',
    calendar,
    startEvents: ['request_received'],
    stopEvents: ['first_response'],
    clause: '',
    source: '',
  };
}

/** `08:00-12:00, 13:30-18:00` for windows of a day. Pure. */
export function windowsText(windows: readonly { readonly from: string; readonly to: string }[] | undefined): string {
  return (windows ?? []).map(({ from, to }) => `${from}-${to}`).join(', ');
}

/** Windows of such a text; undefined when it cannot be read. Pure. */
export function windowsOf(text: string): { from: string; to: string }[] | undefined {
  const parts = text.split(/[,，;；\s]+/).filter((part) => part !== '');
  const windows = parts.map((part) => /^([01]\d|2[0-3]):([0-5]\d)[-–~]([01]\d|2[0-3]|24):([0-5]\d)$/.exec(part));
  if (windows.some((found) => found === null)) return undefined;
  return windows.flatMap((found) =>
    found === null ? [] : [{ from: `${found[1] ?? ''}:${found[2] ?? ''}`, to: `${found[3] ?? ''}:${found[4] ?? ''}` }],
  );
}
