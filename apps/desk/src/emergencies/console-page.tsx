import { EmptyState, ErrorState, LoadingState } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listEmergencies, listEmergencyPlans } from '../api/emergencies.js';
import { keys } from '../api/keys.js';
import { useTitle } from '../common/use-title.js';
import { EmergencyTabs } from './emergency-tabs.js';
import { PastRuns, RunCard } from './run-card.js';
import { realFirst } from './run-order.js';
import { StartPanel } from './start-panel.js';

/** Runs that are shown at once; the newest first. */
const MOST = 100;
/** A console that hangs on the wall looks by itself, ms. */
const REFRESH_MS = 15_000;

/** The emergency console: start a plan, see what runs, real ones before drills (F-08, F-09). */
export function ConsolePage(): React.JSX.Element {
  const { t } = useTranslation();
  useTitle(t('nav.emergencies'));
  const filter = { limit: MOST };
  const runs = useQuery({
    queryKey: keys.emergencyList(filter),
    queryFn: () => listEmergencies(filter),
    refetchInterval: REFRESH_MS,
  });
  const plans = useQuery({ queryKey: keys.emergencyPlans, queryFn: listEmergencyPlans });
  const items = runs.data?.items ?? [];
  const open = items.filter((run) => run.state !== 'ended').toSorted(realFirst);
  const past = items.filter((run) => run.state === 'ended');
  return (
    <div className="page emergency-console">
      <header className="page-head">
        <h1>{t('nav.emergencies')}</h1>
        <EmergencyTabs />
      </header>
      {plans.data?.items.some((plan) => plan.may.start) === true && <StartPanel plans={plans.data.items} />}
      {plans.isError && <ErrorState error={plans.error} onRetry={() => void plans.refetch()} />}
      <section className="runs" aria-labelledby="runs-title">
        <h2 id="runs-title">{t('emergency.running', { count: open.length })}</h2>
        {runs.isPending && <LoadingState rows={4} />}
        {runs.isError && <ErrorState error={runs.error} onRetry={() => void runs.refetch()} />}
        {runs.isSuccess && open.length === 0 && (
          <EmptyState title={t('emergency.noneRunning')} body={t('emergency.noneRunningBody')} />
        )}
        <ul className="run-cards">
          {open.map((run) => (
            <RunCard key={run.number} run={run} />
          ))}
        </ul>
      </section>
      {past.length > 0 && <PastRuns runs={past} />}
    </div>
  );
}
