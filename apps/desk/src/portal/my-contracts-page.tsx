import { EmptyState, ErrorState, LoadingState } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listContracts } from '../api/customers.js';
import { keys } from '../api/keys.js';
import { useTitle } from '../common/use-title.js';
import { ContractRows } from '../customers/customers-page.js';
import { BackHome } from './back-home.js';

/** The customer's own contracts, with their promises behind each. */
export function MyContractsPage(): React.JSX.Element {
  const { t } = useTranslation();
  useTitle(t('portal.contracts'));
  const contracts = useQuery({ queryKey: [...keys.contracts, 'own'], queryFn: () => listContracts() });
  return (
    <>
      <BackHome />
      <h1>{t('portal.contracts')}</h1>
      {contracts.isPending && <LoadingState rows={4} />}
      {contracts.isError && <ErrorState error={contracts.error} onRetry={() => void contracts.refetch()} />}
      {contracts.data?.items.length === 0 && <EmptyState title={t('customers.noContracts')} />}
      {(contracts.data?.items.length ?? 0) > 0 && <ContractRows own items={contracts.data?.items ?? []} />}
    </>
  );
}
