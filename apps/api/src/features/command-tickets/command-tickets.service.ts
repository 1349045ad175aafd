import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { LockReason } from '@pledge/contracts';
import type { Transaction } from '@pledge/runtime';
import {
  ChangePlans,
  commandLines,
  DangerousCommands,
  type PlanRow,
  type PlanWatcher,
  type VersionRow,
} from '../change-plans/index.js';
import { commandHash, commandKey } from './approval-content.js';
import { CommandApprovals, takeFrom } from './command-approvals.service.js';
import { CommandTicketsRepository } from './command-tickets.repository.js';
import { CommandViolations } from './command-violations.service.js';

/** The lock that tickets put on a plan, and what is looked for when its work has ended (S1-55). */
@Injectable()
export class CommandTickets implements PlanWatcher, OnModuleInit {
  constructor(
    private readonly repository: CommandTicketsRepository,
    private readonly approvals: CommandApprovals,
    private readonly violations: CommandViolations,
    private readonly plans: ChangePlans,
    private readonly dangerous: DangerousCommands,
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

  /** Dangerous work without a ticket opens a review: commands in the record, and, where all was done, tickets nobody took. */
  async workEnded(tx: Transaction, plan: PlanRow, outcome: 'implemented' | 'failed', record: string): Promise<void> {
    const tickets = await this.repository.tickets(plan.id, tx);
    const ids = tickets.map((one) => one.id);
    // A ticket in use has a process of its own that waits for its report.
    const taken = new Set(
      [...(await this.repository.takings(ids, tx)), ...(await this.repository.uses(ids, tx))].map(
        (one) => one.ticketId,
      ),
    );
    const ran = new Set(tickets.flatMap((one) => (taken.has(one.id) ? [one.commandHash] : [])));
    const judge = await this.dangerous.judge(plan.caseNumber);
    const reported = new Set<string>();
    for (const line of commandLines(record)) {
      if (ran.has(commandHash(line)) || reported.has(commandHash(line)) || !(await judge(line))) continue;
      reported.add(commandHash(line));
      const found = { source: 'record', device: '', command: line, note: '', reportedBy: 'system' } as const;
      await this.violations.open(tx, plan, found);
    }
    if (outcome !== 'implemented') return;
    const idle = tickets.filter((one) => one.planVersion === plan.version && !taken.has(one.id));
    for (const { device, command } of idle.filter((one) => !reported.has(one.commandHash)))
      await this.violations.open(tx, plan, { source: 'unused', device, command, note: '', reportedBy: 'system' });
  }
}
