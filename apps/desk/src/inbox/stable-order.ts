/** What the list shows while somebody points at it. */
export interface StableRows<T> {
  /** Rows to draw, in the order the person sees already. */
  readonly rows: readonly T[];
  /** Rows drawn that are no longer in the fresh list: shown faded, not openable for work. */
  readonly gone: ReadonlySet<string>;
  /** Rows held back until the pointer leaves. */
  readonly held: number;
}

/**
 * Nothing jumps under the pointer: while `held` is on, rows keep their places, rows that went away stay (faded), and new rows
 * wait. Fresh data of a row is shown at once.
 * @param shown the rows drawn last
 * @param fresh the rows as the server orders them now
 */
export function stableRows<T>(
  shown: readonly T[],
  fresh: readonly T[],
  idOf: (row: T) => string,
  hold: boolean,
): StableRows<T> {
  if (!hold || shown.length === 0) return { rows: fresh, gone: new Set(), held: 0 };
  const byId = new Map(fresh.map((row) => [idOf(row), row]));
  const gone = new Set<string>();
  const rows = shown.map((row) => {
    const now = byId.get(idOf(row));
    if (now === undefined) gone.add(idOf(row));
    return now ?? row;
  });
  const seen = new Set(shown.map(idOf));
  return { rows, gone, held: fresh.filter((row) => !seen.has(idOf(row))).length };
}
