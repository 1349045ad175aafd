import { EmptyState, ErrorState, LoadingState } from '@pledge/web';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useTitle } from '../common/use-title.js';
import { NoticeList } from './notice-list.js';
import { useNoticeDeeds, useNotices } from './use-notices.js';

/** Everything that came for this person, read or not. */
export function NoticesPage(): React.JSX.Element {
  const { t } = useTranslation();
  useTitle(t('notices.title'));
  const [search, setSearch] = useSearchParams();
  const unread = search.get('show') !== 'all';
  const found = useNotices(unread);
  const { read } = useNoticeDeeds();
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  const count = found.data?.pages[0]?.unread ?? 0;
  return (
    <div className="notices-page">
      <header className="page-head">
        <h1>{t('notices.title')}</h1>
        <div className="tabs" role="tablist" aria-label={t('notices.title')}>
          <button type="button" role="tab" aria-selected={unread} onClick={() => setSearch({}, { replace: true })}>
            {t('notices.unread')} <span className="num soft">{count}</span>
          </button>
          <button
            type="button"
            role="tab"
            aria-selected={!unread}
            onClick={() => setSearch({ show: 'all' }, { replace: true })}
          >
            {t('notices.all')}
          </button>
        </div>
        {count > 0 && (
          <Button loading={read.isPending} onClick={() => read.mutate(undefined)}>
            {t('notices.readAll')}
          </Button>
        )}
      </header>
      {found.isPending && <LoadingState rows={8} />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.isSuccess && items.length === 0 && (
        <EmptyState title={t(unread ? 'notices.noneUnread' : 'notices.none')} body={t('notices.noneBody')} />
      )}
      <NoticeList items={items} />
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
