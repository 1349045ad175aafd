import { Inject, Injectable } from '@nestjs/common';
import type { DrillContent, DrillStep, Rehearsal, SimulationRequest } from '@pledge/contracts';
import type { Variables } from '@pledge/engine';
import { PROCESS_ENGINE } from '@pledge/nest';
import type { ProcessEngine } from '@pledge/runtime';
import { GENERAL_PLAN, Plans } from '../emergencies/index.js';
import { SimulationsService } from '../simulations/index.js';
import { DrillModels } from './drill-models.js';

const MINUTE_MS = 60_000;

/** The drill in virtual time, before people are called: each step takes its whole limit and finds what the scenario says. */
@Injectable()
export class Rehearsals {
  constructor(
    private readonly models: DrillModels,
    private readonly plans: Plans,
    private readonly simulations: SimulationsService,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
  ) {}

  /** @throws Problem EMERGENCY_PLAN_UNKNOWN */
  async play(content: DrillContent): Promise<Rehearsal> {
    const plan = (await this.plans.newest(content.planKey)).content;
    const steps = await this.models.steps(content.planKey, plan);
    const recovery = await this.models.recoveryElements();
    const definition = await this.engine.latestDefinition(GENERAL_PLAN);
    const result = await this.simulations.run({
      definitionId: definition?.id ?? '',
      scenario: {
        processId: GENERAL_PLAN,
        variables: { ...content.report, planKey: content.planKey, emergencyNumber: 'YL' },
        answers: answersOf(steps, content),
      },
    });
    const [first] = result.trace;
    const start = first === undefined ? 0 : Date.parse(first.at);
    const at = (iso: string): number => Math.round((Date.parse(iso) - start) / (MINUTE_MS / 10)) / 10;
    const byElement = new Map(steps.map((step) => [step.elementId, step]));
    const played = result.trace
      .filter((entry) => entry.type === 'entered' && byElement.has(entry.elementId))
      .map((entry) => {
        const step = byElement.get(entry.elementId);
        const end = result.trace.find(
          (other) =>
            other.elementId === entry.elementId &&
            (other.type === 'completed' || other.type === 'cancelled') &&
            Date.parse(other.at) >= Date.parse(entry.at),
        );
        return {
          elementId: entry.elementId,
          name: step?.name ?? { zh: entry.elementId, en: entry.elementId },
          from: at(entry.at),
          to: end === undefined ? null : at(end.at),
          limit: step?.limit ?? null,
        };
      });
    const recovered = result.trace.find((entry) => recovery.has(entry.elementId));
    const minutes = at(recovered?.at ?? result.at);
    const end = at(result.at);
    return {
      state: result.state,
      waiting: result.waiting.map((wait) => wait.elementId),
      problem: result.incident?.message ?? null,
      minutes,
      rtoMinutes: Math.min(...plan.goals.map((goal) => goal.rtoMinutes)),
      steps: played,
      injects: content.injects.map(({ id, afterMinutes }) => ({
        id,
        afterMinutes,
        reached: afterMinutes <= end,
        during: played
          .filter((step) => step.from <= afterMinutes && (step.to === null || afterMinutes < step.to))
          .map((step) => step.elementId),
      })),
    };
  }
}

type Answers = NonNullable<NonNullable<SimulationRequest['scenario']>['answers']>;

/** Every step after its limit; what the scenario leaves open is answered by the first choice of the form. */
function answersOf(steps: readonly DrillStep[], content: DrillContent): Answers {
  return Object.fromEntries(
    steps.map((step) => {
      const variables: Variables = Object.fromEntries(
        step.fields.map((field) => [
          field.key,
          content.facts[step.elementId]?.[field.key] ??
            (field.type === 'choice' ? (field.options[0]?.value ?? null) : field.type === 'number' ? 0 : true),
        ]),
      );
      return [step.elementId, [{ after: `PT${String(step.limit ?? 0)}M`, variables }]];
    }),
  );
}
