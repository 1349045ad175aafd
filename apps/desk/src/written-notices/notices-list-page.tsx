import type { WrittenNoticeSummary } from '@pledge/contracts';
import { EmptyState, ErrorState, formatInstant, LoadingState, useNow, userHasRole, useUser } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { keys } from '../api/keys.js';
import { listWrittenNotices } from '../api/written-notices.js';
import { usePeople } from '../common/use-people.js';
import { useTitle } from '../common/use-title.js';
import { NewNotice } from './new-notice.js';

/** Written notices to customers (F-24): who was told what, and how many have it. */
export function NoticesListPage(): React.JSX.Element {
  const { t } = useTranslation();
  useTitle(t('written.title'));
  const user = useUser();
  const [writing, setWriting] = useState(false);
  const notices = useQuery({ queryKey: keys.writtenNotices, queryFn: listWrittenNotices });
  const items = notices.data?.items ?? [];
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('written.title')}</h1>
        <span className="frame-spacer" />
        {userHasRole(user, 'dispatcher', 'pm', 'manager') && (
          <Button type="primary" onClick={() => setWriting(true)}>
            {t('written.new')}
          </Button>
        )}
      </header>
      {notices.isPending && <LoadingState rows={4} />}
      {notices.isError && <ErrorState error={notices.error} onRetry={() => void notices.refetch()} />}
      {notices.isSuccess && items.length === 0 && <EmptyState title={t('written.none')} body={t('written.noneBody')} />}
      {items.length > 0 && (
        <table className="work-table">
          <thead>
            <tr>
              <th>{t('written.notice')}</th>
              <th>{t('written.kind')}</th>
              <th>{t('written.changedAt')}</th>
              <th>{t('written.state')}</th>
              <th>{t('written.reached')}</th>
              <th>{t('written.author')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((one) => (
              <Row key={one.number} notice={one} />
            ))}
          </tbody>
        </table>
      )}
      {writing && <NewNotice onClose={() => setWriting(false)} />}
    </div>
  );
}

function Row({ notice }: { readonly notice: WrittenNoticeSummary }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const person = usePeople();
  return (
    <tr>
      <td className="cell-title">
        <Link className="notice-link" to={`/written-notices/${notice.number}`}>
          {notice.title}
        </Link>{' '}
        <span className="soft num">{notice.number}</span>
      </td>
      <td data-label={t('written.kind')}>{t(`written.kinds.${notice.kind}`)}</td>
      <td className="num" data-label={t('written.changedAt')}>
        {formatInstant(notice.changedAt, i18n.language, now)}
      </td>
      <td data-label={t('written.state')}>{t(`written.states.${notice.state}`)}</td>
      <td className="num" data-label={t('written.reached')}>
        {notice.customers === 0 ? '–' : `${String(notice.delivered)} / ${String(notice.customers)}`}
      </td>
      <td data-label={t('written.author')}>{person(notice.createdBy)}</td>
    </tr>
  );
}
