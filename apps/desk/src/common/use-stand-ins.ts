import type { Substitute } from '@pledge/contracts';
import { instant, serverNow, useUser } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { listSubstitutes } from '../api/absence.js';
import { keys } from '../api/keys.js';

/** Absences that concern this person (an administrator: everybody's). */
export function useSubstitutes() {
  return useQuery({ queryKey: keys.substitutes, queryFn: listSubstitutes, staleTime: 60_000 });
}

/** Whether an absence has begun and not ended. `now`: epoch ms. */
export function isOn(absence: Substitute, now: number): boolean {
  return (instant(absence.from) ?? 0) <= now && now < (instant(absence.to) ?? 0);
}

/** Usernames of those whom this person stands in for now. */
export function useStandIns(): readonly string[] {
  const { username } = useUser();
  const found = useSubstitutes();
  const now = serverNow();
  return (found.data?.items ?? [])
    .filter((absence) => absence.user === username && isOn(absence, now))
    .map((absence) => absence.username);
}
