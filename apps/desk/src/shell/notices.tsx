import type { MyNotificationList } from '@pledge/contracts';
import { api } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../api/keys.js';

const NoticesDrawer = lazy(async () => ({ default: (await import('./notices-drawer.js')).NoticesDrawer }));

/** Notices to this person; the number says how many are unread. */
export function NoticesButton(): React.JSX.Element {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const notices = useQuery({
    queryKey: [...keys.notifications, 'count'],
    queryFn: () => api.get<MyNotificationList>('/notifications/mine', { query: { limit: 1 } }),
    retry: false,
  });
  const waiting = notices.data?.unread ?? 0;
  return (
    <>
      <Button type="text" className="notices-button" onClick={() => setOpen(true)}>
        {t('notices.title')}
        {waiting > 0 && <span className="count num">{waiting > 99 ? '99+' : waiting}</span>}
      </Button>
      {open && (
        <Suspense fallback={null}>
          <NoticesDrawer onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
