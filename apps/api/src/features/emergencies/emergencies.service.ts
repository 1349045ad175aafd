import { Inject, Injectable } from '@nestjs/common';
import type {
  EmergencyList,
  EmergencyPlanContent,
  EmergencyQuery,
  EmergencySummary,
  PlanProposals,
  ProposePlans,
  StartEmergency,
} from '@pledge/contracts';
import {
  CLOCK,
  PROCESS_ENGINE,
  PROVIDER_SCOPE,
  UNIT_OF_WORK,
  scopeOf,
  storeAnswer,
  type Scope,
  type SessionUser,
} from '@pledge/nest';
import { Problem, type Clock, type ProcessEngine, type Transaction, type UnitOfWork } from '@pledge/runtime';
import { toIso } from '@pledge/time';
import { v7 } from 'uuid';
import { ContractsService, PROVIDER_ZONE } from '../contracts/index.js';
import { EmergencyObservers } from './emergency-observers.js';
import type { EmergencyEntity } from './emergencies.entity.js';
import { EmergenciesRepository } from './emergencies.repository.js';
import { GENERAL_PLAN } from './general-plan.js';
import { Plans } from './plans.service.js';
import { PlansRepository } from './plans.repository.js';

/** Trigger conditions of the special plans, as data. */
const DECISION = 'emergency-plan';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Emergencies and drills of them: the same models, in `mode: drill` (F-08, F-09). */
@Injectable()
export class Emergencies {
  constructor(
    private readonly repository: EmergenciesRepository,
    private readonly plans: Plans,
    private readonly planRows: PlansRepository,
    private readonly contracts: ContractsService,
    private readonly observers: EmergencyObservers,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Plans whose trigger conditions hold, by the decision `emergency-plan` as it is deployed (S3-24). */
  async propose(report: ProposePlans): Promise<PlanProposals> {
    const { result } = await this.engine.evaluateDecision(DECISION, { ...report });
    const rows = Array.isArray(result) ? (result as { value?: unknown; why?: unknown; whyEn?: unknown }[]) : [];
    const known = new Set((await this.planRows.latest()).map((row) => row.planKey));
    return {
      items: rows.flatMap(({ value, why, whyEn }) =>
        typeof value === 'string' && known.has(value) ? [{ key: value, why: text(why), whyEn: text(whyEn) }] : [],
      ),
    };
  }

  /**
   * Registers an emergency and starts its process; with a plan the plan runs at once.
   * @throws Problem EMERGENCY_PLAN_UNKNOWN, EMERGENCY_PARTY_UNKNOWN, EMERGENCY_NO_PLAN_NEEDED, EMERGENCY_DRILL_NEEDS_PLAN
   */
  async start(request: StartEmergency, user: SessionUser): Promise<string> {
    await this.check(request);
    return this.unitOfWork.run(async (tx) => {
      const { number } = await this.startIn(tx, request, user.username);
      await storeAnswer(tx, { number });
      return number;
    });
  }

  /** What of a request can be refused before anything is written. @throws as `start` */
  private async check({ planKey, partyId, scope, mode = 'live' }: StartEmergency): Promise<void> {
    if (planKey === GENERAL_PLAN) throw new Problem('not-found', 'EMERGENCY_PLAN_UNKNOWN', { key: planKey });
    if (planKey !== undefined) await this.plans.newest(planKey);
    if (planKey !== undefined && scope === 'workstation') throw new Problem('conflict', 'EMERGENCY_NO_PLAN_NEEDED');
    if (planKey === undefined && mode === 'drill') throw new Problem('conflict', 'EMERGENCY_DRILL_NEEDS_PLAN');
    if (partyId !== undefined && (await this.contracts.party(partyId))?.kind !== 'customer')
      throw new Problem('not-found', 'EMERGENCY_PARTY_UNKNOWN');
  }

  /** As `start`, inside the transaction of somebody who has checked the request. */
  async startIn(tx: Transaction, request: StartEmergency, by: string): Promise<EmergencyEntity> {
    const { title, planKey, partyId, mode = 'live', ...report } = request;
    const instanceId = v7();
    const now = this.clock.now();
    const period = `${mode === 'drill' ? 'YL' : 'YJ'}-${toIso(now, PROVIDER_ZONE).slice(0, 4)}`;
    const number = `${period}-${String(await this.repository.nextNumber(tx, period)).padStart(4, '0')}`;
    const row: EmergencyEntity = {
      number,
      title,
      mode,
      state: 'running',
      report,
      partyId: partyId ?? null,
      planKey: planKey ?? null,
      planVersion: null,
      instanceId,
      outcome: null,
      dataGapMinutes: null,
      reportDocumentId: null,
      reportedBy: by,
      reportedAt: now,
      planStartedAt: null,
      recoveredAt: null,
      endedAt: null,
      simulated: null,
    };
    await this.repository.insert(tx, row);
    await this.engine.startInstanceLater(tx, {
      key: GENERAL_PLAN,
      instanceId,
      businessKey: number,
      mode,
      variables: { emergencyNumber: number, ...report, ...(planKey === undefined ? {} : { planKey }) },
      actor: { userId: by },
    });
    await this.observers.tell(tx, row, 'started');
    return row;
  }

  /** Numbers of the real emergencies that run now. */
  runningLive(tx?: Transaction): Promise<string[]> {
    return this.repository.runningLive(tx);
  }

  /** A drill that is broken off: its process was cancelled before. */
  async stopped(tx: Transaction, number: string): Promise<void> {
    const endedAt = this.clock.now();
    await this.repository.update(tx, number, { state: 'ended', endedAt, outcome: 'stopped' });
  }

  async list(query: EmergencyQuery, user: SessionUser): Promise<EmergencyList> {
    const { limit, mode, state } = query;
    const filter = { limit, ...(mode === undefined ? {} : { mode }), ...(state === undefined ? {} : { state }) };
    const rows = await this.repository.list(filter, scopeOf(user));
    return { items: await Promise.all(rows.map((row) => this.summary(row))), nextCursor: null };
  }

  /** @throws Problem EMERGENCY_UNKNOWN, also for one of another customer */
  async row(number: string, scope: Scope): Promise<EmergencyEntity> {
    const row = await this.repository.find(number, scope);
    if (!row) throw new Problem('not-found', 'EMERGENCY_UNKNOWN', { number });
    return row;
  }

  /** Somebody reached a contact by telephone. @throws Problem EMERGENCY_UNKNOWN, EMERGENCY_CONTACT_REACHED */
  async reached(number: string, id: string, user: SessionUser): Promise<void> {
    await this.row(number, PROVIDER_SCOPE);
    await this.unitOfWork.run(async (tx) => {
      if (!(await this.repository.reached(tx, number, id, user.username, this.clock.now())))
        throw new Problem('conflict', 'EMERGENCY_CONTACT_REACHED');
    });
  }

  /** The version that runs; while none is chosen, the general plan. @throws Error where neither is there */
  async planOf(row: EmergencyEntity): Promise<EmergencyPlanContent> {
    const plan =
      row.planKey === null
        ? await this.planRows.newest(GENERAL_PLAN)
        : row.planVersion === null
          ? await this.planRows.newest(row.planKey)
          : await this.planRows.version(row.planKey, row.planVersion);
    if (!plan) throw new Error(`emergency ${row.number} has no plan`);
    return plan.content;
  }

  async summary(row: EmergencyEntity): Promise<EmergencySummary> {
    const plan = row.planKey === null ? null : await this.planOf(row);
    const party = row.partyId === null ? null : await this.contracts.party(row.partyId);
    const time = (at: number | null): string | null => (at === null ? null : toIso(at, PROVIDER_ZONE));
    const { number, title, mode, state, planKey, planVersion, outcome, reportedBy } = row;
    return {
      number,
      title,
      mode,
      state,
      ...row.report,
      partyName: party?.name ?? null,
      planKey,
      planName: plan?.name ?? null,
      planVersion,
      outcome,
      reportedBy,
      reportedAt: toIso(row.reportedAt, PROVIDER_ZONE),
      planStartedAt: time(row.planStartedAt),
      recoveredAt: time(row.recoveredAt),
      endedAt: time(row.endedAt),
    };
  }

  /** What papers say of it: facts, goals and the steps in their order. */
  async paper(row: EmergencyEntity): Promise<Record<string, unknown>> {
    const plan = await this.planOf(row);
    const { items } = await this.engine.listTasks({ businessKey: row.number, state: 'completed', limit: 200 });
    const steps = items.toSorted((a, b) => (a.endedAt ?? 0) - (b.endedAt ?? 0));
    const summary = await this.summary(row);
    return {
      zone: PROVIDER_ZONE,
      provider: { name: await this.contracts.providerName() },
      emergency: { ...summary, planName: summary.planName?.zh ?? null, dataGapMinutes: row.dataGapMinutes },
      goals: plan.goals.map((goal) => ({ ...goal, service: goal.service.zh })),
      steps: steps.map((task) => ({
        at: toIso(task.endedAt ?? task.createdAt, PROVIDER_ZONE),
        name: task.name,
        by: task.completedBy ?? '',
        minutes: Math.ceil(((task.endedAt ?? task.createdAt) - task.createdAt) / 60_000),
        limit: plan.steps[task.elementId] ?? null,
      })),
    };
  }
}
