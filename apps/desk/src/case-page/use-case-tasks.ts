import { useQuery } from '@tanstack/react-query';
import { keys } from '../api/keys.js';
import { listTasks } from '../api/tasks.js';

/** The open tasks of a case that this person may see. */
export function useCaseTasks(number: string) {
  return useQuery({
    queryKey: keys.caseTasks(number),
    queryFn: () => listTasks({ caseNumber: number, state: 'open', limit: 50 }),
  });
}
