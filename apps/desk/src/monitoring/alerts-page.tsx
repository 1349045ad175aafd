import type { MonitoringAlert } from '@pledge/contracts';
import { EmptyState, ErrorState, LoadingState, userHasRole, useUser } from '@pledge/web';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listAlerts } from '../api/monitoring.js';
import { keys } from '../api/keys.js';
import { useTitle } from '../common/use-title.js';
import { AlertRow } from './alert-row.js';
import { DecideAlert } from './decide-alert.js';
import { MonitoringTabs } from './monitoring-tabs.js';

const states = ['queued', 'opened', 'joined', 'ignored', 'unmatched', 'dismissed'] as const;
/** Nobody is told live of an alert that opened nothing: looked up every so many milliseconds. */
const REFRESH_MS = 10_000;

/** Alerts that wait for a dispatcher, or all of them, newest first. */
export function AlertsPage({ unmatched }: { readonly unmatched: boolean }): React.JSX.Element {
  const { t } = useTranslation();
  useTitle(t('nav.monitoring'));
  const user = useUser();
  const [state, setState] = useState<string | undefined>();
  const [deciding, setDeciding] = useState<MonitoringAlert | null>(null);
  const filter = { state: unmatched ? 'unmatched' : state };
  const found = useInfiniteQuery({
    queryKey: keys.alertList(filter),
    queryFn: ({ pageParam }) => listAlerts({ ...filter, cursor: pageParam, limit: 50 }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  const mayDecide = userHasRole(user, 'dispatcher', 'pm', 'manager');
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('nav.monitoring')}</h1>
        <MonitoringTabs />
        {!unmatched && (
          <Select
            className="status-filter"
            allowClear
            value={state}
            placeholder={t('monitoring.anyState')}
            aria-label={t('monitoring.anyState')}
            options={states.map((value) => ({ value, label: t(`monitoring.state.${value}`) }))}
            onChange={(value: string | undefined) => setState(value)}
          />
        )}
      </header>
      {unmatched && <p className="soft page-note">{t('monitoring.unmatchedIntro')}</p>}
      {found.isPending && <LoadingState rows={6} />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.isSuccess && items.length === 0 && (
        <EmptyState
          title={t(unmatched ? 'monitoring.noUnmatched' : 'monitoring.none')}
          body={t(unmatched ? 'monitoring.noUnmatchedBody' : 'monitoring.noneBody')}
        />
      )}
      {items.length > 0 && (
        <table className="work-table">
          <thead>
            <tr>
              <th>{t('monitoring.since')}</th>
              <th>{t('monitoring.alert')}</th>
              <th>{t('case.device')}</th>
              <th>{t('monitoring.stateLabel')}</th>
              <th>{t('case.number')}</th>
              <th>
                <span className="visually-hidden">{t('users.actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map((alert) => (
              <AlertRow
                key={alert.id}
                alert={alert}
                onDecide={mayDecide && alert.state === 'unmatched' ? () => setDeciding(alert) : null}
              />
            ))}
          </tbody>
        </table>
      )}
      {found.hasNextPage && (
        <p className="centered">
          <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {t('common.more')}
          </Button>
        </p>
      )}
      {deciding !== null && <DecideAlert alert={deciding} onClose={() => setDeciding(null)} />}
    </div>
  );
}
