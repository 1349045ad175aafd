import type { EmergencyPlan } from '@pledge/contracts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useBilingual } from '../common/bilingual.js';
import { ProposalMark, ReadinessNote } from './readiness-note.js';

/** A plan that can be started: why, what is not ready, whether both parties agreed, and the one button. */
export function PlanChoice(props: {
  readonly plan: EmergencyPlan;
  /** Trigger condition that holds. */
  readonly why: string;
  readonly busy: boolean;
  readonly onStart: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  const { plan } = props;
  const { content } = plan;
  return (
    <li className="plan-choice">
      <div>
        <p>
          <strong>{say(content.name)}</strong>{' '}
          <Link to={`/emergencies/plans/${plan.key}`}>{t('emergency.version', { version: plan.version })}</Link>{' '}
          {content.proposal && !plan.agreed && <ProposalMark />}
        </p>
        <p className="soft">{props.why}</p>
        {!plan.agreed && <p className="soft">{t('emergency.notAgreed')}</p>}
        <ReadinessNote items={plan.readiness} />
      </div>
      <Button type="primary" size="large" loading={props.busy} onClick={props.onStart}>
        {t('emergency.start.go', { name: say(content.name) })}
      </Button>
    </li>
  );
}
