import { Inject, Injectable } from '@nestjs/common';
import type { DeviceQuery, SubjectKind } from '@pledge/contracts';
import { READER, type Scope } from '@pledge/nest';
import { managerOf } from '@pledge/persistence';
import type { Transaction } from '@pledge/runtime';
import {
  Brackets,
  In,
  LessThan,
  type EntityManager,
  type EntityTarget,
  type FindOptionsWhere,
  type ObjectLiteral,
} from 'typeorm';
import {
  ContactPersonEntity,
  ContractEntity,
  DeviceEntity,
  PartyEntity,
  RegionEntity,
  SiteEntity,
} from '../contracts/index.js';
import { ArchiveEntryEntity, ImportRowsEntity, ImportRunEntity, RecordChangeEntity } from './customers.entity.js';

/** Rows of a sheet that go to the database in one statement; SQLite takes 32,766 values. */
const CHUNK = 200;

interface Versioned extends ObjectLiteral {
  readonly id: string;
  readonly revision: number;
}

/** What belongs to one customer. */
export interface OwnRows {
  readonly sites: SiteEntity[];
  readonly contacts: ContactPersonEntity[];
  readonly contracts: ContractEntity[];
  readonly regions: RegionEntity[];
}

/** Files of customers, contracts, sites, devices and people. With `tx` inside that unit of work, else on the read-only connection. */
@Injectable()
export class CustomersRepository {
  constructor(@Inject(READER) private readonly reader: () => EntityManager) {}

  private on(tx?: Transaction): EntityManager {
    return tx ? managerOf(tx) : this.reader();
  }

  one<T extends ObjectLiteral>(
    entity: EntityTarget<T>,
    where: FindOptionsWhere<T>,
    tx?: Transaction,
  ): Promise<T | null> {
    return this.on(tx).findOneBy(entity, where);
  }
  many<T extends ObjectLiteral>(entity: EntityTarget<T>, where: FindOptionsWhere<T>, tx?: Transaction): Promise<T[]> {
    return this.on(tx).findBy(entity, where);
  }
  count<T extends ObjectLiteral>(
    entity: EntityTarget<T>,
    where: FindOptionsWhere<T>,
    tx?: Transaction,
  ): Promise<number> {
    return this.on(tx).countBy(entity, where);
  }
  regions(tx?: Transaction): Promise<RegionEntity[]> {
    return this.on(tx).find(RegionEntity, { order: { code: 'ASC' } });
  }

  /** Until the unit of work ends, nobody else changes what belongs to the customer; false when there is none. */
  async lockParty(tx: Transaction, id: string): Promise<boolean> {
    const manager = managerOf(tx);
    await manager.update(PartyEntity, { id }, { revision: () => 'revision' });
    return manager.existsBy(PartyEntity, { id });
  }

  async insert<T extends ObjectLiteral>(tx: Transaction, entity: EntityTarget<T>, rows: readonly T[]): Promise<void> {
    for (let at = 0; at < rows.length; at += CHUNK) {
      // TypeORM's type for inserts does not know JSON columns of unknown depth.
      await managerOf(tx).insert(entity, rows.slice(at, at + CHUNK) as never);
    }
  }

  /** Writes a row if nobody has since the revision before; false when somebody has. */
  async update<T extends Versioned>(tx: Transaction, entity: EntityTarget<T>, row: T): Promise<boolean> {
    const { id, ...rest } = row;
    const where = { id, revision: row.revision - 1 } as unknown as FindOptionsWhere<T>;
    return (await managerOf(tx).update(entity, where, rest as never)).affected === 1;
  }

  async remove<T extends ObjectLiteral>(
    tx: Transaction,
    entity: EntityTarget<T>,
    where: FindOptionsWhere<T>,
  ): Promise<void> {
    await managerOf(tx).delete(entity, where);
  }

  /** By serial number; `cursor` is the last one of the page before. */
  async devices(
    scope: Scope,
    query: DeviceQuery,
    contractId: string | undefined,
  ): Promise<{ rows: DeviceEntity[]; total: number }> {
    const { q, party, site, cursor, limit } = query;
    const find = this.on().createQueryBuilder(DeviceEntity, 'device').where('1 = 1');
    if (scope.kind === 'customer') find.andWhere('device.partyId = :own', { own: scope.partyId });
    if (party !== undefined) find.andWhere('device.partyId = :party', { party });
    if (site !== undefined) find.andWhere('device.siteId = :site', { site });
    if (contractId !== undefined) find.andWhere('device.contractId = :contractId', { contractId });
    if (q !== undefined && q.trim() !== '') {
      const words = `%${q.trim().replace(/[%_\\]/g, '')}%`;
      find.andWhere(
        new Brackets((any) =>
          any
            .where('device.serialNumber LIKE :serial', { serial: words.toUpperCase() })
            .orWhere('device.name LIKE :words', { words })
            .orWhere('device.model LIKE :words', { words }),
        ),
      );
    }
    const total = await find.getCount();
    if (cursor !== undefined) find.andWhere('device.serialNumber > :cursor', { cursor });
    return {
      rows: await find
        .orderBy('device.serialNumber', 'ASC')
        .take(limit + 1)
        .getMany(),
      total,
    };
  }

  sitesById(ids: readonly string[]): Promise<SiteEntity[]> {
    return ids.length === 0 ? Promise.resolve([]) : this.on().findBy(SiteEntity, { id: In([...new Set(ids)]) });
  }
  contractNumbers(ids: readonly string[]): Promise<ContractEntity[]> {
    if (ids.length === 0) return Promise.resolve([]);
    return this.on().find(ContractEntity, { select: { id: true, number: true }, where: { id: In([...new Set(ids)]) } });
  }

  /** Newest first. */
  changes(
    where: { kind: SubjectKind; id: string } | { partyId: string },
    page: { limit: number; before?: string | undefined },
  ): Promise<RecordChangeEntity[]> {
    return this.on().find(RecordChangeEntity, {
      where: {
        ...('partyId' in where ? where : { subjectKind: where.kind, subjectId: where.id }),
        ...(page.before === undefined ? {} : { id: LessThan(page.before) }),
      },
      order: { id: 'DESC' },
      take: page.limit,
    });
  }

  /** Entries about somebody keep who changed which cell and when, and lose what stood there. @returns rows */
  async forgetChanges(tx: Transaction, contactId: string): Promise<number> {
    const manager = managerOf(tx);
    const rows = await manager.findBy(RecordChangeEntity, { subjectKind: 'contact', subjectId: contactId });
    for (const { id, fields } of rows) {
      const empty = fields.map(({ field }) => ({ field, from: null, to: null }));
      await manager.update(RecordChangeEntity, { id }, { subjectName: '***', fields: empty } as never);
    }
    return rows.length;
  }

  /** Newest first. */
  entries(kind: SubjectKind, id: string, limit = 200): Promise<ArchiveEntryEntity[]> {
    return this.on().find(ArchiveEntryEntity, {
      where: { subjectKind: kind, subjectId: id },
      order: { occurredAt: 'DESC', id: 'DESC' },
      take: limit,
    });
  }

  imports(partyId: string): Promise<ImportRunEntity[]> {
    return this.on().find(ImportRunEntity, { where: { partyId }, order: { createdAt: 'DESC' }, take: 50 });
  }
  async importRows(id: string, tx?: Transaction): Promise<ImportRowsEntity['rows']> {
    return (await this.on(tx).findOneBy(ImportRowsEntity, { importId: id }))?.rows ?? [];
  }
  /** Marks a sheet as applied; false when somebody already did. */
  async markApplied(
    tx: Transaction,
    id: string,
    totals: ImportRunEntity['totals'],
    by: string,
    at: number,
  ): Promise<boolean> {
    const change = { state: 'applied' as const, totals, appliedBy: by, appliedAt: at };
    return (await managerOf(tx).update(ImportRunEntity, { id, state: 'preview' }, change)).affected === 1;
  }

  async keepRows(tx: Transaction, importId: string, rows: ImportRowsEntity['rows']): Promise<void> {
    await managerOf(tx).update(ImportRowsEntity, { importId }, { rows } as never);
  }

  /** What belongs to a customer, in the order of its names; the devices may be many and come apart. */
  async rowsWithoutDevices(partyId: string, tx?: Transaction): Promise<OwnRows> {
    const manager = this.on(tx);
    return {
      sites: await manager.find(SiteEntity, { where: { partyId }, order: { name: 'ASC' } }),
      contacts: await manager.find(ContactPersonEntity, { where: { partyId }, order: { name: 'ASC' } }),
      contracts: await manager.find(ContractEntity, { where: { partyId }, order: { number: 'ASC' } }),
      regions: await manager.find(RegionEntity),
    };
  }
  devicesOf(partyId: string, tx?: Transaction): Promise<DeviceEntity[]> {
    return this.on(tx).find(DeviceEntity, { where: { partyId }, order: { serialNumber: 'ASC' } });
  }

  /** Serial numbers of these that are registered for another customer. */
  async serialsElsewhere(serials: readonly string[], partyId: string, tx?: Transaction): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (let at = 0; at < serials.length; at += CHUNK) {
      const rows = await this.on(tx).find(DeviceEntity, {
        select: { serialNumber: true, partyId: true, name: true },
        where: { serialNumber: In(serials.slice(at, at + CHUNK)) },
      });
      for (const row of rows) if (row.partyId !== partyId) found.set(row.serialNumber, row.name);
    }
    return found;
  }
}
