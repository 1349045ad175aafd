import type { UserPick } from '@pledge/contracts';
import { api } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { keys } from '../api/keys.js';

/** Colleagues as choices of a picker: user name and display name. */
export function useStaffOptions(): { readonly value: string; readonly label: string }[] {
  const people = useQuery({
    queryKey: [...keys.people, 'staff'],
    queryFn: () => api.get<{ readonly items: readonly UserPick[] }>('/users', { query: { limit: 200 } }),
    staleTime: 10 * 60_000,
  });
  return (people.data?.items ?? [])
    .filter((person) => person.partyId === null)
    .map((person) => ({ value: person.username, label: person.displayName }));
}
