import { lastUser, useSession } from '@pledge/web';
import { Button } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useTitle } from '../common/use-title.js';
import { keptWork } from './kept-work.js';

/** Between two tries while the browser does not tell that the network is back, ms. */
const TRY_EVERY = 15_000;

/** The desk opened without a connection: what this person has typed and not sent is here, and comes back by itself. */
export function OfflinePage(): React.JSX.Element {
  const { t } = useTranslation();
  const { refresh } = useSession();
  useTitle(t('offlinePage.title'));
  const username = lastUser();
  const kept = username === null ? null : keptWork(username, localStorage);
  useEffect(() => {
    const again = (): void => void refresh();
    addEventListener('online', again);
    const timer = setInterval(again, TRY_EVERY);
    return () => {
      removeEventListener('online', again);
      clearInterval(timer);
    };
  }, [refresh]);
  return (
    <main className="page offline-page">
      <h1>{t('offlinePage.title')}</h1>
      <p>{t('offlinePage.body')}</p>
      {kept && kept.drafts.length > 0 && (
        <section aria-labelledby="kept-drafts">
          <h2 id="kept-drafts">{t('offlinePage.drafts', { count: kept.drafts.length })}</h2>
          <ul>
            {kept.drafts.map(({ taskId, texts }) => (
              <li key={taskId}>{texts.length > 0 ? texts.join(' · ') : t('offlinePage.noText')}</li>
            ))}
          </ul>
        </section>
      )}
      {kept && kept.unsent.length > 0 && (
        <section aria-labelledby="kept-unsent">
          <h2 id="kept-unsent">{t('unsent.waiting', { count: kept.unsent.length })}</h2>
          <ul>
            {kept.unsent.map((item) => (
              <li key={item.key}>{t(`unsent.${item.about.deed}`, { name: item.about.name })}</li>
            ))}
          </ul>
        </section>
      )}
      <Button type="primary" onClick={() => void refresh()}>
        {t('offlinePage.again')}
      </Button>
    </main>
  );
}
