import type { DrillQuery } from '@pledge/contracts';
import { EmptyState, ErrorState, formatInstant, LoadingState, useNow, userHasRole, useUser } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, NavLink, useNavigate } from 'react-router';
import { listDrills } from '../api/drills.js';
import { keys } from '../api/keys.js';
import { useBilingual } from '../common/bilingual.js';
import { useTitle } from '../common/use-title.js';
import { DrillMark, DrillStateText } from './drill-words.js';
import { DrillsDue } from './drills-due.js';

export type DrillPhase = NonNullable<DrillQuery['phase']> | 'due';
const phases: readonly DrillPhase[] = ['planned', 'running', 'follow-up', 'done', 'due'];
/** Who plans drills. */
export const drillKeepers = ['pm', 'manager', 'director'] as const;

/** Drills by where they stand, and which plans have to be drilled (F-09). A customer sees the own ones. */
export function DrillsPage({ phase }: { readonly phase: DrillPhase }): React.JSX.Element {
  const { t } = useTranslation();
  const user = useUser();
  const navigate = useNavigate();
  useTitle(t('nav.drills'));
  const staff = user.side === 'provider';
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('nav.drills')}</h1>
        <DrillMark />
        <nav className="link-tabs" aria-label={t('nav.drills')}>
          {phases
            .filter((one) => staff || one !== 'due')
            .map((one) => (
              <NavLink key={one} to={one === 'planned' ? '/drills' : `/drills/phase/${one}`} end>
                {t(`drill.phase.${one}`)}
              </NavLink>
            ))}
        </nav>
        {userHasRole(user, ...drillKeepers) && (
          <Button type="primary" onClick={() => void navigate('/drills/new')}>
            {t('drill.new')}
          </Button>
        )}
      </header>
      {phase === 'due' ? <DrillsDue /> : <DrillTable phase={phase} />}
    </div>
  );
}

function DrillTable({ phase }: { readonly phase: NonNullable<DrillQuery['phase']> }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const say = useBilingual();
  const now = useNow();
  const filter = { phase, limit: 200 };
  const found = useQuery({ queryKey: keys.drillList(filter), queryFn: () => listDrills(filter) });
  const time = (iso: string): string => formatInstant(iso, i18n.language, now);
  if (found.isPending) return <LoadingState rows={4} />;
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data.items.length === 0) return <EmptyState title={t(`drill.none.${phase}`)} body={t('drill.noneBody')} />;
  return (
    <table className="work-table">
      <thead>
        <tr>
          <th>{t('drill.number')}</th>
          <th>{t('drill.title')}</th>
          <th>{t('drill.plan')}</th>
          <th>{t('case.customer')}</th>
          <th>{t('drill.window')}</th>
          <th>{t('drill.stateLabel')}</th>
          <th>{t('drill.corrections')}</th>
        </tr>
      </thead>
      <tbody>
        {found.data.items.map((drill) => (
          <tr key={drill.number}>
            <td className="num" data-label={t('drill.number')}>
              {drill.number}
            </td>
            <td className="cell-title">
              <Link to={`/drills/${drill.number}`}>{drill.title}</Link>
            </td>
            <td data-label={t('drill.plan')}>
              {say(drill.planName)} <span className="soft">{t(`drill.kind.${drill.kind}`)}</span>
            </td>
            <td data-label={t('case.customer')}>{drill.partyName ?? t('drill.open')}</td>
            <td className="num" data-label={t('drill.window')}>
              {drill.overAt !== null
                ? time(drill.overAt)
                : drill.windowFrom === null
                  ? t('drill.open')
                  : time(drill.windowFrom)}
            </td>
            <td data-label={t('drill.stateLabel')}>
              <DrillStateText drill={drill} />
            </td>
            <td data-label={t('drill.corrections')} data-late={drill.lateFindings > 0}>
              {drill.openFindings === 0
                ? '—'
                : drill.lateFindings > 0
                  ? `✕ ${t('drill.lateOf', { late: drill.lateFindings, count: drill.openFindings })}`
                  : t('drill.openCount', { count: drill.openFindings })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
