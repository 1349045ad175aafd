import type { Drill } from '@pledge/contracts';
import { formatInstant, useNow } from '@pledge/web';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

/** The score beside goals and limits: what was met and what each step earned. */
export function DrillScoreView({ drill }: { readonly drill: Drill }): React.JSX.Element | null {
  const { t, i18n } = useTranslation();
  const { score, measurement } = drill;
  if (score === null || measurement === null) return null;
  const names = new Map(drill.steps.map((step) => [step.elementId, i18n.language === 'en' ? step.nameEn : step.name]));
  const goal = (met: boolean): string => (met ? `✓ ${t('drill.met')}` : `✕ ${t('drill.missed')}`);
  return (
    <section aria-labelledby="drill-score-title">
      <h2 id="drill-score-title">{t('drill.score')}</h2>
      <p className="drill-total">
        <strong className="num">{score.total}</strong> {t(`drill.grade.${score.grade}`)}
        <span className="soft"> · {t(score.goalsMet ? 'drill.goalsMet' : 'drill.goalsMissed')}</span>
      </p>
      <div className="drill-scroll" role="region" tabIndex={0} aria-labelledby="drill-score-title">
        <table className="work-table">
          <thead>
            <tr>
              <th>{t('drill.item')}</th>
              <th>{t('drill.goal')}</th>
              <th>{t('drill.actual')}</th>
              <th>{t('drill.result')}</th>
              <th>{t('drill.points')}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <td className="cell-title">{t('drill.rto')}</td>
              <td className="num" data-label={t('drill.goal')}>
                {t('drill.minutes', { count: measurement.rtoMinutes })}
              </td>
              <td className="num" data-label={t('drill.actual')}>
                {measurement.restoreMinutes === null ? '—' : t('drill.minutes', { count: measurement.restoreMinutes })}
              </td>
              <td data-label={t('drill.result')}>{goal(score.restoreMet)}</td>
              <td className="num" data-label={t('drill.points')}>
                {score.restorePoints}
              </td>
            </tr>
            <tr>
              <td className="cell-title">{t('drill.rpo')}</td>
              <td className="num" data-label={t('drill.goal')}>
                {t('drill.minutes', { count: measurement.rpoMinutes })}
              </td>
              <td className="num" data-label={t('drill.actual')}>
                {measurement.dataGapMinutes === null ? '—' : t('drill.minutes', { count: measurement.dataGapMinutes })}
              </td>
              <td data-label={t('drill.result')}>{goal(score.dataMet)}</td>
              <td className="num" data-label={t('drill.points')}>
                {score.dataPoints}
              </td>
            </tr>
            <tr>
              <td className="cell-title">{t('drill.injects')}</td>
              <td className="num" data-label={t('drill.goal')}>
                {measurement.injectsAsked}
              </td>
              <td className="num" data-label={t('drill.actual')}>
                {measurement.injectsAnswered}
              </td>
              <td data-label={t('drill.result')}>{goal(measurement.injectsAnswered >= measurement.injectsAsked)}</td>
              <td className="num" data-label={t('drill.points')}>
                {Math.round(score.injectPoints)}
              </td>
            </tr>
            {measurement.steps.map((step, index) => {
              const points = score.rated[index]?.points ?? null;
              return (
                <tr key={`${step.elementId}/${step.startedAt}`}>
                  <td className="cell-title drill-step">{names.get(step.elementId) ?? step.name}</td>
                  <td className="num" data-label={t('drill.goal')}>
                    {step.limit === null ? '—' : t('drill.minutes', { count: step.limit })}
                  </td>
                  <td className="num" data-label={t('drill.actual')}>
                    {t('drill.minutes', { count: step.minutes })}
                  </td>
                  <td data-label={t('drill.result')}>{step.limit === null ? '—' : goal(step.minutes <= step.limit)}</td>
                  <td className="num" data-label={t('drill.points')}>
                    {points ?? '—'}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {drill.evaluation !== null && drill.evaluation !== '' && (
        <>
          <h3>{t('drill.evaluation')}</h3>
          <p className="plan-text">{drill.evaluation}</p>
        </>
      )}
    </section>
  );
}

/** This drill beside the former ones of the plan, in all and step by step. */
export function DrillComparison({ drill }: { readonly drill: Drill }): React.JSX.Element | null {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const { score, measurement, former } = drill;
  if (score === null || measurement === null) return null;
  const totals = new Map<string, number>();
  for (const { elementId, minutes } of measurement.steps) totals.set(elementId, (totals.get(elementId) ?? 0) + minutes);
  const names = new Map(drill.steps.map((step) => [step.elementId, i18n.language === 'en' ? step.nameEn : step.name]));
  return (
    <section aria-labelledby="drill-compare-title">
      <h2 id="drill-compare-title">{t('drill.comparison')}</h2>
      {former.length === 0 ? (
        <p className="soft">{t('drill.noFormer')}</p>
      ) : (
        <div className="drill-scroll" role="region" tabIndex={0} aria-labelledby="drill-compare-title">
          <table className="work-table drill-compare">
            <thead>
              <tr>
                <th>{t('drill.item')}</th>
                <th>{t('drill.thisOne')}</th>
                {former.map((one) => (
                  <th key={one.number}>
                    <Link to={`/drills/${one.number}`} className="num">
                      {formatInstant(one.overAt, i18n.language, now)}
                    </Link>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              <tr>
                <td className="cell-title">{t('drill.points')}</td>
                <td className="num">
                  {score.total} {t(`drill.grade.${score.grade}`)}
                </td>
                {former.map((one) => (
                  <td key={one.number} className="num">
                    {one.total} {t(`drill.grade.${one.grade}`)}
                  </td>
                ))}
              </tr>
              <tr>
                <td className="cell-title">{t('drill.rto')}</td>
                <td className="num">{measurement.restoreMinutes ?? '—'}</td>
                {former.map((one) => (
                  <td key={one.number} className="num">
                    {one.restoreMinutes ?? '—'}
                  </td>
                ))}
              </tr>
              {[...totals].map(([elementId, minutes]) => (
                <tr key={elementId}>
                  <td className="cell-title drill-step">{names.get(elementId) ?? elementId}</td>
                  <td className="num">{minutes}</td>
                  {former.map((one) => (
                    <td key={one.number} className="num">
                      {one.steps[elementId] ?? '—'}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
