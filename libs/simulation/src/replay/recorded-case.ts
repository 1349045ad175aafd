import type { HistoryEntry, Variables } from '@pledge/engine';

/** One visit of an element, as it happened. Instants are epoch ms. */
export interface RecordedVisit {
  readonly processId: string;
  readonly elementId: string;
  readonly enteredAt: number;
  /** null: it was never left. */
  readonly leftAt: number | null;
  readonly cancelled: boolean;
  /** 1-based, of a repetition. */
  readonly loopCounter?: number;
  /** What a task was answered with; missing where nobody kept it. */
  readonly answer?: Variables;
  /** Code of the error it ended with. */
  readonly error?: string;
}

/** One finished case: everything that can be played again. */
export interface RecordedCase {
  readonly startedAt: number;
  readonly endedAt: number;
  /** What it began with, as far as it is known: what it ended with, without what was answered on the way. */
  readonly variables: Variables;
  readonly visits: readonly RecordedVisit[];
  /** `process flow`, how often. */
  readonly flows: ReadonlyMap<string, number>;
}

/** An instance of the case: its own, or one that it called. */
export interface RecordedInstance {
  readonly processId: string;
  readonly history: readonly HistoryEntry[];
  /** Answers by `elementInstanceId`. */
  readonly answers: ReadonlyMap<string, Variables>;
}

/** Puts a finished case together from its history. `variables`: those it ended with. */
export function recordedCase(
  instances: readonly RecordedInstance[],
  at: { readonly startedAt: number; readonly endedAt: number },
  variables: Variables,
): RecordedCase {
  const visits: RecordedVisit[] = [];
  const flows = new Map<string, number>();
  const answered = new Set<string>();
  for (const { processId, history, answers } of instances) {
    const open = new Map<string, { index: number }>();
    for (const entry of history) {
      const { type, elementId, elementInstanceId, detail } = entry;
      if (type === 'flow-taken' && elementId !== undefined) {
        const key = `${processId} ${elementId}`;
        flows.set(key, (flows.get(key) ?? 0) + 1);
      }
      if (elementId === undefined || elementInstanceId === undefined) continue;
      const known = open.get(elementInstanceId);
      if (type === 'element-entered') {
        const counter = detail?.['loopCounter'];
        const answer = answers.get(elementInstanceId);
        for (const name of Object.keys(answer ?? {})) answered.add(name);
        open.set(elementInstanceId, { index: visits.length });
        visits.push({
          processId,
          elementId,
          enteredAt: entry.at,
          leftAt: null,
          cancelled: false,
          ...(typeof counter === 'number' ? { loopCounter: counter } : {}),
          ...(answer === undefined ? {} : { answer }),
        });
      } else if (known) {
        const visit = visits[known.index];
        if (!visit) continue;
        const code = detail?.['errorCode'];
        if (type === 'element-completed') visits[known.index] = { ...visit, leftAt: entry.at };
        if (type === 'element-cancelled') visits[known.index] = { ...visit, leftAt: entry.at, cancelled: true };
        if (type === 'error-thrown' && typeof code === 'string') visits[known.index] = { ...visit, error: code };
      }
    }
  }
  const begun = Object.entries(variables).filter(([name]) => !answered.has(name));
  return { ...at, variables: Object.fromEntries(begun), visits, flows };
}
