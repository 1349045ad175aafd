import type { CaseDetail } from '@pledge/contracts';
import { ApiProblem, EmptyState, ErrorState, LoadingState } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { getCase } from '../api/cases.js';
import { keys } from '../api/keys.js';
import { useTitle } from '../common/use-title.js';
import { CaseBand } from './case-band.js';
import { CurrentTasks } from './current-tasks.js';
import { Promises } from './promises.js';
import { Standing } from './standing.js';
import { Timeline } from './timeline.js';

/** The staff's page of one case: what is promised, what happens, where it stands. */
export function CasePage(): React.JSX.Element {
  const { t } = useTranslation();
  const { number = '' } = useParams();
  const found = useQuery({ queryKey: keys.case(number), queryFn: () => getCase(number) });
  useTitle(found.data === undefined ? number : `${number} ${found.data.title}`);
  if (found.isPending) return <LoadingState rows={10} />;
  if (found.isError) {
    if (found.error instanceof ApiProblem && found.error.status === 404) {
      return (
        <EmptyState title={t('case.notFound', { number })} body={t('case.notFoundBody')}>
          <Link to="/cases">{t('nav.cases')}</Link>
        </EmptyState>
      );
    }
    return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  }
  return <CaseView detail={found.data} />;
}

function CaseView({ detail }: { readonly detail: CaseDetail }): React.JSX.Element {
  return (
    <div className="case-page">
      <CaseBand detail={detail} />
      <div className="case-columns">
        <Promises number={detail.number} ended={detail.status === 'closed' || detail.status === 'withdrawn'} />
        <div className="case-column happens">
          <CurrentTasks detail={detail} />
          <Timeline number={detail.number} />
        </div>
        <Standing detail={detail} />
      </div>
    </div>
  );
}
