import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { DrillContent, DrillMeasurement } from '@pledge/contracts';
import type { Variables } from '@pledge/engine';
import { CLOCK, PROCESS_ENGINE, PROVIDER_SCOPE } from '@pledge/nest';
import { Problem, type Clock, type ProcessEngine, type Transaction, type UserTaskRow } from '@pledge/runtime';
import { toIso } from '@pledge/time';
import { v7 } from 'uuid';
import { PROVIDER_ZONE } from '../contracts/index.js';
import { Emergencies, EmergencyObservers, Plans, type EmergencyEntity } from '../emergencies/index.js';
import type { DirectoryEntry } from '../users/index.js';
import { DrillContents, sideOf } from './drill-content.js';
import type { DrillEntity } from './drills.entity.js';
import { DrillsRepository } from './drills.repository.js';

const MINUTE_MS = 60_000;
const TASKS = 200;
/** The process of all injects of a run. */
const INJECTS = 'drill-injects';

/** Runs of drills: the emergency model in `mode: drill`, with what is measured of it (F-09 steps 8 and 9). */
@Injectable()
export class DrillRuns implements OnModuleInit {
  constructor(
    private readonly repository: DrillsRepository,
    private readonly contents: DrillContents,
    private readonly emergencies: Emergencies,
    private readonly plans: Plans,
    private readonly observers: EmergencyObservers,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.observers.register((tx, emergency, moment) =>
      emergency.mode === 'drill'
        ? moment === 'ended'
          ? this.over(tx, emergency)
          : Promise.resolve()
        : moment === 'started'
          ? this.realOneGoesFirst(tx, emergency)
          : Promise.resolve(),
    );
  }

  /** The injects as their process takes them: who is asked, and on which rung of the ladder who is away stands. */
  async injects(content: DrillContent): Promise<Variables[]> {
    const people = await this.contents.people(content);
    return content.injects.map((inject) => ({
      id: inject.id,
      kind: inject.kind,
      after: `PT${String(inject.afterMinutes)}M`,
      text: inject.text,
      answer: inject.answer,
      users: [...people.values()].filter((one) => isAsked(inject.to, one)).map((one) => one.username),
      channel: inject.channel ?? null,
      username: inject.username ?? null,
      role: inject.username === undefined ? null : rungOf(people.get(inject.username)),
    }));
  }

  /** Starts the plan as a drill, and its injects. @returns the number of the run */
  async begin(tx: Transaction, row: DrillEntity, injects: readonly Variables[], by: string): Promise<string> {
    const { content } = row;
    const { version } = await this.plans.newest(row.planKey, tx);
    const run = await this.emergencies.startIn(
      tx,
      {
        ...content.report,
        title: content.title,
        planKey: row.planKey,
        mode: 'drill',
        ...(row.partyId === null ? {} : { partyId: row.partyId }),
      },
      by,
    );
    await this.engine.startInstanceLater(tx, {
      key: INJECTS,
      instanceId: v7(),
      businessKey: row.number,
      mode: 'drill',
      variables: { drillNumber: row.number, runNumber: run.number, injects },
      actor: { userId: by },
    });
    await this.repository.update(tx, row.number, {
      state: 'running',
      runNumber: run.number,
      planVersion: version,
      startedAt: this.clock.now(),
      overAt: null,
      stopped: null,
      measurement: null,
      score: null,
    });
    return run.number;
  }

  /** Cancels the run's process, outside of transactions; again changes nothing. */
  async cancel(row: DrillEntity, reason: string): Promise<void> {
    if (row.runNumber === null) return;
    const run = await this.emergencies.row(row.runNumber, PROVIDER_SCOPE);
    try {
      await this.engine.cancelInstance(run.instanceId, reason, { userId: 'system' });
    } catch (error) {
      if (!(error instanceof Problem) || !['INSTANCE_ENDED', 'INSTANCE_UNKNOWN'].includes(error.code)) throw error;
    }
  }

  /** Ends what is left of a run that was broken off. */
  async stopped(tx: Transaction, row: DrillEntity): Promise<void> {
    if (row.runNumber === null) return;
    await this.emergencies.stopped(tx, row.runNumber);
    await this.injectsOver(tx, row.runNumber);
  }

  /** Tasks of a run in the order in which they were opened. */
  async tasks(runNumber: string): Promise<UserTaskRow[]> {
    const pages = await Promise.all(
      (['open', 'completed'] as const).map((state) =>
        this.engine.listTasks({ businessKey: runNumber, state, limit: TASKS }),
      ),
    );
    return pages.flatMap((page) => page.items).toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
  }

  /** Times of the finished activity instances, beside the plan's limits and goals. @throws Error without a run */
  async measure(row: DrillEntity): Promise<DrillMeasurement> {
    if (row.runNumber === null) throw new Error(`${row.number} has not run`);
    const run = await this.emergencies.row(row.runNumber, PROVIDER_SCOPE);
    const plan = await this.emergencies.planOf(run);
    const delivered = new Map((await this.repository.injects(row.runNumber)).map((one) => [one.injectId, one]));
    const asked = row.content.injects.filter((inject) => inject.answer && delivered.has(inject.id));
    const done = (await this.tasks(row.runNumber)).filter((task) => task.state === 'completed');
    return {
      steps: done.map((task) => ({
        elementId: task.elementId,
        name: task.name,
        by: task.completedBy ?? '',
        startedAt: toIso(task.createdAt, PROVIDER_ZONE),
        endedAt: toIso(task.endedAt ?? task.createdAt, PROVIDER_ZONE),
        minutes: minutes(task.createdAt, task.endedAt ?? task.createdAt),
        limit: plan.steps[task.elementId] ?? null,
      })),
      restoreMinutes: run.recoveredAt === null ? null : minutes(run.reportedAt, run.recoveredAt),
      rtoMinutes: Math.min(...plan.goals.map((goal) => goal.rtoMinutes)),
      dataGapMinutes: run.dataGapMinutes,
      rpoMinutes: Math.min(...plan.goals.map((goal) => goal.rpoMinutes)),
      injectsAsked: asked.length,
      injectsAnswered: asked.filter((inject) => delivered.get(inject.id)?.answeredAt != null).length,
    };
  }

  /** The run ended by itself: its drill goes on, in the live process. */
  private async over(tx: Transaction, run: EmergencyEntity): Promise<void> {
    const row = await this.repository.ofRun(run.number, tx);
    if (row?.state !== 'running') return;
    await this.injectsOver(tx, run.number);
    // The end of a run is the one word that crosses from the drill to the work about it.
    await this.engine.publishMessageLater(tx, { name: 'drill-over', correlationKey: run.number, mode: 'live' });
  }

  private async injectsOver(tx: Transaction, runNumber: string): Promise<void> {
    await this.engine.publishMessageLater(tx, { name: 'drill-run-over', correlationKey: runNumber, mode: 'drill' });
  }

  /** People and screens belong to the real one: every drill that runs is broken off. */
  private async realOneGoesFirst(tx: Transaction, emergency: EmergencyEntity): Promise<void> {
    const rows = await this.repository.list({ states: ['running'], limit: 200 }, PROVIDER_SCOPE, tx);
    for (const row of rows)
      await this.stop(tx, row, {
        stopReason: emergency.title,
        stopBy: emergency.reportedBy,
        stopEmergency: emergency.number,
      });
  }

  /** Tells the process of the drill to break it off. */
  async stop(
    tx: Transaction,
    row: DrillEntity,
    why: { readonly stopReason: string; readonly stopBy: string; readonly stopEmergency: string | null },
  ): Promise<void> {
    await this.engine.publishMessageLater(tx, {
      name: 'drill-stop',
      correlationKey: row.number,
      variables: why,
      mode: 'live',
    });
  }
}

/** In minutes, to a tenth. */
const minutes = (from: number, to: number): number => Math.round((to - from) / (MINUTE_MS / 10)) / 10;

const isAsked = (to: string, one: DirectoryEntry): boolean => to === 'all' || to === sideOf(one) || to === one.username;

/** The role by which the ladder knows a person. */
export const rungOf = (entry: DirectoryEntry | undefined): string | null =>
  entry === undefined ? null : entry.partyId === null ? (entry.roles[0] ?? null) : 'customer';
