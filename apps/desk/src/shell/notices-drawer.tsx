import type { MyNotificationList } from '@pledge/contracts';
import { api, EmptyState, ErrorState, formatInstant, LoadingState, problemText, useNow } from '@pledge/web';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { keys } from '../api/keys.js';

/** The person's notices, newest first; those that ask for it are acknowledged here. */
export function NoticesDrawer({ onClose }: { readonly onClose: () => void }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const now = useNow();
  const queries = useQueryClient();
  const notices = useQuery({
    queryKey: keys.notifications,
    queryFn: () => api.get<MyNotificationList>('/notifications/mine'),
  });
  const acknowledge = useMutation({
    mutationFn: (id: string) => api.post(`/notifications/${id}/acknowledge`),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.notifications }),
    onError: (error) => void message.error(problemText(error, t)),
  });
  return (
    <Drawer open title={t('notices.title')} onClose={onClose} size={400}>
      {notices.isPending && <LoadingState />}
      {notices.isError && <ErrorState error={notices.error} onRetry={() => void notices.refetch()} />}
      {notices.data?.items.length === 0 && <EmptyState title={t('notices.none')} body={t('notices.noneBody')} />}
      <ul className="notices">
        {notices.data?.items.map((notice) => (
          <li key={notice.id}>
            <p className="soft num">{formatInstant(notice.createdAt, i18n.language, now)}</p>
            <p>
              <strong>{notice.subject}</strong>
            </p>
            <p className="notice-text">{notice.text}</p>
            <div className="row-actions">
              {notice.caseNumber !== null && (
                <Link to={`/cases/${notice.caseNumber}`} onClick={onClose}>
                  {t('notices.open', { number: notice.caseNumber })}
                </Link>
              )}
              {notice.acknowledgement === 'waiting' && (
                <Button
                  size="small"
                  type="primary"
                  loading={acknowledge.isPending && acknowledge.variables === notice.id}
                  onClick={() => acknowledge.mutate(notice.id)}
                >
                  {t('notices.acknowledge')}
                </Button>
              )}
              {notice.acknowledgement === 'acknowledged' && <span className="soft">{t('notices.acknowledged')}</span>}
            </div>
          </li>
        ))}
      </ul>
    </Drawer>
  );
}
