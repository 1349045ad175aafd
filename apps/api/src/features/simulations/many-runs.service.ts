import { setImmediate as breathe } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { EvaluateRequest, SimulationRunsRequest, SimulationRunsResponse } from '@pledge/contracts';
import { parseForm, type Form } from '@pledge/engine';
import { CLOCK, PROCESS_ENGINE } from '@pledge/nest';
import { Problem, type Clock, type ProcessEngine } from '@pledge/runtime';
import { randomWorld, RunStatistics, simulate, type Behaviour, type SimulationResult } from '@pledge/simulation';
import { addDuration, fromIso, InvalidDurationError } from '@pledge/time';
import { Evaluations } from '../service-levels/index.js';
import { SimulationsService, ZONE } from './simulations.service.js';

/** Milliseconds of CPU that all runs of one request may use together. */
const MAX_CPU_MS = 15_000;

type PromiseCount = SimulationRunsResponse['promises'][number];

/** Runs a draft many times by chance; between two runs the server does its other work. */
@Injectable()
export class ManyRuns {
  constructor(
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly simulations: SimulationsService,
    private readonly evaluations: Evaluations,
  ) {}

  /** @throws Problem MODEL_INVALID, SCENARIO_INVALID or PROFILE_UNKNOWN. */
  async run(request: SimulationRunsRequest): Promise<SimulationRunsResponse> {
    const definitions = await this.simulations.fromResources(request.resources, request.withDeployed === true);
    const behaviour = await this.behaviour(request);
    const { answers: _alternatives, ...scenario } = request.scenario;
    const beganAt = scenario.startAt === undefined ? this.clock.now() : fromIso(scenario.startAt);
    const statistics = new RunStatistics();
    const promises = new Map<string, PromiseCount>();
    let [made, used] = [0, 0];
    while (made < request.runs && used < MAX_CPU_MS) {
      const before = process.cpuUsage();
      const elapsed = (): number => {
        const { user, system } = process.cpuUsage(before);
        return (user + system) / 1000;
      };
      const result = this.once(() =>
        simulate(definitions, scenario, {
          now: beganAt,
          zone: ZONE,
          elapsed,
          calendars: (name) => this.engine.calendar(name),
          chance: randomWorld(definitions, behaviour, request.seed, made, ZONE),
        }),
      );
      statistics.add(result, beganAt);
      if (request.profileId !== undefined) await this.measure(request, result, beganAt, promises);
      used += elapsed();
      made++;
      await breathe();
    }
    const { durations, ...summary } = statistics.summary();
    return structuredClone({
      seed: request.seed,
      cut: made < request.runs,
      ...summary,
      durations,
      promises: [...promises.values()],
    }) as SimulationRunsResponse;
  }

  private once(run: () => SimulationResult): SimulationResult {
    try {
      return run();
    } catch (error) {
      if (error instanceof RangeError) throw new Problem('invalid', 'SCENARIO_INVALID', { reason: error.message });
      throw error;
    }
  }

  private async behaviour({ work, messages, scenario, resources }: SimulationRunsRequest): Promise<Behaviour> {
    const span = ({ min, max }: { min: string; max: string }) => ({ min: lengthOf(min), max: lengthOf(max) });
    const forms = new Map<string, Form>();
    const take = (content: string): void => {
      const parsed = parseForm(content);
      if (parsed.ok) forms.set(parsed.form.id, parsed.form);
    };
    for (const { content } of (await this.engine.listResources('form')).toSorted((a, b) => a.version - b.version))
      take(content);
    for (const { name, content } of resources) if (name.endsWith('.form.json')) take(content);
    return { work: span(work), messages: span(messages), answers: scenario.answers ?? {}, forms };
  }

  /** What each promise came to in one run; the limits of all severities together. */
  private async measure(
    { profileId, severity }: SimulationRunsRequest,
    result: SimulationResult,
    beganAt: number,
    promises: Map<string, PromiseCount>,
  ): Promise<void> {
    const own = result.variables['severity'];
    const level = typeof own === 'string' ? own : severity;
    const body: EvaluateRequest = {
      ...(profileId === undefined ? {} : { profileId }),
      ...(level === undefined ? {} : { severity: level }),
      events: [
        { type: 'request_received', occurredAt: new Date(beganAt).toISOString() },
        ...result.events.map(({ type, occurredAt }) => ({ type, occurredAt })),
      ],
      at: result.at,
    };
    for (const { metric, metricName, state } of (await this.evaluations.evaluate(body)).items) {
      if (state === 'notStarted' || state === 'cancelled') continue;
      const known = promises.get(metric) ?? { metric, name: metricName, kept: 0, broken: 0, open: 0 };
      promises.set(metric, {
        ...known,
        kept: known.kept + (state === 'met' ? 1 : 0),
        broken: known.broken + (state === 'breached' ? 1 : 0),
        open: known.open + (state === 'running' || state === 'paused' ? 1 : 0),
      });
    }
  }
}

/** ms of an ISO 8601 duration. */
function lengthOf(text: string): number {
  try {
    return addDuration(0, text, ZONE);
  } catch (error) {
    if (error instanceof InvalidDurationError)
      throw new Problem('invalid', 'SCENARIO_INVALID', { reason: error.message });
    throw error;
  }
}
