import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { CommandViolation, LockReason, ReportCommandViolation, UseCommandTicket } from '@pledge/contracts';
import { CLOCK, LiveEvents, PROCESS_ENGINE, storeAnswer, UNIT_OF_WORK, type SessionUser } from '@pledge/nest';
import { Problem, type Clock, type ProcessEngine, type Transaction, type UnitOfWork } from '@pledge/runtime';
import { v7 } from 'uuid';
import { CaseEvents } from '../cases/index.js';
import {
  CHANGE_PLAN,
  ChangePlans,
  ChangePlansRepository,
  commandLines,
  DangerousCommands,
  type PlanRow,
  type PlanWatcher,
  type VersionRow,
} from '../change-plans/index.js';
import { ConfirmationGate } from '../confirmations/index.js';
import { isoTime, PEOPLE, type PeoplePort } from '../documents/index.js';
import { commandHash, commandKey, sealUse } from './approval-content.js';
import { COMMAND_APPROVAL, CommandApprovals, takeFrom } from './command-approvals.service.js';
import {
  CommandTicketsRepository,
  type TicketRow,
  type UseRow,
  type ViolationRow,
} from './command-tickets.repository.js';

const REVIEW = 'command-violation';

/** What a violation is about. */
type NewViolation = Pick<ViolationRow, 'source' | 'device' | 'command' | 'note' | 'reportedBy'>;

/** Tickets in use: the lock they put on a plan, the one use, and work that was done without (S1-55). */
@Injectable()
export class CommandTickets implements PlanWatcher, OnModuleInit {
  constructor(
    private readonly repository: CommandTicketsRepository,
    private readonly approvals: CommandApprovals,
    private readonly plans: ChangePlans,
    private readonly planRows: ChangePlansRepository,
    private readonly dangerous: DangerousCommands,
    private readonly gate: ConfirmationGate,
    private readonly events: CaseEvents,
    private readonly live: LiveEvents,
    @Inject(PEOPLE) private readonly people: PeoplePort,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.plans.watch(this);
  }

  // --- the plan's lock

  /** The work does not begin before every dangerous command of the version has its ticket. */
  async obstacles(plan: PlanRow, version: VersionRow, _now: number, tx?: Transaction): Promise<readonly LockReason[]> {
    const needed = await this.approvals.neededBy(version, plan.caseNumber);
    if (needed.length === 0) return [];
    const stock = new Map<string, number>();
    for (const one of await this.approvals.goodTickets(plan, tx))
      stock.set(commandKey(one), (stock.get(commandKey(one)) ?? 0) + 1);
    const lacking = takeFrom(stock, needed);
    if (lacking.length === 0) return [];
    const count = String(lacking.length);
    return [
      {
        code: 'COMMANDS_NOT_APPROVED',
        text: {
          zh: `有 ${count} 条高危命令尚未经上级主管和客户双重批准`,
          en: `${count} dangerous commands are not approved by superior and customer yet`,
        },
      },
    ];
  }

  outdated(tx: Transaction, plan: PlanRow, reason: string, actor: string): Promise<void> {
    return this.approvals.outdated(tx, plan, reason, actor);
  }

  /** Dangerous work without a ticket opens a review: commands in the record, and, where all was done, tickets nobody used. */
  async workEnded(tx: Transaction, plan: PlanRow, outcome: 'implemented' | 'failed', record: string): Promise<void> {
    const tickets = await this.repository.tickets(plan.id, tx);
    const used = new Set(
      (
        await this.repository.uses(
          tickets.map((one) => one.id),
          tx,
        )
      ).map((one) => one.ticketId),
    );
    const ran = new Set(tickets.flatMap((one) => (used.has(one.id) ? [one.commandHash] : [])));
    const judge = await this.dangerous.judge(plan.caseNumber);
    const reported = new Set<string>();
    for (const line of commandLines(record)) {
      if (ran.has(commandHash(line)) || reported.has(commandHash(line)) || !(await judge(line))) continue;
      reported.add(commandHash(line));
      await this.open(tx, plan, { source: 'record', device: '', command: line, note: '', reportedBy: 'system' });
    }
    if (outcome !== 'implemented') return;
    const idle = tickets.filter((one) => one.planVersion === plan.version && !used.has(one.id));
    for (const { device, command } of idle.filter((one) => !reported.has(one.commandHash)))
      await this.open(tx, plan, { source: 'unused', device, command, note: '', reportedBy: 'system' });
  }

  // --- the use

  /**
   * Uses a ticket up: what was run, what came out, who watched.
   * @throws Problem TICKET_NOT_FOUND, TICKET_USED, TICKET_EARLY, TICKET_LATE, TICKET_OTHER_DEVICE, TICKET_OTHER_COMMAND,
   * TICKET_VOID, TICKET_WITNESS
   */
  async use(id: string, request: UseCommandTicket, user: SessionUser): Promise<string> {
    const witness = (await this.people.byUsernames([request.witness]))[0];
    if (!witness || witness.username === user.username)
      throw new Problem('invalid', 'TICKET_WITNESS', {}, [{ field: 'witness' }]);
    return this.unitOfWork.run(async (tx) => {
      const found = await this.repository.ticket(id, tx);
      // Everything about one plan goes one after the other: two uses at once, or a use and an edit.
      const plan = found && (await this.planRows.lock(tx, found.planId));
      if (!found || !plan) throw new Problem('not-found', 'TICKET_NOT_FOUND');
      const earlier = (await this.repository.uses([id], tx))[0];
      if (earlier) throw new Problem('conflict', 'TICKET_USED', { at: isoTime(earlier.usedAt), by: earlier.usedBy });
      if (found.device !== request.device)
        throw new Problem('invalid', 'TICKET_OTHER_DEVICE', { device: found.device }, [{ field: 'device' }]);
      if (found.commandHash !== commandHash(request.command))
        throw new Problem('invalid', 'TICKET_OTHER_COMMAND', { command: found.command }, [{ field: 'command' }]);
      const now = this.clock.now();
      if (now < found.validFrom) throw new Problem('conflict', 'TICKET_EARLY', { at: isoTime(found.validFrom) });
      if (now >= found.validTo) throw new Problem('conflict', 'TICKET_LATE', { at: isoTime(found.validTo) });
      const reasons = await this.reasonsAgainst(found, plan, now, tx);
      if (reasons.length > 0)
        throw new Problem(
          'conflict',
          'TICKET_VOID',
          {},
          reasons.map((one) => ({ code: one.code, message: one.text })),
        );
      const { output } = request;
      const { device, commandHash: hash, caseNumber } = found;
      const fixed = { id: v7(), ticketId: id, caseNumber, device, commandHash: hash, output };
      const row: Omit<UseRow, 'rowHash'> = { ...fixed, usedBy: user.username, witness: witness.username, usedAt: now };
      const rowHash = sealUse(row);
      await this.repository.insertUse(tx, { ...row, rowHash });
      const payload = { ticketId: id, useId: row.id, rowHash, device, commandHash: hash, witness: witness.username };
      await this.append(tx, plan, 'command_ticket_used', user.username, payload);
      await storeAnswer(tx, { id: plan.id });
      return plan.id;
    });
  }

  /** Why a ticket is no good at `now`, its own time left aside. */
  async reasonsAgainst(
    ticket: TicketRow,
    plan: PlanRow,
    now: number,
    tx?: Transaction,
  ): Promise<readonly LockReason[]> {
    const { mode } = plan;
    const own = { kind: COMMAND_APPROVAL, id: ticket.approvalId, action: 'dangerous-command', mode, now } as const;
    const around = { kind: CHANGE_PLAN, id: plan.id, action: 'change-approval', mode, now } as const;
    const answers = [await this.gate.judge(own, tx), await this.gate.judge(around, tx)];
    const reasons = answers.flatMap((one) => one.reasons);
    return reasons.filter((one, index) => reasons.findIndex((other) => other.code === one.code) === index);
  }

  // --- work without a ticket

  /** Somebody reports dangerous work without a ticket. @throws Problem CHANGE_PLAN_NOT_FOUND */
  async report(planId: string, request: ReportCommandViolation, user: SessionUser): Promise<string> {
    return this.unitOfWork.run(async (tx) => {
      const plan = await this.planRows.lock(tx, planId);
      if (!plan) throw new Problem('not-found', 'CHANGE_PLAN_NOT_FOUND');
      const id = await this.open(tx, plan, { ...request, source: 'reported', reportedBy: user.username });
      await storeAnswer(tx, { id });
      return id;
    });
  }

  /** What the review found. */
  async reviewed(
    tx: Transaction,
    instanceId: string,
    state: CommandViolation['state'],
    finding: string,
  ): Promise<void> {
    const row = await this.repository.violationOfInstance(instanceId, tx);
    if (!row) throw new Error('this instance is about no violation');
    const plan = await this.planRows.lock(tx, row.planId);
    if (row.state !== 'open' || !plan) return;
    await this.repository.updateViolation(tx, row.id, { state, finding });
    await this.append(tx, plan, 'command_violation_reviewed', 'system', { violationId: row.id, outcome: state });
  }

  private async open(tx: Transaction, plan: PlanRow, violation: NewViolation): Promise<string> {
    const id = v7();
    const instanceId = v7();
    const { source, device, command, note, reportedBy } = violation;
    const row: ViolationRow = {
      ...{ id, planId: plan.id, caseNumber: plan.caseNumber, instanceId, source, device, command, note, reportedBy },
      foundAt: this.clock.now(),
      state: 'open',
      finding: '',
    };
    await this.repository.insertViolation(tx, row);
    await this.append(tx, plan, 'command_violation_found', reportedBy, {
      ...{ violationId: id, source, device, commandHash: commandHash(command) },
    });
    await this.engine.startInstanceLater(tx, {
      key: REVIEW,
      instanceId,
      businessKey: plan.caseNumber,
      mode: plan.mode,
      variables: {
        caseNumber: plan.caseNumber,
        planNumber: plan.number,
        violationSource: source,
        violationDevice: device,
        violationCommand: command,
        violationNote: note,
      },
      actor: { userId: reportedBy },
    });
    return id;
  }

  private async append(
    tx: Transaction,
    plan: PlanRow,
    type: string,
    actor: string,
    payload: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const caseRow = await this.events.lock(tx, plan.caseNumber);
    await this.events.append(tx, caseRow, [
      { type, actor, payload: { planId: plan.id, note: plan.number, ...payload } },
    ]);
    const tell = (): void => this.live.publish({ type: 'change-plan.updated', caseNumber: plan.caseNumber });
    if (this.unitOfWork.afterCommit) this.unitOfWork.afterCommit(tx, tell);
    else tell();
  }
}
