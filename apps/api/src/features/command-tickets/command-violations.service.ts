import { Inject, Injectable } from '@nestjs/common';
import type { CommandViolation, ReportCommandViolation } from '@pledge/contracts';
import { CLOCK, PROCESS_ENGINE, storeAnswer, UNIT_OF_WORK, type SessionUser } from '@pledge/nest';
import { Problem, type Clock, type ProcessEngine, type Transaction, type UnitOfWork } from '@pledge/runtime';
import { v7 } from 'uuid';
import { ChangePlansRepository, type PlanRow } from '../change-plans/index.js';
import { commandHash } from './approval-content.js';
import { CommandTicketsRepository, type ViolationRow } from './command-tickets.repository.js';
import { PlanLog } from './plan-log.js';

const REVIEW = 'command-violation';

/** What a violation is about. */
export type NewViolation = Pick<ViolationRow, 'source' | 'device' | 'command' | 'note' | 'reportedBy'>;

/** Dangerous work that no ticket stands for, and tickets whose use nobody reported: found, reviewed, put right (S1-54, S1-55). */
@Injectable()
export class CommandViolations {
  constructor(
    private readonly repository: CommandTicketsRepository,
    private readonly plans: ChangePlansRepository,
    private readonly log: PlanLog,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Somebody reports dangerous work without a ticket. @throws Problem CHANGE_PLAN_NOT_FOUND */
  async report(planId: string, request: ReportCommandViolation, user: SessionUser): Promise<string> {
    return this.unitOfWork.run(async (tx) => {
      const plan = await this.plans.lock(tx, planId);
      if (!plan) throw new Problem('not-found', 'CHANGE_PLAN_NOT_FOUND');
      const id = await this.open(tx, plan, { ...request, source: 'reported', reportedBy: user.username });
      await storeAnswer(tx, { id });
      return id;
    });
  }

  /** Opens the review of one violation, in the caller's unit; the plan is locked. @returns its id */
  async open(tx: Transaction, plan: PlanRow, violation: NewViolation): Promise<string> {
    const id = v7();
    const instanceId = v7();
    const { source, device, command, note, reportedBy } = violation;
    const row: ViolationRow = {
      ...{ id, planId: plan.id, caseNumber: plan.caseNumber, instanceId, source, device, command, note, reportedBy },
      foundAt: this.clock.now(),
      state: 'open',
      finding: '',
      correction: null,
      correctedAt: null,
    };
    await this.repository.insertViolation(tx, row);
    await this.log.appendOfPlan(tx, plan, 'command_violation_found', reportedBy, {
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

  /** What the review found; once. */
  async reviewed(
    tx: Transaction,
    instanceId: string,
    state: CommandViolation['state'],
    finding: string,
  ): Promise<void> {
    const { row, plan } = await this.ofInstance(tx, instanceId);
    if (row.state !== 'open') return;
    await this.repository.updateViolation(tx, row.id, { state, finding });
    await this.log.appendOfPlan(tx, plan, 'command_violation_reviewed', 'system', {
      violationId: row.id,
      outcome: state,
    });
  }

  /** What was done about a violation that was so; once. */
  async corrected(tx: Transaction, instanceId: string, correction: string): Promise<void> {
    const { row, plan } = await this.ofInstance(tx, instanceId);
    if (row.correctedAt !== null) return;
    await this.repository.updateViolation(tx, row.id, { correction, correctedAt: this.clock.now() });
    await this.log.appendOfPlan(tx, plan, 'command_violation_corrected', 'system', { violationId: row.id });
  }

  private async ofInstance(tx: Transaction, instanceId: string): Promise<{ row: ViolationRow; plan: PlanRow }> {
    const found = await this.repository.violationOfInstance(instanceId, tx);
    const plan = found && (await this.plans.lock(tx, found.planId));
    // Read again: who held the lock may have written.
    const row = await this.repository.violationOfInstance(instanceId, tx);
    if (!row || !plan) throw new Error('this instance is about no violation');
    return { row, plan };
  }
}
