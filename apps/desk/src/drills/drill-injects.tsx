import type { Drill } from '@pledge/contracts';
import { formatTime } from '@pledge/web';
import { useTranslation } from 'react-i18next';

/** Injects in their order: when each was delivered, what it did, how it was answered. */
export function DrillInjects({ drill }: { readonly drill: Drill }): React.JSX.Element | null {
  const { t, i18n } = useTranslation();
  if (drill.injects.length === 0) return null;
  const ran = drill.runNumber !== null;
  return (
    <section aria-labelledby="drill-injects-title">
      <h2 id="drill-injects-title">{t('drill.injects')}</h2>
      <ol className="drill-injects">
        {drill.injects.map((inject) => (
          <li key={inject.id} data-delivered={inject.deliveredAt !== null}>
            <p className="soft">
              <span className="num">{t('drill.atMinute', { minute: inject.afterMinutes })}</span> ·{' '}
              {t(`drill.inject.${inject.kind}`)}
              {ran && (
                <>
                  {' · '}
                  {inject.deliveredAt === null
                    ? t('drill.notDelivered')
                    : t('drill.deliveredAt', { time: formatTime(inject.deliveredAt, i18n.language) })}
                </>
              )}
            </p>
            <p>{inject.text}</p>
            {inject.effect?.contacts != null && (
              <p className="soft">{t('drill.nextChannel', { count: inject.effect.contacts })}</p>
            )}
            {inject.effect?.standIn != null && (
              <p className="soft">
                {t('drill.stoodIn', { name: inject.effect.standIn, count: inject.effect.tasks ?? 0 })}
              </p>
            )}
            {inject.answer && inject.deliveredAt !== null && (
              <p className="drill-answer">
                {inject.answerText === null ? (
                  <span className="soft">{t('drill.unanswered')}</span>
                ) : (
                  <>
                    {inject.answeredBy}：{inject.answerText}{' '}
                    <span className="soft num">
                      {inject.answeredAt === null ? '' : formatTime(inject.answeredAt, i18n.language)}
                    </span>
                  </>
                )}
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
