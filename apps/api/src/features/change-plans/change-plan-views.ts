import { Injectable } from '@nestjs/common';
import type { ChangePlan, ChangePlanList, ChangePlanQuery, ChangePlanSummary } from '@pledge/contracts';
import { CLOCK, hasRole, scopeOf, type SessionUser } from '@pledge/nest';
import { Inject } from '@nestjs/common';
import { Problem, type Clock } from '@pledge/runtime';
import { ConfirmationGate, RequestsRepository, RequestViews } from '../confirmations/index.js';
import { isoTime } from '../documents/index.js';
import { ChangePlansRepository, type PlanRow } from './change-plans.repository.js';
import { CHANGE_PLAN, contentOf } from './change-plans.service.js';
import { DangerousCommands } from './dangerous-commands.js';
import { missingDevices, missingParts } from './plan-content.js';

/** Roles that write change plans. */
export const PLAN_WRITERS = ['engineer', 'pm', 'manager'] as const;

/** Change plans as people see them. A customer sees frozen versions of their own party, never a draft. */
@Injectable()
export class ChangePlanViews {
  constructor(
    private readonly repository: ChangePlansRepository,
    private readonly requests: RequestsRepository,
    private readonly requestViews: RequestViews,
    private readonly gate: ConfirmationGate,
    private readonly dangerous: DangerousCommands,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(query: ChangePlanQuery, user: SessionUser): Promise<ChangePlanList> {
    const scope = scopeOf(user);
    const rows = await this.repository.list(scope, query);
    const visible = scope.kind === 'customer' ? rows.filter((row) => row.lastVersion > 0) : rows;
    return { items: visible.map(summary), nextCursor: null };
  }

  /** @throws Problem CHANGE_PLAN_NOT_FOUND */
  async get(id: string, user: SessionUser): Promise<ChangePlan> {
    const scope = scopeOf(user);
    const row = await this.repository.find(id, scope);
    if (!row || (scope.kind === 'customer' && row.lastVersion === 0))
      throw new Problem('not-found', 'CHANGE_PLAN_NOT_FOUND');
    const versions = await this.repository.versions(row.id);
    const now = this.clock.now();
    const asked = await this.requests.ofSubject(CHANGE_PLAN, row.id);
    const own = scope.kind === 'customer' ? asked.filter((one) => one.side === 'customer') : asked;
    const newest = versions[0];
    const content = scope.kind === 'customer' && newest ? contentOf(newest) : row.content;
    const dangerous = await this.dangerous.find(content, row.caseNumber);
    const question = { kind: CHANGE_PLAN, id: row.id, action: 'change-approval', mode: row.mode, now } as const;
    return {
      ...summary(row),
      revision: row.revision,
      content,
      missing:
        row.state === 'closed' || row.state === 'implemented'
          ? []
          : [...missingParts(row.content, now), ...missingDevices(content, dangerous)],
      versions: versions.map((version) => ({
        version: version.version,
        hash: version.hash,
        contentHash: version.contentHash,
        pdfSha256: version.pdfSha256,
        documentId: version.documentId,
        documentNumber: version.documentNumber,
        frozenAt: isoTime(version.frozenAt),
        frozenBy: version.frozenBy,
        current: version.version === row.version && row.state === 'frozen',
      })),
      lock: row.state === 'closed' ? { open: false, reasons: [CLOSED] } : await this.lock(question),
      dangerous: [...dangerous],
      confirmations: await this.requestViews.many(own, user),
      may: {
        edit:
          (row.state === 'draft' || row.state === 'frozen') && user.partyId === null && hasRole(user, ...PLAN_WRITERS),
      },
    };
  }

  private async lock(question: Parameters<ConfirmationGate['judge']>[0]): Promise<ChangePlan['lock']> {
    const { open, reasons } = await this.gate.judge(question);
    return { open, reasons: [...reasons] };
  }
}

const CLOSED = {
  code: 'CLOSED',
  text: { zh: '此方案已结束，不能再实施', en: 'This plan is over and cannot be carried out again' },
};

function summary(row: PlanRow): ChangePlanSummary {
  return {
    id: row.id,
    number: row.number,
    caseNumber: row.caseNumber,
    title: row.title,
    state: row.state,
    outcome: row.outcome,
    version: row.version,
    createdBy: row.createdBy,
    createdAt: isoTime(row.createdAt),
    editedAt: isoTime(row.editedAt),
    processInstanceId: row.instanceId,
  };
}
