import type { PromiseItem } from '@pledge/contracts';
import { Countdown, EmptyState, ErrorState, formatInstant, LoadingState, useNow } from '@pledge/web';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { keys } from '../api/keys.js';
import { listPromises, type PromiseFilter } from '../api/promises.js';
import { useBilingual } from '../common/bilingual.js';

/** Promises one by one: how it went, what, for whom, and the sentence of the contract; each leads to its case. */
export function PromiseRows(props: {
  readonly filter: PromiseFilter;
  readonly none: string;
  readonly noneBody?: string;
}): React.JSX.Element {
  const { t } = useTranslation();
  const found = useInfiniteQuery({
    queryKey: keys.promiseList({ ...props.filter }),
    queryFn: ({ pageParam }) => listPromises(props.filter, pageParam === '' ? undefined : pageParam),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
  if (found.isPending) return <LoadingState rows={4} />;
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  const items = found.data.pages.flatMap((page) => page.items);
  if (items.length === 0)
    return <EmptyState title={props.none} {...(props.noneBody === undefined ? {} : { body: props.noneBody })} />;
  return (
    <>
      <ul className="promise-rows">
        {items.map((item) => (
          <Row key={item.id} item={item} />
        ))}
      </ul>
      {found.hasNextPage && (
        <p className="centered">
          <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {t('common.more')}
          </Button>
        </p>
      )}
    </>
  );
}

function Row({ item }: { readonly item: PromiseItem }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const say = useBilingual();
  const now = useNow();
  const at = (instant: string | null): string => formatInstant(instant, i18n.language, now);
  return (
    <li data-outcome={item.outcome}>
      <div className="promise-how">
        {item.owed ? (
          <Countdown
            clock={{ state: 'running', startedAt: item.startedAt, dueAt: item.dueAt }}
            about={say(item.metricName)}
          />
        ) : (
          <>
            <strong className="outcome" data-outcome={item.outcome}>
              <span aria-hidden="true">{item.outcome === 'met' ? '✓' : '!'}</span> {t(`promises.${item.outcome}`)}
            </strong>{' '}
            {say(item.metricName)}
          </>
        )}
        <span className="soft num">
          {item.stoppedAt === null
            ? t('promises.dueAt', { time: at(item.dueAt) })
            : t('promises.doneAt', { time: at(item.stoppedAt), due: at(item.dueAt) })}
        </span>
      </div>
      <div>
        <Link to={`/cases/${encodeURIComponent(item.caseNumber)}`}>
          <span className="num">{item.caseNumber}</span> {item.title}
        </Link>
        <p className="soft">{[item.customerName, item.contractNumber].filter((part) => part !== null).join(' · ')}</p>
        {item.clause !== '' && (
          <q className="soft" cite={item.source}>
            {item.clause}
          </q>
        )}
      </div>
    </li>
  );
}
