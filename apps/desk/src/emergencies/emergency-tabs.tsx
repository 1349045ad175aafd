import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';

/** What runs, and the plans that could. */
export function EmergencyTabs(): React.JSX.Element {
  const { t } = useTranslation();
  return (
    <nav className="link-tabs" aria-label={t('nav.emergencies')}>
      <NavLink to="/emergencies" end>
        {t('emergency.console')}
      </NavLink>
      <NavLink to="/emergencies/plans">{t('emergency.plans')}</NavLink>
    </nav>
  );
}
