import { Inject } from '@nestjs/common';
import type { Variables } from '@pledge/engine';
import { Delegate, PLATFORM_OPTIONS, PROCESS_ENGINE, type PlatformOptions } from '@pledge/nest';
import {
  BpmnError,
  Problem,
  type Delegate as DelegateContract,
  type DelegateContext,
  type ProcessEngine,
  type Transaction,
} from '@pledge/runtime';
import { addDays, addMonths, localDate } from '@pledge/time';
import { v7 as uuidv7 } from 'uuid';
import { NotificationsService, type Enqueue } from '../notifications/index.js';
import { ContractsService } from '../contracts/index.js';
import { DutyUnits } from './duty-units.service.js';
import { rosterKey } from './roster-messages.js';
import { RosterProcess, text } from './roster-process.js';
import { RosterSending, type RosterCopy } from './roster-sending.service.js';
import type { RosterEntity } from './rosters.entity.js';
import { RostersRepository } from './rosters.repository.js';
import { Rosters, type RosterDraft } from './rosters.service.js';

const SYSTEM = 'system';
/** Key of the shipped process. */
export const ROSTER_PROCESS = 'duty-roster';

/** A refusal of the feature as an error that a model catches; anything else goes on as it is. */
async function modelled<T>(codes: readonly string[], work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Problem && codes.includes(error.code))
      throw new BpmnError(error.code, error.message, { rosterProblem: said(error) });
    throw error;
  }
}

function said({ code, params }: Problem): string {
  const gaps = String(params['gaps'] ?? '');
  return code === 'ROSTER_HAS_GAPS'
    ? `还有 ${gaps} 个班次无人 / ${gaps} places are empty`
    : '值班表已被别人改动 / the roster was changed meanwhile';
}

/**
 * `begin-rosters` (F-11 step 1): header `monthsAhead`; begins the process `duty-roster` for that month for every unit with people in
 * the rotation that has no roster of those days. Out: `rostersBegun`.
 */
@Delegate('begin-rosters')
export class BeginRostersDelegate implements DelegateContract<readonly Variables[]> {
  constructor(
    private readonly units: DutyUnits,
    private readonly repository: RostersRepository,
    private readonly process: RosterProcess,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(PLATFORM_OPTIONS) private readonly platform: PlatformOptions,
  ) {}

  async prepare(context: DelegateContext): Promise<readonly Variables[]> {
    const ahead = Number(context.headers['monthsAhead'] ?? '1');
    const from = addMonths(`${localDate(context.now, this.platform.zone).slice(0, 7)}-01`, ahead);
    const to = addDays(addMonths(from, 1), -1);
    const due: Variables[] = [];
    for (const { id: unit } of await this.units.list()) {
      const rotation = (await this.repository.people(unit)).filter((one) => one.inRotation);
      const known = await this.repository.rosters({ unit, from, to });
      if (rotation.length === 0 || known.some((one) => one.state === 'approved')) continue;
      const running = await this.engine.listInstances({
        key: ROSTER_PROCESS,
        businessKey: rosterKey({ unit, from }),
        limit: 10,
      });
      if (running.items.some((one) => one.status === 'active')) continue;
      due.push(await this.process.rosterFacts({ unit, from, to }, context.now));
    }
    return due;
  }

  async apply(tx: Transaction, context: DelegateContext, due: readonly Variables[]): Promise<Variables> {
    for (const variables of due) {
      await this.engine.startInstanceLater(tx, {
        instanceId: uuidv7(),
        key: ROSTER_PROCESS,
        businessKey: text(variables['rosterKey']),
        variables,
        mode: context.mode,
        actor: { userId: SYSTEM },
      });
    }
    return { rostersBegun: due.length };
  }
}

/**
 * `draft-roster` (F-11 step 2): in `unit`, `from`, `to`. A roster of those days that is in force already stays. Out: `rosterGaps`,
 * `rosterSummary`, and what its forms show. Throws BpmnError ROSTER_NO_PEOPLE, ROSTER_OVERLAPS.
 */
@Delegate('draft-roster')
export class DraftRosterDelegate implements DelegateContract<RosterDraft> {
  constructor(
    private readonly rosters: Rosters,
    private readonly process: RosterProcess,
  ) {}

  prepare(context: DelegateContext): Promise<RosterDraft> {
    return modelled(['ROSTER_NO_PEOPLE'], () => this.rosters.drafted(this.process.daysOf(context), SYSTEM));
  }

  async apply(tx: Transaction, context: DelegateContext, draft: RosterDraft): Promise<Variables> {
    await modelled(['ROSTER_OVERLAPS'], () => this.rosters.keepDraft(tx, draft));
    const { row, shifts } = draft;
    const gaps = shifts.filter((one) => one.username === null).length;
    const cut = shifts.filter((one) => one.reason.code === 'tired').length;
    const years = row.missingYears.join('、');
    return {
      rosterGaps: gaps,
      rosterSummary: [
        `${String(shifts.length)} 个班位，缺口 ${String(gaps)}，压缩休息 ${String(cut)}，提前放假 ${String(row.earlyLeave.length)}`,
        `${String(shifts.length)} places, ${String(gaps)} empty, rest cut ${String(cut)}, early leave ${String(row.earlyLeave.length)}`,
        ...(years === '' ? [] : [`没有 ${years} 年的节假日数据 / no holiday data for ${years}`]),
      ].join('\n'),
      rosterProblem: null,
      ...(await this.process.rosterFacts(row, context.now)),
    };
  }
}

/** `approve-roster` (F-11 step 3): in `acceptGaps`. Throws BpmnError ROSTER_HAS_GAPS, and ROSTER_GONE when the draft is not there. */
@Delegate('approve-roster')
export class ApproveRosterDelegate implements DelegateContract<string> {
  constructor(
    private readonly rosters: Rosters,
    private readonly process: RosterProcess,
  ) {}

  prepare(context: DelegateContext): Promise<string> {
    return this.process.actorOf(context, ['review-roster']);
  }

  async apply(tx: Transaction, context: DelegateContext, by: string): Promise<void> {
    const row = await this.rosters.ofDays(this.process.daysOf(context), tx);
    if (row === null) throw new BpmnError('ROSTER_GONE', 'the draft was discarded');
    const acceptGaps = context.variables['acceptGaps'] === true;
    if (row.state === 'draft')
      await modelled(['ROSTER_HAS_GAPS'], () => this.rosters.putInForce(tx, row, acceptGaps, by));
  }
}

/** `discard-roster`: the manager does not want it; one in force stays. */
@Delegate('discard-roster')
export class DiscardRosterDelegate implements DelegateContract {
  constructor(
    private readonly rosters: Rosters,
    private readonly repository: RostersRepository,
    private readonly process: RosterProcess,
  ) {}

  async apply(tx: Transaction, context: DelegateContext): Promise<void> {
    const row = await this.rosters.ofDays(this.process.daysOf(context), tx);
    if (row?.state === 'draft') await this.repository.removeRoster(tx, row.id);
  }
}

/**
 * `send-roster` (S1-32, F-11 steps 5 and 8): the version in force to every customer of the unit that has not got it. Out:
 * `rosterCustomers`, how many have to acknowledge, `rosterVersion`, `customersWaiting` (their names).
 */
@Delegate('send-roster')
export class SendRosterDelegate implements DelegateContract<{
  readonly row: RosterEntity;
  readonly copies: readonly RosterCopy[];
  readonly waiting: readonly string[];
}> {
  constructor(
    private readonly rosters: Rosters,
    private readonly sending: RosterSending,
    private readonly contracts: ContractsService,
    private readonly process: RosterProcess,
  ) {}

  async prepare(context: DelegateContext) {
    const row = await this.rosters.ofDays(this.process.daysOf(context));
    if (row?.state !== 'approved') throw new Error('no roster of these days is in force');
    const { unsent, waiting } = await this.sending.customersOf(row);
    const copies = await this.sending.copies(row, unsent, row.approvedBy ?? SYSTEM);
    return { row, copies, waiting: [...unsent, ...waiting] };
  }

  async apply(
    tx: Transaction,
    _context: DelegateContext,
    { row, copies, waiting }: Awaited<ReturnType<SendRosterDelegate['prepare']>>,
  ): Promise<Variables> {
    await this.sending.sendCopies(tx, copies);
    const names = await Promise.all(waiting.map(async (id) => (await this.contracts.party(id))?.name ?? ''));
    return { rosterCustomers: waiting.length, rosterVersion: row.version, customersWaiting: names.join('\n') };
  }
}

/** `remind-roster`: mails those who have not acknowledged the version in force. Out: `customersWaiting`. */
@Delegate('remind-roster')
export class RemindRosterDelegate implements DelegateContract<readonly Enqueue[]> {
  constructor(
    private readonly rosters: Rosters,
    private readonly sending: RosterSending,
    private readonly notifications: NotificationsService,
    private readonly process: RosterProcess,
  ) {}

  async prepare(context: DelegateContext): Promise<readonly Enqueue[]> {
    const row = await this.rosters.ofDays(this.process.daysOf(context));
    if (row?.state !== 'approved') return [];
    const { waiting } = await this.sending.customersOf(row);
    const title = `${String(context.variables['unitName'])} ${row.from} – ${row.to}`;
    return Promise.all(
      waiting.map(async (partyId) => ({
        source: `job:${context.jobId}:${partyId}`,
        template: 'roster-unacknowledged',
        mode: context.mode,
        caseNumber: null,
        people: await this.notifications.representatives(partyId),
        facts: { document: { number: rosterKey(row), title } },
      })),
    );
  }

  async apply(tx: Transaction, _context: DelegateContext, messages: readonly Enqueue[]): Promise<void> {
    for (const message of messages) await this.notifications.enqueue(tx, message);
  }
}

export const ROSTER_DELEGATES = [
  BeginRostersDelegate,
  DraftRosterDelegate,
  ApproveRosterDelegate,
  DiscardRosterDelegate,
  SendRosterDelegate,
  RemindRosterDelegate,
];
