import { joined } from '@pledge/web';
import type { Roster } from '@pledge/contracts';
import { useTranslation } from 'react-i18next';
import { shortName } from './month-shifts.js';

/** Gaps, cut rests, fairness, and the points of everybody. */
export function RosterScores({ roster }: { readonly roster: Roster }): React.JSX.Element {
  const { t } = useTranslation();
  const { scores, earlyLeave } = roster;
  const most = Math.max(1, ...scores.people.map((one) => one.before + one.here));
  return (
    <section className="roster-scores">
      <dl>
        <div data-bad={scores.gaps > 0}>
          <dt className="soft">{t('roster.gaps')}</dt>
          <dd className="num">
            {scores.gaps} / {scores.places}
          </dd>
        </div>
        <div>
          <dt className="soft">{t('roster.cutRests')}</dt>
          <dd className="num">{scores.cutRests}</dd>
        </div>
        <div>
          <dt className="soft">{t('roster.fairness')}</dt>
          <dd className="num">{scores.fairness}</dd>
        </div>
      </dl>
      <ul>
        {scores.people.map((one) => (
          <li key={one.username}>
            <span>{shortName(one.displayName)}</span>
            <span className="roster-bar" role="presentation">
              <span data-part="before" style={{ width: `${(one.before / most) * 100}%` }} />
              <span data-part="here" style={{ width: `${(one.here / most) * 100}%` }} />
            </span>
            <small className="soft num">{t('roster.points', { here: one.here, shifts: one.shifts })}</small>
          </li>
        ))}
      </ul>
      {earlyLeave.length > 0 && (
        <p>
          <strong>{t('roster.earlyLeave')}</strong>{' '}
          {joined(earlyLeave.map((one) => `${shortName(one.displayName)} ${one.date.slice(5)}`))}
        </p>
      )}
    </section>
  );
}
