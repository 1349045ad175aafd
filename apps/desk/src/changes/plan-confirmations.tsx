import type { ChangePlan } from '@pledge/contracts';
import { useTranslation } from 'react-i18next';
import { RequestLine } from '../confirmations/request-line.js';

/** Who was asked to confirm, newest version first; what is still missing stands in the lock above. */
export function PlanConfirmations({
  plan,
}: {
  readonly plan: Pick<ChangePlan, 'confirmations' | 'version'>;
}): React.JSX.Element {
  const { t } = useTranslation();
  const now = plan.confirmations.filter((one) => one.state !== 'void' && one.subject.version === plan.version);
  const before = plan.confirmations.filter((one) => !now.includes(one));
  return (
    <section aria-labelledby="confirmations-title">
      <h2 id="confirmations-title">{t('plan.confirmations')}</h2>
      {plan.confirmations.length === 0 && <p className="soft">{t('plan.noConfirmations')}</p>}
      <ul className="request-lines">
        {now.map((request) => (
          <RequestLine key={request.id} request={request} />
        ))}
      </ul>
      {before.length > 0 && (
        <details>
          <summary>{t('plan.before', { count: before.length })}</summary>
          <ul className="request-lines">
            {[...before].reverse().map((request) => (
              <RequestLine key={request.id} request={request} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
