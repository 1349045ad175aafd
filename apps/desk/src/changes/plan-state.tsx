import type { ChangePlanSummary } from '@pledge/contracts';
import { useTranslation } from 'react-i18next';

/** State and outcome of a plan in words, with the version in force. */
export function PlanState({
  plan,
}: {
  readonly plan: Pick<ChangePlanSummary, 'state' | 'outcome' | 'version'>;
}): React.JSX.Element {
  const { t } = useTranslation();
  return (
    <span>
      {plan.outcome === null ? t(`plan.state.${plan.state}`) : t(`plan.outcome.${plan.outcome}`)}
      {plan.version !== null && <span className="soft"> V{plan.version}</span>}
    </span>
  );
}
