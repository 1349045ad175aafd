import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { CreateQuotation, EditQuotation, QuotationContent, QuotationOccasion } from '@pledge/contracts';
import {
  CLOCK,
  LiveEvents,
  PROCESS_ENGINE,
  PROVIDER_SCOPE,
  UNIT_OF_WORK,
  storeAnswer,
  type SessionUser,
} from '@pledge/nest';
import { Problem, type Clock, type ProcessEngine, type Transaction, type UnitOfWork } from '@pledge/runtime';
import { fromIso, toIso } from '@pledge/time';
import { v7 } from 'uuid';
import { CaseEvents, canonicalJson, type CaseEntity } from '../cases/index.js';
import {
  ConfirmableSubjects,
  ConfirmationGate,
  Decisions,
  type ConfirmableProof,
  type ConfirmableSubject,
  type ConfirmableVersion,
  type SubjectSection,
} from '../confirmations/index.js';
import { PROVIDER_ZONE } from '../contracts/index.js';
import { PUBLIC_URL } from '../documents/index.js';
import { EMPTY_QUOTATION, frozenOf, quotationSections } from './quotation-content.js';
import { QuotationsRepository, type QuotationRow } from './quotations.repository.js';

/** Kind of the `subject` row of instances that are about a quotation. */
export const QUOTATION = 'quotation';
const PROCESS = 'quotation';

/** Quotations (F-13): written, edited, ended. Freezing is `QuotationVersions`. */
@Injectable()
export class Quotations implements ConfirmableSubject, OnModuleInit {
  constructor(
    private readonly repository: QuotationsRepository,
    private readonly events: CaseEvents,
    private readonly decisions: Decisions,
    private readonly gate: ConfirmationGate,
    private readonly subjects: ConfirmableSubjects,
    private readonly live: LiveEvents,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PUBLIC_URL) private readonly publicUrl: string,
  ) {}

  onModuleInit(): void {
    this.subjects.register(QUOTATION, this);
  }

  // --- what the gate asks

  async current(id: string, tx?: Transaction): Promise<ConfirmableVersion | null> {
    const row = tx ? await this.repository.lock(tx, id) : await this.repository.find(id, PROVIDER_SCOPE);
    if (!row || row.version === null || row.state === 'closed') return null;
    const version = await this.repository.version(id, row.version, tx);
    if (!version) return null;
    return {
      version: version.version,
      hash: version.hash,
      number: row.number,
      title: row.title,
      documentId: version.documentId,
      window: { from: version.frozenAt, to: version.validUntil },
      caseNumber: row.caseNumber,
      partyId: row.partyId,
      mode: row.mode,
      carriedOut: false,
    };
  }

  async ofInstance(instanceId: string): Promise<string | null> {
    return (await this.repository.byInstance(instanceId))?.id ?? null;
  }

  async sections(id: string, version: number, language: 'zh-CN' | 'en'): Promise<readonly SubjectSection[]> {
    const row = await this.repository.version(id, version);
    return row === null ? [] : quotationSections(frozenOf(row), language);
  }

  async proof(id: string, version: number): Promise<ConfirmableProof | null> {
    const row = await this.repository.version(id, version);
    return row && { canonical: row.canonical, verifyUrl: this.verifyUrl(row.verifyCode) };
  }

  /** Public page of a version, behind its QR code. */
  verifyUrl(code: string): string {
    return `${this.publicUrl}/verify/${code}`;
  }

  // --- writing

  /** A new quotation of a case, and the process that carries it. @throws Problem CASE_NOT_FOUND, QUOTATION_CASE_ENDED */
  async create(request: CreateQuotation, user: SessionUser): Promise<string> {
    const instanceId = v7();
    return this.unitOfWork.run(async (tx) => {
      const caseRow = await this.events.lock(tx, request.caseNumber);
      if (caseRow.status === 'closed' || caseRow.status === 'withdrawn')
        throw new Problem('conflict', 'QUOTATION_CASE_ENDED', { caseNumber: caseRow.number });
      const id = v7();
      await this.insert(tx, caseRow, { id, instanceId, content: request.content, by: user.username });
      await this.engine.startInstanceLater(tx, {
        key: PROCESS,
        instanceId,
        businessKey: caseRow.number,
        mode: caseRow.mode,
        variables: { caseNumber: caseRow.number, partyId: caseRow.partyId },
        actor: { userId: user.username },
      });
      await storeAnswer(tx, { id });
      return id;
    });
  }

  /** The row of a new quotation, in the caller's unit; the case is locked. */
  async insert(
    tx: Transaction,
    caseRow: CaseEntity,
    quotation: { id: string; instanceId: string; content?: QuotationContent | undefined; by: string },
  ): Promise<QuotationRow> {
    const now = this.clock.now();
    const count = await this.repository.countOfCase(tx, caseRow.number);
    const given = quotation.content ?? { ...EMPTY_QUOTATION, occasion: occasionOf(caseRow) };
    const content = inZone({ ...given, title: given.title === '' ? caseRow.title : given.title });
    const row: QuotationRow = {
      id: quotation.id,
      number: `${caseRow.number}-BJ${String(count + 1).padStart(2, '0')}`,
      caseNumber: caseRow.number,
      partyId: caseRow.partyId,
      title: content.title,
      content,
      revision: 1,
      version: null,
      lastVersion: 0,
      offeredVersion: 0,
      state: 'draft',
      outcome: null,
      instanceId: quotation.instanceId,
      mode: caseRow.mode,
      createdBy: quotation.by,
      createdAt: now,
      editedBy: quotation.by,
      editedAt: now,
    };
    await this.repository.insert(tx, row);
    return row;
  }

  /**
   * Any edit ends the force of the version before: its acceptance is void, and the process goes back to the quotation.
   * @throws Problem QUOTATION_NOT_FOUND, QUOTATION_CLOSED, QUOTATION_ACCEPTED, QUOTATION_OUTDATED
   */
  async edit(id: string, edit: EditQuotation, user: SessionUser): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const row = await this.locked(tx, id);
      if (row.state === 'closed') throw new Problem('conflict', 'QUOTATION_CLOSED');
      if (row.state === 'accepted') throw new Problem('conflict', 'QUOTATION_ACCEPTED');
      if (row.revision !== edit.revision) throw new Problem('conflict', 'QUOTATION_OUTDATED');
      const content = inZone(edit.content);
      if (canonicalJson(row.content) === canonicalJson(content)) return;
      const change = {
        content,
        title: content.title === '' ? row.title : content.title,
        revision: row.revision + 1,
        version: null,
        state: 'draft',
        editedBy: user.username,
        editedAt: this.clock.now(),
      } as const;
      await this.repository.update(tx, id, change);
      if (row.version !== null) {
        const reason = `v${String(row.version)} was edited`;
        await this.decisions.voidSubject(tx, { kind: QUOTATION, id, mode: row.mode }, reason, user.username);
        await this.append(tx, row, 'quotation_changed', user.username, { version: row.version });
      }
      this.tell(tx, row);
    });
  }

  /**
   * Its process has ended. Accepted means: this very version, in writing, whatever the process believes.
   * @throws Error when it is to be accepted and the gate is shut
   */
  async close(tx: Transaction, instanceId: string, outcome: string): Promise<void> {
    const found = await this.repository.byInstance(instanceId, tx);
    const row = found && (await this.repository.lock(tx, found.id));
    if (!row || row.state === 'closed' || row.state === 'accepted') return;
    const accepted = outcome === 'accepted';
    if (accepted) {
      const question = { kind: QUOTATION, id: row.id, action: 'quotation', mode: row.mode } as const;
      const { open, reasons } = await this.gate.judge({ ...question, now: this.clock.now() }, tx);
      if (!open) throw new Error(`the quotation is not accepted: ${reasons.map((one) => one.text.en).join('; ')}`);
    }
    await this.repository.update(tx, row.id, { state: accepted ? 'accepted' : 'closed', outcome });
    await this.append(tx, row, 'quotation_finished', 'system', { version: row.version, outcome });
    this.tell(tx, row);
  }

  /** The quotation, locked. @throws Problem QUOTATION_NOT_FOUND */
  async locked(tx: Transaction, id: string): Promise<QuotationRow> {
    const row = await this.repository.lock(tx, id);
    if (!row) throw new Problem('not-found', 'QUOTATION_NOT_FOUND');
    return row;
  }

  /** Writes a fact about a quotation into the chain of its case. */
  async append(
    tx: Transaction,
    row: QuotationRow,
    type: string,
    actor: string,
    payload: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const caseRow = await this.events.lock(tx, row.caseNumber);
    const version = payload['version'];
    const note = typeof version === 'number' ? `${row.number} v${String(version)}` : row.number;
    await this.events.append(tx, caseRow, [{ type, actor, payload: { quotationId: row.id, note, ...payload } }]);
  }

  /** Screens fetch it again after the commit. */
  tell(tx: Transaction, row: QuotationRow): void {
    const publish = (): void => this.live.publish({ type: 'quotation.updated', caseNumber: row.caseNumber });
    if (this.unitOfWork.afterCommit) this.unitOfWork.afterCommit(tx, publish);
    else publish();
  }
}

/** Why a quotation of this case is written, as far as the contract check knows. */
function occasionOf(caseRow: CaseEntity): QuotationOccasion {
  switch (caseRow.contractProblem?.code) {
    case 'CONTRACT_EXPIRED':
      return 'expired';
    case 'DEVICE_OUT_OF_SCOPE':
      return 'out-of-scope';
    default:
      return 'extra';
  }
}

/** The validity in the provider's zone, as paper and screens show it: the same instant, one spelling. */
function inZone(content: QuotationContent): QuotationContent {
  const { validUntil } = content;
  return validUntil === null ? content : { ...content, validUntil: toIso(fromIso(validUntil), PROVIDER_ZONE) };
}
