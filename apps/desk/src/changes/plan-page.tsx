import type { ChangePlan } from '@pledge/contracts';
import { ApiProblem, EmptyState, ErrorState, formatInstant, LoadingState, useNow } from '@pledge/web';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { getPlan } from '../api/changes.js';
import { keys } from '../api/keys.js';
import { usePeople } from '../common/use-people.js';
import { useTitle } from '../common/use-title.js';
import { PlanCommandsSection } from './plan-commands.js';
import { PlanConfirmations } from './plan-confirmations.js';
import { PlanEditor } from './plan-editor.js';
import { PlanLock } from './plan-lock.js';
import { PlanTasks } from './plan-tasks.js';
import { PlanVersions } from './plan-versions.js';
import { PlanView } from './plan-view.js';

/** One change plan (F-04): what it says, whether it may be carried out, who has confirmed it, and the step that is open. */
export function PlanPage(): React.JSX.Element {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const found = useQuery({ queryKey: keys.plan(id), queryFn: () => getPlan(id) });
  useTitle(found.data === undefined ? t('nav.changes') : `${found.data.number} ${found.data.title}`);
  if (found.isPending) return <LoadingState rows={10} />;
  if (found.isError) {
    if (found.error instanceof ApiProblem && found.error.status === 404) {
      return (
        <EmptyState title={t('plan.notFound')} body={t('plan.notFoundBody')}>
          <Link to="/changes">{t('nav.changes')}</Link>
        </EmptyState>
      );
    }
    return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  }
  return <Plan plan={found.data} />;
}

function Plan({ plan }: { readonly plan: ChangePlan }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const queries = useQueryClient();
  const person = usePeople();
  const [editing, setEditing] = useState(false);
  const time = (iso: string): string => formatInstant(iso, i18n.language, now);
  const { window } = plan.content;
  const carriedOut = plan.state === 'implemented' || plan.outcome === 'done';
  return (
    <div className="plan-page">
      <header className="plan-head">
        <p className="soft">
          <span className="num">
            {plan.number}
            {plan.version !== null && `-V${String(plan.version)}`}
          </span>{' '}
          · {t(`plan.state.${plan.state}`)}
          {plan.outcome !== null && ` · ${t(`plan.outcome.${plan.outcome}`)}`} ·{' '}
          <Link to={`/cases/${plan.caseNumber}`}>{plan.caseNumber}</Link>
        </p>
        <h1>{plan.title}</h1>
        <p className="soft num">
          {window !== null && `${t('confirm.window')} ${time(window.from)} – ${time(window.to)} · `}
          {t('plan.written', { name: person(plan.createdBy), time: time(plan.editedAt) })}
        </p>
      </header>
      <div className="plan-columns" data-editing={editing}>
        <div className="plan-main">
          {!editing && <PlanTasks plan={plan} />}
          {!editing && <PlanCommandsSection plan={plan} />}
          <section aria-labelledby="content-title">
            <div className="section-head">
              <h2 id="content-title">{t('plan.content')}</h2>
              {plan.may.edit && !editing && (
                <Button type={plan.state === 'draft' ? 'primary' : 'default'} onClick={() => setEditing(true)}>
                  {t('plan.edit')}
                </Button>
              )}
            </div>
            {editing ? (
              <PlanEditor
                plan={plan}
                onCancel={() => setEditing(false)}
                onSaved={() => {
                  setEditing(false);
                  void queries.invalidateQueries({ queryKey: keys.changes });
                  void queries.invalidateQueries({ queryKey: keys.caseAll(plan.caseNumber) });
                }}
              />
            ) : (
              <PlanView plan={plan} />
            )}
          </section>
        </div>
        <aside className="plan-side">
          <PlanLock plan={plan} />
          <PlanConfirmations plan={plan} />
          <PlanVersions plan={plan} carriedOut={carriedOut ? plan.version : null} />
        </aside>
      </div>
    </div>
  );
}
