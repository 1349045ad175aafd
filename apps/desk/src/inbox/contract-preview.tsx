import { ErrorState, LoadingState } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { getContract } from '../api/customers.js';
import { keys } from '../api/keys.js';

/** What a task is about whose process serves a contract, not a case: the contract in short. */
export function ContractPreview({ number }: { readonly number: string }): React.JSX.Element {
  const { t } = useTranslation();
  const found = useQuery({ queryKey: keys.contract(number), queryFn: () => getContract(number) });
  if (found.isPending) return <LoadingState rows={3} />;
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  const { name, partyName, phase, startsOn, endsOn, deviceCount } = found.data;
  return (
    <>
      <p>
        <span className="num">{number}</span> <strong>{name}</strong>
      </p>
      <dl className="facts">
        <dt>{t('case.customer')}</dt>
        <dd>{partyName}</dd>
        <dt>{t('contract.phase')}</dt>
        <dd>{t(`phase.${phase}`)}</dd>
        <dt>{t('contract.term')}</dt>
        <dd className="num">
          {startsOn} – {endsOn}
        </dd>
        <dt>{t('device.title')}</dt>
        <dd className="num">{deviceCount}</dd>
      </dl>
    </>
  );
}
