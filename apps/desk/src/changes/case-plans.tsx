import type { CaseDetail } from '@pledge/contracts';
import { ErrorState, LoadingState, newIdempotencyKey, problemText, useUser, userHasRole } from '@pledge/web';
import { useMutation, useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { createPlan, listPlans } from '../api/changes.js';
import { keys } from '../api/keys.js';
import { PlanState } from './plan-state.js';

/** The change plans of a case, and the way to begin one. */
export function CasePlans({ detail }: { readonly detail: CaseDetail }): React.JSX.Element {
  const { t } = useTranslation();
  const user = useUser();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [key] = useState(newIdempotencyKey);
  const filter = { caseNumber: detail.number };
  const plans = useQuery({ queryKey: keys.planList(filter), queryFn: () => listPlans(filter) });
  const create = useMutation({
    mutationFn: () => createPlan(detail.number, key),
    onSuccess: ({ id }) => void navigate(`/changes/${id}`),
    onError: (error) => void message.error(problemText(error, t)),
  });
  const over = detail.status === 'closed' || detail.status === 'withdrawn';
  return (
    <section aria-labelledby="case-plans-title">
      <div className="section-head">
        <h2 id="case-plans-title">{t('plan.ofCase')}</h2>
        {!over && userHasRole(user, 'engineer', 'pm', 'manager') && (
          <Button type="link" size="small" loading={create.isPending} onClick={() => create.mutate()}>
            {t('plan.new')}
          </Button>
        )}
      </div>
      {plans.isPending && <LoadingState rows={1} />}
      {plans.isError && <ErrorState error={plans.error} onRetry={() => void plans.refetch()} />}
      {plans.data?.items.length === 0 && <p className="soft">{t('plan.noneOfCase')}</p>}
      <ul className="documents">
        {plans.data?.items.map((plan) => (
          <li key={plan.id}>
            <Link to={`/changes/${plan.id}`}>{plan.title}</Link>
            <span className="soft num">
              {plan.number} · <PlanState plan={plan} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
