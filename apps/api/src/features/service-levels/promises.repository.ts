import { Inject, Injectable } from '@nestjs/common';
import type { ClockState, PromiseOutcome } from '@pledge/contracts';
import { READER, type Scope } from '@pledge/nest';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { CaseEntity } from '../cases/index.js';
import { RegionEntity, SiteEntity } from '../contracts/index.js';
import { ClockEntity } from './service-levels.entity.js';

/** What the states of the clock cache mean to somebody who counts. */
const STATES: Readonly<Record<PromiseOutcome, readonly ClockState[]>> = {
  met: ['met'],
  broken: ['breached'],
  open: ['running', 'paused'],
};
const COUNTED = Object.values(STATES).flat();

/** Which promises; instants in epoch ms, `to` is left out. */
export interface PromiseFilter {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly contract?: string | undefined;
  readonly metric?: string | undefined;
  readonly region?: string | undefined;
  readonly outcome?: PromiseOutcome | undefined;
  /** Only what somebody still owes. */
  readonly owed?: boolean | undefined;
}
export interface CountRow {
  readonly contractNumber: string | null;
  readonly customerName: string | null;
  readonly metric: string;
  readonly region: string | null;
  readonly regionZh: string | null;
  readonly regionEn: string | null;
  readonly state: ClockState;
  readonly count: number | string;
}
export interface PromiseRow {
  readonly clock: ClockEntity & { readonly dueAt: number };
  readonly title: string;
  readonly customerName: string | null;
  readonly contractNumber: string | null;
  readonly contractId: string | null;
}

/**
 * Promises over many cases, read from the cache of clocks; drills are no promises. Index-driven by `(due_at, id)`, what is
 * owed by `(is_open, due_at)`.
 */
@Injectable()
export class PromisesRepository {
  constructor(@Inject(READER) private readonly reader: () => EntityManager) {}

  /** Numbers by contract, customer, metric, region and state. */
  counts(scope: Scope, filter: PromiseFilter): Promise<CountRow[]> {
    return this.matching(scope, filter)
      .leftJoin(RegionEntity, 'r', 'r.code = p.regionCode')
      .select('s.contractNumber', 'contractNumber')
      .addSelect('s.customerName', 'customerName')
      .addSelect('c.metric', 'metric')
      .addSelect('p.regionCode', 'region')
      .addSelect('r.nameZh', 'regionZh')
      .addSelect('r.nameEn', 'regionEn')
      .addSelect('c.state', 'state')
      .addSelect('COUNT(*)', 'count')
      .groupBy('s.contractNumber')
      .addGroupBy('s.customerName')
      .addGroupBy('c.metric')
      .addGroupBy('p.regionCode')
      .addGroupBy('r.nameZh')
      .addGroupBy('r.nameEn')
      .addGroupBy('c.state')
      .getRawMany<CountRow>();
  }

  /** One page in the order of the limits; `after` is the last row of the page before. */
  async page(
    scope: Scope,
    filter: PromiseFilter,
    page: {
      readonly order: 'ASC' | 'DESC';
      readonly limit: number;
      readonly after: { readonly dueAt: number; readonly id: string } | null;
    },
  ): Promise<PromiseRow[]> {
    const query = this.matching(scope, filter)
      .addSelect('s.title', 'title')
      .addSelect('s.customerName', 'customerName')
      .addSelect('s.contractNumber', 'contractNumber')
      .addSelect('s.contractId', 'contractId')
      .orderBy('c.dueAt', page.order)
      .addOrderBy('c.id', page.order)
      .limit(page.limit);
    const than = page.order === 'ASC' ? '>' : '<';
    if (page.after !== null)
      query.andWhere(`(c.dueAt ${than} :at OR (c.dueAt = :at AND c.id ${than} :id))`, {
        at: page.after.dueAt,
        id: page.after.id,
      });
    const { entities, raw } = await query.getRawAndEntities<Omit<PromiseRow, 'clock'>>();
    return entities.map((clock, position) => ({
      title: raw[position]?.title ?? '',
      customerName: raw[position]?.customerName ?? null,
      contractNumber: raw[position]?.contractNumber ?? null,
      contractId: raw[position]?.contractId ?? null,
      clock: { ...clock, dueAt: clock.dueAt ?? 0 },
    }));
  }

  private matching(scope: Scope, filter: PromiseFilter): SelectQueryBuilder<ClockEntity> {
    // Over all cases the limits lead: a plus keeps libsql from going through every case first, MariaDB does not see it.
    const overAll = scope.kind !== 'customer' && filter.contract === undefined;
    const query = this.reader()
      .createQueryBuilder(ClockEntity, 'c')
      .innerJoin(CaseEntity, 's', overAll ? 's.id = + c.caseId' : 's.id = c.caseId')
      .leftJoin(SiteEntity, 'p', 'p.id = s.siteId')
      .where('s.mode = :mode', { mode: 'live' })
      .andWhere('c.dueAt IS NOT NULL')
      .andWhere('c.state IN (:...states)', {
        states: filter.outcome === undefined ? COUNTED : STATES[filter.outcome],
      });
    if (filter.owed === true) query.andWhere('c.isOpen = :isOpen', { isOpen: true });
    if (scope.kind === 'customer') query.andWhere('s.partyId = :party', { party: scope.partyId });
    if (filter.from !== undefined) query.andWhere('c.dueAt >= :from', { from: filter.from });
    if (filter.to !== undefined) query.andWhere('c.dueAt < :to', { to: filter.to });
    if (filter.contract !== undefined) query.andWhere('s.contractNumber = :contract', { contract: filter.contract });
    if (filter.metric !== undefined) query.andWhere('c.metric = :metric', { metric: filter.metric });
    if (filter.region !== undefined) query.andWhere('p.regionCode = :region', { region: filter.region });
    return query;
  }
}

/** What a state of the cache counts as. */
export function outcomeOf(state: ClockState): PromiseOutcome {
  const outcomes: readonly PromiseOutcome[] = ['met', 'broken'];
  return outcomes.find((outcome) => STATES[outcome].includes(state)) ?? 'open';
}
