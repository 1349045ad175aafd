import type { SimulationAnswer } from './scenario.js';

/** Hands out the answers of a scenario: in order, the last repeats; to repetitions by their number. */
export class Answers {
  private readonly used = new Map<string, number>();
  constructor(private readonly answers: Readonly<Record<string, readonly SimulationAnswer[]>>) {}

  /** @param loopCounter 1-based number of the repetition, absent for an activity that does not repeat. */
  take(elementId: string, loopCounter: number | undefined): SimulationAnswer | null {
    const list = Object.hasOwn(this.answers, elementId) ? this.answers[elementId] : [];
    if (list.length === 0) return null;
    const visit = this.used.get(elementId) ?? 0;
    this.used.set(elementId, visit + 1);
    const index = loopCounter === undefined ? visit : loopCounter - 1;
    return list[Math.min(index, list.length - 1)];
  }
}
