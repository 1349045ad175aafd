import type { EvidenceState, TimeStampState } from '@pledge/contracts';
import { formatInstant, useNow } from '@pledge/web';
import { useTranslation } from 'react-i18next';

/** Which third party vouches for times, what it gave, and what it did not. */
export function TimeStampsNote({ state }: { readonly state: EvidenceState['timeStamps'] }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const { authority, stamped, waiting, missing, lastFailure } = state;
  if (authority === null && stamped + waiting + missing === 0) return <p className="soft">{t('evidence.stampsOff')}</p>;
  return (
    <>
      <p className="soft">{t('evidence.stamps', { authority: authority ?? '—', stamped, waiting, missing })}</p>
      {lastFailure?.problem != null && (
        <p className="soft" role="status">
          {t('evidence.lastFailure', {
            time: formatInstant(lastFailure.triedAt, i18n.language, now),
            reason: t(`evidence.stampProblem.${lastFailure.problem}`),
          })}
          {lastFailure.detail !== null && ` (${lastFailure.detail})`}
        </p>
      )}
    </>
  );
}

/** The time stamp of one anchor. */
export function TimeStampCell({ stamp }: { readonly stamp: TimeStampState | null }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const now = useNow();
  if (stamp === null) return <>—</>;
  if (stamp.at !== null)
    return (
      <>
        {formatInstant(stamp.at, i18n.language, now)} {stamp.authority}
      </>
    );
  return <>{t('evidence.stampWaiting', { reason: t(`evidence.stampProblem.${stamp.problem ?? 'malformed'}`) })}</>;
}
