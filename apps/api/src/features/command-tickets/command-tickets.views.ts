import { Inject, Injectable } from '@nestjs/common';
import type { CommandApproval, CommandTicket, CommandViolation, PlanCommands } from '@pledge/contracts';
import { CLOCK, hasRole, scopeOf, type SessionUser } from '@pledge/nest';
import { Problem, type Clock } from '@pledge/runtime';
import { ChangePlansRepository, PLAN_WRITERS, type PlanRow } from '../change-plans/index.js';
import { RequestsRepository, RequestViews } from '../confirmations/index.js';
import { CASE_FACTS, isoTime, type CaseFactsPort } from '../documents/index.js';
import { commandKey } from './approval-content.js';
import { COMMAND_APPROVAL, CommandApprovals, takeFrom } from './command-approvals.service.js';
import {
  CommandTicketsRepository,
  type ApprovalRow,
  type TakingRow,
  type TicketRow,
  type UseRow,
} from './command-tickets.repository.js';
import { TicketUses } from './ticket-uses.service.js';

/** The dangerous commands of a plan as people see them. A customer sees the own party's frozen sheets and tickets. */
@Injectable()
export class CommandTicketViews {
  constructor(
    private readonly repository: CommandTicketsRepository,
    private readonly approvals: CommandApprovals,
    private readonly uses: TicketUses,
    private readonly plans: ChangePlansRepository,
    private readonly requests: RequestsRepository,
    private readonly requestViews: RequestViews,
    @Inject(CASE_FACTS) private readonly cases: CaseFactsPort,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem CHANGE_PLAN_NOT_FOUND */
  async ofPlan(planId: string, user: SessionUser): Promise<PlanCommands> {
    const scope = scopeOf(user);
    const plan = await this.plans.find(planId, scope);
    if (!plan || (scope.kind === 'customer' && plan.lastVersion === 0))
      throw new Problem('not-found', 'CHANGE_PLAN_NOT_FOUND');
    const zone = (await this.cases.find(plan.caseNumber))?.zone ?? 'Asia/Shanghai';
    const iso = (at: number): string => isoTime(at, zone);
    const staff = scope.kind !== 'customer';
    const rows = (await this.repository.approvals(plan.id, scope)).filter((row) => staff || row.hash !== null);
    const tickets = await this.repository.tickets(plan.id);
    const ids = tickets.map((one) => one.id);
    const takings = new Map((await this.repository.takings(ids)).map((one) => [one.ticketId, one]));
    const uses = new Map((await this.repository.uses(ids)).map((use) => [use.ticketId, use]));
    const writes = staff && hasRole(user, ...PLAN_WRITERS);
    const { needed, lacking } = await this.needed(plan);
    return {
      needed,
      approvals: await Promise.all(rows.map((row) => this.approval(row, user, iso))),
      tickets: await Promise.all(
        tickets.map((row) => {
          const [taking, use] = [takings.get(row.id) ?? null, uses.get(row.id) ?? null];
          return this.ticket(row, plan, { rows, taking, use, writes, user, iso });
        }),
      ),
      violations: staff ? await this.violations(plan.id, iso) : [],
      may: { ask: writes && plan.state === 'frozen' && lacking > 0, report: staff && plan.version !== null },
    };
  }

  private async needed(plan: PlanRow): Promise<{ needed: PlanCommands['needed']; lacking: number }> {
    const version = plan.version === null ? null : await this.plans.version(plan.id, plan.version);
    // Of a plan that is over nothing is still to be approved.
    if (!version || plan.state === 'implemented' || plan.state === 'closed') return { needed: [], lacking: 0 };
    const all = await this.approvals.neededBy(version, plan.caseNumber);
    const stock = new Map<string, number>();
    for (const one of await this.approvals.goodTickets(plan))
      stock.set(commandKey(one), (stock.get(commandKey(one)) ?? 0) + 1);
    const open = new Set(takeFrom(stock, all));
    return {
      needed: all.map((one) => ({ ...one, covered: !open.has(one) })),
      lacking: (await this.approvals.lacking(plan, version)).length,
    };
  }

  private async approval(row: ApprovalRow, user: SessionUser, iso: (at: number) => string): Promise<CommandApproval> {
    const asked = await this.requests.ofSubject(COMMAND_APPROVAL, row.id);
    const own = user.partyId === null ? asked : asked.filter((one) => one.side === 'customer');
    const { id, number, state, planVersion, requestedBy, commands, effect, rollback, hash } = row;
    return {
      ...{ id, number, state, planVersion, requestedBy, commands, effect, rollback, hash },
      requestedAt: iso(row.requestedAt),
      window: { from: iso(row.windowFrom), to: iso(row.windowTo) },
      documentId: row.documentId,
      documentNumber: row.documentNumber,
      confirmations: await this.requestViews.many(own, user),
      processInstanceId: row.instanceId,
    };
  }

  private async ticket(
    row: TicketRow,
    plan: PlanRow,
    around: {
      readonly rows: readonly ApprovalRow[];
      readonly taking: TakingRow | null;
      readonly use: UseRow | null;
      readonly writes: boolean;
      readonly user: SessionUser;
      readonly iso: (at: number) => string;
    },
  ): Promise<CommandTicket> {
    const { taking, use, iso } = around;
    const approval = around.rows.find((one) => one.id === row.approvalId);
    const label = approval?.commands.find((one) => commandKey(one) === commandKey(row))?.label ?? { zh: '', en: '' };
    const now = this.clock.now();
    const reasons = use === null && taking === null ? await this.uses.reasonsAgainst(row, plan, now) : [];
    const state = stateOf(
      row,
      { taking, use },
      reasons.map((one) => one.code),
      now,
    );
    const { id, approvalId, step, device, command, commandHash } = row;
    return {
      ...{ id, approvalId, step, device, command, commandHash, label, state },
      approvalNumber: approval?.number ?? '',
      validFrom: iso(row.validFrom),
      validTo: iso(row.validTo),
      issuedAt: iso(row.issuedAt),
      reasons: [...reasons],
      taking: taking && {
        takenAt: iso(taking.takenAt),
        takenBy: taking.takenBy,
        reportBy: iso(taking.reportBy),
        rowHash: taking.rowHash,
      },
      use: use && {
        usedAt: iso(use.usedAt),
        usedBy: use.usedBy,
        witness: use.witness,
        output: use.output,
        recording: use.recordingId === null ? null : { fileId: use.recordingId, sha256: use.recordingSha256 ?? '' },
        rowHash: use.rowHash,
      },
      may: {
        take: around.writes && state === 'valid',
        report: around.writes && use === null && taking?.takenBy === around.user.username,
      },
    };
  }

  private async violations(planId: string, iso: (at: number) => string): Promise<CommandViolation[]> {
    return (await this.repository.violations(planId)).map((row) => {
      const { id, source, device, command, note, reportedBy, state, finding, correction } = row;
      return {
        ...{ id, source, device, command, note, reportedBy, state, finding, correction },
        foundAt: iso(row.foundAt),
        correctedAt: row.correctedAt === null ? null : iso(row.correctedAt),
        processInstanceId: row.instanceId,
      };
    });
  }
}

function stateOf(
  row: TicketRow,
  used: { readonly taking: TakingRow | null; readonly use: UseRow | null },
  reasons: readonly string[],
  now: number,
): CommandTicket['state'] {
  if (used.use !== null) return 'used';
  if (used.taking !== null) return now < used.taking.reportBy ? 'in-use' : 'unreported';
  if (now >= row.validTo) return 'late';
  if (reasons.some((code) => code !== 'WINDOW_NOT_OPEN')) return 'void';
  return now < row.validFrom ? 'early' : 'valid';
}
