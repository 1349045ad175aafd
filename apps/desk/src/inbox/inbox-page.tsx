import type { TaskView } from '@pledge/contracts';
import { EmptyState, ErrorState, LoadingState, useMedia, usePhone, useUser } from '@pledge/web';
import { Button, Input, type InputRef } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { useStandIns } from '../common/use-stand-ins.js';
import { usePeople } from '../common/use-people.js';
import { useTaskName } from '../common/use-task-name.js';
import { caseOf, taskAddress } from '../common/task-address.js';
import { useDebounced } from '../common/use-debounced.js';
import { useTitle } from '../common/use-title.js';
import { useClaim } from '../task/use-claim.js';
import { BulkBar } from './bulk-bar.js';
import { InboxRow } from './inbox-row.js';
import { InboxRows, type RowsHandle } from './inbox-rows.js';
import { filterOf, tabs, type Tab } from './inbox-tabs.js';
import { KeysHelp } from './keys-help.js';
import { SavedFilterBar } from './saved-filters.js';
import { dues, filterQuery, isFiltering, noFilter } from './task-filter.js';
import { TaskPreview } from './task-preview.js';
import { WaitingForYou } from '../confirmations/waiting-for-you.js';
import { useInboxKeys } from './use-inbox-keys.js';
import { useInboxList, type InboxList } from './use-inbox-list.js';
import { useStableRows } from './use-stable-rows.js';

/** Heights of a row before it is measured, px. */
const rowHeight = { wide: 52, phone: 128 } as const;

/** Rest after the last key before the server is asked, ms. */
const TYPING_MS = 250;

/** What waits for this person, the promise that breaks first on top. */
export function InboxPage(): React.JSX.Element {
  const { t } = useTranslation();
  useTitle(t('nav.inbox'));
  const { username } = useUser();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const standIns = useStandIns();
  const tab = tabs.find((name) => name === search.get('tab')) ?? 'mine';
  const absent = search.get('of') ?? '';
  const scope = `${tab} ${absent}`;
  const [filter, setFilter] = useState(noFilter);
  const [selected, setSelected] = useState<string | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [choosing, setChoosing] = useState(false);
  const [help, setHelp] = useState(false);
  const wide = useMedia('(min-width: 1280px)');
  const phone = usePhone();
  const filterField = useRef<InputRef>(null);
  const list = useRef<RowsHandle>(null);
  const mine = useInboxList(filterOf('mine', username), true);
  const groups = useInboxList(filterOf('groups', username), true);
  const other = useInboxList(filterOf(tab, tab === 'for' ? absent : username), tab !== 'mine' && tab !== 'groups');
  const asked = useDebounced(filter, TYPING_MS);
  const narrowed = { ...filterOf(tab, tab === 'for' ? absent : username), ...filterQuery(asked) };
  const found = useInboxList(narrowed, isFiltering(asked));
  // until the server has answered, the whole list stays
  const filtering = isFiltering(asked) && !found.pending;
  const shown = filtering ? asked : noFilter;
  const current = filtering ? found : tab === 'mine' ? mine : tab === 'groups' ? groups : other;
  const { summaries, loadMore } = current;
  const rows = useMemo(
    () => (tab === 'groups' ? current.rows.filter((task) => task.may.claim) : current.rows),
    [current.rows, tab],
  );
  const stable = useStableRows(rows, (task) => task.id, `${scope} ${shown.words} ${shown.due}`);
  const claim = useClaim();
  const nameOf = useTaskName(stable.rows);
  const person = usePeople();
  const addressOf = (task: TaskView): string => {
    const number = caseOf(task);
    const known = number === null || summaries.has(number);
    const toWork = tab === 'mine' || tab === 'groups' || tab === 'for';
    return (toWork && known ? taskAddress(task) : null) ?? `/tasks/${task.id}`;
  };
  const open = (task: TaskView): void => void navigate(addressOf(task));
  const take = (task: TaskView): void => claim.mutate(task.id, { onSuccess: () => open(task) });
  const choose = (id: string, on: boolean): void => {
    setChosen((before) => new Set(on ? [...before, id] : [...before].filter((each) => each !== id)));
  };
  const enter = (next: Tab, of?: string): void => {
    setSearch(next === 'mine' ? {} : { tab: next, ...(of === undefined ? {} : { of }) }, { replace: true });
    setSelected(null);
    setChosen(new Set());
    scrollTo({ top: 0 });
  };
  const at = stable.rows.findIndex((task) => task.id === selected);
  const active = stable.rows[at];
  useInboxKeys({
    move: (step) => {
      const next = Math.max(0, Math.min(stable.rows.length - 1, at + step));
      const row = stable.rows[next];
      if (row === undefined) return;
      setSelected(row.id);
      list.current?.focus(next);
    },
    open: () => active !== undefined && open(active),
    choose: () => active !== undefined && choose(active.id, !chosen.has(active.id)),
    claim: () => active !== undefined && active.may.claim && active.assignee === null && take(active),
    filter: () => filterField.current?.focus(),
    help: () => setHelp(true),
  });
  const preview = wide ? (active ?? stable.rows[0] ?? null) : null;
  const selectable = !phone || choosing || chosen.size > 0;

  return (
    <div className="inbox" data-preview={preview !== null}>
      <section className="inbox-list">
        <header className="page-head">
          <h1>{t('nav.inbox')}</h1>
          <div className="tabs" role="tablist" aria-label={t('nav.inbox')}>
            {tabs.flatMap((name) =>
              (name === 'for' ? standIns : [undefined]).map((of) => (
                <button
                  key={of ?? name}
                  type="button"
                  role="tab"
                  aria-selected={name === tab && (of === undefined || of === absent)}
                  onClick={() => enter(name, of)}
                >
                  {of === undefined ? t(`inbox.${name}`) : t('task.actingFor', { name: person(of) })}
                  {name === 'mine' && <Count list={mine} />}
                  {name === 'groups' && <Count list={groups} />}
                </button>
              )),
            )}
          </div>
          <Input
            ref={filterField}
            className="inbox-filter"
            allowClear
            value={filter.words}
            placeholder={t('inbox.filter')}
            aria-label={t('inbox.filter')}
            onChange={(event) => setFilter({ ...filter, words: event.target.value })}
          />
          <select
            className="due-filter"
            value={filter.due}
            aria-label={t('filters.due')}
            onChange={(event) => setFilter({ ...filter, due: dues.find((due) => due === event.target.value) ?? 'any' })}
          >
            {dues.map((due) => (
              <option key={due} value={due}>
                {t(`filters.dues.${due}`)}
              </option>
            ))}
          </select>
          {phone ? (
            <Button size="small" aria-pressed={choosing} onClick={() => setChoosing(!choosing)}>
              {t('bulk.several')}
            </Button>
          ) : (
            <Button type="text" size="small" onClick={() => setHelp(true)}>
              {t('inboxKeys.title')} <kbd>?</kbd>
            </Button>
          )}
        </header>
        <WaitingForYou />
        <SavedFilterBar filter={filter} onChoose={setFilter} />
        <BulkBar
          tasks={stable.rows.filter((task) => chosen.has(task.id))}
          nameOf={nameOf}
          onClear={() => setChosen(new Set())}
        />
        {current.pending && <LoadingState rows={8} />}
        {current.error !== null && <ErrorState error={current.error} onRetry={current.reload} />}
        {current.outdated && (
          <button type="button" className="held" onClick={current.reload}>
            {t('inbox.outdated')}
          </button>
        )}
        {stable.held > 0 && (
          <button type="button" className="held" onClick={stable.release}>
            {t('inbox.held', { count: stable.held })}
          </button>
        )}
        {!current.pending && current.error === null && stable.rows.length === 0 && (
          <EmptyState
            title={filtering ? t('inbox.noMatch') : t(`inbox.empty.${tab}`)}
            body={filtering ? t('inbox.noMatchBody') : t(`inbox.emptyBody.${tab}`)}
          >
            {tab === 'mine' && groups.rows.some((task) => task.may.claim) && (
              <Button type="primary" onClick={() => enter('groups')}>
                {t('inbox.toGroups')}
              </Button>
            )}
          </EmptyState>
        )}
        <InboxRows
          rows={stable.rows}
          idOf={(task) => task.id}
          estimate={phone ? rowHeight.phone : rowHeight.wide}
          onEnd={loadMore}
          handle={list}
          {...stable.handlers}
        >
          {(task, attributes) => (
            <InboxRow
              key={task.id}
              attributes={attributes}
              task={task}
              to={addressOf(task)}
              name={nameOf(task)}
              owner={person(task.assignee)}
              actingFor={person(task.onBehalfOf)}
              summary={summaries.get(task.caseNumber ?? '')}
              gone={stable.gone.has(task.id)}
              selected={task.id === (preview ?? active)?.id}
              chosen={selectable ? chosen.has(task.id) : null}
              unread={tab === 'copied' && !task.read}
              claiming={claim.isPending && claim.variables === task.id}
              onSelect={() => setSelected(task.id)}
              onChoose={(on) => choose(task.id, on)}
              onOpen={() => open(task)}
              onClaim={() => take(task)}
            />
          )}
        </InboxRows>
      </section>
      {preview !== null && (
        <TaskPreview
          task={preview}
          name={nameOf(preview)}
          hasCase={summaries.has(preview.caseNumber ?? '')}
          onOpen={() => open(preview)}
        />
      )}
      {help && <KeysHelp onClose={() => setHelp(false)} />}
    </div>
  );
}

/** How many; the server counts to 1,000. */
function Count({ list }: { readonly list: InboxList }): React.JSX.Element | null {
  if (list.total === null) return null;
  return <span className="num soft"> {list.total >= 1_000 ? '1000+' : list.total}</span>;
}
