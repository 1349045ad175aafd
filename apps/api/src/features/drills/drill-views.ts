import { Inject, Injectable } from '@nestjs/common';
import type { Drill, DrillFormer, DrillMeasurement, DrillSummary } from '@pledge/contracts';
import { CLOCK, PROVIDER_SCOPE, hasRole, scopeOf, type Scope, type SessionUser } from '@pledge/nest';
import type { Clock, UserTaskRow } from '@pledge/runtime';
import { toIso } from '@pledge/time';
import { ContractsService, PROVIDER_ZONE } from '../contracts/index.js';
import { DocumentsService } from '../documents/index.js';
import { Emergencies, PLAN_KEEPERS, Plans } from '../emergencies/index.js';
import { UsersDirectory } from '../users/index.js';
import { DrillContents, sideOf } from './drill-content.js';
import { DrillModels } from './drill-models.js';
import { DrillRuns } from './drill-runs.service.js';
import type { DrillEntity, DrillFindingEntity } from './drills.entity.js';
import { mayStop } from './drills.service.js';
import { DrillsRepository } from './drills.repository.js';

const MINUTE_MS = 60_000;
const FORMER = 5;
/** The run is over: what was planned for it is told with its result. */
const OVER: ReadonlySet<DrillEntity['state']> = new Set(['evaluating', 'correcting', 'signing', 'done']);
const iso = (at: number): string => toIso(at, PROVIDER_ZONE);
const maybe = (at: number | null): string | null => (at === null ? null : iso(at));

/** Drills as screens and papers show them. */
@Injectable()
export class DrillViews {
  constructor(
    private readonly repository: DrillsRepository,
    private readonly runs: DrillRuns,
    private readonly models: DrillModels,
    private readonly contents: DrillContents,
    private readonly emergencies: Emergencies,
    private readonly plans: Plans,
    private readonly contracts: ContractsService,
    private readonly documents: DocumentsService,
    private readonly directory: UsersDirectory,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async summaries(rows: readonly DrillEntity[]): Promise<DrillSummary[]> {
    const findings = await this.repository.findingsOf(rows.map((row) => row.number));
    return Promise.all(rows.map((row) => this.summary(row, findings)));
  }

  async view(row: DrillEntity, user: SessionUser): Promise<Drill> {
    const scope = scopeOf(user);
    const { number } = row;
    const { content, injects } = await this.told(row, user);
    const [findings, signatures, people, document] = await Promise.all([
      this.repository.findings(number),
      this.repository.signatures(number),
      this.contents.people(content),
      row.reportDocumentId === null ? null : this.documents.find(row.reportDocumentId, PROVIDER_SCOPE),
    ]);
    const steps = await this.steps(row);
    const { measurement } = row;
    // Until it is laid before the customer the report is the provider's own paper.
    const readable = scope.kind === 'provider' || row.state === 'signing' || row.state === 'done';
    return {
      ...(await this.summary(row, findings)),
      content,
      revision: row.revision,
      gaps: row.state === 'planning' ? await this.contents.gaps(content, this.clock.now()) : [],
      createdBy: row.createdBy,
      createdAt: iso(row.createdAt),
      participants: content.participants.flatMap(({ username, duty }) => {
        const entry = people.get(username);
        return entry === undefined ? [] : [{ username, name: entry.displayName, duty, side: sideOf(entry) }];
      }),
      agreement: row.agreement === null ? null : { ...row.agreement, at: iso(row.agreement.at) },
      stopped: row.stopped === null ? null : await this.stopped(row.stopped, scope),
      realEmergencies: scope.kind === 'provider' ? await this.emergencies.runningLive() : [],
      recoverBy: await this.recoverBy(row),
      steps,
      injects,
      measurement,
      score: row.score,
      evaluation: row.evaluation,
      findings: await Promise.all(findings.map((one) => this.finding(one))),
      former: await this.former(row, scope),
      signatures: await Promise.all(
        signatures.map(async (one) => ({
          side: one.side,
          partyName: await this.partyName(one.side === 'provider' ? null : row.partyId),
          signer: one.signer,
          by: one.signedBy,
          at: iso(one.signedAt),
          sha256: one.sha256,
        })),
      ),
      reportDocumentId: readable ? row.reportDocumentId : null,
      reportSha256: readable ? (document?.sha256 ?? null) : null,
      signedDocumentId: row.signedDocumentId,
      may: {
        edit: row.state === 'planning' && hasRole(user, ...PLAN_KEEPERS),
        stop: row.state === 'running' && mayStop(row, user),
        find: row.state === 'evaluating' && hasRole(user, ...PLAN_KEEPERS),
      },
    };
  }

  /** Drills of the same plan that ended before this one, newest first; a customer compares the own ones. */
  async former(row: DrillEntity, scope: Scope): Promise<DrillFormer[]> {
    const before = row.overAt ?? this.clock.now();
    const rows = await this.repository.list({ planKey: row.planKey, states: ['done'], limit: 50 }, scope);
    return rows
      .filter((one) => one.number !== row.number && one.overAt !== null && one.overAt < before)
      .toSorted((a, b) => (b.overAt ?? 0) - (a.overAt ?? 0))
      .slice(0, FORMER)
      .flatMap(({ number, overAt, score, measurement }) =>
        overAt === null || score === null || measurement === null
          ? []
          : [
              {
                number,
                overAt: iso(overAt),
                total: score.total,
                grade: score.grade,
                restoreMinutes: measurement.restoreMinutes,
                dataGapMinutes: measurement.dataGapMinutes,
                steps: totalsByStep(measurement),
              },
            ],
      );
  }

  private async summary(row: DrillEntity, findings: readonly DrillFindingEntity[]): Promise<DrillSummary> {
    const plan = await this.plans.newest(row.planKey);
    const open = findings.filter((one) => one.number === row.number && one.opened && one.doneAt === null);
    const now = this.clock.now();
    const { content } = row;
    return {
      number: row.number,
      title: row.title,
      kind: content.kind,
      state: row.state,
      planKey: row.planKey,
      planName: plan.content.name,
      planVersion: row.planVersion,
      partyId: row.partyId,
      partyName: row.partyId === null ? null : await this.partyName(row.partyId),
      windowFrom: content.window?.from ?? null,
      windowTo: content.window?.to ?? null,
      startedAt: maybe(row.startedAt),
      overAt: maybe(row.overAt),
      runNumber: row.runNumber,
      total: row.score?.total ?? null,
      grade: row.score?.grade ?? null,
      openFindings: open.length,
      lateFindings: open.filter((one) => one.dueAt < now).length,
    };
  }

  private async partyName(partyId: string | null): Promise<string> {
    if (partyId === null) return this.contracts.providerName();
    return (await this.contracts.party(partyId))?.name ?? '';
  }

  private async steps(row: DrillEntity): Promise<Drill['steps']> {
    if (row.runNumber === null) return [];
    const names = await this.models.names(row.planKey);
    const { content } = row.planVersion === null ? await this.plans.newest(row.planKey) : await this.version(row);
    const tasks = await this.runs.tasks(row.runNumber);
    const now = this.clock.now();
    const owners = new Map<string, string>();
    for (const name of new Set(tasks.flatMap((task) => ownerOf(task) ?? [])))
      owners.set(name, (await this.directory.find(name))?.displayName ?? name);
    return tasks.map((task) => {
      const limit = content.steps[task.elementId];
      const dueAt = limit === undefined ? null : task.createdAt + limit * MINUTE_MS;
      const owner = ownerOf(task);
      return {
        taskId: task.id,
        elementId: task.elementId,
        name: task.name,
        nameEn: names.get(task.elementId)?.en ?? task.name,
        owner: owner === null ? null : (owners.get(owner) ?? owner),
        groups: [...task.candidateGroups],
        startedAt: iso(task.createdAt),
        endedAt: maybe(task.endedAt),
        dueAt: maybe(dueAt),
        late: dueAt !== null && (task.endedAt ?? now) > dueAt,
        minutes: task.endedAt === null ? null : Math.round((task.endedAt - task.createdAt) / (MINUTE_MS / 10)) / 10,
      };
    });
  }

  private async version(row: DrillEntity) {
    const version = row.planVersion === null ? null : await this.plans.ofVersion(row.planKey, row.planVersion);
    return version ?? (await this.plans.newest(row.planKey));
  }

  private async recoverBy(row: DrillEntity): Promise<string | null> {
    if (row.state !== 'running' || row.startedAt === null) return null;
    const { content } = await this.version(row);
    const rto = Math.min(...content.goals.map((goal) => goal.rtoMinutes));
    return iso(row.startedAt + rto * MINUTE_MS);
  }

  /** What is to come is a surprise for everybody but the coordinators, until the run is over. */
  private async told(row: DrillEntity, user: SessionUser): Promise<Pick<Drill, 'content' | 'injects'>> {
    const all = await this.injects(row);
    if (hasRole(user, ...PLAN_KEEPERS) || OVER.has(row.state)) return { content: row.content, injects: all };
    const injects = all.filter((one) => one.deliveredAt !== null);
    const seen = new Set(injects.map((one) => one.id));
    return { content: { ...row.content, injects: row.content.injects.filter((one) => seen.has(one.id)) }, injects };
  }

  private async injects(row: DrillEntity): Promise<Drill['injects']> {
    const rows = row.runNumber === null ? [] : await this.repository.injects(row.runNumber);
    const delivered = new Map(rows.map((one) => [one.injectId, one]));
    const name = async (username: string | null | undefined): Promise<string | null> =>
      username == null ? null : ((await this.directory.find(username))?.displayName ?? username);
    return Promise.all(
      row.content.injects
        .toSorted((a, b) => a.afterMinutes - b.afterMinutes)
        .map(async ({ id, kind, text, afterMinutes, answer }) => {
          const one = delivered.get(id);
          return {
            ...{ id, kind, text, afterMinutes, answer },
            deliveredAt: maybe(one?.deliveredAt ?? null),
            effect: one?.effect == null ? null : { ...one.effect, standIn: await name(one.effect.standIn) },
            answeredAt: maybe(one?.answeredAt ?? null),
            answeredBy: await name(one?.answeredBy),
            answerText: one?.answer ?? null,
          };
        }),
    );
  }

  private async finding(one: DrillFindingEntity): Promise<Drill['findings'][number]> {
    const { id, text, action, owner, doneNote } = one;
    return {
      ...{ id, text, action, owner, doneNote },
      ownerName: (await this.directory.find(owner))?.displayName ?? owner,
      dueAt: iso(one.dueAt),
      state: one.doneAt !== null ? 'done' : one.opened ? 'open' : 'noted',
      late: one.doneAt === null && one.dueAt < this.clock.now(),
      doneAt: maybe(one.doneAt),
    };
  }

  /** A customer hears that a real emergency went first, not which one: it may be somebody else's. */
  private async stopped(stop: NonNullable<DrillEntity['stopped']>, scope: Scope): Promise<Drill['stopped']> {
    const { reason, emergencyNumber } = stop;
    const by = (await this.directory.find(stop.by))?.displayName ?? stop.by;
    const foreign = scope.kind === 'customer' && emergencyNumber !== null;
    return {
      reason: foreign ? '' : reason,
      by: foreign ? '' : by,
      at: iso(stop.at),
      emergencyNumber: foreign ? '' : emergencyNumber,
    };
  }
}

const ownerOf = (task: UserTaskRow): string | null => task.completedBy ?? task.assignee;

/** Minutes of a step, summed where it was done more than once. */
export function totalsByStep(measurement: DrillMeasurement): Record<string, number> {
  const totals: Record<string, number> = {};
  for (const { elementId, minutes } of measurement.steps) totals[elementId] = (totals[elementId] ?? 0) + minutes;
  return totals;
}
