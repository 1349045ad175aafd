import type { CaseDetail, CaseSummary } from '@pledge/contracts';
import { ErrorState, formatInstant, useNow } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { listCases } from '../api/cases.js';
import { keys } from '../api/keys.js';

/** Lines of each list. */
const MOST = 5;

/** Other cases of the same device, and what else of this customer is open: a fault that comes back is no new fault. */
export function RelatedCases({ detail }: { readonly detail: CaseDetail }): React.JSX.Element | null {
  const { t } = useTranslation();
  const serial = detail.device?.serialNumber ?? detail.serialNumber;
  const customer = detail.party?.name ?? null;
  const device = useQuery({
    queryKey: [...keys.cases, 'related', serial],
    queryFn: () => listCases({ q: serial ?? '', limit: MOST + 1 }),
    enabled: serial !== null,
  });
  const open = useQuery({
    queryKey: [...keys.cases, 'related-open', customer],
    queryFn: () => listCases({ q: customer ?? '', limit: 6 * MOST }),
    enabled: customer !== null,
  });
  const ofDevice = (device.data?.items ?? []).filter(({ number }) => number !== detail.number).slice(0, MOST);
  const ofCustomer = (open.data?.items ?? [])
    .filter(({ status }) => status !== 'closed' && status !== 'withdrawn')
    .filter(({ number }) => number !== detail.number && !ofDevice.some((each) => each.number === number))
    .slice(0, MOST);
  const failed = [device, open].find((query) => query.isError);
  if (failed) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
  if (ofDevice.length === 0 && ofCustomer.length === 0) return null;
  return (
    <section aria-labelledby="related-title" className="related-cases">
      <h2 id="related-title">{t('case.related')}</h2>
      <CaseLines title={t('case.relatedDevice')} cases={ofDevice} />
      <CaseLines title={t('case.relatedCustomer')} cases={ofCustomer} />
    </section>
  );
}

function CaseLines(props: {
  readonly title: string;
  readonly cases: readonly CaseSummary[];
}): React.JSX.Element | null {
  const { t, i18n } = useTranslation();
  const now = useNow();
  if (props.cases.length === 0) return null;
  return (
    <>
      <p className="soft">{props.title}</p>
      <ul>
        {props.cases.map((each) => (
          <li key={each.number}>
            <Link to={`/cases/${each.number}`}>
              <span className="num">{each.number}</span> {each.title}
            </Link>{' '}
            <span className="soft">
              {t(`caseStatus.${each.status}`)} ·{' '}
              <span className="num">{formatInstant(each.receivedAt, i18n.language, now)}</span>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
