import type { TaskView } from '@pledge/contracts';

/** Pages of what a process is about, where that is not a case. */
const PAGES: Readonly<Record<string, string>> = { 'contract-onboarding': '/contracts' };
/** Numbers of emergencies (应急) and of drills of them (演练); plans add processes, so the number tells, not the process. */
const EMERGENCY = /^(YJ|YL)-\d{4}-\d+$/;

const pageOf = (task: Pick<TaskView, 'caseNumber' | 'processKey'>): string | undefined =>
  task.caseNumber !== null && EMERGENCY.test(task.caseNumber) ? '/emergencies' : PAGES[task.processKey];

/** Page on which a task is done; null where its process is about nothing that has a page. */
export function taskAddress(task: Pick<TaskView, 'id' | 'caseNumber' | 'processKey'>): string | null {
  if (task.caseNumber === null) return null;
  return `${pageOf(task) ?? '/cases'}/${encodeURIComponent(task.caseNumber)}?task=${task.id}`;
}

/** Number of the case a task is about; null where its process is about something else (a contract, an emergency). */
export function caseOf(task: Pick<TaskView, 'caseNumber' | 'processKey'>): string | null {
  return pageOf(task) === undefined ? task.caseNumber : null;
}

/** Number of the emergency or drill a task belongs to; null for every other task. */
export function emergencyOf(task: Pick<TaskView, 'caseNumber'>): string | null {
  return task.caseNumber !== null && EMERGENCY.test(task.caseNumber) ? task.caseNumber : null;
}

/** Whether a number is one of a drill: it goes before everything else that is said of it. */
export function isDrill(number: string | null): boolean {
  return number?.startsWith('YL-') === true;
}
