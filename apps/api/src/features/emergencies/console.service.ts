import { Inject, Injectable } from '@nestjs/common';
import type { Emergency, EmergencyPlanContent, EmergencyStep } from '@pledge/contracts';
import { CLOCK, PROCESS_ENGINE, scopeOf, type SessionUser } from '@pledge/nest';
import type { Clock, InstanceRow, ProcessEngine, UserTaskRow } from '@pledge/runtime';
import { toIso } from '@pledge/time';
import { PROVIDER_ZONE } from '../contracts/index.js';
import { UsersDirectory } from '../users/index.js';
import { Emergencies } from './emergencies.service.js';
import { Plans, notReady } from './plans.service.js';
import { PlansRepository } from './plans.repository.js';
import { Reach } from './reach.service.js';

const MINUTE_MS = 60_000;
const HISTORY_LIMIT = 2_000;
const TASK_LIMIT = 200;

/** Everything the console shows of one emergency: steps with owners and limits, contacts, countdowns, diagrams. */
@Injectable()
export class EmergencyConsole {
  constructor(
    private readonly emergencies: Emergencies,
    private readonly plans: Plans,
    private readonly planRows: PlansRepository,
    private readonly reach: Reach,
    private readonly directory: UsersDirectory,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem EMERGENCY_UNKNOWN, also for one of another customer */
  async view(number: string, user: SessionUser): Promise<Emergency> {
    const row = await this.emergencies.row(number, scopeOf(user));
    const plan = await this.emergencies.planOf(row);
    const version = row.planKey === null ? null : await this.planRows.newest(row.planKey);
    const readiness = version === null ? [] : await this.plans.readiness(version);
    const goals = row.planKey === null ? [] : plan.goals;
    const rtoMinutes = goals.length === 0 ? null : Math.min(...goals.map((goal) => goal.rtoMinutes));
    return {
      ...(await this.emergencies.summary(row)),
      rtoMinutes,
      rpoMinutes: goals.length === 0 ? null : Math.min(...goals.map((goal) => goal.rpoMinutes)),
      dataGapMinutes: row.dataGapMinutes,
      goals,
      notices: plan.notices,
      recoverBy: rtoMinutes === null ? null : toIso(row.reportedAt + rtoMinutes * MINUTE_MS, PROVIDER_ZONE),
      substitutes: plan.substitutes,
      resources: plan.resources,
      notReady: notReady(readiness),
      steps: await this.steps(number, plan),
      contacts: await this.reach.views(row, scopeOf(user)),
      reportDocumentId: row.reportDocumentId,
      ...(await this.standing(number)),
    };
  }

  private async steps(number: string, plan: EmergencyPlanContent): Promise<EmergencyStep[]> {
    const pages = await Promise.all(
      (['open', 'completed'] as const).map((state) =>
        this.engine.listTasks({ businessKey: number, state, limit: TASK_LIMIT }),
      ),
    );
    const tasks = pages.flatMap((page) => page.items).toSorted((a, b) => a.createdAt - b.createdAt);
    const owners = new Map<string, string>();
    for (const username of new Set(tasks.flatMap((task) => ownerOf(task) ?? [])))
      owners.set(username, (await this.directory.find(username))?.displayName ?? username);
    return tasks.map((task) => stepView(task, plan, this.clock.now(), owners));
  }

  private async standing(number: string): Promise<Pick<Emergency, 'countdowns' | 'diagrams'>> {
    const { items } = await this.engine.listInstances({ businessKey: number, limit: 50 });
    const roots = new Set(items.map((instance) => instance.id));
    const children = (
      await Promise.all(
        items.map((instance) => this.engine.listJobs({ instanceId: instance.id, type: 'timer', limit: 50 })),
      )
    ).flatMap((page) => page.items);
    const diagrams = await Promise.all(rootFirst(items).map((instance) => this.diagram(instance)));
    return {
      countdowns: children
        .filter((job) => job.instanceId !== null && roots.has(job.instanceId))
        .map((job) => ({ elementId: elementOf(job.payload, job.ref), dueAt: toIso(job.dueAt, PROVIDER_ZONE) })),
      diagrams: diagrams.filter((one) => one !== null),
    };
  }

  private async diagram(instance: InstanceRow): Promise<Emergency['diagrams'][number] | null> {
    const [view, definition, history] = await Promise.all([
      this.engine.findInstance(instance.id),
      this.engine.findDefinition(instance.definitionId),
      this.engine.history(instance.id, { limit: HISTORY_LIMIT }),
    ]);
    if (!view || !definition) return null;
    const idsOf = (type: string): string[] => [
      ...new Set(history.flatMap((entry) => (entry.type === type && entry.elementId ? [entry.elementId] : []))),
    ];
    return {
      processInstanceId: instance.id,
      key: definition.key,
      version: definition.version,
      xml: definition.xml,
      activeElements: view.activeElements.map((element) => element.elementId),
      completedElements: idsOf('element-completed'),
      takenFlows: idsOf('flow-taken'),
    };
  }
}

/** The master flow before the plan that it called. */
const rootFirst = (items: readonly InstanceRow[]): InstanceRow[] =>
  items.toSorted((a, b) => Number(a.parentInstanceId !== null) - Number(b.parentInstanceId !== null));

const ownerOf = (task: UserTaskRow): string | null => task.completedBy ?? task.assignee;

const elementOf = (payload: Readonly<Record<string, unknown>>, ref: string | null): string =>
  typeof payload['elementId'] === 'string' ? payload['elementId'] : (ref ?? '');

function stepView(
  task: UserTaskRow,
  plan: EmergencyPlanContent,
  now: number,
  owners: ReadonlyMap<string, string>,
): EmergencyStep {
  const limit = plan.steps[task.elementId];
  const dueAt = limit === undefined ? null : task.createdAt + limit * MINUTE_MS;
  const owner = ownerOf(task);
  return {
    taskId: task.id,
    elementId: task.elementId,
    name: task.name,
    owner: owner === null ? null : (owners.get(owner) ?? owner),
    groups: [...task.candidateGroups],
    startedAt: toIso(task.createdAt, PROVIDER_ZONE),
    endedAt: task.endedAt === null ? null : toIso(task.endedAt, PROVIDER_ZONE),
    dueAt: dueAt === null ? null : toIso(dueAt, PROVIDER_ZONE),
    late: dueAt !== null && (task.endedAt ?? now) > dueAt,
  };
}
