import type { CaseDetail } from '@pledge/contracts';
import { ApiProblem, EmptyState, ErrorState, formatInstant, LoadingState, useNow } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { getCase } from '../api/cases.js';
import { keys } from '../api/keys.js';
import { CaseEvidence } from '../case-page/case-evidence.js';
import { CustomerHead } from '../case-page/customer-head.js';
import { Documents } from '../case-page/documents.js';
import { Promises } from '../case-page/promises.js';
import { Timeline } from '../case-page/timeline.js';
import { useCaseTasks } from '../case-page/use-case-tasks.js';
import { ContractCorrection } from '../common/contract-correction.js';
import { useTitle } from '../common/use-title.js';
import { CaseQuotations } from '../quotations/case-quotations.js';
import { TaskPanel } from '../task/task-panel.js';
import { BackHome } from './back-home.js';

/** The customer's page of one case: where it stands in one sentence, what is promised, what you can do next. */
export function PortalCasePage(): React.JSX.Element {
  const { t } = useTranslation();
  const { number = '' } = useParams();
  const found = useQuery({ queryKey: keys.case(number), queryFn: () => getCase(number) });
  useTitle(found.data === undefined ? number : `${number} ${found.data.title}`);
  if (found.isPending) return <LoadingState rows={8} />;
  if (found.isError) {
    if (found.error instanceof ApiProblem && found.error.status === 404) {
      return (
        <EmptyState title={t('case.notFound', { number })} body={t('portal.caseNotFoundBody')}>
          <Link to="/cases">{t('portal.cases')}</Link>
        </EmptyState>
      );
    }
    return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  }
  return <PortalCase detail={found.data} />;
}

function PortalCase({ detail }: { readonly detail: CaseDetail }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const tasks = useCaseTasks(detail.number);
  const ended = detail.status === 'closed' || detail.status === 'withdrawn';
  const todo = tasks.data?.items.filter((task) => task.may.complete || task.may.claim) ?? [];
  return (
    <article className="portal-case">
      <BackHome />
      <CustomerHead detail={detail} />
      {(detail.contractProblem !== null || todo.length > 0) && (
        <section aria-labelledby="next-title" className="next-step">
          <h2 id="next-title">{t('portal.next')}</h2>
          {detail.contractProblem !== null && <ContractCorrection detail={detail} />}
          {todo.map((task) => (
            <TaskPanel key={task.id} task={task} forCustomer />
          ))}
        </section>
      )}
      {!ended && detail.contractProblem === null && tasks.isSuccess && todo.length === 0 && (
        <p className="soft">{t('portal.nothingToDo')}</p>
      )}
      <Promises number={detail.number} ended={ended} />
      <Timeline number={detail.number} showChain={false} />
      <CaseQuotations detail={detail} />
      <Documents number={detail.number} />
      <CaseEvidence number={detail.number} />
      <section aria-labelledby="facts-title">
        <h2 id="facts-title">{t('case.facts')}</h2>
        <p className="case-description">{detail.description}</p>
        <dl className="facts">
          <dt>{t('case.receivedAt')}</dt>
          <dd className="num">{formatInstant(detail.receivedAt, i18n.language, now)}</dd>
          <dt>{t('case.contract')}</dt>
          <dd className="num">{detail.contractNumber ?? t('common.none')}</dd>
          <dt>{t('case.device')}</dt>
          <dd>
            {detail.device === null
              ? (detail.serialNumber ?? t('common.unknown'))
              : `${detail.device.name} ${detail.device.serialNumber}`}
          </dd>
          <dt>{t('case.contact')}</dt>
          <dd>
            {detail.contact.name} {detail.contact.phone}
          </dd>
        </dl>
      </section>
    </article>
  );
}
