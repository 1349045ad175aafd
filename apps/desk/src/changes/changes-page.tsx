import { EmptyState, ErrorState, formatInstant, LoadingState, useNow } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { listPlans } from '../api/changes.js';
import { keys } from '../api/keys.js';
import { usePeople } from '../common/use-people.js';
import { useTitle } from '../common/use-title.js';
import { ChangesTabs } from './changes-tabs.js';
import { PlanState } from './plan-state.js';

const states = ['draft', 'frozen', 'implemented', 'closed'] as const;

/** Every change plan, newest first. */
export function ChangesPage(): React.JSX.Element {
  const { t, i18n } = useTranslation();
  useTitle(t('nav.changes'));
  const now = useNow();
  const person = usePeople();
  const [state, setState] = useState<string | undefined>();
  const filter = { ...(state === undefined ? {} : { state }), limit: 200 };
  const found = useQuery({ queryKey: keys.planList(filter), queryFn: () => listPlans(filter) });
  const time = (iso: string): string => formatInstant(iso, i18n.language, now);
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('nav.changes')}</h1>
        <ChangesTabs />
        <Select
          className="status-filter"
          allowClear
          value={state}
          placeholder={t('plan.anyState')}
          aria-label={t('plan.anyState')}
          options={states.map((value) => ({ value, label: t(`plan.state.${value}`) }))}
          onChange={(value: string | undefined) => setState(value)}
        />
      </header>
      {found.isPending && <LoadingState rows={8} />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data?.items.length === 0 && <EmptyState title={t('plan.none')} body={t('plan.noneBody')} />}
      {found.data !== undefined && found.data.items.length > 0 && (
        <table className="work-table">
          <thead>
            <tr>
              <th>{t('plan.number')}</th>
              <th>{t('plan.part.title')}</th>
              <th>{t('case.number')}</th>
              <th>{t('plan.stateLabel')}</th>
              <th>{t('plan.author')}</th>
              <th>{t('plan.edited')}</th>
            </tr>
          </thead>
          <tbody>
            {found.data.items.map((plan) => (
              <tr key={plan.id} data-off={plan.state === 'closed'}>
                <td className="num" data-label={t('plan.number')}>
                  {plan.number}
                </td>
                <td className="cell-title">
                  <Link to={`/changes/${plan.id}`}>{plan.title}</Link>
                </td>
                <td className="num" data-label={t('case.number')}>
                  <Link to={`/cases/${plan.caseNumber}`}>{plan.caseNumber}</Link>
                </td>
                <td data-label={t('plan.stateLabel')}>
                  <PlanState plan={plan} />
                </td>
                <td data-label={t('plan.author')}>{person(plan.createdBy)}</td>
                <td className="num soft" data-label={t('plan.edited')}>
                  {time(plan.editedAt)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
