import type { ClockItem } from '@pledge/contracts';
import { ErrorState, instant, LoadingState } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { getClocks } from '../api/cases.js';
import { keys } from '../api/keys.js';
import { ClockStrip } from './clock-strip.js';
import { Pauses } from './pauses.js';

const order: Readonly<Record<ClockItem['state'], number>> = {
  breached: 0,
  running: 1,
  paused: 2,
  notStarted: 3,
  met: 4,
  cancelled: 5,
};

/** What runs out first on top; what is over at the end. A breach whose deed is done goes down to the others. */
export function sortClocks(clocks: readonly ClockItem[]): ClockItem[] {
  const rank = (clock: ClockItem): number =>
    clock.state === 'breached' && clock.stoppedAt !== null ? 3.5 : order[clock.state];
  return [...clocks].sort((a, b) => {
    if (rank(a) !== rank(b)) return rank(a) - rank(b);
    return (instant(a.dueAt) ?? Infinity) - (instant(b.dueAt) ?? Infinity);
  });
}

/** Every promise of the case as clock strips. */
export function Promises({ number, ended }: { readonly number: string; readonly ended: boolean }): React.JSX.Element {
  const { t } = useTranslation();
  const clocks = useQuery({ queryKey: keys.caseClocks(number), queryFn: () => getClocks(number) });
  return (
    <section className="case-column promises" aria-labelledby="promises-title">
      <h2 id="promises-title">{t('case.promises')}</h2>
      {clocks.isPending && <LoadingState rows={4} />}
      {clocks.isError && <ErrorState error={clocks.error} onRetry={() => void clocks.refetch()} />}
      {clocks.data?.items.length === 0 && <p className="soft">{t('case.noPromises')}</p>}
      <ul className="clocks">
        {sortClocks(clocks.data?.items ?? []).map((clock) => (
          <ClockStrip key={clock.id} clock={clock} />
        ))}
      </ul>
      {(clocks.data?.items.length ?? 0) > 0 && (
        <p className="strip-legend soft">
          <span className="key" data-kind="counted" /> {t('clock.legendCounted')}
          <span className="key" data-kind="skipped" /> {t('clock.legendSkipped')}
          <span className="key" data-kind="paused" /> {t('clock.legendPaused')}
        </p>
      )}
      {clocks.data !== undefined && <Pauses number={number} clocks={clocks.data} ended={ended} />}
    </section>
  );
}
