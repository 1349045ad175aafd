import type { CaseSummary, SavedFilter, TaskView } from '@pledge/contracts';

/** How urgent; see the contract of saved filters. */
export const dues = ['any', 'late', 'today'] as const satisfies readonly SavedFilter['due'][];

/** A filter before it has a name. */
export type InboxFilter = Omit<SavedFilter, 'name'>;
export const noFilter: InboxFilter = { words: '', due: 'any' };
export const isFiltering = (filter: InboxFilter): boolean => filter.words.trim() !== '' || filter.due !== 'any';

const day = 24 * 60 * 60_000;

/** Whether a task is shown. `now`: epoch ms. A task without any limit is never late. */
export function matches(
  task: Pick<TaskView, 'name' | 'caseNumber' | 'urgencyAt' | 'dueAt'>,
  about: Pick<CaseSummary, 'title' | 'customerName'> | undefined,
  filter: InboxFilter,
  now: number,
): boolean {
  const words = filter.words.trim().toLowerCase();
  const found = [task.name, task.caseNumber, about?.title, about?.customerName].some((text) =>
    text?.toLowerCase().includes(words),
  );
  if (words !== '' && !found) return false;
  if (filter.due === 'any') return true;
  const limit = Date.parse(task.urgencyAt ?? task.dueAt ?? '');
  return limit < (filter.due === 'late' ? now : now + day);
}
