import { Inject, Injectable } from '@nestjs/common';
import type {
  DrillContent,
  DrillQuery,
  DrillState,
  DrillSteps,
  EditDrill,
  FindingInput,
  Rehearsal,
  StopDrill,
} from '@pledge/contracts';
import { CLOCK, PROVIDER_SCOPE, UNIT_OF_WORK, hasRole, scopeOf, storeAnswer, type SessionUser } from '@pledge/nest';
import { Problem, type Clock, type UnitOfWork } from '@pledge/runtime';
import { fromIso } from '@pledge/time';
import { v7 } from 'uuid';
import { PLAN_KEEPERS, Plans } from '../emergencies/index.js';
import { UsersDirectory } from '../users/index.js';
import { DrillBooks } from './drill-books.js';
import { DrillContents } from './drill-content.js';
import { DrillModels } from './drill-models.js';
import { DrillRuns } from './drill-runs.service.js';
import type { DrillEntity } from './drills.entity.js';
import { DrillsRepository } from './drills.repository.js';
import { Rehearsals } from './rehearsals.service.js';

/** States by what lists ask for. */
const PHASES: Readonly<Record<NonNullable<DrillQuery['phase']>, readonly DrillState[]>> = {
  planned: ['planning', 'agreeing', 'agreed'],
  running: ['running'],
  'follow-up': ['evaluating', 'correcting', 'signing'],
  done: ['done'],
};

/** Drills from their plan to their findings; what happens between is done by the process `drill` (F-09). */
@Injectable()
export class Drills {
  constructor(
    private readonly repository: DrillsRepository,
    private readonly books: DrillBooks,
    private readonly contents: DrillContents,
    private readonly models: DrillModels,
    private readonly rehearsals: Rehearsals,
    private readonly runs: DrillRuns,
    private readonly plans: Plans,
    private readonly directory: UsersDirectory,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem DRILL_PLAN_UNFIT, DRILL_PARTY_UNKNOWN, DRILL_PERSON_UNKNOWN */
  async create(content: DrillContent, user: SessionUser): Promise<string> {
    await this.contents.check(content);
    return this.unitOfWork.run(async (tx) => {
      const number = await this.books.open(tx, content, user.username);
      await storeAnswer(tx, { number });
      return number;
    });
  }

  /** @throws Problem as `create`, DRILL_UNKNOWN, DRILL_OUTDATED */
  async edit(number: string, { basedOn, content }: EditDrill): Promise<void> {
    const row = await this.row(number, PROVIDER_SCOPE);
    if (content.planKey !== row.planKey) throw new Problem('invalid', 'DRILL_PLAN_UNFIT', { key: content.planKey });
    await this.contents.check(content);
    await this.unitOfWork.run(async (tx) => {
      const { title, partyId } = content;
      const change = { title, partyId, content, revision: basedOn + 1 };
      if (!(await this.repository.edit(tx, number, basedOn, change))) throw new Problem('conflict', 'DRILL_OUTDATED');
    });
  }

  list({ phase, planKey, limit }: DrillQuery, user: SessionUser): Promise<DrillEntity[]> {
    const states = phase === undefined ? {} : { states: PHASES[phase] };
    return this.repository.list({ ...states, ...(planKey === undefined ? {} : { planKey }), limit }, scopeOf(user));
  }

  /** @throws Problem DRILL_UNKNOWN, also for one of another customer */
  async row(number: string, scope: ReturnType<typeof scopeOf>): Promise<DrillEntity> {
    const row = await this.repository.find(number, scope);
    if (!row) throw new Problem('not-found', 'DRILL_UNKNOWN', { number });
    return row;
  }

  /** Steps of the plan as it is deployed. @throws Problem DRILL_PLAN_UNFIT, EMERGENCY_PLAN_UNKNOWN */
  async steps(planKey: string): Promise<DrillSteps> {
    if (!(await this.models.isPlan(planKey))) throw new Problem('not-found', 'DRILL_PLAN_UNFIT', { key: planKey });
    const plan = await this.plans.newest(planKey);
    return { items: await this.models.steps(planKey, plan.content) };
  }

  /** In virtual time; nothing is stored. @throws Problem DRILL_UNKNOWN */
  async rehearse(number: string): Promise<Rehearsal> {
    return this.rehearsals.play((await this.row(number, PROVIDER_SCOPE)).content);
  }

  /** Safety stop, by whoever takes part. @throws Problem DRILL_UNKNOWN, DRILL_NO_PART, DRILL_NOT_RUNNING */
  async stop(number: string, { reason }: StopDrill, user: SessionUser): Promise<void> {
    const row = await this.row(number, scopeOf(user));
    if (!mayStop(row, user)) throw new Problem('forbidden', 'DRILL_NO_PART');
    await this.unitOfWork.run(async (tx) => {
      const now = await this.repository.find(number, PROVIDER_SCOPE, tx);
      if (now?.state !== 'running') throw new Problem('conflict', 'DRILL_NOT_RUNNING');
      await this.runs.stop(tx, now, { stopReason: reason, stopBy: user.username, stopEmergency: null });
    });
  }

  /** @throws Problem DRILL_UNKNOWN, DRILL_NOT_EVALUATED, DRILL_DATE_PAST, DRILL_PERSON_UNKNOWN */
  async addFinding(number: string, input: FindingInput, user: SessionUser): Promise<void> {
    const row = await this.row(number, PROVIDER_SCOPE);
    const now = this.clock.now();
    const dueAt = fromIso(input.dueAt);
    if (dueAt <= now)
      throw new Problem('invalid', 'DRILL_DATE_PAST', {}, [{ field: 'dueAt', code: 'DRILL_DATE_PAST' }]);
    const owner = (await this.directory.enabled([input.owner]))[0];
    if (owner === undefined || (owner.partyId !== null && owner.partyId !== row.partyId))
      throw new Problem('invalid', 'DRILL_PERSON_UNKNOWN', { username: input.owner });
    await this.unitOfWork.run(async (tx) => {
      if ((await this.repository.find(number, PROVIDER_SCOPE, tx))?.state !== 'evaluating')
        throw new Problem('conflict', 'DRILL_NOT_EVALUATED');
      await this.repository.insertFinding(tx, {
        id: v7(),
        number,
        text: input.text,
        action: input.action,
        owner: input.owner,
        dueAt,
        opened: false,
        doneNote: null,
        doneAt: null,
        createdBy: user.username,
        createdAt: now,
      });
    });
  }

  /** @throws Problem DRILL_UNKNOWN, DRILL_FINDING_UNKNOWN */
  async removeFinding(number: string, id: string): Promise<void> {
    await this.row(number, PROVIDER_SCOPE);
    await this.unitOfWork.run(async (tx) => {
      if (!(await this.repository.deleteFinding(tx, number, id)))
        throw new Problem('not-found', 'DRILL_FINDING_UNKNOWN');
    });
  }
}

/** Who coordinates, and whoever takes part. */
export const mayStop = (row: DrillEntity, user: SessionUser): boolean =>
  hasRole(user, ...PLAN_KEEPERS) || row.content.participants.some((one) => one.username === user.username);
