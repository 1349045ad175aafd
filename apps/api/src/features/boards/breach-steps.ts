import type { BoardStep } from '@pledge/contracts';
import type { PromiseRow, StepRow } from './boards.repository.js';

/** Nobody had a task when the promise broke: the process waited for something else, or had not begun. */
const NOBODY: BoardStep = { definitionId: null, elementId: null, name: '' };

/** The steps that were open at the limit: where the promise broke. A step that ended exactly then was in time. */
export function stepsAt(promise: Pick<PromiseRow, 'caseNumber' | 'dueAt'>, steps: readonly StepRow[]): BoardStep[] {
  const open = steps.filter(
    (step) =>
      step.caseNumber === promise.caseNumber &&
      step.createdAt <= promise.dueAt &&
      (step.endedAt === null || step.endedAt > promise.dueAt),
  );
  const once = new Map(open.map((step) => [step.elementId, step]));
  if (once.size === 0) return [NOBODY];
  return [...once.values()].map(({ definitionId, elementId, name }) => ({ definitionId, elementId, name }));
}

/** How often each step was open when a promise broke, the most frequent first; versions of a process count together. */
export function countSteps(breaches: readonly (readonly BoardStep[])[]): (BoardStep & { count: number })[] {
  const counts = new Map<string, BoardStep & { count: number }>();
  for (const step of breaches.flat()) {
    const key = step.elementId ?? '';
    counts.set(key, { ...step, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}
