import { EmptyState } from '@pledge/web';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useTitle } from '../common/use-title.js';

/** 404: what the address could have been and where to go. */
export function NotFound(): React.JSX.Element {
  const { t } = useTranslation();
  useTitle(t('notFound.title'));
  return (
    <EmptyState title={t('notFound.title')} body={t('notFound.body')}>
      <Link to="/">{t('notFound.home')}</Link>
    </EmptyState>
  );
}
