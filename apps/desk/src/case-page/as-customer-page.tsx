import { ErrorState, LoadingState } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { getCase } from '../api/cases.js';
import { keys } from '../api/keys.js';
import { useTitle } from '../common/use-title.js';
import { CustomerHead } from './customer-head.js';
import { Documents } from './documents.js';
import { Promises } from './promises.js';
import { Timeline } from './timeline.js';

/** The case as the customer reads it, for whoever is about to telephone them; nothing can be done here. */
export function AsCustomerPage(): React.JSX.Element {
  const { t } = useTranslation();
  const { number = '' } = useParams();
  const found = useQuery({ queryKey: keys.case(number), queryFn: () => getCase(number) });
  useTitle(`${number} ${t('case.asCustomer')}`);
  if (found.isPending) return <LoadingState rows={8} />;
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  return (
    <div className="page as-customer-page">
      <p className="as-customer-note" role="note">
        <strong>{t('case.asCustomer')}</strong> {t('case.asCustomerHint')}{' '}
        <Link to={`/cases/${number}`}>{t('case.backToCase')}</Link>
      </p>
      <article className="portal-case">
        <CustomerHead detail={found.data} />
        <Promises number={number} ended />
        <Timeline number={number} showChain={false} />
        <Documents number={number} />
      </article>
    </div>
  );
}
