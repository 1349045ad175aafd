import type { Board } from '@pledge/contracts';
import { api, EmptyState, ErrorState, LoadingState } from '@pledge/web';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { keys } from '../api/keys.js';
import { useTitle } from '../common/use-title.js';
import { BreachBoard } from './breach-board.js';
import { DueBoard } from './due-board.js';
import { LoadBoard } from './load-board.js';

/** How far back breaches are shown, days. */
const spans = [7, 30, 90, 365] as const;

/** What a manager looks at for ten seconds: what runs out today, who has too much, where promises break. */
export function BoardPage(): React.JSX.Element {
  const { t } = useTranslation();
  useTitle(t('board.title'));
  const [search, setSearch] = useSearchParams();
  const days = spans.find((span) => String(span) === search.get('days')) ?? 30;
  const found = useQuery({
    queryKey: keys.board(days),
    queryFn: () => api.get<Board>('/board', { query: { days } }),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
  const board = found.data;
  return (
    <div className="board-page">
      <header className="page-head">
        <h1>{t('board.title')}</h1>
        {board?.scope === 'own' && <span className="soft">{t('board.own')}</span>}
        <span className="frame-spacer" />
        <Select
          className="status-filter"
          value={days}
          aria-label={t('board.span')}
          options={spans.map((value) => ({ value, label: t('board.days', { count: value }) }))}
          onChange={(value: number) =>
            setSearch(
              (before) => {
                before.set('days', String(value));
                return before;
              },
              { replace: true },
            )
          }
        />
      </header>
      {found.isPending && <LoadingState rows={10} />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {board !== undefined && (
        <>
          <dl className="board-numbers">
            <Figure label={t('board.overdue')} value={board.due.overdue} tone={board.due.overdue > 0 ? 'breach' : ''} />
            <Figure label={t('board.today')} value={board.due.today} />
            <Figure label={t('board.unclaimed')} value={board.load.find((row) => row.username === null)?.open ?? 0} />
            <Figure
              label={t('board.breaches', { count: days })}
              value={board.breaches.total}
              tone={board.breaches.total > 0 ? 'breach' : ''}
            />
          </dl>
          {board.due.items.length + board.load.length + board.breaches.total === 0 ? (
            <EmptyState title={t('board.none')} body={t('board.noneBody')} />
          ) : (
            <div className="board-columns">
              <DueBoard board={board} />
              <LoadBoard board={board} />
              <BreachBoard board={board} />
            </div>
          )}
        </>
      )}
    </div>
  );
}

/** One number. A breach has a sign and a word beside its colour. */
function Figure(props: { readonly label: string; readonly value: number; readonly tone?: string }): React.JSX.Element {
  return (
    <div data-tone={props.tone ?? ''}>
      <dt>{props.label}</dt>
      <dd className="num">
        {props.tone === 'breach' && <span aria-hidden="true">✕ </span>}
        {props.value}
      </dd>
    </div>
  );
}
