import { Inject, Injectable } from '@nestjs/common';
import { READER, type Scope } from '@pledge/nest';
import { managerOf } from '@pledge/persistence';
import type { Transaction } from '@pledge/runtime';
import { In, IsNull, LessThanOrEqual, Like, MoreThan, MoreThanOrEqual, type EntityManager } from 'typeorm';
import { completeRows, type NewRows } from './new-rows.js';
import {
  ContactPersonEntity,
  ContractEntity,
  DeviceEntity,
  PartyEntity,
  RegionEntity,
  SiteEntity,
} from './contracts.entity.js';

/** Everything a contract covers. */
export interface ContractScope {
  readonly sites: readonly SiteEntity[];
  /** The first thousand. */
  readonly devices: readonly DeviceEntity[];
  readonly deviceCount: number;
  readonly contacts: readonly ContactPersonEntity[];
  readonly regions: ReadonlyMap<string, RegionEntity>;
}
const own = (scope: Scope): { partyId?: string } => (scope.kind === 'customer' ? { partyId: scope.partyId } : {});
/** Customers see signed contracts only. */
const signed = (scope: Scope): { state?: 'active' } => (scope.kind === 'customer' ? { state: 'active' } : {});
/** `%` and `_` of the words looked for mean themselves. */
const contains = (q: string): string => `%${q.replace(/[%_\\]/g, '')}%`;

/** Rows of contracts and what they cover. With `tx` inside that unit of work, else on the read-only connection. */
@Injectable()
export class ContractsRepository {
  constructor(@Inject(READER) private readonly reader: () => EntityManager) {}

  private on(tx?: Transaction): EntityManager {
    return tx ? managerOf(tx) : this.reader();
  }

  async insert(tx: Transaction, rows: NewRows): Promise<void> {
    const manager = managerOf(tx);
    const { parties, regions, contracts, sites, devices, contacts } = completeRows(rows);
    if (parties.length) await manager.insert(PartyEntity, parties);
    if (regions.length) await manager.insert(RegionEntity, regions);
    // TypeORM's type for inserts does not know JSON columns of unknown depth.
    for (const contract of contracts) await manager.insert(ContractEntity, contract as never);
    if (sites.length) await manager.insert(SiteEntity, sites);
    if (devices.length) await manager.insert(DeviceEntity, devices);
    if (contacts.length) await manager.insert(ContactPersonEntity, contacts);
  }

  findContract(number: string, scope: Scope, tx?: Transaction): Promise<ContractEntity | null> {
    return this.on(tx).findOneBy(ContractEntity, { number, ...own(scope) });
  }

  contractById(id: string, tx?: Transaction): Promise<ContractEntity | null> {
    return this.on(tx).findOneBy(ContractEntity, { id });
  }

  contractsOf(partyIds: readonly string[], scope: Scope): Promise<ContractEntity[]> {
    const visible = partyIds.filter((id) => scope.kind === 'provider' || id === scope.partyId);
    if (visible.length === 0) return Promise.resolve([]);
    return this.on().find(ContractEntity, {
      where: { partyId: In(visible), state: 'active' },
      order: { endsOn: 'DESC' },
    });
  }

  listContracts(scope: Scope, page: { after?: string | undefined; limit: number }): Promise<ContractEntity[]> {
    return this.on().find(ContractEntity, {
      where: { ...own(scope), ...signed(scope), ...(page.after === undefined ? {} : { number: MoreThan(page.after) }) },
      order: { number: 'ASC' },
      take: page.limit,
    });
  }

  /** Every signed contract whose days include one (`2026-01-31`). */
  contractsOn(day: string): Promise<ContractEntity[]> {
    return this.on().find(ContractEntity, {
      where: { state: 'active', startsOn: LessThanOrEqual(day), endsOn: MoreThanOrEqual(day) },
      order: { number: 'ASC' },
    });
  }

  sitesOf(partyIds: readonly string[]): Promise<SiteEntity[]> {
    return partyIds.length === 0 ? Promise.resolve([]) : this.on().findBy(SiteEntity, { partyId: In([...partyIds]) });
  }

  regions(): Promise<RegionEntity[]> {
    return this.on().find(RegionEntity, { order: { code: 'ASC' } });
  }

  findDevice(serialNumber: string, scope: Scope, tx?: Transaction): Promise<DeviceEntity | null> {
    return this.on(tx).findOneBy(DeviceEntity, { serialNumber, ...own(scope) });
  }

  findSite(id: string, scope: Scope, tx?: Transaction): Promise<SiteEntity | null> {
    return this.on(tx).findOneBy(SiteEntity, { id, ...own(scope) });
  }

  findParty(id: string, tx?: Transaction): Promise<PartyEntity | null> {
    return this.on(tx).findOneBy(PartyEntity, { id });
  }

  region(code: string): Promise<RegionEntity | null> {
    return this.on().findOneBy(RegionEntity, { code });
  }

  provider(): Promise<PartyEntity | null> {
    return this.on().findOneBy(PartyEntity, { kind: 'provider' });
  }

  partiesById(ids: readonly string[]): Promise<PartyEntity[]> {
    return ids.length === 0 ? Promise.resolve([]) : this.on().findBy(PartyEntity, { id: In([...new Set(ids)]) });
  }

  sitesById(ids: readonly string[]): Promise<SiteEntity[]> {
    return ids.length === 0 ? Promise.resolve([]) : this.on().findBy(SiteEntity, { id: In([...new Set(ids)]) });
  }

  listParties(scope: Scope, page: { after?: string | undefined; limit: number }): Promise<PartyEntity[]> {
    return this.on().find(PartyEntity, {
      where:
        scope.kind === 'customer'
          ? { id: scope.partyId }
          : page.after === undefined
            ? {}
            : { id: MoreThan(page.after) },
      order: { id: 'ASC' },
      take: page.limit,
    });
  }

  async coverage(contract: ContractEntity): Promise<ContractScope> {
    const manager = this.on();
    const [sites, devices, deviceCount, contacts, regions] = await Promise.all([
      manager.find(SiteEntity, { where: { partyId: contract.partyId }, order: { name: 'ASC' } }),
      manager.find(DeviceEntity, { where: { contractId: contract.id }, order: { serialNumber: 'ASC' }, take: 1000 }),
      manager.countBy(DeviceEntity, { contractId: contract.id }),
      manager.find(ContactPersonEntity, {
        where: [
          { partyId: contract.partyId, contractId: contract.id },
          { partyId: contract.partyId, contractId: IsNull() },
        ],
        order: { name: 'ASC' },
      }),
      manager.find(RegionEntity),
    ]);
    return { sites, devices, deviceCount, contacts, regions: new Map(regions.map((r) => [r.code, r])) };
  }

  /** The technician named by the customer to sign the service form (S2-13); null when nobody is named. */
  confirmer(partyId: string): Promise<ContactPersonEntity | null> {
    return this.on().findOne(ContactPersonEntity, { where: { partyId, kind: 'confirmer' }, order: { name: 'ASC' } });
  }

  /** Contacts who answer for a site: its own people first, then representatives of the customer. */
  siteContacts(partyId: string, siteId: string): Promise<ContactPersonEntity[]> {
    return this.on().find(ContactPersonEntity, {
      where: [
        { partyId, siteId, kind: In(['site', 'representative']) },
        { partyId, siteId: IsNull(), kind: 'representative' },
      ],
      order: { kind: 'DESC', name: 'ASC' },
    });
  }

  representatives(partyId: string): Promise<ContactPersonEntity[]> {
    return this.on().find(ContactPersonEntity, { where: { partyId, kind: 'representative' }, order: { name: 'ASC' } });
  }

  /** Customers with a contract in force on a day (`2026-01-01`), and the regions of their sites. */
  async served(today: string): Promise<{ readonly partyId: string; readonly regions: readonly string[] }[]> {
    const contracts = await this.on().find(ContractEntity, {
      select: { id: true, partyId: true },
      where: { state: 'active', startsOn: LessThanOrEqual(today), endsOn: MoreThanOrEqual(today) },
      order: { partyId: 'ASC' },
    });
    const partyIds = [...new Set(contracts.map((one) => one.partyId))];
    const sites = partyIds.length === 0 ? [] : await this.on().findBy(SiteEntity, { partyId: In(partyIds) });
    return partyIds.map((partyId) => ({
      partyId,
      regions: [...new Set(sites.filter((one) => one.partyId === partyId).map((one) => one.regionCode))],
    }));
  }

  /** All devices of a contract. */
  devicesOfContract(contractId: string): Promise<DeviceEntity[]> {
    return this.on().find(DeviceEntity, { where: { contractId }, order: { serialNumber: 'ASC' } });
  }

  searchContracts(q: string, limit: number): Promise<ContractEntity[]> {
    return this.on().find(ContractEntity, {
      where: { number: Like(contains(q)), state: 'active' },
      order: { number: 'ASC' },
      take: limit,
    });
  }

  searchDevices(q: string, limit: number): Promise<DeviceEntity[]> {
    return this.on().find(DeviceEntity, {
      where: { serialNumber: Like(contains(q)) },
      order: { serialNumber: 'ASC' },
      take: limit,
    });
  }

  searchContacts(q: string, limit: number): Promise<ContactPersonEntity[]> {
    return this.on().find(ContactPersonEntity, {
      where: [{ phone: Like(contains(q)) }, { name: Like(contains(q)) }],
      order: { name: 'ASC' },
      take: limit,
    });
  }

  searchParties(q: string, limit: number): Promise<PartyEntity[]> {
    return this.on().find(PartyEntity, {
      where: [
        { name: Like(contains(q)), kind: 'customer' },
        { shortName: Like(contains(q)), kind: 'customer' },
      ],
      order: { name: 'ASC' },
      take: limit,
    });
  }
}
