import { Inject, Injectable } from '@nestjs/common';
import type {
  GiveBackSpare,
  IssueSpare,
  ReceiveSpare,
  ReleaseSpare,
  ReserveSpare,
  ReturnSpare,
  StoreInput,
} from '@pledge/contracts';
import { CLOCK, PROCESS_ENGINE, UNIT_OF_WORK } from '@pledge/nest';
import { isDuplicate } from '@pledge/persistence';
import { Problem, type Clock, type ProcessEngine, type Transaction, type UnitOfWork } from '@pledge/runtime';
import { fromIso } from '@pledge/time';
import { v7 } from 'uuid';
import { CaseEvents, type NewCaseEvent } from '../cases/index.js';
import { SparesRepository, type ItemRow, type MoveRow, type StoreRow } from './spares.repository.js';
import { stateAfter, type StockDeed } from './stock-moves.js';

/** Begins the process that watches one loan until it is back (F-12.4); key: the case. */
const LENT_MESSAGE = 'spare-lent';
/** Ends it; key: the item. */
const RETURNED_MESSAGE = 'spare-returned';

/** What is remembered of a deed. */
type Told = Partial<Pick<MoveRow, 'replacedSerial' | 'signedBy' | 'note' | 'caseNumber'>>;

/** The stock by serial number: every deed is one unit with its entry in the item's history and in the case (F-12). */
@Injectable()
export class Spares {
  constructor(
    private readonly repository: SparesRepository,
    private readonly events: CaseEvents,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async addStore(input: StoreInput): Promise<string> {
    const row: StoreRow = { id: v7(), ...input };
    await this.unitOfWork.run((tx) => this.repository.insertStore(tx, row));
    return row.id;
  }
  /** @throws Problem SPARE_STORE_NOT_FOUND */
  async changeStore(id: string, input: StoreInput): Promise<void> {
    if (!(await this.unitOfWork.run((tx) => this.repository.updateStore(tx, id, input))))
      throw new Problem('not-found', 'SPARE_STORE_NOT_FOUND');
  }

  /**
   * Into a store: bought, or lent by its vendor so that the customer's system runs first (S2-22).
   * @throws Problem SPARE_STORE_NOT_FOUND, SPARE_SERIAL_TAKEN, SPARE_LOAN_PAST, CASE_NOT_FOUND, SPARE_CASE_OVER
   */
  async receive(request: ReceiveSpare, by: string): Promise<string> {
    return this.unitOfWork.run((tx) => this.receiveIn(tx, request, by));
  }
  async receiveIn(tx: Transaction, request: ReceiveSpare, by: string): Promise<string> {
    const { storeId, vendor, model, name, fits } = request;
    const serialNumber = request.serialNumber.toUpperCase();
    if (!(await this.repository.store(storeId, tx))) throw new Problem('not-found', 'SPARE_STORE_NOT_FOUND');
    const caseNumber = vendor?.caseNumber?.toUpperCase() ?? null;
    const row: ItemRow = {
      ...{ id: v7(), serialNumber, model, name, fits, storeId },
      state: caseNumber === null ? 'in-stock' : 'reserved',
      caseNumber,
      dueAt: null,
      vendorName: vendor?.name ?? null,
      vendorDueAt: vendor === undefined ? null : this.ahead(vendor.dueBack),
      revision: 1,
    };
    try {
      await this.repository.insert(tx, row);
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      throw new Problem('conflict', 'SPARE_SERIAL_TAKEN', { serialNumber }, [
        { field: 'serialNumber', code: 'SPARE_SERIAL_TAKEN' },
      ]);
    }
    await this.remember(tx, row, 'received', by, { note: vendor?.name ?? null });
    if (caseNumber !== null) {
      await this.remember(tx, row, 'reserved', by, {});
      await this.tell(tx, caseNumber, by, [told('spare_reserved', row)]);
    }
    return row.id;
  }

  /** Keeps it for a case. Of two who reach for the last one, the second is told. @throws Problem as `deed`, SPARE_OTHER_CUSTOMER */
  reserve(id: string, request: ReserveSpare, by: string): Promise<void> {
    return this.unitOfWork.run((tx) => this.reserveIn(tx, id, request, by));
  }
  async reserveIn(tx: Transaction, id: string, request: ReserveSpare, by: string): Promise<void> {
    const caseNumber = request.caseNumber.toUpperCase();
    const owner = await this.openCase(tx, caseNumber);
    const item = await this.repository.item(id, tx);
    const store = item === null ? null : await this.repository.store(item.storeId, tx);
    if (store?.partyId != null && store.partyId !== owner.partyId)
      throw new Problem('conflict', 'SPARE_OTHER_CUSTOMER', { store: store.name });
    const row = await this.deed(tx, id, 'reserved', { caseNumber }, by, { note: request.note ?? null });
    await this.tell(tx, caseNumber, by, [told('spare_reserved', row)]);
  }

  release(id: string, request: ReleaseSpare, by: string): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const before = await this.found(tx, id);
      await this.deed(tx, id, 'released', { caseNumber: null }, by, {
        caseNumber: before.caseNumber,
        note: request.note ?? null,
      });
    });
  }

  /**
   * Out of the store for its case, signed. A loan is due back; standby equipment stops the clocks that promise it (S4-05).
   * @throws Problem SPARE_NOT_FOUND, SPARE_NOT_POSSIBLE, SPARE_LOAN_PAST
   */
  issue(id: string, request: IssueSpare, by: string): Promise<void> {
    return this.unitOfWork.run((tx) => this.issueIn(tx, id, request, by));
  }
  async issueIn(tx: Transaction, id: string, request: IssueSpare, by: string): Promise<void> {
    const { signedBy, replacedSerial, loanUntil, note } = request;
    const dueAt = loanUntil === undefined ? null : this.ahead(loanUntil);
    const row = await this.deed(tx, id, dueAt === null ? 'issued' : 'lent', { dueAt }, by, {
      signedBy,
      replacedSerial: replacedSerial?.toUpperCase() || null,
      note: note ?? null,
    });
    if (loanUntil !== undefined) await this.watchLoan(tx, row, loanUntil);
    if (row.caseNumber === null) return;
    await this.tell(tx, row.caseNumber, by, [
      told(dueAt === null ? 'spare_issued' : 'standby_supplied', row, replacedSerial),
    ]);
  }

  /** Another date for a loan. @throws Problem SPARE_NOT_FOUND, SPARE_NOT_POSSIBLE, SPARE_LOAN_PAST */
  async extendIn(tx: Transaction, id: string, loanUntil: string, note: string, by: string): Promise<void> {
    await this.deed(tx, id, 'extended', { dueAt: this.ahead(loanUntil) }, by, { note });
  }

  private watchLoan(tx: Transaction, row: ItemRow, loanUntil: string): Promise<void> {
    const { id, serialNumber, name, caseNumber } = row;
    return this.engine.publishMessageLater(tx, {
      name: LENT_MESSAGE,
      messageId: `${LENT_MESSAGE}:${id}:${String(row.revision)}`,
      timeToLive: 'P1D',
      mode: 'live',
      variables: { spareId: id, loanSerial: serialNumber, loanName: name, loanUntil },
      ...(caseNumber === null ? {} : { correlationKey: caseNumber }),
    });
  }

  /** Back by its serial number, signed, into its store or another one. @throws Problem as `issue`, SPARE_STORE_NOT_FOUND */
  giveIn(id: string, request: ReturnSpare, by: string): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const { condition, storeId, signedBy, note } = request;
      const before = await this.found(tx, id);
      if (storeId !== undefined && !(await this.repository.store(storeId, tx)))
        throw new Problem('not-found', 'SPARE_STORE_NOT_FOUND');
      const change = { caseNumber: null, dueAt: null, ...(storeId === undefined ? {} : { storeId }) };
      const row = await this.deed(tx, id, condition === 'usable' ? 'returned' : 'returned-faulty', change, by, {
        caseNumber: before.caseNumber,
        signedBy,
        note: note ?? null,
      });
      // Only the loan that is watched now hears it: kept, it would end the next one.
      if (before.state === 'on-loan')
        await this.engine.publishMessageLater(tx, {
          name: RETURNED_MESSAGE,
          correlationKey: id,
          mode: 'live',
          timeToLive: 'PT0S',
        });
      if (before.caseNumber !== null) await this.tell(tx, before.caseNumber, by, [told('spare_returned', row)], false);
    });
  }

  giveBack(id: string, request: GiveBackSpare, by: string): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await this.deed(tx, id, 'given-back', { vendorDueAt: null }, by, { note: request.note });
    });
  }

  /** One step of an item, with its entry. @throws Problem SPARE_NOT_FOUND, SPARE_NOT_POSSIBLE */
  private async deed(
    tx: Transaction,
    id: string,
    kind: StockDeed,
    change: Partial<ItemRow>,
    by: string,
    more: Told,
  ): Promise<ItemRow> {
    const row = await this.repository.lock(tx, id);
    if (!row) throw new Problem('not-found', 'SPARE_NOT_FOUND');
    const state = stateAfter(row.state, kind);
    if (state === null) throw new Problem('conflict', 'SPARE_NOT_POSSIBLE');
    const after = { ...row, ...change, state, revision: row.revision + 1 };
    await this.repository.update(tx, id, { ...change, state, revision: after.revision });
    await this.remember(tx, after, kind, by, more);
    return after;
  }

  private async found(tx: Transaction, id: string): Promise<ItemRow> {
    const row = await this.repository.item(id, tx);
    if (!row) throw new Problem('not-found', 'SPARE_NOT_FOUND');
    return row;
  }

  private remember(tx: Transaction, row: ItemRow, kind: MoveRow['kind'], by: string, more: Told): Promise<void> {
    return this.repository.insertMove(tx, {
      ...{ id: v7(), itemId: row.id, kind, at: this.clock.now(), by },
      ...{ caseNumber: row.caseNumber, replacedSerial: null, signedBy: null, note: null },
      ...more,
    });
  }

  private async openCase(tx: Transaction, number: string) {
    const row = await this.events.lock(tx, number);
    if (row.status === 'closed' || row.status === 'withdrawn')
      throw new Problem('conflict', 'SPARE_CASE_OVER', { number });
    return row;
  }

  /** Into the chain of the case; a case that has ended keeps its record. */
  private async tell(
    tx: Transaction,
    number: string,
    actor: string,
    events: readonly Omit<NewCaseEvent, 'actor'>[],
    open = true,
  ): Promise<void> {
    const row = open ? await this.openCase(tx, number) : await this.events.lock(tx, number);
    if (row.status === 'closed' || row.status === 'withdrawn') return;
    await this.events.append(
      tx,
      row,
      events.map((event) => ({ ...event, actor })),
    );
  }

  /** @throws Problem SPARE_LOAN_PAST */
  private ahead(iso: string): number {
    const at = fromIso(iso);
    if (at <= this.clock.now()) throw new Problem('invalid', 'SPARE_LOAN_PAST');
    return at;
  }
}

function told(type: string, row: ItemRow, replacedSerial?: string): Omit<NewCaseEvent, 'actor'> {
  const { id, serialNumber, name } = row;
  return {
    type,
    payload: {
      spareId: id,
      serialNumber,
      ...(replacedSerial ? { replacedSerial } : {}),
      note: `${name} ${serialNumber}`,
    },
  };
}
