import type { EmergencyPlan } from '@pledge/contracts';
import { ApiProblem, EmptyState, ErrorState, LoadingState, problemText } from '@pledge/web';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { agreeEmergencyPlan, getEmergencyPlan } from '../api/emergencies.js';
import { keys } from '../api/keys.js';
import { useBilingual } from '../common/bilingual.js';
import { useTitle } from '../common/use-title.js';
import { PlanDrillDue } from '../drills/drills-due.js';
import { EmergencyTabs } from './emergency-tabs.js';
import { PlanContents } from './plan-contents.js';
import { PlanReadiness } from './plan-readiness.js';
import { PlanSignatures } from './plan-signatures.js';
import { ProposalMark, ReadinessNote } from './readiness-note.js';

const PlanEditor = lazy(async () => ({ default: (await import('./plan-editor.js')).PlanEditor }));

/** One plan: what it says, who signed it, what is ready and what is not (S3-19..23, S4-18). */
export function EmergencyPlanPage(): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  const { key = '' } = useParams();
  const found = useQuery({ queryKey: keys.emergencyPlan(key), queryFn: () => getEmergencyPlan(key) });
  useTitle(found.data === undefined ? t('emergency.plans') : say(found.data.content.name));
  if (found.isPending) return <LoadingState rows={10} />;
  if (found.isError) {
    if (found.error instanceof ApiProblem && found.error.status === 404) {
      return (
        <EmptyState title={t('emergency.planNotFound')}>
          <Link to="/emergencies/plans">{t('emergency.plans')}</Link>
        </EmptyState>
      );
    }
    return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  }
  return <PlanView plan={found.data} />;
}

function PlanView({ plan }: { readonly plan: EmergencyPlan }): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [editing, setEditing] = useState(false);
  const { content } = plan;
  const agree = useMutation({
    mutationFn: () => agreeEmergencyPlan(plan.key, plan.version),
    onSuccess: async () => {
      void message.success(t('emergency.signed'));
      await queries.invalidateQueries({ queryKey: keys.emergencyPlans });
    },
    onError: (error) => void message.error(problemText(error, t)),
  });
  return (
    <div className="page emergency-plan">
      <header className="page-head">
        <h1>{t('nav.emergencies')}</h1>
        <EmergencyTabs />
      </header>
      <header className="emergency-plan-head">
        <div>
          <h2>{say(content.name)}</h2>
          <p className="soft">
            {t('emergency.version', { version: plan.version })} · {content.source} ·{' '}
            {t(plan.agreed ? 'emergency.agreed' : 'emergency.notAgreedShort')}{' '}
            {content.proposal && !plan.agreed && <ProposalMark />}
          </p>
          {content.proposal && !plan.agreed && <p>{t('emergency.proposalBody')}</p>}
          <ReadinessNote items={plan.readiness} />
          <PlanDrillDue planKey={plan.key} />
        </div>
        <div className="start-rest">
          {plan.may.edit && !editing && <Button onClick={() => setEditing(true)}>{t('emergency.revise')}</Button>}
          {plan.may.agree && (
            <Button type="primary" loading={agree.isPending} onClick={() => agree.mutate()}>
              {t('emergency.sign', { version: plan.version })}
            </Button>
          )}
        </div>
      </header>
      <div className="emergency-columns">
        <div className="emergency-column">
          {editing ? (
            <Suspense fallback={<LoadingState rows={8} />}>
              <PlanEditor key={plan.version} plan={plan} onClose={() => setEditing(false)} />
            </Suspense>
          ) : (
            <PlanContents content={content} />
          )}
        </div>
        <div className="emergency-column">
          <PlanReadiness plan={plan} />
          <PlanSignatures plan={plan} />
        </div>
      </div>
    </div>
  );
}
