import type { ChangePlan } from '@pledge/contracts';
import { useTranslation } from 'react-i18next';
import { useBilingual } from '../common/bilingual.js';

/** May it be carried out now, and if not, every reason: what the lock itself would answer. */
export function PlanLock({ plan }: { readonly plan: ChangePlan }): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  const { open, reasons } = plan.lock;
  const over = plan.state === 'implemented' || plan.state === 'closed';
  const title = over ? t('plan.lockOver') : open ? `✓ ${t('plan.lockOpen')}` : `✕ ${t('plan.lockShut')}`;
  return (
    <section aria-labelledby="lock-title">
      <h2 id="lock-title">{t('plan.lock')}</h2>
      <div className="plan-lock" data-open={open} role="status">
        <strong>{title}</strong>
        {reasons.length > 0 && (
          <ul>
            {reasons.map((reason) => (
              <li key={`${reason.code}-${reason.text.zh}`}>{say(reason.text)}</li>
            ))}
          </ul>
        )}
      </div>
      {plan.missing.length > 0 && (
        <>
          <h3>{t('plan.missing')}</h3>
          <ul className="plan-missing">
            {plan.missing.map((one) => (
              <li key={one.field}>{say(one.text)}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
