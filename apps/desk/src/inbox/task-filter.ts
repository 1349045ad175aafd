import type { SavedFilter } from '@pledge/contracts';
import type { TaskFilter } from '../api/tasks.js';

/** How urgent; see the contract of saved filters. */
export const dues = ['any', 'late', 'today'] as const satisfies readonly SavedFilter['due'][];

/** A filter before it has a name. */
export type InboxFilter = Omit<SavedFilter, 'name'>;
export const noFilter: InboxFilter = { words: '', due: 'any' };
export const isFiltering = (filter: InboxFilter): boolean => filter.words.trim() !== '' || filter.due !== 'any';

/** What the filter asks the server for, beside the tab. */
export function filterQuery({ words, due }: InboxFilter): Pick<TaskFilter, 'words' | 'due'> {
  const text = words.trim();
  return { ...(text === '' ? {} : { words: text }), ...(due === 'any' ? {} : { due }) };
}
