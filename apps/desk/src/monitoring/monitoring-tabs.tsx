import { userHasRole, useUser } from '@pledge/web';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';

/** Alerts for everybody here; rules and sources for administrators. */
export function MonitoringTabs(): React.JSX.Element {
  const { t } = useTranslation();
  const user = useUser();
  return (
    <nav className="link-tabs" aria-label={t('nav.monitoring')}>
      <NavLink to="/monitoring" end>
        {t('monitoring.unmatched')}
      </NavLink>
      <NavLink to="/monitoring/alerts">{t('monitoring.all')}</NavLink>
      {userHasRole(user, 'admin') && (
        <>
          <NavLink to="/monitoring/rules">{t('monitoring.rules')}</NavLink>
          <NavLink to="/monitoring/sources">{t('monitoring.sources')}</NavLink>
        </>
      )}
    </nav>
  );
}
