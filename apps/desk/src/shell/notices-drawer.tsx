import { EmptyState, ErrorState, LoadingState } from '@pledge/web';
import { Button, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { NoticeList } from '../notices/notice-list.js';
import { useNoticeDeeds, useNotices } from '../notices/use-notices.js';

/** The newest notices over the page; the rest stands on their own page. */
export function NoticesDrawer({ onClose }: { readonly onClose: () => void }): React.JSX.Element {
  const { t } = useTranslation();
  const notices = useNotices(false);
  const { read } = useNoticeDeeds();
  const first = notices.data?.pages[0];
  return (
    <Drawer
      open
      title={t('notices.title')}
      onClose={onClose}
      size={400}
      extra={
        <Link to="/notices?show=all" onClick={onClose}>
          {t('notices.page')}
        </Link>
      }
    >
      {notices.isPending && <LoadingState />}
      {notices.isError && <ErrorState error={notices.error} onRetry={() => void notices.refetch()} />}
      {first?.items.length === 0 && <EmptyState title={t('notices.none')} body={t('notices.noneBody')} />}
      {first !== undefined && first.unread > 0 && (
        <Button size="small" loading={read.isPending} onClick={() => read.mutate(undefined)}>
          {t('notices.readAll')}
        </Button>
      )}
      <NoticeList items={first?.items ?? []} onLeave={onClose} />
    </Drawer>
  );
}
