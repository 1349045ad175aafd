import type { CaseSummary, TaskView } from '@pledge/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { listCases } from '../api/cases.js';
import { keys } from '../api/keys.js';
import { caseOf } from '../common/task-address.js';
import { listTasks, type TaskFilter } from '../api/tasks.js';
import { pageSize } from './inbox-tabs.js';

/** A list that is read this deep is not fetched anew with every event: that would be as many requests. It says so instead. */
const deep = 5;

interface InboxPart {
  readonly tasks: readonly TaskView[];
  readonly cases: readonly CaseSummary[];
  readonly nextCursor: string | null;
  readonly total: number | undefined;
}

export interface InboxList {
  readonly rows: readonly TaskView[];
  /** Cases of the rows, by number. A number that is no case (a contract's) has none. */
  readonly summaries: ReadonlyMap<string, CaseSummary>;
  /** Capped at 1,000 by the server; null while unknown. */
  readonly total: number | null;
  readonly pending: boolean;
  readonly error: Error | null;
  readonly more: boolean;
  readonly loadMore: () => void;
  /** Something has changed and this deep list was left as it is. */
  readonly outdated: boolean;
  /** Begins again at the top. */
  readonly reload: () => void;
}

/** The tasks of a tab with their cases, page by page as one scrolls. */
export function useInboxList(filter: TaskFilter, enabled: boolean): InboxList {
  const queryKey = keys.taskList({ ...filter, pages: true });
  const [isDeep, setDeep] = useState(false);
  const list = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => part(filter, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    enabled: enabled && !isDeep,
  });
  const parts = list.data?.pages;
  const count = parts?.length ?? 0;
  useEffect(() => setDeep(count > deep), [count]);
  const rows = useMemo(() => unique((parts ?? []).flatMap((each) => each.tasks)), [parts]);
  const summaries = useMemo(
    () => new Map((parts ?? []).flatMap((each) => each.cases).map((summary) => [summary.number, summary])),
    [parts],
  );
  const { fetchNextPage, isFetchingNextPage, hasNextPage, refetch } = list;
  return {
    rows,
    summaries,
    total: parts?.[0]?.total ?? null,
    pending: list.isPending && enabled,
    error: list.error,
    more: hasNextPage,
    loadMore: () => {
      if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
    },
    outdated: isDeep && list.isStale,
    reload: () => void refetch(),
  };
}

async function part(filter: TaskFilter, cursor: string | null): Promise<InboxPart> {
  const page = await listTasks(cursor === null ? filter : { ...filter, cursor });
  const numbers = [...new Set(page.items.flatMap((task) => caseOf(task) ?? []))];
  const cases =
    numbers.length === 0 ? [] : (await listCases({ numbers: numbers.sort().join(','), limit: pageSize })).items;
  return { tasks: page.items, cases, nextCursor: page.nextCursor, total: page.total };
}

/** A task that moved between two requests may come with both pages; the place it had first counts. */
function unique(tasks: readonly TaskView[]): readonly TaskView[] {
  return [...new Map(tasks.map((task) => [task.id, task])).values()];
}
