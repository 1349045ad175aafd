import type { Commitment } from '@pledge/contracts';

/** Ways of support, not doors: a row for them says how it is served, and holds whichever door the request took. */
const WAYS_OF_SUPPORT: readonly string[] = ['remote', 'onsite'];

/**
 * Whether a commitment concerns what was reported. What is not known about the request excludes nothing: all clauses
 * that may hold run side by side (C04).
 */
export function applies(
  commitment: Commitment,
  about: {
    readonly component?: string | undefined;
    readonly region?: string | undefined;
    readonly channel?: string | undefined;
  },
): boolean {
  return (
    namesOrOpen(commitment.component, about.component, (row, asked) => asked === row || asked.startsWith(`${row}.`)) &&
    namesOrOpen(commitment.region === undefined ? undefined : [commitment.region], about.region) &&
    channelFits(commitment.channel, about.channel)
  );
}

function channelFits(rows: readonly string[] | undefined, asked: string | undefined): boolean {
  if (rows === undefined || asked === undefined) return true;
  const way = WAYS_OF_SUPPORT.includes(asked);
  const sameKind = rows.filter((row) => row === 'any' || WAYS_OF_SUPPORT.includes(row) === way);
  return namesOrOpen(sameKind.length > 0 ? sameKind : undefined, asked);
}

function namesOrOpen(
  rows: readonly string[] | undefined,
  asked: string | undefined,
  matches: (row: string, asked: string) => boolean = (row, value) => row === value,
): boolean {
  if (rows === undefined || rows.length === 0 || asked === undefined || asked === 'any') return true;
  return rows.some((row) => row === 'any' || matches(row, asked));
}
