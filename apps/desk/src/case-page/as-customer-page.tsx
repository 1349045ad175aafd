import type { CaseDetail } from '@pledge/contracts';
import { Countdown, ErrorState, LoadingState } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { getCase } from '../api/cases.js';
import { keys } from '../api/keys.js';
import { useBilingual, useSeverityLabel } from '../common/bilingual.js';
import { useTitle } from '../common/use-title.js';
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
      <CustomerCase detail={found.data} />
    </div>
  );
}

function CustomerCase({ detail }: { readonly detail: CaseDetail }): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  const severity = useSeverityLabel();
  return (
    <article className="portal-case">
      <header>
        <p className="soft">
          <span className="num">{detail.number}</span> · {t(`caseStatus.${detail.status}`)}
          {detail.severity !== null && ` · ${severity(detail.severity)}`}
        </p>
        <h1>{detail.title}</h1>
        <p className="status-sentence">{say(detail.statusSentence)}</p>
        {detail.headline !== null && (
          <Countdown clock={detail.headline} about={say(detail.headline.metricName)} size="large" />
        )}
      </header>
      <Promises number={detail.number} ended />
      <Timeline number={detail.number} showChain={false} />
      <Documents number={detail.number} />
    </article>
  );
}
