import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** A bar on top while the browser has no network; everything is fetched again when it is back. */
export function OfflineBanner(): React.JSX.Element | null {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [state, setState] = useState<'online' | 'offline' | 'back'>(navigator.onLine ? 'online' : 'offline');
  useEffect(() => {
    let hide: ReturnType<typeof setTimeout> | undefined;
    const lost = (): void => setState('offline');
    const back = (): void => {
      setState('back');
      void queries.invalidateQueries();
      hide = setTimeout(() => setState('online'), 4_000);
    };
    addEventListener('offline', lost);
    addEventListener('online', back);
    return () => {
      clearTimeout(hide);
      removeEventListener('offline', lost);
      removeEventListener('online', back);
    };
  }, [queries]);
  if (state === 'online') return null;
  return (
    <div className="notice-bar" role="status">
      {state === 'offline' ? t('web.offline') : t('web.backOnline')}
    </div>
  );
}
