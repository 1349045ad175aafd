import type { RosterDelivery } from '@pledge/contracts';
import { apiUrl, problemText } from '@pledge/web';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { keys } from '../api/keys.js';
import { acknowledgeRoster, listRosterDeliveries } from '../api/rosters.js';
import { useBilingual } from '../common/bilingual.js';

/** Rosters the customer was sent: paper, calendar file, and one tap to say that they were read. Nothing where there is none. */
export function PortalRosters(): React.JSX.Element | null {
  const { t } = useTranslation();
  const deliveries = useQuery({ queryKey: keys.rosterDeliveries, queryFn: listRosterDeliveries });
  const newest = new Map<string, RosterDelivery>();
  for (const one of deliveries.data?.items ?? []) {
    if ((newest.get(one.rosterId)?.version ?? 0) < one.version) newest.set(one.rosterId, one);
  }
  if (newest.size === 0) return null;
  return (
    <section aria-labelledby="rosters-title">
      <h2 id="rosters-title">{t('portal.rosters')}</h2>
      <ul className="portal-rosters">
        {[...newest.values()].slice(0, 3).map((one) => (
          <RosterRow key={one.rosterId} delivery={one} />
        ))}
      </ul>
    </section>
  );
}

function RosterRow({ delivery }: { readonly delivery: RosterDelivery }): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const read = useMutation({
    mutationFn: () => acknowledgeRoster(delivery.rosterId, delivery.version),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.rosters }),
    onError: (error: unknown) => void message.error(problemText(error, t)),
  });
  const path = `/roster-deliveries/${delivery.rosterId}/${delivery.version}/calendar`;
  return (
    <li>
      <strong>
        {say(delivery.unitName)}{' '}
        <span className="num">{t('portal.rosterDays', { from: delivery.from, to: delivery.to })}</span>
      </strong>
      <span className="clause-answer">
        <a href={apiUrl(`/documents/${delivery.documentId}`)} target="_blank" rel="noreferrer">
          PDF
        </a>
        <a href={apiUrl(path)}>{t('portal.rosterCalendar')}</a>
      </span>
      {delivery.acknowledgedAt === null ? (
        <Button type="primary" loading={read.isPending} onClick={() => read.mutate()}>
          {t('portal.rosterRead')}
        </Button>
      ) : (
        <span className="soft">{t('portal.rosterDone')}</span>
      )}
    </li>
  );
}
