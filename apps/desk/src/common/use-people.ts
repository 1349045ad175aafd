import type { UserPick } from '@pledge/contracts';
import { api, useSession } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { keys } from '../api/keys.js';

/** Names of colleagues by username, for staff; a customer sees usernames nowhere and needs none. */
export function usePeople(): (username: string | null) => string {
  const { t } = useTranslation();
  const { user } = useSession();
  const people = useQuery({
    queryKey: keys.people,
    queryFn: () => api.get<{ readonly items: readonly UserPick[] }>('/users', { query: { limit: 200 } }),
    enabled: user?.side === 'provider',
    staleTime: 10 * 60_000,
    retry: false,
    select: (page) => new Map(page.items.map((person) => [person.username, person.displayName])),
  });
  return (username) => {
    if (username === 'system') return t('case.bySystem');
    if (username === null) return '';
    // an account name that turns into a person's is read twice
    return people.isLoading ? '…' : (people.data?.get(username) ?? username);
  };
}
