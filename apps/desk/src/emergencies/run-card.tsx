import type { EmergencySummary } from '@pledge/contracts';
import { formatInstant, useNow } from '@pledge/web';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useBilingual } from '../common/bilingual.js';
import { Elapsed } from './elapsed.js';
import { ModeWord } from './mode.js';

/** One run that is not over: the whole card leads to its page. */
export function RunCard({ run }: { readonly run: EmergencySummary }): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  return (
    <li className="run-card" data-mode={run.mode}>
      <Link to={`/emergencies/${run.number}`}>
        <span className="run-head">
          <ModeWord mode={run.mode} /> <span className="num">{run.number}</span>
        </span>
        <strong className="run-title">{run.title}</strong>
        <span className="soft">
          {[say(run.planName) || t('emergency.noPlanYet'), run.partyName].filter(Boolean).join(' · ')}
        </span>
        <span className="run-time">
          {t('emergency.elapsed')} <Elapsed from={run.reportedAt} until={run.recoveredAt} />
          <span className="soft"> {t(`emergency.state.${run.state}`)}</span>
        </span>
      </Link>
    </li>
  );
}

/** Runs that are over, newest first. */
export function PastRuns({ runs }: { readonly runs: readonly EmergencySummary[] }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const say = useBilingual();
  const now = useNow();
  return (
    <section className="runs" aria-labelledby="past-title">
      <h2 id="past-title">{t('emergency.past')}</h2>
      <table className="work-table">
        <thead>
          <tr>
            <th>{t('emergency.modeLabel')}</th>
            <th>{t('emergency.number')}</th>
            <th>{t('emergency.start.what')}</th>
            <th>{t('emergency.plan')}</th>
            <th>{t('emergency.reportedAt')}</th>
            <th>{t('emergency.recoveredIn')}</th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.number}>
              <td data-label={t('emergency.modeLabel')}>
                <ModeWord mode={run.mode} />
              </td>
              <td className="num" data-label={t('emergency.number')}>
                <Link to={`/emergencies/${run.number}`}>{run.number}</Link>
              </td>
              <td className="cell-title">{run.title}</td>
              <td data-label={t('emergency.plan')}>{say(run.planName) || t('common.none')}</td>
              <td className="num soft" data-label={t('emergency.reportedAt')}>
                {formatInstant(run.reportedAt, i18n.language, now)}
              </td>
              <td data-label={t('emergency.recoveredIn')}>
                {run.recoveredAt === null ? (
                  <span className="soft">{t('common.none')}</span>
                ) : (
                  <Elapsed from={run.reportedAt} until={run.recoveredAt} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
