import type { OutboxItem, OutboxList } from '@pledge/contracts';
import {
  api,
  EmptyState,
  ErrorState,
  formatInstant,
  joined,
  LoadingState,
  problemText,
  useNow,
  userHasRole,
  useUser,
} from '@pledge/web';
import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { keys } from '../api/keys.js';
import { useDebounced } from '../common/use-debounced.js';
import { useTitle } from '../common/use-title.js';

const states = ['queued', 'sent', 'failed', 'sink'] as const;

/** Every message that went out or would have gone out, newest first. */
export function OutboxPage(): React.JSX.Element {
  const { t } = useTranslation();
  useTitle(t('nav.outbox'));
  const [state, setState] = useState<string | undefined>();
  const [text, setText] = useState('');
  const caseNumber = useDebounced(text.trim(), 250);
  const filter = { state, caseNumber };
  const found = useInfiniteQuery({
    queryKey: keys.outbox(filter),
    queryFn: ({ pageParam }): Promise<OutboxList> =>
      api.get<OutboxList>('/outbox', { query: { ...filter, cursor: pageParam, limit: 50 } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  const user = useUser();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const failed = items.filter((item) => item.state === 'failed');
  const retryAll = useMutation({
    mutationFn: async (all: readonly OutboxItem[]) => {
      for (const item of all) await api.post(`/outbox/${item.id}/retry`);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['outbox'] }),
    onError: (error) => void message.error(problemText(error, t)),
  });
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('nav.outbox')}</h1>
        <Input
          className="inbox-filter"
          allowClear
          value={text}
          placeholder={t('cases.number')}
          aria-label={t('cases.number')}
          onChange={(event) => setText(event.target.value)}
        />
        <Select
          className="status-filter"
          allowClear
          value={state}
          placeholder={t('outbox.anyState')}
          aria-label={t('outbox.state')}
          options={states.map((value) => ({ value, label: t(`outboxState.${value}`) }))}
          onChange={(value: string | undefined) => setState(value)}
        />
        <span className="frame-spacer" />
        {failed.length > 1 && (
          <Button loading={retryAll.isPending} onClick={() => retryAll.mutate(failed)}>
            {t('outbox.retryAll', { count: failed.length })}
          </Button>
        )}
        {userHasRole(user, 'admin') && <Link to="/outbox/robots">{t('robots.title')}</Link>}
      </header>
      {found.data?.pages[0]?.mailConfigured === false && <p className="soft page-note">{t('outbox.noMail')}</p>}
      {found.isPending && <LoadingState rows={8} />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.isSuccess && items.length === 0 && <EmptyState title={t('outbox.empty')} body={t('outbox.emptyBody')} />}
      {items.length > 0 && (
        <table className="work-table">
          <thead>
            <tr>
              <th>{t('outbox.time')}</th>
              <th>{t('outbox.subject')}</th>
              <th>{t('outbox.to')}</th>
              <th>{t('outbox.channel')}</th>
              <th>{t('outbox.state')}</th>
              <th>{t('outbox.ack')}</th>
              <th>{t('cases.number')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <OutboxRow key={item.id} item={item} />
            ))}
          </tbody>
        </table>
      )}
      {found.hasNextPage && (
        <p className="centered">
          <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {t('common.more')}
          </Button>
        </p>
      )}
    </div>
  );
}

function OutboxRow({ item }: { readonly item: OutboxItem }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const retry = useMutation({
    mutationFn: () => api.post(`/outbox/${item.id}/retry`),
    onSettled: () => queries.invalidateQueries({ queryKey: ['outbox'] }),
    onError: (error) => void message.error(problemText(error, t)),
  });
  return (
    <>
      <tr>
        <td className="num soft" data-label={t('outbox.time')}>
          {formatInstant(item.sentAt ?? item.createdAt, i18n.language, now)}
        </td>
        <td className="cell-title">
          <button type="button" className="text-button" aria-expanded={open} onClick={() => setOpen(!open)}>
            {item.mode === 'drill' && <strong>{t('outbox.drill')} </strong>}
            {item.subject}
          </button>
        </td>
        <td data-label={t('outbox.to')}>
          {item.recipientName} <span className="soft">{item.address}</span>
        </td>
        <td data-label={t('outbox.channel')}>{t(`notifyChannels.${item.channel}`)}</td>
        <td data-label={t('outbox.state')}>
          {t(`outboxState.${item.state}`)}
          {item.tries > 1 && <span className="soft num"> ×{item.tries}</span>}
          {item.state === 'failed' && (
            <Button size="small" type="link" loading={retry.isPending} onClick={() => retry.mutate()}>
              {t('outbox.retry')}
            </Button>
          )}
        </td>
        <td data-label={t('outbox.ack')}>
          {item.acknowledgement === 'none' ? '' : t(`acknowledgement.${item.acknowledgement}`)}
        </td>
        <td className="num" data-label={t('cases.number')}>
          {item.caseNumber !== null && <Link to={`/cases/${item.caseNumber}`}>{item.caseNumber}</Link>}
        </td>
      </tr>
      {open && (
        <tr className="row-detail">
          <td colSpan={7}>
            <p className="notice-text">{item.text}</p>
            {item.attachments.length > 0 && (
              <p className="soft">
                {t('outbox.attachments', { names: joined(item.attachments.map((file) => file.fileName)) })}
              </p>
            )}
            {item.lastError !== null && <p>{t('outbox.lastError', { error: item.lastError })}</p>}
          </td>
        </tr>
      )}
    </>
  );
}
