import { EmptyState, ErrorState, LoadingState } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { listCases } from '../api/cases.js';
import { keys } from '../api/keys.js';
import { useDebounced } from '../common/use-debounced.js';
import { useTitle } from '../common/use-title.js';
import { BackHome } from './back-home.js';
import { PortalCaseRow } from './portal-case-row.js';

/** The customer's cases, newest first. */
export function MyCasesPage(): React.JSX.Element {
  const { t } = useTranslation();
  useTitle(t('portal.cases'));
  const [text, setText] = useState('');
  const q = useDebounced(text.trim(), 250);
  const cases = useQuery({
    queryKey: keys.caseList({ q, limit: 100 }),
    queryFn: ({ signal }) => listCases({ q, limit: 100 }, signal),
  });
  return (
    <>
      <BackHome />
      <h1>{t('portal.cases')}</h1>
      <Input
        allowClear
        value={text}
        placeholder={t('portal.searchCases')}
        aria-label={t('portal.searchCases')}
        onChange={(event) => setText(event.target.value)}
      />
      {cases.isPending && <LoadingState />}
      {cases.isError && <ErrorState error={cases.error} onRetry={() => void cases.refetch()} />}
      {cases.data?.items.length === 0 && (
        <EmptyState
          title={q === '' ? t('portal.noCases') : t('search.none', { text: q })}
          body={q === '' ? t('portal.noCasesBody') : t('inbox.noMatchBody')}
        >
          {q === '' && <Link to="/report">{t('portal.report')}</Link>}
        </EmptyState>
      )}
      <ul className="portal-cases">
        {cases.data?.items.map((item) => (
          <PortalCaseRow key={item.number} item={item} />
        ))}
      </ul>
    </>
  );
}
