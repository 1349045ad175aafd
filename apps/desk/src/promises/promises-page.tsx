import { EmptyState, ErrorState, LoadingState, useUser } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../api/keys.js';
import { promiseSummary, type PromiseFilter } from '../api/promises.js';
import { useTitle } from '../common/use-title.js';
import { KeptBoard, type Chosen } from './kept-board.js';
import { keptPercent, keptTotal, type Grouping } from './kept.js';
import { PromiseRows } from './promise-rows.js';

const groupings: readonly Grouping[] = ['contract', 'metric', 'region'];
const hours = [4, 8, 24, 72] as const;

/** Promises kept and broken by contract, metric, region and month, and what runs out in the next hours; down to the clause and the case. */
export function PromisesPage(): React.JSX.Element {
  const { t } = useTranslation();
  const customer = useUser().side === 'customer';
  const [by, setBy] = useState<Grouping>(customer ? 'metric' : 'contract');
  const [within, setWithin] = useState<number>(8);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  useTitle(t('nav.promises'));
  const summary = useQuery({ queryKey: keys.promiseSummary, queryFn: () => promiseSummary({}) });
  return (
    <div className="page promises-page">
      <header className="page-head">
        <h1>{t(customer ? 'promises.mine' : 'nav.promises')}</h1>
        {summary.data !== undefined && <Total {...keptTotal(summary.data)} />}
      </header>
      <section aria-labelledby="next-title">
        <header className="section-head">
          <h2 id="next-title">{t('promises.next')}</h2>
          <Select
            size="small"
            aria-label={t('promises.within')}
            value={within}
            options={hours.map((count) => ({ value: count, label: t('promises.hours', { count }) }))}
            onChange={setWithin}
          />
        </header>
        <PromiseRows filter={{ withinHours: within }} none={t('promises.nextNone', { count: within })} />
      </section>
      <section aria-labelledby="kept-title">
        <header className="section-head">
          <h2 id="kept-title">{t('promises.kept')}</h2>
          <div className="tabs" role="tablist" aria-label={t('promises.groupBy')}>
            {groupings.map((one) => (
              <button
                key={one}
                type="button"
                role="tab"
                aria-selected={one === by}
                onClick={() => {
                  setBy(one);
                  setChosen(null);
                }}
              >
                {t(`promises.by.${one}`)}
              </button>
            ))}
          </div>
        </header>
        {summary.isPending && <LoadingState rows={4} />}
        {summary.isError && <ErrorState error={summary.error} onRetry={() => void summary.refetch()} />}
        {summary.data?.items.length === 0 && <EmptyState title={t('promises.none')} body={t('promises.noneBody')} />}
        {summary.data !== undefined && summary.data.items.length > 0 && (
          <KeptBoard summary={summary.data} by={by} onChoose={setChosen} />
        )}
      </section>
      {chosen !== null && (
        <section aria-labelledby="chosen-title">
          <h2 id="chosen-title">
            {t(chosen.outcome === 'broken' ? 'promises.brokenIn' : 'promises.allIn', { month: chosen.month })}
          </h2>
          <PromiseRows key={JSON.stringify(chosen)} filter={filterOf(by, chosen)} none={t('promises.none')} />
        </section>
      )}
    </div>
  );
}

function Total({ met, broken, open }: { met: number; broken: number; open: number }): React.JSX.Element {
  const { t } = useTranslation();
  const percent = keptPercent({ met, broken, open });
  return (
    <p className="kept-total">
      {percent !== null && <strong className="num">{percent} %</strong>}{' '}
      <span className="soft num">{t('promises.counts', { met, broken, open })}</span>
    </p>
  );
}

function filterOf(by: Grouping, { key, month, outcome }: Chosen): PromiseFilter {
  return { month, ...(key === '' ? {} : { [by]: key }), ...(outcome === undefined ? {} : { outcome }) };
}
