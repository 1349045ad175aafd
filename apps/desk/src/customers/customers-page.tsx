import type { ContractSummary, Party } from '@pledge/contracts';
import { EmptyState, ErrorState, LoadingState, userHasRole, useUser } from '@pledge/web';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { listContracts } from '../api/customers.js';
import { keys } from '../api/keys.js';
import { listParties } from '../api/people.js';
import { useTitle } from '../common/use-title.js';
import { ContractForm } from './contract-form.js';
import { PartyForm } from './party-form.js';

type Tab = 'contracts' | 'parties';
const tabs: readonly Tab[] = ['contracts', 'parties'];

/** Contracts and customers: found by number, name or customer. */
export function CustomersPage(): React.JSX.Element {
  const { t } = useTranslation();
  const user = useUser();
  const navigate = useNavigate();
  const [query, setQuery] = useSearchParams();
  const tab: Tab = query.get('tab') === 'parties' ? 'parties' : 'contracts';
  const [text, setText] = useState('');
  const [adding, setAdding] = useState<Tab | null>(null);
  useTitle(t('nav.customers'));
  const words = text.trim().toLowerCase();
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('nav.customers')}</h1>
        <Input
          className="inbox-filter"
          allowClear
          value={text}
          placeholder={t('customers.search')}
          aria-label={t('customers.search')}
          onChange={(event) => setText(event.target.value)}
        />
        <div className="tabs" role="tablist" aria-label={t('nav.customers')}>
          {tabs.map((one) => (
            <button
              key={one}
              type="button"
              role="tab"
              aria-selected={one === tab}
              onClick={() => setQuery(one === 'contracts' ? {} : { tab: one }, { replace: true })}
            >
              {t(`customers.${one}`)}
            </button>
          ))}
        </div>
        {userHasRole(user, 'dispatcher', 'pm', 'manager') && (
          <Button onClick={() => setAdding('parties')}>{t('customers.addParty')}</Button>
        )}
        {userHasRole(user, 'pm', 'manager') && (
          <Button type="primary" onClick={() => setAdding('contracts')}>
            {t('customers.addContract')}
          </Button>
        )}
      </header>
      {tab === 'contracts' ? <Contracts words={words} /> : <Parties words={words} />}
      {adding === 'parties' && (
        <PartyForm onClose={() => setAdding(null)} onSaved={(file) => void navigate(`/customers/${file.id}`)} />
      )}
      {adding === 'contracts' && (
        <ContractForm
          onClose={() => setAdding(null)}
          onSaved={(detail) => void navigate(`/contracts/${encodeURIComponent(detail.number)}`)}
        />
      )}
    </div>
  );
}

function Contracts({ words }: { readonly words: string }): React.JSX.Element {
  const { t } = useTranslation();
  const contracts = useInfiniteQuery({
    queryKey: keys.contracts,
    queryFn: ({ pageParam }) => listContracts(pageParam === '' ? undefined : pageParam),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
  if (contracts.isPending) return <LoadingState rows={8} />;
  if (contracts.isError) return <ErrorState error={contracts.error} onRetry={() => void contracts.refetch()} />;
  const all = contracts.data.pages.flatMap((page) => page.items);
  const items = all.filter((one) =>
    [one.number, one.name, one.partyName].some((part) => part.toLowerCase().includes(words)),
  );
  return (
    <>
      {items.length === 0 ? (
        <EmptyState
          title={t(all.length === 0 ? 'customers.noContracts' : 'customers.none')}
          body={t('customers.noneBody')}
        />
      ) : (
        <ContractRows items={items} />
      )}
      {contracts.hasNextPage && (
        <p className="centered">
          <Button loading={contracts.isFetchingNextPage} onClick={() => void contracts.fetchNextPage()}>
            {t('common.more')}
          </Button>
        </p>
      )}
    </>
  );
}

/** Contracts as rows; in the customer's portal without what is the same in every row. */
export function ContractRows(props: {
  readonly items: readonly ContractSummary[];
  readonly own?: boolean;
}): React.JSX.Element {
  const { t } = useTranslation();
  const { items, own = false } = props;
  return (
    <table className="work-table">
      <thead>
        <tr>
          <th>{t('contract.number')}</th>
          <th>{t('contract.name')}</th>
          {!own && <th>{t('case.customer')}</th>}
          <th>{t('contract.phase')}</th>
          <th>{t('contract.term')}</th>
          {!own && <th>{t('contract.profile')}</th>}
        </tr>
      </thead>
      <tbody>
        {items.map((one) => (
          <tr key={one.number} data-off={one.phase === 'expired'}>
            <td className="num" data-label={t('contract.number')}>
              {one.number}
            </td>
            <td className="cell-title">
              <Link to={`/contracts/${encodeURIComponent(one.number)}`}>{one.name}</Link>
            </td>
            {!own && <td data-label={t('case.customer')}>{one.partyName}</td>}
            <td data-label={t('contract.phase')}>
              {one.state === 'draft' ? (
                <span className="draft-mark">{t('contract.draft')}</span>
              ) : (
                t(`phase.${one.phase}`)
              )}
            </td>
            <td className="num soft" data-label={t('contract.term')}>
              {one.startsOn} – {one.endsOn}
            </td>
            {!own && (
              <td className="num soft" data-label={t('contract.profile')}>
                {one.profileId} · {t('profile.version', { version: one.profileVersion })}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Parties({ words }: { readonly words: string }): React.JSX.Element {
  const { t } = useTranslation();
  const parties = useQuery({ queryKey: keys.parties, queryFn: listParties });
  if (parties.isPending) return <LoadingState rows={8} />;
  if (parties.isError) return <ErrorState error={parties.error} onRetry={() => void parties.refetch()} />;
  const items = parties.data.items.filter(
    (one: Party) =>
      one.kind === 'customer' && [one.name, one.shortName].some((part) => part.toLowerCase().includes(words)),
  );
  if (items.length === 0) return <EmptyState title={t('customers.none')} body={t('customers.noneBody')} />;
  return (
    <table className="work-table">
      <thead>
        <tr>
          <th>{t('customers.name')}</th>
          <th>{t('customers.shortName')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((one) => (
          <tr key={one.id}>
            <td className="cell-title">
              <Link to={`/customers/${one.id}`}>{one.name}</Link>
            </td>
            <td data-label={t('customers.shortName')}>{one.shortName}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
