import type { TaskView } from '@pledge/contracts';

/** What a process is about, where that is not a case. */
const ABOUT: Readonly<Record<string, 'contract' | 'duty'>> = {
  'contract-onboarding': 'contract',
  'duty-roster': 'duty',
  'duty-shift': 'duty',
  'key-period-guarantee': 'duty',
};
/** Numbers of emergencies (应急) and of drills of them (演练); plans add processes, so the number tells, not the process. */
const EMERGENCY = /^(YJ|YL)-\d{4}-\d+$/;
/** Number of a planned drill (预演): its run has one of its own, as an emergency. */
const DRILL = /^YX-\d{4}-\d+$/;
/** Where a task of each kind is done; a roster's and a shift's have a page of their own only as tasks. */
const PAGES = {
  case: '/cases',
  contract: '/contracts',
  emergency: '/emergencies',
  drill: '/drills',
  duty: null,
} as const;

/** What a task is about; a number that is no case's is a contract's or an emergency's, or names a roster or a shift. */
export function subjectOf(task: Pick<TaskView, 'caseNumber' | 'processKey'>): keyof typeof PAGES {
  if (task.caseNumber !== null && DRILL.test(task.caseNumber)) return 'drill';
  return emergencyOf(task) === null ? (ABOUT[task.processKey] ?? 'case') : 'emergency';
}

/** Page on which a task is done; null where its process is about nothing that has a page. */
export function taskAddress(task: Pick<TaskView, 'id' | 'caseNumber' | 'processKey'>): string | null {
  const page = PAGES[subjectOf(task)];
  if (task.caseNumber === null || page === null) return null;
  return `${page}/${encodeURIComponent(task.caseNumber)}?task=${task.id}`;
}

/** Number of the case a task is about; null where its process is about something else. */
export function caseOf(task: Pick<TaskView, 'caseNumber' | 'processKey'>): string | null {
  return subjectOf(task) === 'case' ? task.caseNumber : null;
}

/** Number of the emergency or drill a task belongs to; null for every other task. */
export function emergencyOf(task: Pick<TaskView, 'caseNumber'>): string | null {
  return task.caseNumber !== null && EMERGENCY.test(task.caseNumber) ? task.caseNumber : null;
}

/** Whether a number is one of a drill: it goes before everything else that is said of it. */
export function isDrill(number: string | null): boolean {
  return number !== null && (number.startsWith('YL-') || DRILL.test(number));
}
