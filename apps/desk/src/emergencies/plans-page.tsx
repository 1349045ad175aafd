import type { EmergencyPlan } from '@pledge/contracts';
import { ErrorState, formatInstant, LoadingState, useNow, useUser } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { listEmergencyPlans } from '../api/emergencies.js';
import { keys } from '../api/keys.js';
import { useBilingual } from '../common/bilingual.js';
import { useTitle } from '../common/use-title.js';
import { EmergencyTabs } from './emergency-tabs.js';
import { PackBar } from './pack-bar.js';
import { ProposalMark, ReadinessNote } from './readiness-note.js';

/** The plan library: what there is, whether both parties signed it, what is not ready (Y12, Y13). */
export function PlansPage(): React.JSX.Element {
  const { t } = useTranslation();
  useTitle(t('emergency.plans'));
  const staff = useUser().side === 'provider';
  const plans = useQuery({ queryKey: keys.emergencyPlans, queryFn: listEmergencyPlans });
  return (
    <div className="page plan-library">
      <header className="page-head">
        <h1>{t('nav.emergencies')}</h1>
        <EmergencyTabs />
      </header>
      {staff && <PackBar mayPrint={plans.data?.items.some((plan) => plan.may.edit) === true} />}
      {plans.isPending && <LoadingState rows={6} />}
      {plans.isError && <ErrorState error={plans.error} onRetry={() => void plans.refetch()} />}
      {plans.isSuccess && (
        <ul className="plan-cards">
          {plans.data.items.map((plan) => (
            <PlanCard key={plan.key} plan={plan} />
          ))}
        </ul>
      )}
    </div>
  );
}

function PlanCard({ plan }: { readonly plan: EmergencyPlan }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const say = useBilingual();
  const now = useNow();
  const { content } = plan;
  const open = plan.readiness.filter((item) => !item.overdue && item.result !== 'unfit');
  const next = open.toSorted((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt))[0];
  return (
    <li className="plan-card">
      <h2>
        <Link to={`/emergencies/plans/${plan.key}`}>{say(content.name)}</Link>
      </h2>
      <p>
        {t('emergency.version', { version: plan.version })} ·{' '}
        {t(plan.agreed ? 'emergency.agreed' : 'emergency.notAgreedShort')}{' '}
        {content.proposal && !plan.agreed && <ProposalMark />}
      </p>
      <p>{say(content.trigger)}</p>
      <p className="soft">
        {content.goals
          .map((goal) =>
            t('emergency.goalLine', { service: say(goal.service), rto: goal.rtoMinutes, rpo: goal.rpoMinutes }),
          )
          .join(t('emergency.listSemicolon'))}
      </p>
      <ReadinessNote items={plan.readiness} />
      {next !== undefined && (
        <p className="soft">
          {t('emergency.nextCheck', { name: say(next.name), time: formatInstant(next.dueAt, i18n.language, now) })}
        </p>
      )}
    </li>
  );
}
