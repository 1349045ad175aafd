import { serverNow } from '@pledge/web';
import { useState } from 'react';

const DAY = 86_400_000;

/** Local days that lists of leave and key periods show: from a month ago to a year ahead. Fixed while the page is open. */
export function useDutySpan(): { readonly from: string; readonly to: string } {
  const [span] = useState(() => {
    const now = serverNow();
    return { from: dayOf(now - 31 * DAY), to: dayOf(now + 366 * DAY) };
  });
  return span;
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
