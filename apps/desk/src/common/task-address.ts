import type { TaskView } from '@pledge/contracts';

/** Pages of what a process is about, where that is not a case. */
const PAGES: Readonly<Record<string, string>> = { 'contract-onboarding': '/contracts' };

/** Page on which a task is done; null where its process is about nothing that has a page. */
export function taskAddress(task: Pick<TaskView, 'id' | 'caseNumber' | 'processKey'>): string | null {
  if (task.caseNumber === null) return null;
  return `${PAGES[task.processKey] ?? '/cases'}/${encodeURIComponent(task.caseNumber)}?task=${task.id}`;
}

/** Number of the case a task is about; null where its process is about something else (a contract). */
export function caseOf(task: Pick<TaskView, 'caseNumber' | 'processKey'>): string | null {
  return task.processKey in PAGES ? null : task.caseNumber;
}
