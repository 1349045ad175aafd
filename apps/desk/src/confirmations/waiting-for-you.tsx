import type { ConfirmationRequest } from '@pledge/contracts';
import { useUser } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listConfirmations } from '../api/changes.js';
import { keys } from '../api/keys.js';
import { RequestLine } from './request-line.js';

const filter = { mine: 'true', state: 'waiting' } as const;
const scans = { toCheck: 'true' } as const;

/** Requests for a written confirmation that wait for this person, or for anybody of this customer. */
export function useConfirmationsToGive() {
  return useQuery({ queryKey: keys.confirmations(filter), queryFn: () => listConfirmations(filter) });
}

/** What waits for this person in writing: to be confirmed, and stamped scans that a second person has to check. */
export function WaitingForYou(): React.JSX.Element | null {
  const provider = useUser().side === 'provider';
  const waiting = useConfirmationsToGive();
  const papers = useQuery({
    queryKey: keys.confirmations(scans),
    queryFn: () => listConfirmations(scans),
    enabled: provider,
  });
  return (
    <>
      <Waiting id="waiting-title" title="confirm.waitingForYou" items={waiting.data?.items ?? []} />
      <Waiting id="scans-title" title="confirm.scansForYou" items={papers.data?.items ?? []} />
    </>
  );
}

/** Nothing while there are none. */
function Waiting(props: {
  readonly id: string;
  readonly title: 'confirm.waitingForYou' | 'confirm.scansForYou';
  readonly items: readonly ConfirmationRequest[];
}): React.JSX.Element | null {
  const { t } = useTranslation();
  const { id, title, items } = props;
  if (items.length === 0) return null;
  return (
    <section className="waiting-for-you" aria-labelledby={id}>
      <h2 id={id}>
        {t(title)} <span className="count num">{items.length}</span>
      </h2>
      <ul className="request-lines">
        {items.map((request) => (
          <RequestLine key={request.id} request={request} titled />
        ))}
      </ul>
    </section>
  );
}
