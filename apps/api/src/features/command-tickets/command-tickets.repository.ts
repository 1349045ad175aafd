import { Inject, Injectable } from '@nestjs/common';
import { READER, type Scope } from '@pledge/nest';
import { managerOf } from '@pledge/persistence';
import type { Transaction } from '@pledge/runtime';
import { In, type EntityManager } from 'typeorm';
import {
  CommandApprovalEntity,
  CommandTakingEntity,
  CommandTicketEntity,
  CommandUseEntity,
  CommandViolationEntity,
} from './command-tickets.entity.js';

export type ApprovalRow = CommandApprovalEntity;
export type TicketRow = CommandTicketEntity;
export type TakingRow = CommandTakingEntity;
export type UseRow = CommandUseEntity;
export type ViolationRow = CommandViolationEntity;

const own = (scope: Scope): { partyId?: string } => (scope.kind === 'customer' ? { partyId: scope.partyId } : {});

/** Approvals, tickets, takings, uses and violations. With `tx` inside that unit of work, else on the read-only connection. */
@Injectable()
export class CommandTicketsRepository {
  constructor(@Inject(READER) private readonly reader: () => EntityManager) {}

  private on(tx?: Transaction): EntityManager {
    return tx ? managerOf(tx) : this.reader();
  }

  async insertApproval(tx: Transaction, row: ApprovalRow): Promise<void> {
    await managerOf(tx).insert(CommandApprovalEntity, { ...row } as never);
  }
  async updateApproval(tx: Transaction, id: string, change: Partial<ApprovalRow>): Promise<void> {
    await managerOf(tx).update(CommandApprovalEntity, { id }, change as never);
  }
  approval(id: string, tx?: Transaction): Promise<ApprovalRow | null> {
    return this.on(tx).findOneBy(CommandApprovalEntity, { id });
  }
  approvalOfInstance(instanceId: string, tx?: Transaction): Promise<ApprovalRow | null> {
    return this.on(tx).findOneBy(CommandApprovalEntity, { instanceId });
  }
  approvalByCode(verifyCode: string): Promise<ApprovalRow | null> {
    return this.on().findOneBy(CommandApprovalEntity, { verifyCode });
  }
  /** Oldest first. */
  approvals(planId: string, scope: Scope, tx?: Transaction): Promise<ApprovalRow[]> {
    return this.on(tx).find(CommandApprovalEntity, {
      where: { planId, ...own(scope) },
      order: { requestedAt: 'ASC', id: 'ASC' },
    });
  }

  async insertTickets(tx: Transaction, rows: readonly TicketRow[]): Promise<void> {
    if (rows.length > 0)
      await managerOf(tx).insert(
        CommandTicketEntity,
        rows.map((row) => ({ ...row })),
      );
  }
  ticket(id: string, tx?: Transaction): Promise<TicketRow | null> {
    return this.on(tx).findOneBy(CommandTicketEntity, { id });
  }
  /** Oldest first. */
  tickets(planId: string, tx?: Transaction): Promise<TicketRow[]> {
    return this.on(tx).find(CommandTicketEntity, { where: { planId }, order: { issuedAt: 'ASC', id: 'ASC' } });
  }

  async insertTaking(tx: Transaction, row: TakingRow): Promise<void> {
    await managerOf(tx).insert(CommandTakingEntity, { ...row });
  }
  takings(ticketIds: readonly string[], tx?: Transaction): Promise<TakingRow[]> {
    return ticketIds.length === 0
      ? Promise.resolve([])
      : this.on(tx).findBy(CommandTakingEntity, { ticketId: In([...ticketIds]) });
  }
  takingOfInstance(instanceId: string, tx?: Transaction): Promise<TakingRow | null> {
    return this.on(tx).findOneBy(CommandTakingEntity, { instanceId });
  }

  async insertUse(tx: Transaction, row: UseRow): Promise<void> {
    await managerOf(tx).insert(CommandUseEntity, { ...row });
  }
  uses(ticketIds: readonly string[], tx?: Transaction): Promise<UseRow[]> {
    return ticketIds.length === 0
      ? Promise.resolve([])
      : this.on(tx).findBy(CommandUseEntity, { ticketId: In([...ticketIds]) });
  }

  async insertViolation(tx: Transaction, row: ViolationRow): Promise<void> {
    await managerOf(tx).insert(CommandViolationEntity, { ...row });
  }
  violationOfInstance(instanceId: string, tx?: Transaction): Promise<ViolationRow | null> {
    return this.on(tx).findOneBy(CommandViolationEntity, { instanceId });
  }
  async updateViolation(tx: Transaction, id: string, change: Partial<ViolationRow>): Promise<void> {
    await managerOf(tx).update(CommandViolationEntity, { id }, change);
  }
  violations(planId: string, tx?: Transaction): Promise<ViolationRow[]> {
    return this.on(tx).find(CommandViolationEntity, { where: { planId }, order: { foundAt: 'ASC', id: 'ASC' } });
  }
}
