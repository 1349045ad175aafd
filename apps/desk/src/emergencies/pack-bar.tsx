import { apiUrl, formatInstant, problemText, useNow } from '@pledge/web';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { getEmergencyPack, renewEmergencyPack } from '../api/emergencies.js';
import { keys } from '../api/keys.js';

/** The plans on paper for the hour in which Pledge itself is down: which pack is the newest, and whether it still holds. */
export function PackBar({ mayPrint }: { readonly mayPrint: boolean }): React.JSX.Element | null {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const now = useNow();
  const queries = useQueryClient();
  const pack = useQuery({ queryKey: keys.emergencyPack, queryFn: getEmergencyPack });
  const renew = useMutation({
    mutationFn: renewEmergencyPack,
    onSuccess: (fresh) => queries.setQueryData(keys.emergencyPack, fresh),
    onError: (error) => void message.error(problemText(error, t)),
  });
  if (pack.data === undefined) return null;
  const { document, current } = pack.data;
  return (
    <section className="pack-bar" aria-label={t('emergency.pack.title')}>
      <div>
        <p>
          <strong>{t('emergency.pack.title')}</strong>{' '}
          {document !== null && (
            <a href={apiUrl(`/documents/${document.id}`)} target="_blank" rel="noreferrer">
              {t('emergency.pack.open', { number: document.number })}
            </a>
          )}
        </p>
        <p className="soft">
          {document === null
            ? t('emergency.pack.none')
            : t(current ? 'emergency.pack.current' : 'emergency.pack.old', {
                time: formatInstant(document.createdAt, i18n.language, now),
              })}
        </p>
      </div>
      {!current && mayPrint && (
        <Button loading={renew.isPending} onClick={() => renew.mutate()}>
          {t('emergency.pack.print')}
        </Button>
      )}
    </section>
  );
}
