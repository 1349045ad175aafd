import { Inject, Injectable } from '@nestjs/common';
import type { CaseDetail, CaseEventList, CaseList, CaseListQuery, CaseProcess, IntakeResult } from '@pledge/contracts';
import { PROCESS_ENGINE, type Scope } from '@pledge/nest';
import { Problem, type InstanceRow, type ProcessEngine } from '@pledge/runtime';
import { toIso } from '@pledge/time';
import { ContractsService, PROVIDER_ZONE, type ContractEntity } from '../contracts/index.js';
import { UsersDirectory } from '../users/index.js';
import type { CaseEntity } from './cases.entity.js';
import { CasesRepository } from './cases.repository.js';
import { disclosing } from '../personal-data/index.js';
import { detailView, eventView, summaryView } from './cases.views.js';
import { verifyChain } from './event-chain.js';

const PAGE = 50;
const NUMBERS = 500;
const TOTAL_CAP = 1_000;
const HISTORY_LIMIT = 2_000;

/** What screens read of cases; everything is scoped (design D10). */
@Injectable()
export class CaseQueries {
  constructor(
    private readonly repository: CasesRepository,
    private readonly contracts: ContractsService,
    private readonly users: UsersDirectory,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
  ) {}

  /** @throws Problem CASE_NOT_FOUND also where the case is another customer's */
  async find(number: string, scope: Scope): Promise<CaseEntity> {
    const row = await this.repository.find(number, scope);
    if (!row) throw new Problem('not-found', 'CASE_NOT_FOUND', { number });
    return row;
  }

  async list(scope: Scope, query: CaseListQuery): Promise<CaseList> {
    const limit = query.limit ?? PAGE;
    const { rows, total } = await this.repository.list(scope, {
      q: query.q,
      status: query.status,
      numbers: query.numbers?.split(','),
      before: readCursor(query.cursor),
      limit: limit + 1,
    });
    const page = rows.slice(0, limit);
    const contracts = await this.contractsOf(page);
    const last = page.at(-1);
    return {
      items: page.map((row) => summaryView(row, contracts.get(row.contractId ?? '')?.profile ?? null, PROVIDER_ZONE)),
      nextCursor: rows.length > limit && last ? `${last.receivedAt}.${last.id}` : null,
      total: Math.min(total, TOTAL_CAP),
    };
  }

  /** Numbers of the newest cases, 500 at most, that a search for the words finds. */
  async numbersWith(scope: Scope, words: string): Promise<readonly string[]> {
    const { rows } = await this.repository.list(scope, { q: words, limit: NUMBERS });
    return rows.map((row) => row.number);
  }

  async detail(number: string, scope: Scope): Promise<CaseDetail> {
    const row = await this.find(number, scope);
    const [contract, site, device, ownerName, root, events] = await Promise.all([
      row.contractId === null ? null : this.contracts.contractById(row.contractId),
      row.siteId === null ? null : this.contracts.siteById(row.siteId),
      row.serialNumber === null ? null : this.contracts.deviceBySerial(row.serialNumber),
      row.owner === null ? null : this.users.displayName(row.owner),
      this.rootInstance(row.number),
      this.repository.events(row.id),
    ]);
    // A serial number that belongs to somebody else stays a number: its device is not shown.
    const ownDevice = device && device.partyId === row.partyId ? device : null;
    const view = detailView(row, {
      profile: contract?.profile ?? null,
      partyLabels: contract?.partyLabels ?? null,
      site: site && { id: site.id, name: site.name, address: site.address },
      device: ownDevice && { serialNumber: ownDevice.serialNumber, model: ownDevice.model, name: ownDevice.name },
      ownerName,
      // Customers never reach raw process endpoints (D10).
      processInstanceId: scope.kind === 'provider' ? (root?.id ?? null) : null,
      events,
      zone: site?.zone ?? PROVIDER_ZONE,
    });
    return disclosing(view, { kind: 'case', partyId: row.partyId, ref: row.number });
  }

  async events(number: string, scope: Scope): Promise<CaseEventList> {
    const row = await this.find(number, scope);
    const events = await this.repository.events(row.id);
    const verdict = verifyChain(events, { seq: row.eventSeq, hash: row.lastHash });
    return { items: events.map((event) => eventView(event, PROVIDER_ZONE)), nextCursor: null, intact: verdict.intact };
  }

  /** What the diagram of the case page draws. @throws Problem CASE_NOT_FOUND, CASE_PROCESS_NOT_FOUND */
  async process(number: string, scope: Scope): Promise<CaseProcess> {
    const row = await this.find(number, scope);
    const root = await this.rootInstance(row.number);
    const [view, definition, history] = root
      ? await Promise.all([
          this.engine.findInstance(root.id),
          this.engine.findDefinition(root.definitionId),
          this.engine.history(root.id, { limit: HISTORY_LIMIT }),
        ])
      : [null, null, []];
    if (!root || !view || !definition) throw new Problem('not-found', 'CASE_PROCESS_NOT_FOUND', { number });
    const idsOf = (type: string): string[] => [
      ...new Set(
        history.flatMap((entry) => (entry.type === type && entry.elementId !== undefined ? [entry.elementId] : [])),
      ),
    ];
    return {
      processInstanceId: root.id,
      definitionId: definition.id,
      key: definition.key,
      version: definition.version,
      xml: definition.xml,
      activeElements: view.activeElements.map(({ elementId, elementType, name }) => ({
        elementId,
        elementType,
        name: name ?? null,
      })),
      completedElements: idsOf('element-completed'),
      takenFlows: idsOf('flow-taken'),
      history: history.map((entry) => ({
        seq: entry.seq,
        at: toIso(entry.at, PROVIDER_ZONE),
        type: entry.type,
        elementId: entry.elementId ?? null,
        elementType: entry.elementType ?? null,
        actor: entry.actor ?? null,
        detail: entry.detail === undefined ? null : { ...entry.detail },
      })),
    };
  }

  /** Telephone intake: who is it, under which contract, and is there an open case already (story 3). */
  async intake(q: string): Promise<IntakeResult> {
    const hits = await this.contracts.search(q);
    const open = await this.repository.openOf(hits.map((hit) => hit.party.id));
    return {
      items: hits.map((hit) => ({
        ...hit,
        openCases: open
          .filter(
            (row) =>
              row.partyId === hit.party.id && (hit.device === null || row.serialNumber === hit.device.serialNumber),
          )
          .map((row) => row.number),
      })),
    };
  }

  /** The instance the report started: the first root instance of the case. */
  private async rootInstance(number: string): Promise<InstanceRow | null> {
    const { items } = await this.engine.listInstances({ businessKey: number, limit: 200 });
    const [first] = items
      .filter((instance) => instance.parentInstanceId === null)
      // In virtual time two may begin in the same moment: their ids (UUIDv7) are in order too.
      .toSorted((one, other) => one.startedAt - other.startedAt || (one.id < other.id ? -1 : 1));
    return first ?? null;
  }

  private async contractsOf(rows: readonly CaseEntity[]): Promise<ReadonlyMap<string, ContractEntity>> {
    const ids = [...new Set(rows.flatMap((row) => (row.contractId === null ? [] : [row.contractId])))];
    const found = await Promise.all(ids.map((id) => this.contracts.contractById(id)));
    return new Map(found.flatMap((contract) => (contract ? [[contract.id, contract]] : [])));
  }
}

function readCursor(cursor: string | undefined): { receivedAt: number; id: string } | undefined {
  const match = /^(\d+)\.([0-9a-f-]{36})$/.exec(cursor ?? '');
  return match?.[1] !== undefined && match[2] !== undefined
    ? { receivedAt: Number(match[1]), id: match[2] }
    : undefined;
}
