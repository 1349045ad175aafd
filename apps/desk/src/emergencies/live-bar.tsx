import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { listEmergencies } from '../api/emergencies.js';
import { keys } from '../api/keys.js';
import { Elapsed } from './elapsed.js';
import { ModeWord } from './mode.js';
import { realFirst } from './run-order.js';

const REFRESH_MS = 30_000;

/**
 * What runs now, on top of every screen. A real emergency wins the screen: while one runs no drill is shown here, and the
 * page of a drill points to it (F-09).
 */
export function LiveBar(): React.JSX.Element | null {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const filter = { state: 'running', limit: 20 };
  const found = useQuery({
    queryKey: keys.emergencyList(filter),
    queryFn: () => listEmergencies(filter),
    refetchInterval: REFRESH_MS,
    retry: false,
  });
  const running = (found.data?.items ?? []).toSorted(realFirst);
  const real = running.filter((run) => run.mode === 'live');
  const shown = (real.length > 0 ? real : running).filter((run) => pathname !== `/emergencies/${run.number}`);
  if (shown.length === 0 || pathname === '/emergencies') return null;
  return (
    <ul className="live-bar" aria-label={t('emergency.running', { count: shown.length })}>
      {shown.map((run) => (
        <li key={run.number} data-mode={run.mode}>
          <Link to={`/emergencies/${run.number}`}>
            <ModeWord mode={run.mode} /> <span className="num">{run.number}</span> {run.title}{' '}
            <Elapsed from={run.reportedAt} until={run.recoveredAt} />
          </Link>
        </li>
      ))}
    </ul>
  );
}
