import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';

/** The roster and what it is drafted from. */
export function RosterTabs(): React.JSX.Element {
  const { t } = useTranslation();
  return (
    <nav className="link-tabs roster-tabs" aria-label={t('nav.roster')}>
      <NavLink to="/roster" end>
        {t('duty.tabs.month')}
      </NavLink>
      <NavLink to="/roster/rules">{t('duty.tabs.rules')}</NavLink>
      <NavLink to="/roster/contacts">{t('duty.tabs.contacts')}</NavLink>
      <NavLink to="/roster/leave">{t('duty.tabs.leave')}</NavLink>
      <NavLink to="/roster/key-periods">{t('duty.tabs.keyPeriods')}</NavLink>
    </nav>
  );
}
