import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type {
  AgreePlan,
  CheckReadiness,
  EmergencyPlan,
  EmergencyPlanContent,
  EmergencyPlanList,
  PlanVersion,
  PlanVersionList,
  ReadinessItem,
  ReviseEmergencyPlan,
} from '@pledge/contracts';
import {
  CLOCK,
  PROCESS_ENGINE,
  UNIT_OF_WORK,
  hasRole,
  scopeOf,
  storeAnswer,
  type Scope,
  type SessionUser,
} from '@pledge/nest';
import { Problem, type Clock, type ProcessEngine, type Transaction, type UnitOfWork } from '@pledge/runtime';
import { toIso } from '@pledge/time';
import { canonicalJson } from '../cases/index.js';
import { ContractsService, PROVIDER_ZONE } from '../contracts/index.js';
import type { EmergencyPlanEntity, PlanAgreementEntity, ReadinessEntity } from './emergencies.entity.js';
import { GENERAL_PLAN } from './general-plan.js';
import { PlansRepository } from './plans.repository.js';

/** Prints the plans anew where they say something new. */
export const PACK_JOB = 'emergency-pack';
const DAY_MS = 86_400_000;
/** Who writes plans and signs them for the provider. */
export const PLAN_KEEPERS = ['pm', 'manager', 'director'] as const;
/** Who may report an emergency and start a plan. */
export const STARTERS = ['dispatcher', 'engineer', 'pm', 'manager', 'supervisor', 'director', 'deputy', 'gm'] as const;

/** The plan library: versions, signatures of both parties, readiness (Y12, Y13; S3-19..23). */
@Injectable()
export class Plans {
  constructor(
    private readonly repository: PlansRepository,
    private readonly contracts: ContractsService,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(user: SessionUser): Promise<EmergencyPlanList> {
    const rows = await this.repository.latest();
    return { items: await Promise.all(rows.map((row) => this.view(row, user))), nextCursor: null };
  }

  /** Every plan by its newest version; `since`: when its first one was written, epoch ms. */
  async library(): Promise<{ key: string; version: number; name: EmergencyPlanContent['name']; since: number }[]> {
    const rows = await this.repository.latest();
    return Promise.all(
      rows.map(async ({ planKey, version, content, createdAt }) => {
        const first = await this.repository.version(planKey, 1);
        return { key: planKey, version, name: content.name, since: first?.createdAt ?? createdAt };
      }),
    );
  }

  /** The newest version. @throws Problem EMERGENCY_PLAN_UNKNOWN */
  async get(key: string, user: SessionUser): Promise<EmergencyPlan> {
    return this.view(await this.newest(key), user);
  }

  /** @throws Problem EMERGENCY_PLAN_UNKNOWN */
  async newest(key: string, tx?: Transaction): Promise<EmergencyPlanEntity> {
    const row = await this.repository.newest(key, tx);
    if (!row) throw new Problem('not-found', 'EMERGENCY_PLAN_UNKNOWN', { key });
    return row;
  }

  ofVersion(key: string, number: number): Promise<EmergencyPlanEntity | null> {
    return this.repository.version(key, number);
  }

  /** Adds the plans of files that have no version yet; what was revised since stays as it is (design D9). */
  async ship(plans: ReadonlyMap<string, EmergencyPlanContent>): Promise<void> {
    const known = new Set((await this.repository.latest()).map((row) => row.planKey));
    const fresh = [...plans].filter(([key]) => !known.has(key));
    if (fresh.length === 0) return;
    await this.unitOfWork.run(async (tx) => {
      for (const [key, content] of fresh)
        await this.repository.insert(tx, version(key, 1, content, 'system', this.clock.now()));
    });
  }

  /** A new version, which both parties sign anew. @throws Problem EMERGENCY_PLAN_UNKNOWN, EMERGENCY_PLAN_OUTDATED */
  async revise(key: string, request: ReviseEmergencyPlan, user: SessionUser): Promise<EmergencyPlan> {
    return this.unitOfWork.run(async (tx) => {
      const latest = await this.newest(key, tx);
      const row = version(key, latest.version + 1, request.content, user.username, this.clock.now());
      if (latest.version !== request.basedOn || !(await this.repository.insert(tx, row)))
        throw new Problem('conflict', 'EMERGENCY_PLAN_OUTDATED');
      await this.printLater(tx, row);
      const view = await this.view(row, user, tx);
      await storeAnswer(tx, view);
      return view;
    });
  }

  /**
   * Signs the newest version for the party of the user.
   * @throws Problem EMERGENCY_PLAN_UNKNOWN, EMERGENCY_PLAN_OUTDATED, EMERGENCY_PLAN_SIGNED
   */
  async agree(key: string, request: AgreePlan, user: SessionUser): Promise<EmergencyPlan> {
    const provider = await this.contracts.provider();
    const partyId = user.partyId ?? provider?.id;
    if (partyId === undefined) throw new Problem('not-found', 'EMERGENCY_PARTY_UNKNOWN');
    return this.unitOfWork.run(async (tx) => {
      const row = await this.newest(key, tx);
      if (row.version !== request.version) throw new Problem('conflict', 'EMERGENCY_PLAN_OUTDATED');
      const signed = await this.repository.sign(tx, {
        planKey: key,
        version: row.version,
        partyId,
        side: user.partyId === null ? 'provider' : 'customer',
        signedBy: user.username,
        signedAt: this.clock.now(),
      });
      if (!signed) throw new Problem('conflict', 'EMERGENCY_PLAN_SIGNED');
      await this.printLater(tx, row);
      const view = await this.view(row, user, tx);
      await storeAnswer(tx, view);
      return view;
    });
  }

  /** @throws Problem EMERGENCY_PLAN_UNKNOWN, EMERGENCY_READINESS_UNKNOWN */
  async check(key: string, item: string, request: CheckReadiness, user: SessionUser): Promise<EmergencyPlan> {
    return this.unitOfWork.run(async (tx) => {
      const row = await this.newest(key, tx);
      if (!row.content.readiness.some((one) => one.id === item))
        throw new Problem('not-found', 'EMERGENCY_READINESS_UNKNOWN', { item });
      const { result, note } = request;
      const checkedAt = this.clock.now();
      await this.repository.check(tx, {
        planKey: key,
        itemId: item,
        result,
        note,
        checkedBy: user.username,
        checkedAt,
      });
      const view = await this.view(row, user, tx);
      await storeAnswer(tx, view);
      return view;
    });
  }

  /** Every version with its signatures, newest first. @throws Problem EMERGENCY_PLAN_UNKNOWN */
  async versions(key: string, user: SessionUser): Promise<PlanVersionList> {
    const rows = await this.repository.versions(key);
    if (rows.length === 0) throw new Problem('not-found', 'EMERGENCY_PLAN_UNKNOWN', { key });
    const items = rows.map(async (row): Promise<PlanVersion> => {
      const seen = await this.seen(row, scopeOf(user));
      return {
        version: row.version,
        hash: row.contentHash,
        agreed: this.isAgreed(seen),
        agreements: await Promise.all(seen.map((one) => this.agreement(one))),
        content: row.content,
        createdBy: row.createdBy,
        createdAt: toIso(row.createdAt, PROVIDER_ZONE),
      };
    });
    return { items: await Promise.all(items), nextCursor: null };
  }

  /** Both sides signed. */
  isAgreed(signatures: readonly PlanAgreementEntity[]): boolean {
    return (['provider', 'customer'] as const).every((side) => signatures.some((one) => one.side === side));
  }

  /** Readiness of a version as of now. */
  async readiness(row: EmergencyPlanEntity, tx?: Transaction): Promise<ReadinessItem[]> {
    const checks = await this.repository.checks(row.planKey, tx);
    const now = this.clock.now();
    return row.content.readiness.map((item) =>
      readinessOf(
        item,
        row.createdAt,
        checks.find((check) => check.itemId === item.id),
        now,
      ),
    );
  }

  private async view(row: EmergencyPlanEntity, user: SessionUser, tx?: Transaction): Promise<EmergencyPlan> {
    const scope = scopeOf(user);
    const mine = scope.kind === 'customer' ? scope.partyId : null;
    const seen = await this.seen(row, scope, tx);
    const readiness = await this.readiness(row, tx);
    const signedByMine = seen.some((one) => (mine === null ? one.side === 'provider' : one.partyId === mine));
    return {
      key: row.planKey,
      version: row.version,
      hash: row.contentHash,
      agreed: this.isAgreed(seen),
      agreements: await Promise.all(seen.map((one) => this.agreement(one))),
      content: row.content,
      readiness,
      notReady: notReady(readiness),
      createdBy: row.createdBy,
      createdAt: toIso(row.createdAt, PROVIDER_ZONE),
      may: {
        edit: hasRole(user, ...PLAN_KEEPERS),
        agree: !signedByMine && (mine !== null || hasRole(user, ...PLAN_KEEPERS)),
        // The general flow is what every report starts; as a plan of its own it would call itself.
        start: row.planKey !== GENERAL_PLAN && hasRole(user, ...STARTERS),
      },
    };
  }

  /** A customer sees the provider's signature and the own one, never another customer's. */
  private async seen(row: EmergencyPlanEntity, scope: Scope, tx?: Transaction): Promise<PlanAgreementEntity[]> {
    const signatures = await this.repository.agreements(row.planKey, row.version, tx);
    if (scope.kind === 'provider') return signatures;
    return signatures.filter((one) => one.side === 'provider' || one.partyId === scope.partyId);
  }

  private printLater(tx: Transaction, { planKey, version }: EmergencyPlanEntity): Promise<void> {
    return this.engine.schedule(tx, { name: PACK_JOB, ref: `${planKey}:${String(version)}`, dueAt: this.clock.now() });
  }

  private async agreement(one: PlanAgreementEntity): Promise<EmergencyPlan['agreements'][number]> {
    const party = await this.contracts.party(one.partyId);
    return { side: one.side, partyName: party?.name ?? '', by: one.signedBy, at: toIso(one.signedAt, PROVIDER_ZONE) };
  }
}

/** Checks that are overdue or found unfit. */
export const notReady = (readiness: readonly ReadinessItem[]): number =>
  readiness.filter((item) => item.overdue || item.result === 'unfit').length;

function version(
  planKey: string,
  number: number,
  content: EmergencyPlanContent,
  createdBy: string,
  createdAt: number,
): EmergencyPlanEntity {
  const contentHash = createHash('sha256').update(canonicalJson(content)).digest('hex');
  return { planKey, version: number, content, contentHash, createdBy, createdAt };
}

function readinessOf(
  item: EmergencyPlanContent['readiness'][number],
  since: number,
  check: ReadinessEntity | undefined,
  now: number,
): ReadinessItem {
  const dueAt = check ? check.checkedAt + item.everyDays * DAY_MS : since + item.firstInDays * DAY_MS;
  return {
    id: item.id,
    name: item.name,
    source: item.source,
    dueAt: toIso(dueAt, PROVIDER_ZONE),
    overdue: dueAt < now,
    result: check?.result ?? null,
    note: check?.note ?? '',
    checkedBy: check?.checkedBy ?? null,
    checkedAt: check ? toIso(check.checkedAt, PROVIDER_ZONE) : null,
  };
}
