import type { CaseList } from '@pledge/contracts';
import { Countdown, EmptyState, ErrorState, formatInstant, LoadingState, useNow } from '@pledge/web';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { listCases } from '../api/cases.js';
import { keys } from '../api/keys.js';
import { useBilingual, useSeverityLabel } from '../common/bilingual.js';
import { useDebounced } from '../common/use-debounced.js';
import { usePeople } from '../common/use-people.js';
import { useTitle } from '../common/use-title.js';

const statuses = ['waiting-contract', 'open', 'resolved', 'closed', 'withdrawn'] as const;

/** Every case, by words and state; fifty at a time. */
export function CasesPage(): React.JSX.Element {
  const { t, i18n } = useTranslation();
  useTitle(t('nav.cases'));
  const say = useBilingual();
  const severity = useSeverityLabel();
  const now = useNow();
  const person = usePeople();
  const [text, setText] = useState('');
  const [status, setStatus] = useState<string | undefined>();
  const q = useDebounced(text.trim(), 250);
  const found = useInfiniteQuery({
    queryKey: keys.caseList({ q, status, pages: true }),
    queryFn: ({ pageParam, signal }): Promise<CaseList> =>
      listCases(
        {
          q,
          ...(status === undefined ? {} : { status }),
          limit: 50,
          ...(pageParam === '' ? {} : { cursor: pageParam }),
        },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  const total = found.data?.pages[0]?.total;
  return (
    <div className="page">
      <header className="page-head">
        <h1>
          {t('nav.cases')} {total !== undefined && <span className="soft num">{total >= 1000 ? '1000+' : total}</span>}
        </h1>
        <Input
          className="inbox-filter"
          allowClear
          value={text}
          placeholder={t('search.placeholder')}
          aria-label={t('search.placeholder')}
          onChange={(event) => setText(event.target.value)}
        />
        <Select
          className="status-filter"
          allowClear
          value={status}
          placeholder={t('case.anyStatus')}
          aria-label={t('case.status')}
          options={statuses.map((value) => ({ value, label: t(`caseStatus.${value}`) }))}
          onChange={(value: string | undefined) => setStatus(value)}
        />
      </header>
      {found.isPending && <LoadingState rows={8} />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.isSuccess && items.length === 0 && (
        <EmptyState
          title={q === '' ? t('cases.empty') : t('search.none', { text: q })}
          body={q === '' ? t('cases.emptyBody') : t('inbox.noMatchBody')}
        />
      )}
      {items.length > 0 && (
        <table className="work-table">
          <thead>
            <tr>
              <th>{t('cases.timeLeft')}</th>
              <th>{t('cases.number')}</th>
              <th>{t('cases.title')}</th>
              <th>{t('case.customer')}</th>
              <th>{t('case.severity')}</th>
              <th>{t('case.status')}</th>
              <th>{t('case.owner')}</th>
              <th>{t('case.receivedAt')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.number}>
                <td data-label={t('cases.timeLeft')}>
                  {item.headline === null ? (
                    <span className="soft">{t('case.noClock')}</span>
                  ) : (
                    <Countdown clock={item.headline} about={say(item.headline.metricName)} />
                  )}
                </td>
                <td className="num" data-label={t('cases.number')}>
                  {item.number}
                </td>
                <td className="cell-title">
                  <Link to={`/cases/${item.number}`}>{item.title}</Link>
                </td>
                <td data-label={t('case.customer')}>{item.customerName ?? t('common.unknown')}</td>
                <td data-label={t('case.severity')}>{severity(item.severity) || t('case.notAssessed')}</td>
                <td data-label={t('case.status')}>{t(`caseStatus.${item.status}`)}</td>
                <td data-label={t('case.owner')}>{item.owner === null ? t('case.noOwner') : person(item.owner)}</td>
                <td className="num soft" data-label={t('case.receivedAt')}>
                  {formatInstant(item.receivedAt, i18n.language, now)}
                </td>
              </tr>
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
    </div>
  );
}
