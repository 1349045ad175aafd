import { Inject, Injectable } from '@nestjs/common';
import type {
  PromiseCount,
  PromiseItem,
  PromiseList,
  PromiseListQuery,
  PromiseSummary,
  PromiseSummaryQuery,
} from '@pledge/contracts';
import { CLOCK, type Scope } from '@pledge/nest';
import { Problem, type Clock } from '@pledge/runtime';
import { addMonths, localDate, startOfDay, toIso } from '@pledge/time';
import { ContractsService, PROVIDER_ZONE, type ContractEntity } from '../contracts/index.js';
import { metricName } from './evaluation/index.js';
import { outcomeOf, PromisesRepository, type PromiseFilter, type PromiseRow } from './promises.repository.js';

const HOUR = 3_600_000;
const SHOWN_MONTHS = 6;
const MOST_MONTHS = 24;

/** Promises over many cases: kept and broken by contract, metric, region and month; what runs out next; down to the sentence. */
@Injectable()
export class PromisesService {
  constructor(
    private readonly repository: PromisesRepository,
    private readonly contracts: ContractsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem PROMISE_MONTHS where `from` comes after `to` or there are more than 24 months */
  async summary(scope: Scope, query: PromiseSummaryQuery): Promise<PromiseSummary> {
    const now = this.clock.now();
    const to = query.to ?? localDate(now, PROVIDER_ZONE).slice(0, 7);
    const months = monthsBetween(query.from ?? monthAfter(to, 1 - SHOWN_MONTHS), to);
    const items = new Map<string, PromiseCount>();
    for (const month of months) {
      const rows = await this.repository.counts(scope, { ...monthSpan(month), contract: query.contract });
      for (const row of rows) {
        const key = [month, row.contractNumber, row.customerName, row.metric, row.region].join('\0');
        const { zh, en } = { zh: row.regionZh ?? row.region ?? '', en: row.regionEn ?? row.region ?? '' };
        const item = items.get(key) ?? {
          contractNumber: row.contractNumber,
          customerName: row.customerName,
          metric: row.metric,
          metricName: metricName(row.metric),
          region: row.region,
          regionName: row.region === null ? null : { zh, en },
          month,
          met: 0,
          broken: 0,
          open: 0,
        };
        const outcome = outcomeOf(row.state);
        items.set(key, { ...item, [outcome]: item[outcome] + Number(row.count) });
      }
    }
    return { at: toIso(now, PROVIDER_ZONE), months, items: [...items.values()] };
  }

  async list(scope: Scope, query: PromiseListQuery): Promise<PromiseList> {
    const now = this.clock.now();
    const soon = query.withinHours === undefined ? null : now + query.withinHours * HOUR;
    const filter: PromiseFilter = {
      ...(query.month === undefined ? {} : monthSpan(query.month)),
      contract: query.contract,
      metric: query.metric,
      region: query.region,
      outcome: query.outcome,
      ...(soon === null ? {} : { owed: true, to: soon }),
    };
    const rows = await this.repository.page(scope, filter, {
      order: soon === null ? 'DESC' : 'ASC',
      limit: query.limit + 1,
      after: readCursor(query.cursor),
    });
    const shown = rows.slice(0, query.limit);
    const contracts = await this.contractsOf(shown);
    const last = shown.at(-1);
    return {
      at: toIso(now, PROVIDER_ZONE),
      items: shown.map((row) => itemOf(row, contracts.get(row.contractId ?? '') ?? null)),
      nextCursor: rows.length > query.limit && last ? `${last.clock.dueAt}.${last.clock.id}` : null,
    };
  }

  private async contractsOf(rows: readonly PromiseRow[]): Promise<Map<string, ContractEntity>> {
    const ids = [...new Set(rows.flatMap(({ contractId }) => (contractId === null ? [] : [contractId])))];
    const found = await Promise.all(ids.map((id) => this.contracts.contractById(id)));
    return new Map(found.flatMap((contract) => (contract ? [[contract.id, contract]] : [])));
  }
}

function itemOf(row: PromiseRow, contract: ContractEntity | null): PromiseItem {
  const { clock } = row;
  const commitment = contract?.profile.commitments.find(({ id }) => id === clock.commitmentId);
  const iso = (at: number | null): string | null => (at === null ? null : toIso(at, PROVIDER_ZONE));
  return {
    id: clock.id,
    caseNumber: clock.caseNumber,
    title: row.title,
    customerName: row.customerName,
    contractNumber: row.contractNumber,
    severity: clock.severity,
    metric: clock.metric,
    metricName: metricName(clock.metric),
    outcome: outcomeOf(clock.state),
    owed: clock.isOpen,
    startedAt: iso(clock.startedAt),
    warnAt: iso(clock.warnAt),
    dueAt: toIso(clock.dueAt, PROVIDER_ZONE),
    stoppedAt: iso(clock.stoppedAt),
    clause: commitment?.clause ?? '',
    source: commitment?.source ?? '',
  };
}

function monthAfter(month: string, count: number): string {
  return addMonths(`${month}-01`, count).slice(0, 7);
}

function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  for (let month = from; month <= to && months.length <= MOST_MONTHS; month = monthAfter(month, 1)) months.push(month);
  if (months.length === 0 || months.length > MOST_MONTHS)
    throw new Problem('invalid', 'PROMISE_MONTHS', { from, to, most: MOST_MONTHS });
  return months;
}

/** Instants of a calendar month in the provider's zone, epoch ms; the end is left out. */
function monthSpan(month: string): { readonly from: number; readonly to: number } {
  return {
    from: startOfDay(`${month}-01`, PROVIDER_ZONE),
    to: startOfDay(`${monthAfter(month, 1)}-01`, PROVIDER_ZONE),
  };
}

function readCursor(cursor: string | undefined): { readonly dueAt: number; readonly id: string } | null {
  const found = /^(\d{1,16})\.(.+)$/.exec(cursor ?? '');
  return found?.[1] === undefined || found[2] === undefined ? null : { dueAt: Number(found[1]), id: found[2] };
}
