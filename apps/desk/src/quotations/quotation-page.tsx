import type { Quotation } from '@pledge/contracts';
import { ApiProblem, EmptyState, ErrorState, formatInstant, LoadingState, useNow, useUser } from '@pledge/web';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { keys } from '../api/keys.js';
import { getQuotation } from '../api/quotations.js';
import { PlanConfirmations } from '../changes/plan-confirmations.js';

import { PlanVersions } from '../changes/plan-versions.js';
import { useTitle } from '../common/use-title.js';
import { usePeople } from '../common/use-people.js';
import { QuotationEditor } from './quotation-editor.js';
import { QuotationLock } from './quotation-lock.js';
import { QuotationTasks } from './quotation-tasks.js';
import { QuotationView } from './quotation-view.js';

/** One quotation (F-13): what is to be paid, whether the work may begin, who has answered, and the step that is open. */
export function QuotationPage(): React.JSX.Element {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const found = useQuery({ queryKey: keys.quotation(id), queryFn: () => getQuotation(id) });
  useTitle(found.data === undefined ? t('quotation.title') : `${found.data.number} ${found.data.title}`);
  if (found.isPending) return <LoadingState rows={10} />;
  if (found.isError) {
    if (found.error instanceof ApiProblem && found.error.status === 404)
      return <EmptyState title={t('quotation.notFound')} body={t('plan.notFoundBody')} />;
    return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  }
  return <One quotation={found.data} />;
}

function One({ quotation }: { readonly quotation: Quotation }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const queries = useQueryClient();
  const person = usePeople();
  const provider = useUser().side === 'provider';
  const [editing, setEditing] = useState(false);
  const time = (iso: string): string => formatInstant(iso, i18n.language, now);
  const { version } = quotation;
  return (
    <div className="plan-page">
      <header className="plan-head">
        <p className="soft">
          <span className="num">
            {quotation.number}
            {version !== null && `-V${String(version)}`}
          </span>{' '}
          · {t(`quotation.state.${quotation.outcome ?? quotation.state}`)} ·{' '}
          <Link to={`/cases/${quotation.caseNumber}`}>{quotation.caseNumber}</Link>
        </p>
        <h1>{quotation.title}</h1>
        <p className="soft num">
          ¥{quotation.total}
          {quotation.validUntil !== null && ` · ${t('quotation.until', { time: time(quotation.validUntil) })}`}
          {provider && ` · ${t('plan.written', { name: person(quotation.createdBy), time: time(quotation.editedAt) })}`}
        </p>
      </header>
      <div className="plan-columns" data-editing={editing}>
        <div className="plan-main">
          {!editing && provider && <QuotationTasks quotation={quotation} />}
          <section aria-labelledby="content-title">
            <div className="section-head">
              <h2 id="content-title">{t('quotation.content')}</h2>
              {quotation.may.edit && !editing && (
                <Button type={quotation.state === 'draft' ? 'primary' : 'default'} onClick={() => setEditing(true)}>
                  {t('quotation.edit')}
                </Button>
              )}
            </div>
            {editing ? (
              <QuotationEditor
                quotation={quotation}
                onCancel={() => setEditing(false)}
                onSaved={() => {
                  setEditing(false);
                  void queries.invalidateQueries({ queryKey: keys.changes });
                  void queries.invalidateQueries({ queryKey: keys.caseAll(quotation.caseNumber) });
                }}
              />
            ) : (
              <QuotationView quotation={quotation} />
            )}
          </section>
        </div>
        <aside className="plan-side">
          <QuotationLock quotation={quotation} />
          <PlanConfirmations plan={quotation} />
          <PlanVersions plan={quotation} />
        </aside>
      </div>
    </div>
  );
}
