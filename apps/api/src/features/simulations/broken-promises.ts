import { Injectable } from '@nestjs/common';
import type { EvaluateRequest, ReplayRequest, ReplayResponse } from '@pledge/contracts';
import type { SimulationResult } from '@pledge/simulation';
import { Evaluations } from '../service-levels/index.js';

type Promised = ReplayResponse['promises'][number];

/** Counts broken promises of replayed cases, on the version in use and on the draft, by the very same arithmetic as real ones. */
@Injectable()
export class BrokenPromises {
  constructor(private readonly evaluations: Evaluations) {}

  begin({ profileId, severity }: Pick<ReplayRequest, 'profileId' | 'severity'>) {
    const found = new Map<string, Promised>();
    const broken = async (result: SimulationResult, startedAt: number) => {
      const own = result.variables['severity'];
      const level = typeof own === 'string' ? own : severity;
      const body: EvaluateRequest = {
        ...(profileId === undefined ? {} : { profileId }),
        ...(level === undefined ? {} : { severity: level }),
        events: [
          { type: 'request_received', occurredAt: new Date(startedAt).toISOString() },
          ...result.events.map(({ type, occurredAt }) => ({ type, occurredAt })),
        ],
        at: result.at,
      };
      const { items } = await this.evaluations.evaluate(body);
      return items.filter(({ state }) => state === 'breached');
    };
    return {
      /** One case: `before` on its own version, `after` on the draft. */
      count: async (startedAt: number, before: SimulationResult, after: SimulationResult): Promise<void> => {
        if (profileId === undefined) return;
        for (const [side, result] of [
          ['before', before],
          ['after', after],
        ] as const)
          for (const { metric, metricName } of await broken(result, startedAt)) {
            const known = found.get(metric) ?? { metric, name: metricName, before: 0, after: 0 };
            found.set(metric, { ...known, [side]: known[side] + 1 });
          }
      },
      all: (): Promised[] => [...found.values()],
    };
  }
}
