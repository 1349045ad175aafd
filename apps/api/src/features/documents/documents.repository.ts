import { Inject, Injectable } from '@nestjs/common';
import { READER, type Scope } from '@pledge/nest';
import { managerOf } from '@pledge/persistence';
import type { Transaction } from '@pledge/runtime';
import { Like, type EntityManager, type FindOptionsWhere } from 'typeorm';
import { DocumentEntity } from './documents.entity.js';

/** Everything but the bytes. */
export type DocumentRow = Omit<DocumentEntity, 'bytes'>;
const META = {
  id: true,
  number: true,
  title: true,
  template: true,
  templateVersion: true,
  caseNumber: true,
  partyId: true,
  language: true,
  mode: true,
  size: true,
  sha256: true,
  createdAt: true,
  createdBy: true,
  deliveredAt: true,
} as const;

const scoped = (where: FindOptionsWhere<DocumentEntity>, scope: Scope): FindOptionsWhere<DocumentEntity> =>
  scope.kind === 'provider' ? where : { ...where, partyId: scope.partyId };

/** Rows of `document`: insert and mark as delivered; nothing else is ever written. */
@Injectable()
export class DocumentsRepository {
  constructor(@Inject(READER) private readonly reader: () => EntityManager) {}

  async insert(tx: Transaction, row: DocumentEntity): Promise<void> {
    const repository = managerOf(tx).getRepository(DocumentEntity);
    if (await repository.existsBy({ id: row.id })) return;
    await repository.insert(row);
  }

  async release(tx: Transaction, id: string, partyId: string): Promise<void> {
    await managerOf(tx).update(DocumentEntity, { id }, { partyId });
  }

  async markDelivered(tx: Transaction, id: string, at: number): Promise<void> {
    await managerOf(tx).getRepository(DocumentEntity).update({ id }, { deliveredAt: at });
  }

  list(caseNumber: string, scope: Scope): Promise<DocumentRow[]> {
    return this.reader()
      .getRepository(DocumentEntity)
      .find({
        select: META,
        where: scoped({ caseNumber }, scope),
        order: { createdAt: 'DESC', id: 'DESC' },
        take: 200,
      });
  }

  find(id: string, scope: Scope): Promise<DocumentRow | null> {
    return this.reader()
      .getRepository(DocumentEntity)
      .findOne({ select: META, where: scoped({ id }, scope) });
  }

  async bytes(id: string, scope: Scope): Promise<DocumentEntity | null> {
    const row = await this.reader()
      .getRepository(DocumentEntity)
      .findOne({ where: scoped({ id }, scope) });
    // libsql gives an ArrayBuffer, mysql2 a Buffer.
    return row === null
      ? null
      : Object.assign(row, { bytes: Buffer.from(row.bytes as Uint8Array | ArrayBuffer as Uint8Array) });
  }

  /** Highest number in use that begins with `prefix`, or null; 100 comes after 99. */
  async lastNumber(prefix: string): Promise<string | null> {
    const row = await this.reader()
      .getRepository(DocumentEntity)
      .createQueryBuilder('document')
      .select(['document.id', 'document.number'])
      .where({ number: Like(`${prefix}%`) })
      .orderBy('LENGTH(document.number)', 'DESC')
      .addOrderBy('document.number', 'DESC')
      .limit(1)
      .getOne();
    return row?.number ?? null;
  }
}
