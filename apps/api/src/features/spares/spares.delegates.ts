import type { Variables } from '@pledge/engine';
import { Delegate } from '@pledge/nest';
import {
  BpmnError,
  Problem,
  type Delegate as DelegateContract,
  type DelegateContext,
  type Transaction,
} from '@pledge/runtime';
import { caseNumberOf } from '../cases/index.js';
import { SparesRepository } from './spares.repository.js';
import { Spares } from './spares.service.js';
import { SpareViews } from './spares.views.js';

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
/** In a drill people go through the motions; the stock is not touched (F-09). */
const isDrill = (context: DelegateContext): boolean => context.mode === 'drill';
const actor = (context: DelegateContext): string => text(context.variables['engineer']) || 'system';

/**
 * `find-spares` (F-12.2): what is in stock for the device of the case, nearest store first. Out: `spareOffers` as choices of a
 * form, `sparesFound`.
 */
@Delegate('find-spares')
export class FindSparesDelegate implements DelegateContract<Variables> {
  constructor(private readonly views: SpareViews) {}

  async prepare(context: DelegateContext): Promise<Variables> {
    const items = await this.fitting(text(context.variables['serialNumber']));
    return {
      spareOffers: items.map(({ id, name, serialNumber, store }) => ({
        label: `${name} ${serialNumber} · ${store.name}`,
        value: id,
      })),
      sparesFound: items.length > 0,
    };
  }
  apply(_tx: Transaction, _context: DelegateContext, offers: Variables): Promise<Variables> {
    return Promise.resolve(offers);
  }

  /** A case about no device of the archive has no fitting part: somebody decides how it is supplied. */
  private async fitting(serialNumber: string) {
    try {
      return serialNumber === '' ? [] : await this.views.fitting(serialNumber);
    } catch (error) {
      if (error instanceof Problem && error.code === 'SPARE_DEVICE_UNKNOWN') return [];
      throw error;
    }
  }
}

/** `reserve-spare`: keeps `spareId` for the case. The error `SPARE_TAKEN` says that somebody else was faster. */
@Delegate('reserve-spare')
export class ReserveSpareDelegate implements DelegateContract {
  constructor(
    private readonly spares: Spares,
    private readonly repository: SparesRepository,
  ) {}

  async apply(tx: Transaction, context: DelegateContext): Promise<Variables> {
    const id = text(context.variables['spareId']);
    if (isDrill(context)) return { spareSerial: (await this.repository.item(id, tx))?.serialNumber ?? null };
    const caseNumber = caseNumberOf(context);
    const item = await this.repository.lock(tx, id);
    const mine = item?.state === 'reserved' && item.caseNumber === caseNumber;
    if (!mine && item?.state !== 'in-stock') throw new BpmnError('SPARE_TAKEN', `the spare part ${id} is not in stock`);
    if (!mine) await this.spares.reserveIn(tx, id, { caseNumber }, actor(context));
    return { spareSerial: item?.serialNumber ?? null };
  }
}

/** `issue-spare`: hands `spareId` out for the case, signed by `spareSignedBy`; a loan with `loanUntil`. */
@Delegate('issue-spare')
export class IssueSpareDelegate implements DelegateContract {
  constructor(private readonly spares: Spares) {}

  async apply(tx: Transaction, context: DelegateContext): Promise<void> {
    if (isDrill(context)) return;
    const { variables } = context;
    const replacedSerial = text(variables['replacedSerial']);
    const loanUntil = variables['asLoan'] === true ? text(variables['loanUntil']) : '';
    await this.spares.issueIn(
      tx,
      text(variables['spareId']),
      {
        signedBy: text(variables['spareSignedBy']),
        ...(replacedSerial === '' ? {} : { replacedSerial }),
        ...(loanUntil === '' ? {} : { loanUntil }),
      },
      actor(context),
    );
  }
}

/** `extend-loan` (F-12.4): in `spareId`, `loanUntil`, `chaseNote`: another date for what is on loan. */
@Delegate('extend-loan')
export class ExtendLoanDelegate implements DelegateContract {
  constructor(private readonly spares: Spares) {}

  async apply(tx: Transaction, context: DelegateContext): Promise<void> {
    if (isDrill(context)) return;
    const { spareId, loanUntil, chaseNote } = context.variables;
    await this.spares.extendIn(tx, text(spareId), text(loanUntil), text(chaseNote), 'system');
  }
}

/**
 * `check-spare-coverage` (F-12.6, S0i-26): out `coverageGaps`, one for each contract whose devices have not all a part that
 * fits: `contract`, `percent`, `missing` (one model a line).
 */
@Delegate('check-spare-coverage')
export class CheckCoverageDelegate implements DelegateContract<Variables> {
  constructor(private readonly views: SpareViews) {}

  async prepare(): Promise<Variables> {
    const contracts = (await this.views.coverage()).filter((one) => one.missing.length > 0);
    return {
      coverageGaps: contracts.map(({ contractNumber, contractName, customerName, percent, missing }) => ({
        contract: `${contractNumber} ${contractName} · ${customerName}`,
        percent,
        missing: missing.map(({ model, devices }) => `${model} × ${String(devices)}`).join('\n'),
      })),
    };
  }
  apply(_tx: Transaction, _context: DelegateContext, gaps: Variables): Promise<Variables> {
    return Promise.resolve(gaps);
  }
}

/** `receive-vendor-spare` (S2-22): a device of the same kind from the vendor, kept for the case. Out: `spareId`, `spareSerial`. */
@Delegate('receive-vendor-spare')
export class ReceiveVendorSpareDelegate implements DelegateContract<string> {
  constructor(
    private readonly spares: Spares,
    private readonly repository: SparesRepository,
  ) {}

  /** The vendors' store; where none is kept, the last one that is searched. */
  async prepare(): Promise<string> {
    const stores = await this.repository.stores();
    const store = stores.find((one) => one.kind === 'vendor') ?? stores.at(-1);
    if (!store) throw new Error('there is no store that a vendor’s device could be received in');
    return store.id;
  }

  async apply(tx: Transaction, context: DelegateContext, storeId: string): Promise<Variables> {
    const { variables } = context;
    const model = text(variables['vendorModel']);
    const serialNumber = text(variables['vendorSerial']).toUpperCase();
    if (isDrill(context)) return { spareId: null, spareSerial: serialNumber };
    const known = await this.repository.bySerial(serialNumber, tx);
    if (known) throw new BpmnError('SPARE_SERIAL_TAKEN', `${serialNumber} is in the stock already`);
    const spareId = await this.spares.receiveIn(
      tx,
      {
        ...{ serialNumber, model, name: model, fits: [model], storeId },
        vendor: {
          name: text(variables['vendorName']),
          dueBack: text(variables['vendorDueBack']),
          caseNumber: caseNumberOf(context),
        },
      },
      actor(context),
    );
    return { spareId, spareSerial: serialNumber };
  }
}
