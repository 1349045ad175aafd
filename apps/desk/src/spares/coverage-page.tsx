import { EmptyState, ErrorState, joined, LoadingState } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { keys } from '../api/keys.js';
import { spareCoverage } from '../api/spares.js';
import { useTitle } from '../common/use-title.js';
import { SparesTabs } from './spares-tabs.js';

/** Devices of every contract against the stock: 100 % or what is missing (S0i-26). */
export function CoveragePage(): React.JSX.Element {
  const { t } = useTranslation();
  useTitle(t('spares.coverage'));
  const found = useQuery({ queryKey: keys.spareCoverage, queryFn: spareCoverage });
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('nav.spares')}</h1>
        <SparesTabs />
      </header>
      <p className="soft page-note">{t('spares.coverageIntro')}</p>
      {found.isPending && <LoadingState rows={4} />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data?.items.length === 0 && (
        <EmptyState title={t('spares.noContracts')} body={t('spares.noContractsBody')} />
      )}
      {(found.data?.items.length ?? 0) > 0 && (
        <table className="work-table">
          <thead>
            <tr>
              <th>{t('case.contract')}</th>
              <th>{t('case.customer')}</th>
              <th>{t('spares.coverage')}</th>
              <th>{t('spares.missing')}</th>
            </tr>
          </thead>
          <tbody>
            {found.data?.items.map((one) => (
              <tr key={one.contractNumber}>
                <td className="cell-title">
                  <Link to={`/contracts/${one.contractNumber}`}>{one.contractNumber}</Link>
                </td>
                <td data-label={t('case.customer')}>
                  {one.customerName} <span className="soft">{one.contractName}</span>
                </td>
                <td
                  className="num"
                  data-label={t('spares.coverage')}
                  data-late={one.percent !== null && one.percent < 100}
                >
                  {one.percent === null
                    ? t('spares.noDevices')
                    : `${one.percent < 100 ? '✕' : '✓'} ${String(one.percent)} % (${String(one.covered)} / ${String(one.devices)})`}
                </td>
                <td className="spare-missing" data-label={t('spares.missing')}>
                  {one.missing.map(({ model, serialNumbers }) => (
                    <p key={model}>
                      {model} <span className="soft num">{joined(serialNumbers)}</span>
                    </p>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
