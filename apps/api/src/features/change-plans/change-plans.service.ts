import { randomBytes } from 'node:crypto';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { ChangePlanContent, CreateChangePlan, EditChangePlan, LockReason } from '@pledge/contracts';
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
  Decisions,
  type ConfirmableProof,
  type ConfirmableSubject,
  type ConfirmableVersion,
  type SubjectSection,
} from '../confirmations/index.js';
import { PROVIDER_ZONE } from '../contracts/index.js';
import { caseData, DocumentsService, PUBLIC_URL, type CaseFacts, type PreparedDocument } from '../documents/index.js';
import { ChangePlansRepository, type PlanRow, type VersionRow } from './change-plans.repository.js';
import { DangerousCommands } from './dangerous-commands.js';
import {
  canonicalPlan,
  begunPlan,
  missingDevices,
  missingParts,
  planHash,
  planSections,
  sha256,
} from './plan-content.js';

/** Kind of the `subject` row of instances that are about a change plan. */
export const CHANGE_PLAN = 'change-plan';
const PROCESS = 'change-approval';

/** A version rendered, not yet stored. */
export interface PreparedVersion {
  readonly row: VersionRow;
  readonly document: PreparedDocument;
}

/** What a feature knows of a plan that has to hold before it is carried out, and what it has to hear. All in the caller's unit. */
export interface PlanWatcher {
  /** What stands in the way of carrying out a frozen version; `now` in epoch ms. */
  obstacles(plan: PlanRow, version: VersionRow, now: number, tx?: Transaction): Promise<readonly LockReason[]>;
  /** Its version is in force no longer. */
  outdated(tx: Transaction, plan: PlanRow, reason: string, actor: string): Promise<void>;
  /** The work was done, or has failed; `record`: what was written down of it. */
  workEnded(tx: Transaction, plan: PlanRow, outcome: 'implemented' | 'failed', record: string): Promise<void>;
}

/** Change plans: written, frozen, edited. */
@Injectable()
export class ChangePlans implements ConfirmableSubject, OnModuleInit {
  private readonly watchers: PlanWatcher[] = [];

  constructor(
    private readonly repository: ChangePlansRepository,
    private readonly events: CaseEvents,
    private readonly documents: DocumentsService,
    private readonly dangerous: DangerousCommands,
    private readonly decisions: Decisions,
    private readonly subjects: ConfirmableSubjects,
    private readonly live: LiveEvents,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PUBLIC_URL) private readonly publicUrl: string,
  ) {}

  onModuleInit(): void {
    this.subjects.register(CHANGE_PLAN, this);
  }

  /** For features that know more of plans than this one does. */
  watch(watcher: PlanWatcher): void {
    this.watchers.push(watcher);
  }

  // --- what the gate asks

  async current(id: string, tx?: Transaction): Promise<ConfirmableVersion | null> {
    const plan = tx ? await this.repository.lock(tx, id) : await this.repository.find(id, PROVIDER_SCOPE);
    if (!plan || plan.version === null || (plan.state !== 'frozen' && plan.state !== 'implemented')) return null;
    const version = await this.repository.version(id, plan.version, tx);
    if (!version) return null;
    return {
      version: version.version,
      hash: version.hash,
      number: plan.number,
      title: plan.title,
      documentId: version.documentId,
      window: { from: version.windowFrom, to: version.windowTo },
      caseNumber: plan.caseNumber,
      partyId: plan.partyId,
      mode: plan.mode,
      carriedOut: plan.state === 'implemented',
    };
  }

  async obstacles(id: string, now: number, tx?: Transaction): Promise<readonly LockReason[]> {
    const plan = await this.repository.find(id, PROVIDER_SCOPE, tx);
    const version = plan?.version == null ? null : await this.repository.version(id, plan.version, tx);
    if (!plan || !version) return [];
    const found: LockReason[] = [];
    for (const watcher of this.watchers) found.push(...(await watcher.obstacles(plan, version, now, tx)));
    return found;
  }

  async ofInstance(instanceId: string): Promise<string | null> {
    return (await this.repository.byInstance(instanceId))?.id ?? null;
  }

  async sections(id: string, version: number, language: 'zh-CN' | 'en'): Promise<readonly SubjectSection[]> {
    const row = await this.repository.version(id, version);
    return row === null ? [] : planSections(contentOf(row), language);
  }

  async proof(id: string, version: number): Promise<ConfirmableProof | null> {
    const row = await this.repository.version(id, version);
    return row && { canonical: row.canonical, verifyUrl: this.verifyUrl(row.verifyCode) };
  }

  private verifyUrl(code: string): string {
    return `${this.publicUrl}/verify/${code}`;
  }

  // --- writing

  /** A new plan of a case, and the process that carries it. @throws Problem CASE_NOT_FOUND, CHANGE_PLAN_CASE_ENDED */
  async create(request: CreateChangePlan, user: SessionUser): Promise<string> {
    const instanceId = v7();
    return this.unitOfWork.run(async (tx) => {
      const caseRow = await this.events.lock(tx, request.caseNumber);
      if (caseRow.status === 'closed' || caseRow.status === 'withdrawn')
        throw new Problem('conflict', 'CHANGE_PLAN_CASE_ENDED', { caseNumber: caseRow.number });
      const id = v7();
      await this.insert(tx, caseRow, { id, instanceId, content: request.content, by: user.username });
      await this.engine.startInstanceLater(tx, {
        key: PROCESS,
        instanceId,
        businessKey: caseRow.number,
        mode: caseRow.mode,
        variables: { caseNumber: caseRow.number, partyId: caseRow.partyId, engineer: user.username },
        actor: { userId: user.username },
      });
      await storeAnswer(tx, { id });
      return id;
    });
  }

  /** The row of a new plan, in the caller's unit; the case is locked. */
  async insert(
    tx: Transaction,
    caseRow: CaseEntity,
    plan: { id: string; instanceId: string; content?: ChangePlanContent | undefined; by: string },
  ): Promise<PlanRow> {
    const now = this.clock.now();
    const count = await this.repository.countOfCase(tx, caseRow.number);
    const content = inZone(plan.content ?? begunPlan(caseRow));
    const row: PlanRow = {
      id: plan.id,
      number: `${caseRow.number}-BG${String(count + 1).padStart(2, '0')}`,
      caseNumber: caseRow.number,
      partyId: caseRow.partyId,
      title: content.title === '' ? caseRow.title : content.title,
      content: { ...content, title: content.title === '' ? caseRow.title : content.title },
      revision: 1,
      version: null,
      lastVersion: 0,
      state: 'draft',
      outcome: null,
      instanceId: plan.instanceId,
      mode: caseRow.mode,
      createdBy: plan.by,
      createdAt: now,
      editedBy: plan.by,
      editedAt: now,
    };
    await this.repository.insert(tx, row);
    return row;
  }

  /**
   * Any edit ends the force of the version before: its confirmations are void, and the process goes back to the plan.
   * @throws Problem CHANGE_PLAN_NOT_FOUND, CHANGE_PLAN_CLOSED, CHANGE_PLAN_OUTDATED
   */
  async edit(id: string, edit: EditChangePlan, user: SessionUser): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const plan = await this.locked(tx, id);
      if (plan.state === 'closed') throw new Problem('conflict', 'CHANGE_PLAN_CLOSED');
      if (plan.state === 'implemented') throw new Problem('conflict', 'CHANGE_PLAN_CARRIED_OUT');
      if (plan.revision !== edit.revision) throw new Problem('conflict', 'CHANGE_PLAN_OUTDATED');
      const content = inZone(edit.content);
      if (canonicalJson(plan.content) === canonicalJson(content)) return;
      const change = {
        content,
        title: content.title === '' ? plan.title : content.title,
        revision: plan.revision + 1,
        version: null,
        state: 'draft',
        editedBy: user.username,
        editedAt: this.clock.now(),
      } as const;
      await this.repository.update(tx, id, change);
      if (plan.version !== null) {
        const reason = `v${String(plan.version)} was edited`;
        await this.decisions.voidSubject(tx, { kind: CHANGE_PLAN, id, mode: plan.mode }, reason, user.username);
        for (const watcher of this.watchers) await watcher.outdated(tx, plan, reason, user.username);
        await this.append(tx, plan, 'change_plan_changed', user.username, { version: plan.version });
      }
      this.tell(tx, plan);
    });
  }

  /** The rows of a plan whose process has ended: it can never be carried out again. */
  async close(tx: Transaction, instanceId: string, outcome: string, record = ''): Promise<void> {
    const found = await this.repository.byInstance(instanceId, tx);
    const plan = found && (await this.repository.lock(tx, found.id));
    if (!plan || plan.state === 'closed') return;
    await this.repository.update(tx, plan.id, { state: 'closed', outcome });
    await this.append(tx, plan, 'change_finished', 'system', { version: plan.version, outcome });
    if (outcome === 'failed') for (const watcher of this.watchers) await watcher.workEnded(tx, plan, 'failed', record);
    this.tell(tx, plan);
  }

  /**
   * Carried out: from now on nobody edits it and it cannot begin again. Or taken back, because the customer did not approve
   * the result: it is written, frozen and confirmed anew.
   */
  async mark(tx: Transaction, instanceId: string, as: 'implemented' | 'draft', record = ''): Promise<void> {
    const found = await this.repository.byInstance(instanceId, tx);
    const plan = found && (await this.repository.lock(tx, found.id));
    if (!plan || plan.state === 'closed') throw new Error('this instance is about no open change plan');
    if (plan.version === null || plan.state === as) return;
    await this.repository.update(tx, plan.id, as === 'draft' ? { state: as, version: null } : { state: as });
    const type = as === 'draft' ? 'change_plan_changed' : 'change_implemented';
    await this.append(tx, plan, type, 'system', { version: plan.version });
    for (const watcher of this.watchers) {
      if (as === 'implemented') await watcher.workEnded(tx, plan, as, record);
      else await watcher.outdated(tx, plan, 'the result was not approved', 'system');
    }
    this.tell(tx, plan);
  }

  // --- freezing

  /**
   * Renders the version to be frozen: outside of any transaction, repeatable. null: it is frozen already.
   * @returns what is missing, where something is
   */
  async prepareVersion(
    plan: PlanRow,
    facts: CaseFacts,
    request: { readonly documentId: string; readonly by: string; readonly now: number },
  ): Promise<PreparedVersion | null | ReturnType<typeof missingParts>> {
    if (plan.version !== null) return null;
    const dangerous = await this.dangerous.find(plan.content, plan.caseNumber);
    const missing = [...missingParts(plan.content, request.now), ...missingDevices(plan.content, dangerous)];
    const { window } = plan.content;
    if (missing.length > 0 || window === null) return missing;
    const version = plan.lastVersion + 1;
    const canonical = canonicalPlan(plan.number, version, plan.content);
    const contentHash = sha256(canonical);
    const verifyCode = randomBytes(18).toString('base64url');
    const document = await this.documents.render(
      'change-plan',
      {
        ...caseData(facts, 'zh-CN'),
        plan: { ...plan.content, number: plan.number, version, contentHash, window },
      },
      {
        id: request.documentId,
        number: `${plan.number}-V${String(version)}`,
        url: this.verifyUrl(verifyCode),
        caseNumber: plan.caseNumber,
        partyId: plan.partyId,
        mode: plan.mode,
        language: 'zh-CN',
        createdBy: request.by,
        now: request.now,
      },
    );
    const row: VersionRow = {
      id: v7(),
      planId: plan.id,
      version,
      revision: plan.revision,
      canonical,
      contentHash,
      hash: planHash(canonical, document.bytes),
      documentId: document.id,
      documentNumber: document.number,
      pdfSha256: document.sha256,
      verifyCode,
      windowFrom: fromIso(window.from),
      windowTo: fromIso(window.to),
      frozenAt: request.now,
      frozenBy: request.by,
    };
    return { row, document };
  }

  /** Stores a rendered version with its PDF, all or nothing. @throws Error when the plan was edited since it was rendered */
  async storeVersion(tx: Transaction, prepared: PreparedVersion): Promise<VersionRow> {
    const { row, document } = prepared;
    const plan = await this.locked(tx, row.planId);
    if (plan.version !== null) {
      const known = await this.repository.version(plan.id, plan.version, tx);
      if (known) return known;
    }
    if (plan.revision !== row.revision || plan.state === 'closed')
      throw new Error(`the plan ${plan.number} was edited while it was frozen`);
    await this.documents.store(tx, document);
    await this.repository.insertVersion(tx, row);
    await this.repository.update(tx, plan.id, { version: row.version, lastVersion: row.version, state: 'frozen' });
    await this.append(tx, plan, 'change_plan_frozen', row.frozenBy, {
      version: row.version,
      planHash: row.hash,
      contentHash: row.contentHash,
      pdfSha256: row.pdfSha256,
      documentId: row.documentId,
    });
    this.tell(tx, plan);
    return row;
  }

  private async locked(tx: Transaction, id: string): Promise<PlanRow> {
    const plan = await this.repository.lock(tx, id);
    if (!plan) throw new Problem('not-found', 'CHANGE_PLAN_NOT_FOUND');
    return plan;
  }

  private async append(
    tx: Transaction,
    plan: PlanRow,
    type: string,
    actor: string,
    payload: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const caseRow = await this.events.lock(tx, plan.caseNumber);
    const note = `${plan.number} v${String(payload['version'])}`;
    await this.events.append(tx, caseRow, [{ type, actor, payload: { planId: plan.id, note, ...payload } }]);
  }

  private tell(tx: Transaction, plan: PlanRow): void {
    const publish = (): void => this.live.publish({ type: 'change-plan.updated', caseNumber: plan.caseNumber });
    if (this.unitOfWork.afterCommit) this.unitOfWork.afterCommit(tx, publish);
    else publish();
  }
}

/** Times of the window in the provider's zone, as paper and screens show them: the same instant, one spelling. */
function inZone(content: ChangePlanContent): ChangePlanContent {
  const { window } = content;
  if (window === null) return content;
  const time = (text: string): string => toIso(fromIso(text), PROVIDER_ZONE);
  return { ...content, window: { from: time(window.from), to: time(window.to) } };
}

/** What a frozen version says. */
export function contentOf(row: VersionRow): ChangePlanContent {
  return (JSON.parse(row.canonical) as { content: ChangePlanContent }).content;
}
