import type { TaskView } from '@pledge/contracts';
import { EmptyState, ErrorState, LoadingState, useMedia, useUser } from '@pledge/web';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { keys } from '../api/keys.js';
import { listTasks, type TaskFilter, type TaskPage } from '../api/tasks.js';
import { usePeople } from '../common/use-people.js';
import { useTaskName } from '../common/use-task-name.js';
import { taskAddress } from '../common/task-address.js';
import { useTitle } from '../common/use-title.js';
import { useClaim } from '../task/use-claim.js';
import { InboxRow } from './inbox-row.js';
import { TaskPreview } from './task-preview.js';
import { WaitingForYou } from '../confirmations/waiting-for-you.js';
import { useCaseSummaries } from './use-case-summaries.js';
import { useStableRows } from './use-stable-rows.js';

type Tab = 'mine' | 'groups' | 'done';
const tabs: readonly Tab[] = ['mine', 'groups', 'done'];

/** What waits for this person, the promise that breaks first on top. */
export function InboxPage(): React.JSX.Element {
  const { t } = useTranslation();
  useTitle(t('nav.inbox'));
  const user = useUser();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const tab = tabs.find((name) => name === search.get('tab')) ?? 'mine';
  const [filter, setFilter] = useState('');
  const [selected, setSelected] = useState<string | null>(null);
  const wide = useMedia('(min-width: 1280px)');
  const list = useRef<HTMLUListElement>(null);
  const filters: Readonly<Record<Tab, TaskFilter>> = {
    mine: { assignee: user.username, state: 'open', limit: 200 },
    groups: { unassigned: 'true', state: 'open', limit: 200 },
    done: { completedBy: user.username, state: 'completed', limit: 100 },
  };
  const mine = useTasks(filters.mine, true);
  const groups = useTasks(filters.groups, true);
  const done = useTasks(filters.done, tab === 'done');
  const current = { mine, groups, done }[tab];
  const summaries = useCaseSummaries(current.data?.items ?? []);
  const rows = useMemo(() => {
    const words = filter.trim().toLowerCase();
    const all = [...(current.data?.items ?? [])];
    const usable = tab === 'groups' ? all.filter((task) => task.may.claim) : all;
    if (words === '') return usable;
    return usable.filter((task) => {
      const about = task.caseNumber === null ? undefined : summaries.get(task.caseNumber);
      return [task.name, task.caseNumber, about?.title, about?.customerName].some((text) =>
        text?.toLowerCase().includes(words),
      );
    });
  }, [current.data, filter, summaries, tab]);
  const stable = useStableRows(rows, (task) => task.id, tab);
  const claim = useClaim();
  const nameOf = useTaskName(stable.rows);
  const person = usePeople();
  const open = (task: TaskView): void => {
    const address = taskAddress(task);
    if (address !== null) void navigate(address);
  };
  const move = (step: number): void => {
    const links = [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
    const at = links.findIndex((link) => link === document.activeElement);
    links[Math.max(0, Math.min(links.length - 1, at + step))]?.focus();
  };
  const preview = wide ? (stable.rows.find((task) => task.id === selected) ?? stable.rows[0] ?? null) : null;

  return (
    <div className="inbox" data-preview={preview !== null}>
      <section className="inbox-list">
        <header className="page-head">
          <h1>{t('nav.inbox')}</h1>
          <div className="tabs" role="tablist" aria-label={t('nav.inbox')}>
            {tabs.map((name) => {
              const count = { mine, groups, done: null }[name]?.data?.items.filter(
                (task) => name === 'mine' || task.may.claim,
              ).length;
              return (
                <button
                  key={name}
                  type="button"
                  role="tab"
                  aria-selected={name === tab}
                  onClick={() => {
                    setSearch(name === 'mine' ? {} : { tab: name }, { replace: true });
                    setSelected(null);
                  }}
                >
                  {t(`inbox.${name}`)}
                  {count !== undefined && <span className="num soft"> {count}</span>}
                </button>
              );
            })}
          </div>
          <Input
            className="inbox-filter"
            allowClear
            value={filter}
            placeholder={t('inbox.filter')}
            aria-label={t('inbox.filter')}
            onChange={(event) => setFilter(event.target.value)}
          />
        </header>
        <WaitingForYou />
        {current.isPending && <LoadingState rows={8} />}
        {current.isError && <ErrorState error={current.error} onRetry={() => void current.refetch()} />}
        {stable.held > 0 && (
          <button type="button" className="held" onClick={stable.release}>
            {t('inbox.held', { count: stable.held })}
          </button>
        )}
        {current.isSuccess && stable.rows.length === 0 && (
          <EmptyState
            title={filter === '' ? t(`inbox.empty.${tab}`) : t('inbox.noMatch', { text: filter })}
            body={filter === '' ? t(`inbox.emptyBody.${tab}`) : t('inbox.noMatchBody')}
          >
            {tab === 'mine' && (groups.data?.items.some((task) => task.may.claim) ?? false) && (
              <Button type="primary" onClick={() => setSearch({ tab: 'groups' })}>
                {t('inbox.toGroups')}
              </Button>
            )}
          </EmptyState>
        )}
        <ul
          ref={list}
          className="task-list"
          {...stable.handlers}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown' || event.key === 'j') move(1);
            else if (event.key === 'ArrowUp' || event.key === 'k') move(-1);
            else return;
            event.preventDefault();
          }}
        >
          {stable.rows.map((task) => (
            <InboxRow
              key={task.id}
              task={task}
              name={nameOf(task)}
              owner={person(task.assignee)}
              summary={task.caseNumber === null ? undefined : summaries.get(task.caseNumber)}
              done={tab === 'done'}
              gone={stable.gone.has(task.id)}
              selected={task.id === preview?.id}
              claiming={claim.isPending && claim.variables === task.id}
              onSelect={() => setSelected(task.id)}
              onOpen={() => open(task)}
              onClaim={() => claim.mutate(task.id, { onSuccess: () => open(task) })}
            />
          ))}
        </ul>
      </section>
      {preview !== null && <TaskPreview task={preview} name={nameOf(preview)} onOpen={() => open(preview)} />}
    </div>
  );
}

function useTasks(filter: TaskFilter, enabled: boolean) {
  return useQuery<TaskPage>({
    queryKey: keys.taskList({ ...filter }),
    queryFn: () => listTasks(filter),
    enabled,
    placeholderData: keepPreviousData,
  });
}
