import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listConfirmations } from '../api/changes.js';
import { keys } from '../api/keys.js';
import { RequestLine } from './request-line.js';

const filter = { mine: 'true', state: 'waiting' } as const;

/** Requests for a written confirmation that wait for this person, or for anybody of this customer. */
export function useConfirmationsToGive() {
  return useQuery({ queryKey: keys.confirmations(filter), queryFn: () => listConfirmations(filter) });
}

/** The requests that wait for this person; nothing while there are none. */
export function WaitingForYou(): React.JSX.Element | null {
  const { t } = useTranslation();
  const waiting = useConfirmationsToGive();
  const items = waiting.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className="waiting-for-you" aria-labelledby="waiting-title">
      <h2 id="waiting-title">
        {t('confirm.waitingForYou')} <span className="count num">{items.length}</span>
      </h2>
      <ul className="request-lines">
        {items.map((request) => (
          <RequestLine key={request.id} request={request} titled />
        ))}
      </ul>
    </section>
  );
}
