import type { TaskView } from '@pledge/contracts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { listPlans } from '../api/changes.js';
import { keys } from '../api/keys.js';

/** The way from a step to the change plan that its process is about; nothing for other steps, or on the plan's own page. */
export function PlanLink({ task }: { readonly task: TaskView }): React.JSX.Element | null {
  const { t } = useTranslation();
  const location = useLocation();
  const filter = { caseNumber: task.caseNumber ?? '' };
  const plans = useQuery({
    queryKey: keys.planList(filter),
    queryFn: () => listPlans(filter),
    enabled: task.caseNumber !== null,
  });
  const plan = plans.data?.items.find((one) => one.processInstanceId === task.processInstanceId);
  if (plan === undefined || location.pathname === `/changes/${plan.id}`) return null;
  return (
    <p>
      <Link to={`/changes/${plan.id}`}>{t('plan.taskOf', { number: `${plan.number} ${plan.title}` })}</Link>
    </p>
  );
}
