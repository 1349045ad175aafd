import type { SimulationResult } from '../scenario.js';

export interface ElementCount {
  readonly processId: string;
  readonly elementId: string;
  /** In how many runs it was reached, and how often in all. */
  readonly runs: number;
  readonly times: number;
}
export interface RunTrouble {
  readonly code: string;
  readonly elementId: string;
  readonly message: string;
  readonly count: number;
  /** Number of the first run that showed it. */
  readonly run: number;
}
/** What many runs show together. Durations are ms. */
export interface RunSummary {
  readonly runs: number;
  readonly completed: number;
  readonly waiting: number;
  readonly incidents: number;
  /** Of the runs that ended; null when none did. */
  readonly durations: {
    readonly shortest: number;
    readonly median: number;
    readonly p90: number;
    readonly longest: number;
    /** Equal steps from the shortest to the longest. */
    readonly histogram: readonly { readonly upTo: number; readonly count: number }[];
  } | null;
  readonly elements: readonly ElementCount[];
  readonly flows: readonly ElementCount[];
  readonly troubles: readonly RunTrouble[];
  /** Where runs stood when their time was over. */
  readonly stuck: readonly { readonly elementId: string; readonly count: number }[];
}

const BARS = 12;

/** Gathers runs one by one. */
export class RunStatistics {
  private runs = 0;
  private readonly states = { completed: 0, waiting: 0, incident: 0 };
  private readonly lasted: number[] = [];
  private readonly entered = new Map<string, { runs: number; times: number }>();
  private readonly taken = new Map<string, { runs: number; times: number }>();
  private readonly troubles = new Map<string, RunTrouble>();
  private readonly stuck = new Map<string, number>();

  /** @param beganAt epoch ms */
  add(result: SimulationResult, beganAt: number): void {
    const run = this.runs++;
    this.states[result.state]++;
    if (result.state === 'completed') this.lasted.push(Date.parse(result.at) - beganAt);
    if (result.state === 'waiting')
      for (const { elementId } of result.waiting) this.stuck.set(elementId, (this.stuck.get(elementId) ?? 0) + 1);
    if (result.incident) {
      const { code, elementId, message } = result.incident;
      const known = this.troubles.get(`${code} ${elementId}`);
      this.troubles.set(`${code} ${elementId}`, {
        ...(known ?? { code, elementId, message, run }),
        count: (known?.count ?? 0) + 1,
      });
    }
    count(result, 'entered', this.entered);
    count(result, 'flow', this.taken);
  }

  summary(): RunSummary {
    return {
      runs: this.runs,
      completed: this.states.completed,
      waiting: this.states.waiting,
      incidents: this.states.incident,
      durations: spread(this.lasted),
      elements: told(this.entered),
      flows: told(this.taken),
      troubles: [...this.troubles.values()].sort((one, other) => other.count - one.count),
      stuck: [...this.stuck]
        .map(([elementId, times]) => ({ elementId, count: times }))
        .sort((one, other) => other.count - one.count),
    };
  }
}

function count(
  result: SimulationResult,
  type: 'entered' | 'flow',
  counts: Map<string, { runs: number; times: number }>,
): void {
  const here = new Map<string, number>();
  for (const line of result.trace)
    if (line.type === type) {
      const place = `${line.processId} ${line.elementId}`;
      here.set(place, (here.get(place) ?? 0) + 1);
    }
  for (const [place, times] of here) {
    const before = counts.get(place) ?? { runs: 0, times: 0 };
    counts.set(place, { runs: before.runs + 1, times: before.times + times });
  }
}

function told(counts: ReadonlyMap<string, { runs: number; times: number }>): ElementCount[] {
  return [...counts].map(([place, numbers]) => {
    const [processId = '', elementId = ''] = place.split(' ');
    return { processId, elementId, ...numbers };
  });
}

function spread(values: readonly number[]): RunSummary['durations'] {
  if (values.length === 0) return null;
  const sorted = values.toSorted((one, other) => one - other);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
  const [shortest, longest] = [at(0.000_001), at(1)];
  const width = Math.max(1, (longest - shortest) / BARS);
  const histogram = Array.from({ length: BARS }, (_, bar) => ({
    upTo: Math.round(shortest + width * (bar + 1)),
    count: sorted.filter((value) => Math.min(BARS - 1, Math.floor((value - shortest) / width)) === bar).length,
  }));
  return { shortest, median: at(0.5), p90: at(0.9), longest, histogram };
}
