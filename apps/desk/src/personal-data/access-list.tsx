import { EmptyState, ErrorState, formatInstant, LoadingState, useNow } from '@pledge/web';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { keys } from '../api/keys.js';
import { listAccesses } from '../api/personal-data.js';
import './personal-data.css';

/** Who looked at what and when, newest first. `party`: for staff, of which customer. */
export function AccessList({ party }: { readonly party?: string }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const found = useInfiniteQuery({
    queryKey: [...keys.accesses, party ?? 'own'],
    queryFn: ({ pageParam }) => listAccesses(party, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
  if (found.isPending) return <LoadingState rows={4} />;
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  const items = found.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <EmptyState title={t('personalData.none')} />;
  return (
    <>
      <ol className="access-list">
        {items.map(({ id, kind, ref, by, at }) => (
          <li key={id} data-kind={kind}>
            <span className="num soft">{formatInstant(at, i18n.language, now)}</span>
            <strong>{by}</strong>
            <span>
              {t(`personalData.kinds.${kind}`)} <span className="soft">{ref}</span>
            </span>
          </li>
        ))}
      </ol>
      {found.hasNextPage && (
        <p>
          <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {t('personalData.more')}
          </Button>
        </p>
      )}
    </>
  );
}
