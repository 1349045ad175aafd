import type { Emergency } from '@pledge/contracts';
import { apiUrl, formatInstant, useNow } from '@pledge/web';
import { useTranslation } from 'react-i18next';
import { GoalsTable } from './goals-table.js';

const MINUTE_MS = 60_000;

/** Recovery goals of each service, what was reached of them, and the incident report (S3-19, S4-19, S0i-29). */
export function RecoveryPanel({ emergency }: { readonly emergency: Emergency }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const { goals, recoveredAt, dataGapMinutes } = emergency;
  const took =
    recoveredAt === null ? null : Math.ceil((Date.parse(recoveredAt) - Date.parse(emergency.reportedAt)) / MINUTE_MS);
  return (
    <section aria-labelledby="recovery-title">
      <h2 id="recovery-title">{t('emergency.recovery')}</h2>
      {recoveredAt === null ? (
        <p className="soft">{t('emergency.notRecovered')}</p>
      ) : (
        <p>
          {t('emergency.recoveredAt', { time: formatInstant(recoveredAt, i18n.language, now), minutes: took ?? 0 })}{' '}
          {dataGapMinutes !== null && t('emergency.dataGap', { minutes: dataGapMinutes })}
        </p>
      )}
      {goals.length > 0 && (
        <GoalsTable
          goals={goals}
          cell={(goal, which) =>
            which === 'rto' ? (
              <Goal limit={goal.rtoMinutes} real={took} />
            ) : (
              <Goal limit={goal.rpoMinutes} real={recoveredAt === null ? null : dataGapMinutes} />
            )
          }
        />
      )}
      <p>
        {emergency.reportDocumentId === null ? (
          <span className="soft">{t('emergency.noReport')}</span>
        ) : (
          <a href={apiUrl(`/documents/${emergency.reportDocumentId}`)} target="_blank" rel="noreferrer">
            {t('emergency.report')}
          </a>
        )}
      </p>
    </section>
  );
}

/** A goal in minutes and, once it is known, what was reached. */
function Goal({ limit, real }: { readonly limit: number; readonly real: number | null }): React.JSX.Element {
  const { t } = useTranslation();
  const kept = real === null ? null : real <= limit;
  return (
    <span className="goal num" data-kept={kept}>
      {t('emergency.minutes', { count: limit })}
      {kept !== null && ` ${kept ? '✓' : '✕'} ${t(kept ? 'emergency.kept' : 'emergency.missed', { count: real ?? 0 })}`}
    </span>
  );
}
