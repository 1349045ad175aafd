import { Inject, Injectable } from '@nestjs/common';
import type {
  SpareCoverage,
  SpareItem,
  SpareItemDetail,
  SpareItemQuery,
  SpareMove,
  SpareStore,
} from '@pledge/contracts';
import { CLOCK, PROVIDER_SCOPE } from '@pledge/nest';
import { Problem, type Clock } from '@pledge/runtime';
import { ContractsService } from '../contracts/index.js';
import { isoTime } from '../documents/index.js';
import { SparesRepository, type ItemRow, type MoveRow, type StoreRow } from './spares.repository.js';
import { coverageOf, modelKey } from './stock-moves.js';

/** Contracts of one coverage check. */
const CONTRACT_LIMIT = 500;

/** The stock as people see it. */
@Injectable()
export class SpareViews {
  constructor(
    private readonly repository: SparesRepository,
    private readonly contracts: ContractsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async stores(): Promise<SpareStore[]> {
    const [stores, items] = await Promise.all([this.repository.stores(), this.repository.items({ state: 'in-stock' })]);
    return stores.map(({ id, name, kind, searchOrder, address, partyId }) => ({
      ...{ id, name, kind, searchOrder, address, partyId },
      items: items.filter((item) => item.storeId === id).length,
    }));
  }

  /** Items that meet the query; those that fit a device with the nearest store first (F-12.2). @throws Problem SPARE_DEVICE_UNKNOWN */
  async items(query: SpareItemQuery): Promise<SpareItem[]> {
    const { q, state, storeId, caseNumber, fitsDevice, overdue, limit } = query;
    if (fitsDevice !== undefined) return (await this.fitting(fitsDevice)).slice(0, limit);
    const rows = await this.repository.items({
      ...{ q, state, storeId, caseNumber, limit },
      dueBefore: overdue === 'true' ? this.clock.now() : undefined,
    });
    const stores = await this.storesById();
    return rows.map((row) => this.itemView(row, stores));
  }

  /** What is in stock for a device, nearest store first; parts kept for another customer are left out. @throws Problem SPARE_DEVICE_UNKNOWN */
  async fitting(stated: string): Promise<SpareItem[]> {
    const serialNumber = stated.toUpperCase();
    const device = await this.contracts.deviceBySerial(serialNumber);
    if (!device) throw new Problem('invalid', 'SPARE_DEVICE_UNKNOWN', { serialNumber });
    const stores = await this.storesById();
    const open = (row: ItemRow): boolean => {
      const partyId = stores.get(row.storeId)?.partyId ?? null;
      return partyId === null || partyId === device.partyId;
    };
    const order = (row: ItemRow): number => stores.get(row.storeId)?.searchOrder ?? 1000;
    return (await this.repository.items({ state: 'in-stock' }))
      .filter((row) => open(row) && row.fits.some((model) => modelKey(model) === modelKey(device.model)))
      .sort((a, b) => order(a) - order(b) || a.serialNumber.localeCompare(b.serialNumber))
      .map((row) => this.itemView(row, stores));
  }

  /** @throws Problem SPARE_NOT_FOUND */
  async item(id: string): Promise<SpareItemDetail> {
    const row = await this.repository.item(id);
    if (!row) throw new Problem('not-found', 'SPARE_NOT_FOUND');
    const [stores, moves] = await Promise.all([this.storesById(), this.repository.moves(id)]);
    return { ...this.itemView(row, stores), moves: moves.map(moveView) };
  }

  /**
   * Every contract's devices against the stock (S0i-26: 100 %). What lies at a vendor is not held; what belongs to a vendor is
   * only passing through.
   */
  async coverage(): Promise<SpareCoverage[]> {
    const [{ items: contracts }, stock, stores] = await Promise.all([
      this.contracts.list(PROVIDER_SCOPE, undefined, CONTRACT_LIMIT),
      this.repository.items({ state: 'in-stock' }),
      this.storesById(),
    ]);
    const found: SpareCoverage[] = [];
    for (const { number } of contracts) {
      const scope = await this.contracts.devicesOf(number);
      if (!scope) continue;
      const held = new Set(
        stock
          .filter((row) => {
            const store = stores.get(row.storeId);
            const open = store?.partyId == null || store.partyId === scope.contract.partyId;
            return store?.kind !== 'vendor' && row.vendorName === null && open;
          })
          .flatMap((row) => row.fits.map(modelKey)),
      );
      found.push({
        contractNumber: scope.contract.number,
        contractName: scope.contract.name,
        customerName: scope.customerName,
        ...coverageOf(scope.devices, held),
      });
    }
    return found;
  }

  private async storesById(): Promise<ReadonlyMap<string, StoreRow>> {
    return new Map((await this.repository.stores()).map((row) => [row.id, row]));
  }

  private itemView(row: ItemRow, stores: ReadonlyMap<string, StoreRow>): SpareItem {
    const store = stores.get(row.storeId);
    return {
      id: row.id,
      serialNumber: row.serialNumber,
      model: row.model,
      name: row.name,
      fits: row.fits,
      store: { id: row.storeId, name: store?.name ?? '', kind: store?.kind ?? 'centre' },
      state: row.state,
      caseNumber: row.caseNumber,
      dueAt: row.dueAt === null ? null : isoTime(row.dueAt),
      overdue: row.state === 'on-loan' && row.dueAt !== null && row.dueAt < this.clock.now(),
      vendor:
        row.vendorName === null || row.vendorDueAt === null
          ? null
          : { name: row.vendorName, dueBack: isoTime(row.vendorDueAt) },
      revision: row.revision,
    };
  }
}

function moveView({ kind, at, by, caseNumber, replacedSerial, signedBy, note }: MoveRow): SpareMove {
  return { kind, at: isoTime(at), by, caseNumber, replacedSerial, signedBy, note };
}
