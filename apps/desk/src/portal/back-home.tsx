import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

/** The way back to the three doors. */
export function BackHome(): React.JSX.Element {
  const { t } = useTranslation();
  return (
    <Link to="/" className="back">
      ‹ {t('portal.home')}
    </Link>
  );
}
