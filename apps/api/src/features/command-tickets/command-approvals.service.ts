import { randomBytes } from 'node:crypto';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { AskForCommands, CommandApprovalState, PlannedCommand } from '@pledge/contracts';
import {
  CLOCK,
  LiveEvents,
  PROCESS_ENGINE,
  PROVIDER_SCOPE,
  storeAnswer,
  UNIT_OF_WORK,
  type SessionUser,
} from '@pledge/nest';
import { Problem, type Clock, type ProcessEngine, type Transaction, type UnitOfWork } from '@pledge/runtime';
import { v7 } from 'uuid';
import { CaseEvents } from '../cases/index.js';
import {
  ChangePlansRepository,
  contentOf,
  DangerousCommands,
  commandLines,
  planHash,
  type PlanRow,
  type VersionRow,
} from '../change-plans/index.js';
import {
  ConfirmableSubjects,
  ConfirmationGate,
  Decisions,
  type ConfirmableProof,
  type ConfirmableSubject,
  type ConfirmableVersion,
  type SubjectSection,
} from '../confirmations/index.js';
import { caseData, DocumentsService, PUBLIC_URL, type CaseFacts, type PreparedDocument } from '../documents/index.js';
import {
  approvalSections,
  canonicalApproval,
  commandHash,
  commandKey,
  plannedCommand,
  sealTicket,
} from './approval-content.js';
import { CommandTicketsRepository, type ApprovalRow, type TicketRow } from './command-tickets.repository.js';

/** Kind of the `subject` row of instances that are about dangerous commands. */
export const COMMAND_APPROVAL = 'command-approval';
const PROCESS = 'dangerous-command';
const OPEN: readonly CommandApprovalState[] = ['draft', 'frozen'];

/** A sheet rendered, not yet stored. */
export interface PreparedSheet {
  readonly id: string;
  readonly effect: string;
  readonly rollback: string;
  readonly canonical: string;
  readonly document: PreparedDocument;
}

/** Sheets of dangerous commands: asked for, frozen, approved by superior and customer, answered with tickets (F-05, S1-55). */
@Injectable()
export class CommandApprovals implements ConfirmableSubject, OnModuleInit {
  constructor(
    private readonly repository: CommandTicketsRepository,
    private readonly plans: ChangePlansRepository,
    private readonly dangerous: DangerousCommands,
    private readonly documents: DocumentsService,
    private readonly decisions: Decisions,
    private readonly gate: ConfirmationGate,
    private readonly subjects: ConfirmableSubjects,
    private readonly events: CaseEvents,
    private readonly live: LiveEvents,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PUBLIC_URL) private readonly publicUrl: string,
  ) {}

  onModuleInit(): void {
    this.subjects.register(COMMAND_APPROVAL, this);
  }

  // --- what the gate asks

  /** In force as long as its plan's version is. The plan is locked first: whoever edits it waits. */
  async current(id: string, tx?: Transaction): Promise<ConfirmableVersion | null> {
    const found = await this.repository.approval(id, tx);
    if (!found) return null;
    const plan = tx ? await this.plans.lock(tx, found.planId) : await this.plans.find(found.planId, PROVIDER_SCOPE);
    const row = tx ? await this.repository.approval(id, tx) : found;
    if (!row || row.hash === null || row.documentId === null) return null;
    if (row.state !== 'frozen' && row.state !== 'approved') return null;
    if (plan?.state !== 'frozen' || plan.version !== row.planVersion) return null;
    return {
      version: 1,
      hash: row.hash,
      number: row.number,
      title: row.title,
      documentId: row.documentId,
      window: { from: row.windowFrom, to: row.windowTo },
      caseNumber: row.caseNumber,
      partyId: row.partyId,
      mode: row.mode,
      carriedOut: false,
      notBy: [row.requestedBy],
    };
  }

  async ofInstance(instanceId: string): Promise<string | null> {
    return (await this.repository.approvalOfInstance(instanceId))?.id ?? null;
  }

  async sections(id: string, _version: number, language: 'zh-CN' | 'en'): Promise<readonly SubjectSection[]> {
    const row = await this.repository.approval(id);
    return row === null ? [] : approvalSections(row, language);
  }

  async proof(id: string): Promise<ConfirmableProof | null> {
    const row = await this.repository.approval(id);
    return row?.canonical == null
      ? null
      : { canonical: row.canonical, verifyUrl: `${this.publicUrl}/verify/${row.verifyCode}` };
  }

  // --- asking

  /** Every dangerous line of a version. */
  async neededBy(version: VersionRow, caseNumber: string): Promise<PlannedCommand[]> {
    const content = contentOf(version);
    return (await this.dangerous.find(content, caseNumber)).map((found) => plannedCommand(content, found));
  }

  /** Lines that no good ticket and no open sheet stands for; a line that stands twice in the plan needs two. */
  async lacking(plan: PlanRow, version: VersionRow, tx?: Transaction): Promise<PlannedCommand[]> {
    const good = await this.goodTickets(plan, tx);
    const open = (await this.repository.approvals(plan.id, PROVIDER_SCOPE, tx)).filter(
      (row) => OPEN.includes(row.state) && row.planVersion === version.version,
    );
    const stock = new Map<string, number>();
    for (const one of [...good, ...open.flatMap((row) => row.commands)])
      stock.set(commandKey(one), (stock.get(commandKey(one)) ?? 0) + 1);
    return takeFrom(stock, await this.neededBy(version, plan.caseNumber));
  }

  /** Tickets of the version in force whose approvals hold now, used or not; the window is not asked. */
  async goodTickets(plan: PlanRow, tx?: Transaction): Promise<TicketRow[]> {
    const tickets = (await this.repository.tickets(plan.id, tx)).filter((one) => one.planVersion === plan.version);
    const verdicts = new Map<string, boolean>();
    for (const { approvalId } of tickets)
      if (!verdicts.has(approvalId)) verdicts.set(approvalId, await this.approved(approvalId, plan.mode, tx));
    return tickets.filter((one) => verdicts.get(one.approvalId));
  }

  /** A sheet for lines of a plan, and its process. @throws Problem COMMAND_PLAN_NOT_FROZEN, COMMAND_NOT_IN_PLAN, COMMAND_NOTHING_TO_ASK */
  async ask(planId: string, request: AskForCommands, user: SessionUser): Promise<string> {
    const id = v7();
    const instanceId = v7();
    await this.unitOfWork.run(async (tx) => {
      const plan = await this.plans.lock(tx, planId);
      if (!plan) throw new Problem('not-found', 'CHANGE_PLAN_NOT_FOUND');
      const version = plan.version === null ? null : await this.plans.version(plan.id, plan.version, tx);
      if (!version || plan.state !== 'frozen') throw new Problem('conflict', 'COMMAND_PLAN_NOT_FROZEN');
      const commands =
        request.lines === undefined
          ? await this.lacking(plan, version, tx)
          : await this.linesOf(version, plan.caseNumber, request.lines);
      await this.insert(tx, { id, instanceId, plan, version, commands, by: user.username });
      await this.engine.startInstanceLater(tx, {
        key: PROCESS,
        instanceId,
        businessKey: plan.caseNumber,
        mode: plan.mode,
        variables: { caseNumber: plan.caseNumber, engineer: user.username },
        actor: { userId: user.username },
      });
      await storeAnswer(tx, { id });
    });
    return id;
  }

  /** The row of a new sheet, in the caller's unit; the plan is locked. @throws Problem COMMAND_NOTHING_TO_ASK, COMMAND_WITHOUT_DEVICE */
  async insert(
    tx: Transaction,
    sheet: {
      readonly id: string;
      readonly instanceId: string;
      readonly plan: PlanRow;
      readonly version: VersionRow;
      readonly commands: readonly PlannedCommand[];
      readonly by: string;
    },
  ): Promise<ApprovalRow> {
    const { plan, version, commands } = sheet;
    if (commands.length === 0) throw new Problem('conflict', 'COMMAND_NOTHING_TO_ASK');
    const homeless = commands.find((one) => one.device === '');
    if (homeless) throw new Problem('conflict', 'COMMAND_WITHOUT_DEVICE', { step: homeless.step });
    const count = (await this.repository.approvals(plan.id, PROVIDER_SCOPE, tx)).length;
    const row: ApprovalRow = {
      id: sheet.id,
      number: `${plan.number}-GW${String(count + 1).padStart(2, '0')}`,
      planId: plan.id,
      planVersion: version.version,
      planHash: version.hash,
      title: plan.title,
      caseNumber: plan.caseNumber,
      partyId: plan.partyId,
      mode: plan.mode,
      instanceId: sheet.instanceId,
      requestedBy: sheet.by,
      requestedAt: this.clock.now(),
      commands: [...commands],
      windowFrom: version.windowFrom,
      windowTo: version.windowTo,
      state: 'draft',
      effect: '',
      rollback: '',
      canonical: null,
      hash: null,
      documentId: null,
      documentNumber: null,
      pdfSha256: null,
      verifyCode: randomBytes(18).toString('base64url'),
    };
    await this.repository.insertApproval(tx, row);
    await this.append(tx, row, 'command_approval_asked', sheet.by, { commands: commands.length });
    return row;
  }

  // --- freezing

  /** Renders the sheet: outside of any transaction, repeatable. */
  async prepareSheet(
    row: ApprovalRow,
    facts: CaseFacts,
    text: { readonly effect: string; readonly rollback: string },
    request: { readonly documentId: string; readonly now: number; readonly requestedByName: string },
  ): Promise<PreparedSheet> {
    const canonical = canonicalApproval(row, text);
    const { number, planVersion, planHash: hash, commands, title } = row;
    const document = await this.documents.render(
      'command-approval',
      {
        ...caseData(facts, 'zh-CN'),
        approval: {
          ...{ number, planVersion, planHash: hash, requestedByName: request.requestedByName, title, ...text },
          window: { from: new Date(row.windowFrom).toISOString(), to: new Date(row.windowTo).toISOString() },
          commands: commands.map(({ label, ...one }) => ({ ...one, kind: label.zh, kindEn: label.en })),
        },
      },
      {
        id: request.documentId,
        // As requests name it: what the second person reads off a stamped paper.
        number: `${row.number}-V1`,
        url: `${this.publicUrl}/verify/${row.verifyCode}`,
        caseNumber: row.caseNumber,
        partyId: row.partyId,
        mode: row.mode,
        language: 'zh-CN',
        createdBy: row.requestedBy,
        now: request.now,
      },
    );
    return { id: row.id, ...text, canonical, document };
  }

  /** Stores a rendered sheet with its PDF, all or nothing. False: its plan was changed meanwhile. */
  async storeSheet(tx: Transaction, sheet: PreparedSheet): Promise<boolean> {
    const { row, plan } = await this.locked(tx, sheet.id);
    if (row.state === 'frozen' || row.state === 'approved') return true;
    if (row.state !== 'draft' || plan?.state !== 'frozen' || plan.version !== row.planVersion) return false;
    await this.documents.store(tx, sheet.document);
    const hash = planHash(sheet.canonical, sheet.document.bytes);
    await this.repository.updateApproval(tx, row.id, {
      state: 'frozen',
      effect: sheet.effect,
      rollback: sheet.rollback,
      canonical: sheet.canonical,
      hash,
      documentId: sheet.document.id,
      documentNumber: sheet.document.number,
      pdfSha256: sheet.document.sha256,
    });
    await this.append(tx, row, 'command_approval_frozen', row.requestedBy, { hash, documentId: sheet.document.id });
    return true;
  }

  // --- the end

  /** A ticket for every command of the sheet; once. @throws Error unless superior and customer have approved it */
  async issue(tx: Transaction, id: string): Promise<void> {
    const { row } = await this.locked(tx, id);
    if (row.state === 'approved') return;
    if (row.hash === null || !(await this.approved(id, row.mode, tx)))
      throw new Error(`${row.number} is not approved by superior and customer`);
    const issuedAt = this.clock.now();
    const approvalHash = row.hash;
    const tickets = row.commands.map((one): TicketRow => {
      const { step, device, command, commandHash: hash } = one;
      const ticket = {
        id: v7(),
        approvalId: row.id,
        approvalHash,
        planId: row.planId,
        planVersion: row.planVersion,
        caseNumber: row.caseNumber,
        ...{ step, device, command, commandHash: hash },
        validFrom: row.windowFrom,
        validTo: row.windowTo,
        issuedAt,
      };
      return { ...ticket, rowHash: sealTicket(ticket) };
    });
    await this.repository.insertTickets(tx, tickets);
    await this.repository.updateApproval(tx, row.id, { state: 'approved' });
    for (const { id: ticketId, rowHash, device, commandHash: hash } of tickets)
      await this.append(tx, row, 'command_ticket_issued', 'system', { ticketId, rowHash, device, commandHash: hash });
  }

  /** The sheet has ended without tickets. */
  async end(
    tx: Transaction,
    row: ApprovalRow,
    state: CommandApprovalState,
    reason: string,
    actor = 'system',
  ): Promise<void> {
    if (row.state === state || (!OPEN.includes(row.state) && state !== 'void')) return;
    await this.repository.updateApproval(tx, row.id, { state });
    // Whoever was asked beside is asked no more.
    await this.decisions.voidSubject(tx, { kind: COMMAND_APPROVAL, id: row.id, mode: row.mode }, reason, actor);
    await this.append(tx, row, 'command_approval_ended', actor, { outcome: state, reason });
  }

  /** The version that its sheets belong to is in force no longer: neither are they. */
  async outdated(tx: Transaction, plan: PlanRow, reason: string, actor: string): Promise<void> {
    for (const row of await this.repository.approvals(plan.id, PROVIDER_SCOPE, tx)) {
      if (!OPEN.includes(row.state) && row.state !== 'approved') continue;
      await this.end(tx, row, 'void', reason, actor);
    }
  }

  /** Did superior and customer approve it, and does that hold: everything that the gate asks but the time. */
  private async approved(id: string, mode: 'live' | 'drill', tx?: Transaction): Promise<boolean> {
    const question = { kind: COMMAND_APPROVAL, id, action: 'dangerous-command', mode, now: this.clock.now() } as const;
    const { reasons } = await this.gate.judge(question, tx);
    return reasons.every((one) => one.code === 'WINDOW_NOT_OPEN' || one.code === 'WINDOW_OVER');
  }

  private async linesOf(
    version: VersionRow,
    caseNumber: string,
    lines: NonNullable<AskForCommands['lines']>,
  ): Promise<PlannedCommand[]> {
    const content = contentOf(version);
    const judge = await this.dangerous.judge(caseNumber);
    const planned: PlannedCommand[] = [];
    for (const { step, command } of lines) {
      const own = content.steps[step - 1];
      const known = own && commandLines(own.commands).find((line) => commandHash(line) === commandHash(command));
      if (!own || known === undefined) throw new Problem('invalid', 'COMMAND_NOT_IN_PLAN', { step, command });
      const verdict = (await judge(known)) ?? DECLARED;
      planned.push(plannedCommand(content, { step, command: known, ...verdict }));
    }
    return planned;
  }

  private async locked(tx: Transaction, id: string): Promise<{ row: ApprovalRow; plan: PlanRow | null }> {
    const found = await this.repository.approval(id, tx);
    const plan = found && (await this.plans.lock(tx, found.planId));
    const row = await this.repository.approval(id, tx);
    if (!row) throw new Error(`there is no approval ${id}`);
    return { row, plan };
  }

  private async append(
    tx: Transaction,
    row: ApprovalRow,
    type: string,
    actor: string,
    payload: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const caseRow = await this.events.lock(tx, row.caseNumber);
    const about = { approvalId: row.id, planId: row.planId, planVersion: row.planVersion, note: row.number };
    await this.events.append(tx, caseRow, [{ type, actor, payload: { ...about, ...payload } }]);
    const tell = (): void => this.live.publish({ type: 'change-plan.updated', caseNumber: row.caseNumber });
    if (this.unitOfWork.afterCommit) this.unitOfWork.afterCommit(tx, tell);
    else tell();
  }
}

/** No rule knows the command; somebody asked for a ticket all the same. */
const DECLARED = { category: 'declared', label: { zh: '申请人声明为高危', en: 'Declared dangerous by who asked' } };

/** Commands that are left when each of the stock has answered one. */
export function takeFrom(stock: Map<string, number>, commands: readonly PlannedCommand[]): PlannedCommand[] {
  return commands.filter((one) => {
    const left = stock.get(commandKey(one)) ?? 0;
    if (left > 0) stock.set(commandKey(one), left - 1);
    return left === 0;
  });
}
