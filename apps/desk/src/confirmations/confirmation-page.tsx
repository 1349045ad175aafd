import type { ConfirmationRequest } from '@pledge/contracts';
import { ApiProblem, apiUrl, EmptyState, ErrorState, formatInstant, LoadingState, useNow, useUser } from '@pledge/web';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { getConfirmation, getConfirmationContent } from '../api/changes.js';
import { keys } from '../api/keys.js';
import { useTitle } from '../common/use-title.js';
import { ConfirmationActions } from './confirmation-actions.js';
import { ConfirmationHead } from './confirmation-head.js';
import { ConfirmationRecords } from './confirmation-records.js';
import { Scans } from './scans.js';
import { SubjectPaper } from './subject-paper.js';

/** One written confirmation for people with an account: read all of it, then confirm, refuse, or bring in the stamped paper. */
export function ConfirmationPage(): React.JSX.Element {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const found = useQuery({ queryKey: keys.confirmation(id), queryFn: () => getConfirmation(id) });
  useTitle(found.data === undefined ? t('confirm.title') : t(`confirm.heading.${found.data.action}`));
  if (found.isPending) return <LoadingState rows={10} />;
  if (found.isError) {
    if (found.error instanceof ApiProblem && found.error.status === 404)
      return <EmptyState title={t('confirm.notFound')} body={t('confirm.notFoundBody')} />;
    return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  }
  return <Confirmation request={found.data} />;
}

function Confirmation({ request }: { readonly request: ConfirmationRequest }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const user = useUser();
  const queries = useQueryClient();
  const language = i18n.language === 'en' ? 'en' : 'zh-CN';
  const content = useQuery({
    queryKey: [...keys.confirmation(request.id), 'content', language],
    queryFn: () => getConfirmationContent(request.id, language),
    staleTime: Infinity,
  });
  const time = (iso: string): string => formatInstant(iso, i18n.language, now);
  const span = `${time(request.window.from)} – ${time(request.window.to)}`;
  const number = `${request.subject.number}-V${String(request.subject.version)}`;
  const refresh = (): void => {
    void queries.invalidateQueries({ queryKey: keys.changes });
    void queries.invalidateQueries({ queryKey: keys.caseAll(request.caseNumber) });
  };
  return (
    <article className="confirmation-page">
      <header>
        <p className="soft">
          <Link to={`/cases/${request.caseNumber}`}>{request.caseNumber}</Link> · {t(`confirm.side.${request.side}`)}
        </p>
        <h1>{t(`confirm.heading.${request.action}`)}</h1>
      </header>
      {request.state !== 'waiting' && (
        <div className="outcome" role="status" data-state={request.state}>
          <h2>{t(`confirm.state.${request.state}`)}</h2>
          {request.decidedAt !== null && <p className="num">{time(request.decidedAt)}</p>}
          {request.reason !== null && <p>{t('confirm.reason', { reason: request.reason })}</p>}
          {request.copyDocumentId !== null && (
            <p className="state-actions">
              <a
                className="button-link"
                href={apiUrl(`/documents/${request.copyDocumentId}`)}
                target="_blank"
                rel="noreferrer"
              >
                {t('sign.copy')}
              </a>
            </p>
          )}
        </div>
      )}
      <ConfirmationHead
        rows={[
          [t('confirm.subject'), request.subject.title],
          [t('confirm.number'), number],
          [t(request.action === 'quotation' ? 'confirm.validity' : 'confirm.window'), span],
          [t('confirm.expected'), request.expected.name],
          [t('confirm.confirmBy'), time(request.confirmBy)],
          [t('confirm.level'), t(`confirm.levels.${String(request.minimumLevel)}`)],
        ]}
      />
      {content.isPending && <LoadingState rows={6} />}
      {content.isError && <ErrorState error={content.error} onRetry={() => void content.refetch()} />}
      {content.data !== undefined && <SubjectPaper sections={content.data.sections} />}
      <p className="state-actions">
        <a href={apiUrl(`/documents/${request.subject.documentId}`)} target="_blank" rel="noreferrer">
          {t('confirm.openPdf', { number })}
        </a>
        {request.subject.kind === 'quotation' && (
          <Link to={`/quotations/${request.subject.id}`}>{t('quotation.open')}</Link>
        )}
        {user.side === 'provider' && request.subject.kind === 'change-plan' && (
          <Link to={`/changes/${request.subject.id}`}>{t('confirm.toPlan')}</Link>
        )}
      </p>
      <p className="soft hash">{t('confirm.hash', { hash: request.subject.hash })}</p>
      <ConfirmationActions request={request} span={span} onDone={refresh} />
      <Scans request={request} number={number} onDone={refresh} />
      <ConfirmationRecords records={request.records} />
    </article>
  );
}
