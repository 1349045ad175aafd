import { ErrorState, formatInstant, LoadingState, useNow, useUser } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { drillsDue } from '../api/drills.js';
import { keys } from '../api/keys.js';
import { useBilingual } from '../common/bilingual.js';

/** Every special plan with its last drill and the next date (S3-19). */
export function DrillsDue(): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const say = useBilingual();
  const now = useNow();
  const found = useQuery({ queryKey: keys.drillsDue, queryFn: drillsDue });
  const time = (iso: string | null): string => (iso === null ? '—' : formatInstant(iso, i18n.language, now));
  if (found.isPending) return <LoadingState rows={5} />;
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  return (
    <>
      <p className="soft page-note">{t('drill.dueIntro')}</p>
      <table className="work-table">
        <thead>
          <tr>
            <th>{t('drill.plan')}</th>
            <th>{t('drill.last')}</th>
            <th>{t('drill.next')}</th>
            <th>{t('drill.underWay')}</th>
          </tr>
        </thead>
        <tbody>
          {found.data.items.map((one) => (
            <tr key={one.planKey}>
              <td className="cell-title">{say(one.planName)}</td>
              <td data-label={t('drill.last')}>
                {one.lastNumber === null ? (
                  t('drill.never')
                ) : (
                  <>
                    <Link to={`/drills/${one.lastNumber}`} className="num">
                      {time(one.lastAt)}
                    </Link>
                    {one.lastGrade !== null && <span className="soft"> · {t(`drill.grade.${one.lastGrade}`)}</span>}
                  </>
                )}
              </td>
              <td className="num" data-label={t('drill.next')} data-late={one.due}>
                {one.due ? `✕ ${t('drill.due')}` : time(one.dueAt)}
              </td>
              <td className="num" data-label={t('drill.underWay')}>
                {one.openNumber !== null ? (
                  <Link to={`/drills/${one.openNumber}`}>{one.openNumber}</Link>
                ) : (
                  <Link to={`/drills/new?plan=${one.planKey}`}>{t('drill.new')}</Link>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** On the page of a plan: when it was drilled last, and whether a drill is due. */
export function PlanDrillDue({ planKey }: { readonly planKey: string }): React.JSX.Element | null {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const staff = useUser().side === 'provider';
  const found = useQuery({ queryKey: keys.drillsDue, queryFn: drillsDue, enabled: staff });
  const one = found.data?.items.find((each) => each.planKey === planKey);
  if (one === undefined) return null;
  return (
    <p data-late={one.due}>
      {one.due ? `✕ ${t('drill.due')}` : t('drill.dueBy', { time: formatInstant(one.opensAt, i18n.language, now) })}{' '}
      <Link to={one.openNumber !== null ? `/drills/${one.openNumber}` : `/drills/new?plan=${planKey}`}>
        {one.openNumber ?? t('drill.new')}
      </Link>
    </p>
  );
}
