import type { DutyReason } from '@pledge/contracts';
import { useTranslation } from 'react-i18next';

/** Why a place has whom it has, sentence by sentence. */
export function ReasonText({ reason }: { readonly reason: DutyReason }): React.JSX.Element {
  const { t } = useTranslation();
  return (
    <div className="roster-reason">
      <p>{t(`roster.codes.${reason.code}`)}</p>
      {reason.points !== null && (
        <p className="soft">{t('roster.pointsBefore', { points: reason.points, count: reason.candidates })}</p>
      )}
      {reason.by !== null && (
        <p className="soft">{t('roster.decidedBy', { by: reason.by, note: reason.note ?? '' })}</p>
      )}
      {reason.hindered.length > 0 && (
        <ul>
          {reason.hindered.map((one) => (
            <li key={`${one.username}-${one.why}`}>
              {one.displayName}: {t(`roster.why.${one.why}`)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
