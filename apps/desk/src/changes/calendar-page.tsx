import type { ChangeCalendarView } from '@pledge/contracts';
import {
  EmptyState,
  ErrorState,
  formatInstant,
  instant,
  isoWithOffset,
  joined,
  LoadingState,
  useNow,
  userHasRole,
  useUser,
} from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { changeCalendar } from '../api/changes.js';
import { keys } from '../api/keys.js';
import { useTitle } from '../common/use-title.js';
import { ChangesTabs } from './changes-tabs.js';
import { Freezes } from './freezes.js';

const DAY = 86_400_000;
/** Days shown at once. */
const SPAN = 14;

/** Two weeks of changes with what they meet: other changes of the same customer, and freezes (F-04.3, F-25). */
export function CalendarPage(): React.JSX.Element {
  const { t, i18n } = useTranslation();
  useTitle(t('plan.calendar'));
  const user = useUser();
  const now = useNow();
  const [page, setPage] = useState(0);
  const [today] = useState(() => new Date(now).setHours(0, 0, 0, 0));
  const start = today + (page * SPAN - 1) * DAY;
  const end = start + SPAN * DAY;
  const from = isoWithOffset(start);
  const to = isoWithOffset(end);
  const found = useQuery({
    queryKey: keys.changeCalendar(from, to),
    queryFn: () => changeCalendar(from, to),
    placeholderData: (before) => before,
  });
  const day = (at: number): string => formatInstant(isoWithOffset(at), i18n.language, now).split(/[ ,]/)[0] ?? '';
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('nav.changes')}</h1>
        <ChangesTabs />
        <div className="row-actions">
          <Button aria-label={t('plan.earlier')} onClick={() => setPage(page - 1)}>
            ‹
          </Button>
          <span className="num change-calendar-range">
            {day(start)} – {day(end - 1)}
          </span>
          <Button aria-label={t('plan.later')} onClick={() => setPage(page + 1)}>
            ›
          </Button>
        </div>
      </header>
      {found.isPending && <LoadingState rows={8} />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data?.changes.length === 0 && (
        <EmptyState title={t('plan.calendarEmpty')} body={t('plan.calendarEmptyBody')} />
      )}
      {found.data !== undefined && <Strips view={found.data} start={start} end={end} />}
      {found.data !== undefined && (
        <Freezes freezes={found.data.freezes} mayEdit={userHasRole(user, 'pm', 'manager')} />
      )}
    </div>
  );
}

/** One strip a change on a common axis; freezes are hatched behind it. */
function Strips(props: {
  readonly view: ChangeCalendarView;
  readonly start: number;
  readonly end: number;
}): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const { view, start, end } = props;
  const time = (iso: string): string => formatInstant(iso, i18n.language, now);
  const share = (at: number): number => (Math.min(Math.max(at, start), end) - start) / (end - start);
  const bar = (from: string, to: string): React.CSSProperties => {
    const left = share(instant(from) ?? start);
    return { left: `${left * 100}%`, width: `${Math.max(0.6, (share(instant(to) ?? end) - left) * 100)}%` };
  };
  return (
    <ul className="change-calendar">
      {view.changes.map((change) => (
        <li key={`${change.planId}-${String(change.version)}`}>
          <div className="change-calendar-what">
            <Link to={`/changes/${change.planId}`}>{change.title}</Link>
            <span className="soft num">
              {change.number} ·{' '}
              {change.outcome === null ? t(`plan.state.${change.state}`) : t(`plan.outcome.${change.outcome}`)}
            </span>
            <span className="num">
              {time(change.from)} – {time(change.to)}
            </span>
            {change.overlaps.length > 0 && (
              <span className="plan-danger">⚠ {t('plan.overlaps', { numbers: joined(change.overlaps) })}</span>
            )}
            {change.frozenBy.length > 0 && (
              <span className="plan-danger">⚠ {t('plan.inFreeze', { names: joined(change.frozenBy) })}</span>
            )}
          </div>
          <div className="change-calendar-axis" aria-hidden="true">
            {view.freezes.map((freeze) => (
              <span key={freeze.id} className="change-calendar-freeze" style={bar(freeze.from, freeze.to)} />
            ))}
            <span
              className="change-calendar-bar"
              data-clash={change.overlaps.length > 0}
              style={bar(change.from, change.to)}
            />
            {now >= start && now <= end && <span className="strip-now" style={{ left: `${share(now) * 100}%` }} />}
          </div>
        </li>
      ))}
    </ul>
  );
}
