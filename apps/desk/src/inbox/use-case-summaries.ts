import type { CaseSummary, TaskView } from '@pledge/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { listCases } from '../api/cases.js';
import { keys } from '../api/keys.js';
import { caseOf } from '../common/task-address.js';

/** How many numbers one request takes. */
const most = 100;

/**
 * The cases that these tasks belong to, by number, in one request: at most a hundred, so ask for what is shown. A number that is
 * no case (a contract's) has none.
 */
export function useCaseSummaries(
  tasks: readonly Pick<TaskView, 'caseNumber' | 'processKey'>[],
): ReadonlyMap<string, CaseSummary> {
  const wanted = [...new Set(tasks.flatMap((task) => caseOf(task) ?? []))].sort().slice(0, most).join(',');
  const found = useQuery({
    queryKey: keys.caseList({ numbers: wanted }),
    queryFn: () => listCases({ numbers: wanted, limit: most }),
    enabled: wanted !== '',
    placeholderData: keepPreviousData,
  });
  return useMemo(() => new Map((found.data?.items ?? []).map((item) => [item.number, item])), [found.data]);
}
