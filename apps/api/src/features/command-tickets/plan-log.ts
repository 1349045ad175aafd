import { Inject, Injectable } from '@nestjs/common';
import { LiveEvents, UNIT_OF_WORK } from '@pledge/nest';
import type { Transaction, UnitOfWork } from '@pledge/runtime';
import { CaseEvents } from '../cases/index.js';
import type { PlanRow } from '../change-plans/index.js';

/** What happens to the dangerous commands of a plan goes into the chain of its case, and open pages are told. */
@Injectable()
export class PlanLog {
  constructor(
    private readonly events: CaseEvents,
    private readonly live: LiveEvents,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
  ) {}

  /** As `append`, about a plan: its id, and its number as the note. */
  appendOfPlan(
    tx: Transaction,
    plan: Pick<PlanRow, 'id' | 'number' | 'caseNumber'>,
    type: string,
    actor: string,
    payload: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    return this.append(tx, plan.caseNumber, type, actor, { planId: plan.id, note: plan.number, ...payload });
  }

  async append(
    tx: Transaction,
    caseNumber: string,
    type: string,
    actor: string,
    payload: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const caseRow = await this.events.lock(tx, caseNumber);
    await this.events.append(tx, caseRow, [{ type, actor, payload }]);
    const tell = (): void => this.live.publish({ type: 'change-plan.updated', caseNumber });
    if (this.unitOfWork.afterCommit) this.unitOfWork.afterCommit(tx, tell);
    else tell();
  }
}
