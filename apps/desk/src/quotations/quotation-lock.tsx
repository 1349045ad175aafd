import type { Quotation } from '@pledge/contracts';
import { useTranslation } from 'react-i18next';
import { useBilingual } from '../common/bilingual.js';

/** May the charged work begin, and if not, every reason: what the lock itself would answer. */
export function QuotationLock({ quotation }: { readonly quotation: Quotation }): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  const { open, reasons } = quotation.lock;
  return (
    <section aria-labelledby="lock-title">
      <h2 id="lock-title">{t('quotation.lock')}</h2>
      <div className="plan-lock" data-open={open} role="status">
        <strong>{open ? `✓ ${t('quotation.lockOpen')}` : `✕ ${t('quotation.lockShut')}`}</strong>
        {reasons.length > 0 && (
          <ul>
            {reasons.map((reason) => (
              <li key={reason.code}>{say(reason.text)}</li>
            ))}
          </ul>
        )}
      </div>
      {quotation.missing.length > 0 && (
        <>
          <h3>{t('plan.missing')}</h3>
          <ul className="plan-missing">
            {quotation.missing.map((one) => (
              <li key={one.field}>{say(one.text)}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
