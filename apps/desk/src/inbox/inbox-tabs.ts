import type { TaskFilter } from '../api/tasks.js';

/** Lists of the inbox, in the order of its tabs; `for` is somebody absent whom one stands in for, and only then a tab. */
export const tabs = ['mine', 'groups', 'for', 'copied', 'followed', 'done'] as const;
export type Tab = (typeof tabs)[number];

/** How many tasks one request brings: their cases come in one more. */
export const pageSize = 100;

/** What a tab asks the server for. `username`: whose tasks; for the tab `for` the absent person's. */
export function filterOf(tab: Tab, username: string): TaskFilter {
  switch (tab) {
    case 'mine':
    case 'for':
      return { assignee: username, state: 'open', limit: pageSize };
    case 'groups':
      return { unassigned: 'true', state: 'open', limit: pageSize };
    case 'copied':
    case 'followed':
    case 'done':
      return { view: tab, limit: pageSize };
  }
}
