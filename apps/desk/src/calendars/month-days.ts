/** A day of a month grid; null: a blank before the first. */
export type GridDay = { readonly date: string; readonly day: number; readonly weekday: number } | null;

/** The days of a month (1 to 12) in rows that begin on Monday, blanks in front. */
export function monthDays(year: number, month: number): GridDay[] {
  const count = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const first = weekdayOf(year, month, 1);
  const blanks: GridDay[] = Array.from({ length: first - 1 }, () => null);
  const days = Array.from({ length: count }, (_, index) => ({
    date: `${year}-${String(month).padStart(2, '0')}-${String(index + 1).padStart(2, '0')}`,
    day: index + 1,
    weekday: weekdayOf(year, month, index + 1),
  }));
  return [...blanks, ...days];
}

/** ISO weekday, 1 = Monday. */
function weekdayOf(year: number, month: number, day: number): number {
  return ((new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7) + 1;
}

/** `08:00-12:00, 13:30-18:00` ↔ windows; null for text that is none. */
export function readWindows(text: string): { from: string; to: string }[] | null {
  const parts = text.split(/[,，;；\s]+/).filter((part) => part !== '');
  const windows = parts.map((part) => /^(\d{1,2}):(\d\d)[-–~](\d{1,2}):(\d\d)$/.exec(part));
  const time = (hour: string, minute: string): string => `${hour.padStart(2, '0')}:${minute}`;
  const read = windows.flatMap((m) =>
    m ? [{ from: time(m[1] ?? '', m[2] ?? ''), to: time(m[3] ?? '', m[4] ?? '') }] : [],
  );
  const good = read.every(({ from, to }) => from < to && from < '24:00' && to <= '24:00' && to.slice(3) < '60');
  return read.length === parts.length && good ? read : null;
}

/** Windows as a person types them. */
export function windowsText(windows: readonly { readonly from: string; readonly to: string }[]): string {
  return windows.map(({ from, to }) => `${from}-${to}`).join(', ');
}
