import { useUser } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { listCases } from '../api/cases.js';
import { keys } from '../api/keys.js';
import { useTitle } from '../common/use-title.js';
import { useConfirmationsToGive } from '../confirmations/waiting-for-you.js';
import { PortalCaseRow } from './portal-case-row.js';
import { PortalRosters } from './rosters.js';
import { PortalNotices } from './written-notices.js';
import { useToConfirm } from './use-to-confirm.js';

/** Three doors, and below them the cases that are open. */
export function PortalHome(): React.JSX.Element {
  const { t } = useTranslation();
  useTitle(t('portal.home'));
  const user = useUser();
  const confirm = useToConfirm();
  const cases = useQuery({ queryKey: keys.caseList({ limit: 50 }), queryFn: () => listCases({ limit: 50 }) });
  const open = cases.data?.items.filter((item) => item.status !== 'closed' && item.status !== 'withdrawn') ?? [];
  const written = useConfirmationsToGive();
  const waiting = (confirm.data?.items.length ?? 0) + (written.data?.items.length ?? 0);
  return (
    <>
      <h1>{t('portal.hello', { name: user.displayName })}</h1>
      <nav className="doors" aria-label={t('shell.navigation')}>
        <Link to="/report" data-primary="true">
          <strong>{t('portal.report')}</strong>
          <span>{t('portal.reportBody')}</span>
        </Link>
        <Link to="/cases">
          <strong>{t('portal.cases')}</strong>
          <span>{cases.isSuccess ? t('portal.casesBody', { count: open.length }) : ' '}</span>
        </Link>
        <Link to="/to-confirm">
          <strong>{t('portal.confirm')}</strong>
          <span>
            {confirm.isSuccess && written.isSuccess
              ? waiting > 0
                ? t('portal.confirmBody', { count: waiting })
                : t('portal.confirmNone')
              : ' '}
          </span>
        </Link>
      </nav>
      <p className="sheet-line">
        <Link to="/contracts">{t('portal.contracts')}</Link>
        <Link to="/promises">{t('promises.mine')}</Link>
        <Link to="/drills">{t('drill.mine')}</Link>
        <Link to="/emergencies">{t('emergency.mine')}</Link>
        <Link to="/personal-data">{t('personalData.title')}</Link>
      </p>
      <PortalNotices />
      <PortalRosters />
      {open.length > 0 && (
        <section aria-labelledby="open-title">
          <h2 id="open-title">{t('portal.running')}</h2>
          <ul className="portal-cases">
            {open.slice(0, 5).map((item) => (
              <PortalCaseRow key={item.number} item={item} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
