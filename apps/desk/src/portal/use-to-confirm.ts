import { useUser } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { keys } from '../api/keys.js';
import { listTasks } from '../api/tasks.js';

/** What waits for this customer's word: tasks of the group `customer:<party>`. */
export function useToConfirm() {
  const user = useUser();
  const filter = { candidateGroup: `customer:${user.partyId ?? ''}`, state: 'open' as const, limit: 100 };
  return useQuery({
    queryKey: keys.taskList(filter),
    queryFn: () => listTasks(filter),
    enabled: user.partyId !== null,
  });
}
