import { Inject } from '@nestjs/common';
import { DRILL_CHANNELS } from '@pledge/contracts';
import { Delegate, PROCESS_ENGINE } from '@pledge/nest';
import type {
  Delegate as DelegateContract,
  DelegateContext,
  ProcessEngine,
  Transaction,
  UserTaskRow,
} from '@pledge/runtime';
import { SimulatedFailures } from '../emergencies/index.js';
import type { DirectoryEntry } from '../users/index.js';
import { DrillContents } from './drill-content.js';
import { DrillRuns, rungOf } from './drill-runs.service.js';
import { completerOf, text } from './drills.delegates.js';
import type { DrillEntity, InjectEffect } from './drills.entity.js';
import { DrillsRepository } from './drills.repository.js';

interface DeliveredInject {
  readonly id: string;
  readonly text: string;
  readonly channel: string | null;
  readonly username: string | null;
}
const injectOf = (context: DelegateContext): DeliveredInject =>
  context.variables['inject'] as unknown as DeliveredInject;

/** The drill whose run this is. An inject outside of a drill delivers nothing. */
async function runOf(
  repository: DrillsRepository,
  context: DelegateContext,
  tx?: Transaction,
): Promise<DrillEntity & { readonly runNumber: string }> {
  if (context.mode !== 'drill') throw new Error('injects are delivered in drills only');
  const row = await repository.ofRun(text(context.variables['runNumber']), tx);
  if (row?.runNumber == null) throw new Error('this run is of no drill');
  return { ...row, runNumber: row.runNumber };
}

async function deliver(
  repository: DrillsRepository,
  tx: Transaction,
  context: DelegateContext,
  effect: InjectEffect | null,
): Promise<void> {
  const { runNumber } = await runOf(repository, context, tx);
  await repository.insertInject(tx, {
    runNumber,
    injectId: injectOf(context).id,
    deliveredAt: context.now,
    effect,
    answeredAt: null,
    answeredBy: null,
    answer: null,
  });
}

/** `drill-message`: in `inject`. */
@Delegate('drill-message')
export class DrillMessageDelegate implements DelegateContract {
  constructor(private readonly repository: DrillsRepository) {}

  apply(tx: Transaction, context: DelegateContext): Promise<void> {
    return deliver(this.repository, tx, context, null);
  }
}

/** `drill-channel-failure`: in `inject.channel`; who was told by it is told by the next channel. */
@Delegate('drill-channel-failure')
export class DrillChannelDelegate implements DelegateContract {
  constructor(
    private readonly repository: DrillsRepository,
    private readonly failures: SimulatedFailures,
  ) {}

  async apply(tx: Transaction, context: DelegateContext): Promise<void> {
    const { runNumber } = await runOf(this.repository, context, tx);
    const inject = injectOf(context);
    const channel = DRILL_CHANNELS.find((one) => one === inject.channel);
    if (channel === undefined) throw new Error(`there is no channel ${String(inject.channel)}`);
    const contacts = await this.failures.failChannel(tx, runNumber, channel, inject.text);
    await deliver(this.repository, tx, context, { contacts, standIn: null, tasks: null });
  }
}

interface Missed {
  readonly standIn: DirectoryEntry | null;
  readonly tasks: number;
}

/**
 * `drill-person-unavailable`: in `inject.username` and `ladder`, the roles that step in, in their order. The first
 * participant of such a role takes the tasks that the person holds, and is told. Tasks are handed over outside of the
 * transaction: a repeat finds none left.
 */
@Delegate('drill-person-unavailable')
export class DrillPersonDelegate implements DelegateContract<Missed> {
  constructor(
    private readonly repository: DrillsRepository,
    private readonly contents: DrillContents,
    private readonly runs: DrillRuns,
    private readonly failures: SimulatedFailures,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
  ) {}

  async prepare(context: DelegateContext): Promise<Missed> {
    const row = await runOf(this.repository, context);
    const { username } = injectOf(context);
    const delivered = new Set((await this.repository.injects(row.runNumber)).map((one) => one.injectId));
    const away = row.content.injects.flatMap((one) =>
      delivered.has(one.id) && one.username !== undefined ? [one.username] : [],
    );
    const people = [...(await this.contents.people(row.content)).values()].filter(
      (one) => one.username !== username && !away.includes(one.username),
    );
    const ladder = Array.isArray(context.variables['ladder']) ? context.variables['ladder'].map(text) : [];
    const standIn = ladder.flatMap((role) => people.find((one) => standsOn(one, role)) ?? [])[0] ?? null;
    const held = (await this.runs.tasks(row.runNumber)).filter(
      (task) => task.state === 'open' && task.assignee === username,
    );
    for (const task of held) await this.handOver(task, standIn);
    return { standIn, tasks: held.length };
  }

  async apply(tx: Transaction, context: DelegateContext, { standIn, tasks }: Missed): Promise<void> {
    const { runNumber } = await runOf(this.repository, context, tx);
    const inject = injectOf(context);
    await this.failures.missPerson(tx, runNumber, inject.username ?? '', {
      why: inject.text,
      noticeId: context.jobId,
      standIn:
        standIn === null
          ? null
          : {
              name: standIn.displayName,
              username: standIn.username,
              mail: standIn.mail,
              mobile: standIn.mobile,
              language: standIn.language,
            },
    });
    await deliver(this.repository, tx, context, { contacts: null, standIn: standIn?.username ?? null, tasks });
  }

  private async handOver(task: UserTaskRow, standIn: DirectoryEntry | null): Promise<void> {
    const actor = { userId: task.assignee ?? 'system' };
    if (standIn === null) await this.engine.unclaimTask(task.id, actor);
    else await this.engine.operateTask({ type: 'transfer-task', taskId: task.id, user: standIn.username, actor });
  }
}

/** Holds the role, or is on the rung that the ladder names. */
const standsOn = (one: DirectoryEntry, role: string): boolean =>
  rungOf(one) === role || one.roles.some((own) => own === role);

/** `drill-inject-answer`: in `injectAnswer`; by whom is known from the task. */
@Delegate('drill-inject-answer')
export class DrillAnswerDelegate implements DelegateContract<string> {
  constructor(
    private readonly repository: DrillsRepository,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
  ) {}

  prepare(context: DelegateContext): Promise<string> {
    return completerOf(this.engine, context.instanceId, 'answer-inject');
  }

  async apply(tx: Transaction, context: DelegateContext, answeredBy: string): Promise<void> {
    const { runNumber } = await runOf(this.repository, context, tx);
    await this.repository.answerInject(
      tx,
      { runNumber, injectId: injectOf(context).id },
      { answer: text(context.variables['injectAnswer']), answeredAt: context.now, answeredBy },
    );
  }
}
