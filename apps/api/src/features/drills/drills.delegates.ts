import { Inject } from '@nestjs/common';
import type { Variables } from '@pledge/engine';
import { Delegate, PROCESS_ENGINE } from '@pledge/nest';
import {
  BpmnError,
  type Delegate as DelegateContract,
  type DelegateContext,
  type ProcessEngine,
  type Transaction,
} from '@pledge/runtime';
import { Emergencies, Plans } from '../emergencies/index.js';
import { DrillContents } from './drill-content.js';
import { DrillCycle } from './drill-cycle.service.js';
import { DrillRuns } from './drill-runs.service.js';
import type { DrillEntity } from './drills.entity.js';
import { DrillsRepository } from './drills.repository.js';

export const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** The drill of this very instance: no variable is asked. */
export async function drillOf(
  repository: DrillsRepository,
  context: DelegateContext,
  tx?: Transaction,
): Promise<DrillEntity> {
  const row = await repository.ofInstance(context.rootInstanceId, tx);
  if (!row) throw new Error(`instance ${context.rootInstanceId} is about no drill`);
  return row;
}

/** Who completed the element last. */
export async function completerOf(engine: ProcessEngine, instanceId: string, elementId: string): Promise<string> {
  const { items } = await engine.listTasks({ instanceId, state: 'completed', limit: 200 });
  const done = items.filter((task) => task.elementId === elementId);
  return done.toSorted((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0))[0]?.completedBy ?? 'system';
}

/** `drill-planning`: the plan may be written (again). In `stopReason`, `stopBy`, `stopEmergency` where a run was broken off. */
@Delegate('drill-planning')
export class OpenPlanningDelegate implements DelegateContract {
  constructor(private readonly repository: DrillsRepository) {}

  async apply(tx: Transaction, context: DelegateContext): Promise<Variables> {
    const row = await drillOf(this.repository, context, tx);
    const { stopReason, stopBy, stopEmergency } = context.variables;
    const stopped =
      text(stopReason) === ''
        ? {}
        : {
            stopped: {
              reason: text(stopReason),
              by: text(stopBy) || 'system',
              at: context.now,
              emergencyNumber: text(stopEmergency) || null,
            },
          };
    await this.repository.update(tx, row.number, { state: 'planning', ...stopped });
    return { stopReason: null, stopBy: null, stopEmergency: null };
  }
}

/** `drill-freeze`: the plan is whole; the customer is asked. Out `partyId`, `windowTo`. Throws BpmnError `drill-incomplete`. */
@Delegate('drill-freeze')
export class FreezeDrillDelegate implements DelegateContract {
  constructor(
    private readonly repository: DrillsRepository,
    private readonly contents: DrillContents,
  ) {}

  async apply(tx: Transaction, context: DelegateContext): Promise<Variables> {
    const { number, content, partyId } = await drillOf(this.repository, context, tx);
    const gaps = await this.contents.gaps(content, context.now);
    if (gaps.length > 0) throw new BpmnError('drill-incomplete', `${number} lacks ${gaps.join(', ')}`);
    await this.repository.update(tx, number, { state: 'agreeing', agreement: null });
    return { partyId, windowTo: content.window?.to ?? null };
  }
}

/** `drill-agreement`: keeps the customer's written answer; in `windowAgreed`, `agreedBy`, `agreeNote`. */
@Delegate('drill-agreement')
export class DrillAgreementDelegate implements DelegateContract<string> {
  constructor(
    private readonly repository: DrillsRepository,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
  ) {}

  prepare(context: DelegateContext): Promise<string> {
    return completerOf(this.engine, context.instanceId, 'agree-drill');
  }

  async apply(tx: Transaction, context: DelegateContext, username: string): Promise<void> {
    const { number } = await drillOf(this.repository, context, tx);
    const { windowAgreed, agreedBy, agreeNote } = context.variables;
    const agreed = windowAgreed === 'yes';
    await this.repository.update(tx, number, {
      state: agreed ? 'agreed' : 'planning',
      agreement: { agreed, by: text(agreedBy), username, note: text(agreeNote), at: context.now },
    });
  }
}

interface Beginning {
  readonly by: string;
  readonly injects: readonly Variables[];
}

/**
 * `drill-begin`: starts the emergency model of the plan in `mode: drill`, and the injects. Out `runNumber`. Throws BpmnError
 * `drill-blocked` while a real emergency runs: it goes first.
 */
@Delegate('drill-begin')
export class BeginDrillDelegate implements DelegateContract<Beginning> {
  constructor(
    private readonly repository: DrillsRepository,
    private readonly runs: DrillRuns,
    private readonly emergencies: Emergencies,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
  ) {}

  async prepare(context: DelegateContext): Promise<Beginning> {
    const row = await drillOf(this.repository, context);
    return {
      by: await completerOf(this.engine, context.instanceId, 'start-drill'),
      injects: await this.runs.injects(row.content),
    };
  }

  async apply(tx: Transaction, context: DelegateContext, { by, injects }: Beginning): Promise<Variables> {
    const row = await drillOf(this.repository, context, tx);
    const [real] = await this.emergencies.runningLive(tx);
    if (real !== undefined)
      throw new BpmnError('drill-blocked', `${real} runs`, { stopReason: real, stopBy: by, stopEmergency: real });
    return { runNumber: await this.runs.begin(tx, row, injects, by) };
  }
}

/** `drill-stop`: the run is broken off; its tasks are gone and its people free. */
@Delegate('drill-stop')
export class StopDrillDelegate implements DelegateContract<DrillEntity> {
  constructor(
    private readonly repository: DrillsRepository,
    private readonly runs: DrillRuns,
  ) {}

  async prepare(context: DelegateContext): Promise<DrillEntity> {
    const row = await drillOf(this.repository, context);
    await this.runs.cancel(row, text(context.variables['stopReason']) || 'stopped');
    return row;
  }

  apply(tx: Transaction, _context: DelegateContext, row: DrillEntity): Promise<void> {
    return this.runs.stopped(tx, row);
  }
}

/** `drill-measure`: out `measurement`, what the decision `drill-score` scores. */
@Delegate('drill-measure')
export class MeasureDrillDelegate implements DelegateContract<Awaited<ReturnType<DrillRuns['measure']>>> {
  constructor(
    private readonly repository: DrillsRepository,
    private readonly runs: DrillRuns,
  ) {}

  async prepare(context: DelegateContext): Promise<Awaited<ReturnType<DrillRuns['measure']>>> {
    return this.runs.measure(await drillOf(this.repository, context));
  }

  async apply(
    tx: Transaction,
    context: DelegateContext,
    measurement: Awaited<ReturnType<DrillRuns['measure']>>,
  ): Promise<Variables> {
    const { number, overAt } = await drillOf(this.repository, context, tx);
    await this.repository.update(tx, number, { measurement, overAt: overAt ?? context.now });
    return { measurement };
  }
}

/** `drill-record-score`: in `score`, as the decision gave it. */
@Delegate('drill-record-score')
export class RecordScoreDelegate implements DelegateContract {
  constructor(private readonly repository: DrillsRepository) {}

  async apply(tx: Transaction, context: DelegateContext): Promise<void> {
    const { number } = await drillOf(this.repository, context, tx);
    const score = context.variables['score'] as DrillEntity['score'];
    if (score === null || typeof score !== 'object')
      throw new Error(`the decision drill-score gave no score for ${number}`);
    await this.repository.update(tx, number, { score, state: 'evaluating' });
  }
}

/** `drill-check-revision`: a newer version of the plan is there, else BpmnError `plan-not-revised`. Out `revisedVersion`. */
@Delegate('drill-check-revision')
export class CheckRevisionDelegate implements DelegateContract {
  constructor(
    private readonly repository: DrillsRepository,
    private readonly plans: Plans,
  ) {}

  async apply(tx: Transaction, context: DelegateContext): Promise<Variables> {
    const { planKey, planVersion } = await drillOf(this.repository, context, tx);
    const { version } = await this.plans.newest(planKey, tx);
    if (version <= (planVersion ?? 0))
      throw new BpmnError('plan-not-revised', `${planKey} has no version after ${String(planVersion)}`);
    return { revisedVersion: version };
  }
}

/** `drill-close`: header `outcome`, `signed` or `cancelled`. The next date follows from it. */
@Delegate('drill-close')
export class CloseDrillDelegate implements DelegateContract<Awaited<ReturnType<DrillCycle['plansToDrill']>>> {
  constructor(
    private readonly repository: DrillsRepository,
    private readonly cycle: DrillCycle,
  ) {}

  prepare(): Promise<Awaited<ReturnType<DrillCycle['plansToDrill']>>> {
    return this.cycle.plansToDrill();
  }

  async apply(
    tx: Transaction,
    context: DelegateContext,
    plans: Awaited<ReturnType<DrillCycle['plansToDrill']>>,
  ): Promise<void> {
    const { number } = await drillOf(this.repository, context, tx);
    const state = context.headers['outcome'] === 'signed' ? 'done' : 'cancelled';
    await this.repository.update(tx, number, { state, closedAt: context.now });
    await this.cycle.arm(tx, plans);
  }
}
