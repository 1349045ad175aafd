import { Inject, Injectable } from '@nestjs/common';
import type { LockReason, TakeCommandTicket, UseCommandTicket } from '@pledge/contracts';
import type { Variables } from '@pledge/engine';
import { CLOCK, PROCESS_ENGINE, storeAnswer, UNIT_OF_WORK, type SessionUser } from '@pledge/nest';
import { Problem, type Clock, type ProcessEngine, type Transaction, type UnitOfWork } from '@pledge/runtime';
import { v7 } from 'uuid';
import { CHANGE_PLAN, ChangePlansRepository, type PlanRow } from '../change-plans/index.js';
import { ConfirmationGate } from '../confirmations/index.js';
import { isoTime, PEOPLE, type PeoplePort } from '../documents/index.js';
import { FilesService } from '../files/index.js';
import { commandHash, commandKey, sealTaking, sealUse } from './approval-content.js';
import { COMMAND_APPROVAL } from './command-approvals.service.js';
import {
  CommandTicketsRepository,
  type TakingRow,
  type TicketRow,
  type UseRow,
  type ViolationRow,
} from './command-tickets.repository.js';
import { CommandViolations } from './command-violations.service.js';
import { PlanLog } from './plan-log.js';
import { ReportTimes } from './report-times.js';

/** Process that waits for the report of a taken ticket. */
const PROCESS = 'command-use';
const REPORTED_MESSAGE = 'command-reported';

/**
 * The one use of a ticket, in two steps (F-05, S1-55): it is taken, bound to device, command and time; the command is run; then
 * output and witness are reported. Whatever happens in between, the ticket was taken, and that cannot be undone.
 */
@Injectable()
export class TicketUses {
  constructor(
    private readonly repository: CommandTicketsRepository,
    private readonly plans: ChangePlansRepository,
    private readonly violations: CommandViolations,
    private readonly times: ReportTimes,
    private readonly gate: ConfirmationGate,
    private readonly files: FilesService,
    private readonly log: PlanLog,
    @Inject(PEOPLE) private readonly people: PeoplePort,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Takes a ticket: from now on it is in use, and the command may be run.
   * @throws Problem TICKET_NOT_FOUND, TICKET_TAKEN, TICKET_USED, TICKET_EARLY, TICKET_LATE, TICKET_OTHER_DEVICE,
   * TICKET_OTHER_COMMAND, TICKET_VOID
   */
  async take(id: string, request: TakeCommandTicket, user: SessionUser): Promise<string> {
    const reportBy = await this.reportBy(id);
    return this.unitOfWork.run(async (tx) => {
      const { ticket, plan } = await this.locked(tx, id);
      const taken = (await this.repository.takings([id], tx))[0];
      const use = (await this.repository.uses([id], tx))[0];
      if (use) throw new Problem('conflict', 'TICKET_USED', { at: isoTime(use.usedAt), by: use.usedBy });
      if (taken) throw new Problem('conflict', 'TICKET_TAKEN', { at: isoTime(taken.takenAt), by: taken.takenBy });
      if (ticket.device !== request.device)
        throw new Problem('invalid', 'TICKET_OTHER_DEVICE', { device: ticket.device }, [{ field: 'device' }]);
      if (ticket.commandHash !== commandHash(request.command))
        throw new Problem('invalid', 'TICKET_OTHER_COMMAND', { command: ticket.command }, [{ field: 'command' }]);
      const now = this.clock.now();
      if (now < ticket.validFrom) throw new Problem('conflict', 'TICKET_EARLY', { at: isoTime(ticket.validFrom) });
      if (now >= ticket.validTo) throw new Problem('conflict', 'TICKET_LATE', { at: isoTime(ticket.validTo) });
      const reasons = await this.reasonsAgainst(ticket, plan, now, tx);
      if (reasons.length > 0)
        throw new Problem(
          'conflict',
          'TICKET_VOID',
          {},
          reasons.map((one) => ({ code: one.code, message: one.text })),
        );
      const { device, commandHash: hash, caseNumber } = ticket;
      const row: Omit<TakingRow, 'rowHash'> = {
        ...{ id: v7(), ticketId: id, caseNumber, device, commandHash: hash },
        ...{ takenBy: user.username, takenAt: now, reportBy: Math.max(reportBy, now), instanceId: v7() },
      };
      const rowHash = sealTaking(row);
      await this.repository.insertTaking(tx, { ...row, rowHash });
      const payload = { ticketId: id, takingId: row.id, rowHash, device, commandHash: hash };
      await this.log.appendOfPlan(tx, plan, 'command_ticket_taken', user.username, payload);
      await this.engine.startInstanceLater(tx, {
        key: PROCESS,
        instanceId: row.instanceId,
        businessKey: caseNumber,
        mode: plan.mode,
        variables: { caseNumber, engineer: user.username, planNumber: plan.number, planTitle: plan.title },
        actor: { userId: user.username },
      });
      await storeAnswer(tx, { id: plan.id });
      return plan.id;
    });
  }

  /**
   * What came out of a ticket that was taken, by who took it. Never refused for its time or for a plan changed meanwhile: the
   * command was run, and what is known of it is kept.
   * @throws Problem TICKET_NOT_FOUND, TICKET_NOT_TAKEN, TICKET_TAKEN_BY, TICKET_USED, TICKET_WITNESS, FILE_UNKNOWN
   */
  async report(id: string, request: UseCommandTicket, user: SessionUser): Promise<string> {
    const witness = (await this.people.byUsernames([request.witness]))[0];
    if (!witness || witness.username === user.username)
      throw new Problem('invalid', 'TICKET_WITNESS', {}, [{ field: 'witness' }]);
    const recording = await this.recording(id, request.recordingId, user);
    return this.unitOfWork.run(async (tx) => {
      const { ticket, plan } = await this.locked(tx, id);
      const earlier = (await this.repository.uses([id], tx))[0];
      if (earlier) throw new Problem('conflict', 'TICKET_USED', { at: isoTime(earlier.usedAt), by: earlier.usedBy });
      const taking = (await this.repository.takings([id], tx))[0];
      if (!taking) throw new Problem('conflict', 'TICKET_NOT_TAKEN');
      if (taking.takenBy !== user.username)
        throw new Problem('forbidden', 'TICKET_TAKEN_BY', { by: taking.takenBy, at: isoTime(taking.takenAt) });
      const { device, commandHash: hash, caseNumber } = ticket;
      const row: Omit<UseRow, 'rowHash'> = {
        ...{ id: v7(), ticketId: id, caseNumber, device, commandHash: hash, output: request.output },
        ...{ usedBy: user.username, witness: witness.username, usedAt: this.clock.now() },
        ...{ recordingId: recording?.id ?? null, recordingSha256: recording?.sha256 ?? null },
      };
      const rowHash = sealUse(row);
      await this.repository.insertUse(tx, { ...row, rowHash });
      if (recording) await this.files.attachToCase(tx, recording.id, caseNumber, plan.partyId);
      const payload = { ticketId: id, useId: row.id, rowHash, device, commandHash: hash, witness: witness.username };
      await this.log.appendOfPlan(tx, plan, 'command_ticket_used', user.username, payload);
      await this.engine.publishMessageLater(tx, { name: REPORTED_MESSAGE, correlationKey: id, mode: plan.mode });
      await storeAnswer(tx, { id: plan.id });
      return plan.id;
    });
  }

  /** What the process about a ticket in use is about: from the row alone, no variable is asked. Instants as ISO 8601. */
  async about(tx: Transaction, instanceId: string): Promise<Variables> {
    const taking = await this.repository.takingOfInstance(instanceId, tx);
    const ticket = taking && (await this.repository.ticket(taking.ticketId, tx));
    if (!taking || !ticket) throw new Error('this instance is about no ticket in use');
    const { device, command } = ticket;
    const { takenAt, reportBy } = taking;
    return {
      ...{ ticketId: ticket.id, device, command },
      remindAt: new Date(takenAt + Math.floor((reportBy - takenAt) / 2)).toISOString(),
      reportBy: new Date(reportBy).toISOString(),
    };
  }

  /** The time to report is over: its review opens, once; nothing to do where the report came in the last moment. */
  async unreported(tx: Transaction, instanceId: string, source: ViolationRow['source']): Promise<void> {
    const taking = await this.repository.takingOfInstance(instanceId, tx);
    if (!taking) throw new Error('this instance is about no ticket in use');
    const { ticket, plan } = await this.locked(tx, taking.ticketId);
    if ((await this.repository.uses([ticket.id], tx)).length > 0) return;
    const { device, command } = ticket;
    await this.violations.open(tx, plan, { source, device, command, note: '', reportedBy: 'system' });
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

  private async reportBy(id: string): Promise<number> {
    const ticket = await this.repository.ticket(id);
    const approval = ticket && (await this.repository.approval(ticket.approvalId));
    if (!ticket || !approval) throw new Problem('not-found', 'TICKET_NOT_FOUND');
    const category = approval.commands.find((one) => commandKey(one) === commandKey(ticket))?.category ?? '';
    return this.times.of({ category, validTo: ticket.validTo }, this.clock.now());
  }

  private async recording(id: string, fileId: string | undefined, user: SessionUser) {
    if (fileId === undefined) return null;
    const ticket = await this.repository.ticket(id);
    if (!ticket) throw new Problem('not-found', 'TICKET_NOT_FOUND');
    const usable = await this.files.usable(fileId, {
      user,
      uploaders: [user.username],
      caseNumber: ticket.caseNumber,
    });
    if (!usable) throw new Problem('not-found', 'FILE_UNKNOWN');
    return this.files.get(fileId, user);
  }

  /** Everything about one plan goes one after the other: two at once, or a use and an edit. */
  private async locked(tx: Transaction, id: string): Promise<{ ticket: TicketRow; plan: PlanRow }> {
    const ticket = await this.repository.ticket(id, tx);
    const plan = ticket && (await this.plans.lock(tx, ticket.planId));
    if (!ticket || !plan) throw new Problem('not-found', 'TICKET_NOT_FOUND');
    return { ticket, plan };
  }
}
