import type { MyNotification } from '@pledge/contracts';
import { formatInstant, useNow } from '@pledge/web';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useNoticeDeeds } from './use-notices.js';

/** Notices as lines; those that ask for it are acknowledged here. Going where a notice leads marks it as read. */
export function NoticeList(props: {
  readonly items: readonly MyNotification[];
  readonly onLeave?: () => void;
}): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const { acknowledge, read } = useNoticeDeeds();
  const leave = (notice: MyNotification): void => {
    if (notice.readAt === null) read.mutate([notice.id]);
    props.onLeave?.();
  };
  return (
    <ul className="notices">
      {props.items.map((notice) => (
        <li key={notice.id} data-unread={notice.readAt === null}>
          <p className="soft num">
            {notice.readAt === null && <span className="unread">{t('inbox.unread')}</span>}
            {formatInstant(notice.createdAt, i18n.language, now)}
          </p>
          <p>
            {notice.mode === 'drill' && <strong>{t('outbox.drill')} </strong>}
            <strong>{notice.subject}</strong>
          </p>
          <p className="notice-text">{notice.text}</p>
          <div className="row-actions">
            {notice.taskId !== null && (
              <Link to={`/tasks/${notice.taskId}`} onClick={() => leave(notice)}>
                {t('notices.task')}
              </Link>
            )}
            {notice.caseNumber !== null && (
              <Link to={`/cases/${notice.caseNumber}`} onClick={() => leave(notice)}>
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
            {notice.readAt === null && (
              <Button size="small" type="text" onClick={() => read.mutate([notice.id])}>
                {t('notices.read')}
              </Button>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
