import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';

/** List and calendar: two views of the same changes. */
export function ChangesTabs(): React.JSX.Element {
  const { t } = useTranslation();
  return (
    <nav className="link-tabs" aria-label={t('nav.changes')}>
      <NavLink to="/changes" end>
        {t('plan.list')}
      </NavLink>
      <NavLink to="/changes/calendar">{t('plan.calendar')}</NavLink>
    </nav>
  );
}
