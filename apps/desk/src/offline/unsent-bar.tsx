import { joined, useUser } from '@pledge/web';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { browserQueue } from './browser-queue.js';
import type { QueuedWrite } from './queue.js';

/** Between two tries while something waits: the browser does not always tell when the network is back, ms. */
const tryEvery = 15_000;

/** What this person did without a connection and has not reached the server. */
export function useUnsent(): readonly QueuedWrite[] {
  const { username } = useUser();
  const items = useSyncExternalStore(browserQueue.subscribe, browserQueue.list);
  return items.filter((item) => item.username === username);
}

const addressOf = ({ about }: QueuedWrite): string => about.link ?? `/tasks/${about.taskId ?? ''}`;

/** Says what waits to be sent and what was refused; sends when the connection is back. Mounted once, in the frame. */
export function UnsentBar(): React.JSX.Element | null {
  const { t } = useTranslation();
  const { username } = useUser();
  const queries = useQueryClient();
  const unsent = useUnsent();
  const waiting = unsent.filter((item) => item.refused === undefined);
  const refused = unsent.filter((item) => item.refused !== undefined);
  const some = waiting.length > 0;
  useEffect(() => {
    if (!some) return;
    const go = (): void => {
      const before = browserQueue.list();
      void browserQueue.flush(username).then(() => {
        if (browserQueue.list() !== before) void queries.invalidateQueries();
      });
    };
    if (navigator.onLine) go();
    addEventListener('online', go);
    const timer = setInterval(() => {
      if (navigator.onLine) go();
    }, tryEvery);
    return () => {
      removeEventListener('online', go);
      clearInterval(timer);
    };
  }, [some, username, queries]);
  if (unsent.length === 0) return null;
  return (
    <div className="unsent" role="status">
      {some && (
        <p>
          {t('unsent.waiting', { count: waiting.length })}{' '}
          <span className="soft">
            {joined(waiting.map((item) => t(`unsent.${item.about.deed}`, { name: item.about.name })))}
          </span>
        </p>
      )}
      {refused.map((item) => (
        <p key={item.key}>
          <strong>{t('unsent.refused', { what: t(`unsent.${item.about.deed}`, { name: item.about.name }) })}</strong>{' '}
          {item.refused} <Link to={addressOf(item)}>{t('unsent.open')}</Link>{' '}
          <Button size="small" onClick={() => browserQueue.remove(item.key)}>
            {t('unsent.drop')}
          </Button>
        </p>
      ))}
    </div>
  );
}
