import type { OnDuty } from '@pledge/contracts';
import { useTranslation } from 'react-i18next';
import { useBilingual } from '../common/bilingual.js';
import { clockOf } from './month-shifts.js';

/** Who is on duty now, in the order in which they are called, with their phones. */
export function OnDutyCard({ duty }: { readonly duty: OnDuty }): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  return (
    <section className="on-duty-card" aria-label={t('roster.now')}>
      <h2>
        {t('roster.now')}
        {duty.rule !== null && <small className="soft"> {say(duty.rule.name)}</small>}
      </h2>
      {duty.people.length === 0 && <p className="red-warning">{t('roster.nobodyNow')}</p>}
      <ol>
        {duty.people.map((one) => (
          <li key={one.shiftId}>
            <span className="soft">{t(`roster.roles.${one.role}`)}</span>
            <strong>{one.displayName}</strong>
            {one.mobile !== null && <a href={`tel:${one.mobile}`}>{one.mobile}</a>}
            <small className="soft">
              {t('roster.until', { time: clockOf(one.until) })}
              {one.signedInAt !== null && ` · ${t('roster.signedIn', { time: clockOf(one.signedInAt) })}`}
              {one.standsInFor !== null && ` · ${t('roster.standsIn', { name: one.standsInFor })}`}
              {one.staysLocal && ` · ${t('roster.staysLocal')}`}
            </small>
          </li>
        ))}
      </ol>
      {duty.absent.map((one) => (
        <p key={one.username} className="red-warning">
          {t('roster.absent', { name: one.displayName })}
        </p>
      ))}
      {duty.hotlineTo !== null && (
        <p className="soft">{t('roster.hotlineTo', { hotline: duty.hotline, mobile: duty.hotlineTo })}</p>
      )}
    </section>
  );
}
