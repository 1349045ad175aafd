import type { Variables } from '@pledge/engine';
import type { ProcessScenario } from './scenario.js';

/** What people answer, by element id: one answer for every time, or one a visit, of which the last repeats. */
export type TaskAnswers = Readonly<Record<string, Variables | readonly Variables[]>>;

/**
 * People complete whatever is open, until nothing is open or only elements of `leave` are.
 * @throws Error for an open task that has no answer, and for an answer that its form refuses
 */
export function answerTasks(scenario: ProcessScenario, answers: TaskAnswers, leave: readonly string[] = []): void {
  const visits = new Map<string, number>();
  for (let open = next(scenario, leave); open !== undefined; open = next(scenario, leave)) {
    const visit = visits.get(open) ?? 0;
    visits.set(open, visit + 1);
    const answer = answers[open];
    if (answer === undefined) throw new Error(`nobody answers ${open}`);
    const list: readonly Variables[] = Array.isArray(answer) ? answer : [answer as Variables];
    const values = list[Math.min(visit, list.length - 1)];
    if (values === undefined) throw new Error(`no answers are given for ${open}`);
    scenario.complete(open, values);
  }
}

const next = (scenario: ProcessScenario, leave: readonly string[]): string | undefined =>
  scenario.waiting().find((elementId) => !leave.includes(elementId));
