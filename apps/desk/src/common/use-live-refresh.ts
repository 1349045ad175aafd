import { useQueryClient } from '@tanstack/react-query';
import { syncServerClock, useLiveEvents } from '@pledge/web';
import { useEffect, useRef } from 'react';
import { keys } from '../api/keys.js';

/** Events of one burst are answered by one round of fetches, ms. */
const gatherFor = 250;
/** How often the server's clock is read without an event, ms. */
const clockEvery = 60_000;

/** Fetches again what an event says has changed: the inbox, the lists, the case. Mounted once, in the frame of the desk. */
export function useLiveRefresh(): void {
  const queries = useQueryClient();
  const numbers = useRef(new Set<string>());
  const everything = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useLiveEvents((event) => {
    if (event.caseNumber === undefined) everything.current = true;
    else numbers.current.add(event.caseNumber);
    timer.current ??= setTimeout(() => {
      timer.current = null;
      void syncServerClock();
      void queries.invalidateQueries({ queryKey: keys.tasks });
      void queries.invalidateQueries({ queryKey: keys.cases });
      void queries.invalidateQueries({ queryKey: keys.promises });
      void queries.invalidateQueries({ queryKey: keys.notifications });
      void queries.invalidateQueries({ queryKey: keys.changes });
      void queries.invalidateQueries({ queryKey: keys.drills });
      void queries.invalidateQueries({ queryKey: keys.emergencies });
      void queries.invalidateQueries({ queryKey: keys.writtenNotices });
      void queries.invalidateQueries({ queryKey: ['outbox'] });
      void queries.invalidateQueries({ queryKey: ['board'] });
      if (everything.current) void queries.invalidateQueries({ queryKey: ['case'] });
      for (const number of numbers.current) void queries.invalidateQueries({ queryKey: keys.caseAll(number) });
      numbers.current.clear();
      everything.current = false;
    }, gatherFor);
  });
  useEffect(() => {
    const clock = setInterval(() => void syncServerClock(), clockEvery);
    return () => {
      clearInterval(clock);
      if (timer.current !== null) clearTimeout(timer.current);
    };
  }, []);
}
