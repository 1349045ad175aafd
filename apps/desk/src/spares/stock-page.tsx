import { EmptyState, ErrorState, LoadingState, userHasRole, useUser } from '@pledge/web';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../api/keys.js';
import { listSpares } from '../api/spares.js';
import { useDebounced } from '../common/use-debounced.js';
import { useTitle } from '../common/use-title.js';
import { ItemRow } from './item-row.js';
import { ReceiveDialog } from './receive-dialog.js';
import { SparesTabs } from './spares-tabs.js';

const states = ['in-stock', 'reserved', 'issued', 'on-loan', 'faulty', 'gone'] as const;

/** The stock by serial number; `loans`: only what is lent, overdue ones on request. */
export function StockPage({ loans }: { readonly loans: boolean }): React.JSX.Element {
  const { t } = useTranslation();
  useTitle(t('nav.spares'));
  const user = useUser();
  const [text, setText] = useState('');
  const [state, setState] = useState<string | undefined>();
  const [overdue, setOverdue] = useState(false);
  const [receiving, setReceiving] = useState(false);
  const q = useDebounced(text.trim(), 250);
  const filter = {
    q,
    state: loans ? 'on-loan' : state,
    overdue: loans && overdue ? 'true' : undefined,
    limit: 500,
  };
  const found = useQuery({
    queryKey: keys.spareList(filter),
    queryFn: () => listSpares(filter),
    placeholderData: keepPreviousData,
  });
  const items = found.data?.items ?? [];
  const late = items.filter((item) => item.overdue).length;
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('nav.spares')}</h1>
        <SparesTabs />
        <Input
          className="inbox-filter"
          allowClear
          value={text}
          placeholder={t('spares.search')}
          aria-label={t('spares.search')}
          onChange={(event) => setText(event.target.value)}
        />
        {!loans && (
          <Select
            className="status-filter"
            allowClear
            value={state}
            placeholder={t('spares.anyState')}
            aria-label={t('spares.anyState')}
            options={states.map((value) => ({ value, label: t(`spares.state.${value}`) }))}
            onChange={(value: string | undefined) => setState(value)}
          />
        )}
        {loans && (
          <Checkbox checked={overdue} onChange={(event) => setOverdue(event.target.checked)}>
            {t('spares.onlyOverdue')}
          </Checkbox>
        )}
        <span className="frame-spacer" />
        {userHasRole(user, 'pm', 'manager', 'dispatcher') && (
          <Button type="primary" onClick={() => setReceiving(true)}>
            {t('spares.receive')}
          </Button>
        )}
      </header>
      {loans && late > 0 && (
        <p className="page-note spare-late" role="status">
          ✕ {t('spares.lateCount', { count: late })}
        </p>
      )}
      {found.isPending && <LoadingState rows={8} />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.isSuccess && items.length === 0 && (
        <EmptyState
          title={t(loans ? 'spares.noLoans' : 'spares.none')}
          body={t(loans ? 'spares.noLoansBody' : 'spares.noneBody')}
        />
      )}
      {items.length > 0 && (
        <table className="work-table">
          <thead>
            <tr>
              <th>{t('spares.serial')}</th>
              <th>{t('spares.part')}</th>
              <th>{t('spares.store')}</th>
              <th>{t('spares.stateLabel')}</th>
              <th>{t('case.number')}</th>
              <th>{t('spares.due')}</th>
              <th>
                <span className="visually-hidden">{t('users.actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <ItemRow key={item.id} item={item} />
            ))}
          </tbody>
        </table>
      )}
      {receiving && <ReceiveDialog onClose={() => setReceiving(false)} />}
    </div>
  );
}
