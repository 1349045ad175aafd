import type { CaseSummary, TaskView } from '@pledge/contracts';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { getCase, listCases } from '../api/cases.js';
import { keys } from '../api/keys.js';
import { caseOf } from '../common/task-address.js';

/** How many cases outside the newest hundred are asked for one by one. */
const single = 20;

/** The cases that the tasks belong to, by number: the newest hundred in one call, older ones one by one. */
export function useCaseSummaries(tasks: readonly TaskView[]): ReadonlyMap<string, CaseSummary> {
  const recent = useQuery({ queryKey: keys.caseList({ limit: 100 }), queryFn: () => listCases({ limit: 100 }) });
  const missing = useMemo(() => {
    if (recent.data === undefined) return [];
    const known = new Set(recent.data.items.map((item) => item.number));
    const wanted = tasks.flatMap((task) => {
      const number = caseOf(task);
      return number === null || known.has(number) ? [] : [number];
    });
    return [...new Set(wanted)].slice(0, single);
  }, [recent.data, tasks]);
  const others = useQueries({
    queries: missing.map((number) => ({ queryKey: keys.case(number), queryFn: () => getCase(number), retry: false })),
    combine: (results) => results.flatMap((result) => (result.data === undefined ? [] : [result.data])),
  });
  return useMemo(
    () => new Map([...(recent.data?.items ?? []), ...others].map((summary) => [summary.number, summary])),
    [recent.data, others],
  );
}
