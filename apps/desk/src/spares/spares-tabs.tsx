import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';

/** The stock, what is lent, whether contracts are covered, and the stores. */
export function SparesTabs(): React.JSX.Element {
  const { t } = useTranslation();
  return (
    <nav className="link-tabs" aria-label={t('nav.spares')}>
      <NavLink to="/spares" end>
        {t('spares.stock')}
      </NavLink>
      <NavLink to="/spares/loans">{t('spares.loans')}</NavLink>
      <NavLink to="/spares/coverage">{t('spares.coverage')}</NavLink>
      <NavLink to="/spares/stores">{t('spares.stores')}</NavLink>
    </nav>
  );
}
