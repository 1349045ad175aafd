import { Inject, Injectable } from '@nestjs/common';
import type { StudioKind } from '@pledge/contracts';
import { READER } from '@pledge/nest';
import { isDuplicate, managerOf } from '@pledge/persistence';
import type { Transaction } from '@pledge/runtime';
import { In, type EntityManager } from 'typeorm';
import { DraftCopyEntity, DraftEntity, PublicationEntity, PublicationRuleEntity } from './drafts.entity.js';

/** Everything of a draft but its content. */
export type DraftRow = Omit<DraftEntity, 'content'>;
export type DraftCopyRow = Omit<DraftCopyEntity, 'content'>;
const META = {
  kind: true,
  key: true,
  title: true,
  basedOn: true,
  revision: true,
  editedBy: true,
  editedAt: true,
  copiedAt: true,
  reviewState: true,
  reviewBy: true,
  reviewAt: true,
  reviewNote: true,
} as const;
const COPY_META = { id: true, kind: true, key: true, revision: true, editedBy: true, editedAt: true } as const;

/** Drafts, their earlier states, what went live, and what must happen before. Only operations come here. */
@Injectable()
export class DraftsRepository {
  constructor(@Inject(READER) private readonly reader: () => EntityManager) {}

  list(where: { kind?: StudioKind; key?: string }): Promise<DraftRow[]> {
    return this.reader()
      .getRepository(DraftEntity)
      .find({ select: META, where, order: { editedAt: 'DESC' }, take: 1000 });
  }

  findMeta(kind: StudioKind, key: string): Promise<DraftRow | null> {
    return this.reader().getRepository(DraftEntity).findOne({ select: META, where: { kind, key } });
  }

  find(kind: StudioKind, key: string): Promise<DraftEntity | null> {
    return this.reader().getRepository(DraftEntity).findOneBy({ kind, key });
  }

  /** Inside the unit of work that will change it. */
  findForChange(tx: Transaction, kind: StudioKind, key: string): Promise<DraftEntity | null> {
    return managerOf(tx).getRepository(DraftEntity).findOneBy({ kind, key });
  }

  /** false: somebody began one at the same moment. */
  async insert(tx: Transaction, draft: DraftEntity): Promise<boolean> {
    try {
      await managerOf(tx).insert(DraftEntity, draft);
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }

  /** false: the revision has moved on. */
  async update(tx: Transaction, revision: number, next: DraftEntity): Promise<boolean> {
    const { kind, key, ...values } = next;
    const result = await managerOf(tx).update(DraftEntity, { kind, key, revision }, values);
    return result.affected === 1;
  }

  async remove(tx: Transaction, kind: StudioKind, key: string, revision: number): Promise<boolean> {
    const result = await managerOf(tx).delete(DraftEntity, { kind, key, revision });
    return result.affected === 1;
  }

  /** Keeps a state; of a resource the newest `keep` stay. */
  async insertCopy(tx: Transaction, copy: DraftCopyEntity, keep: number): Promise<void> {
    const copies = managerOf(tx).getRepository(DraftCopyEntity);
    await copies.insert(copy);
    const old = await copies.find({
      select: { id: true },
      where: { kind: copy.kind, key: copy.key },
      order: { id: 'DESC' },
      skip: keep,
      take: 100,
    });
    if (old.length > 0) await copies.delete({ id: In(old.map((each) => each.id)) });
  }

  copies(kind: StudioKind, key: string): Promise<DraftCopyRow[]> {
    return this.reader()
      .getRepository(DraftCopyEntity)
      .find({ select: COPY_META, where: { kind, key }, order: { id: 'DESC' }, take: 100 });
  }

  findCopy(id: string): Promise<DraftCopyEntity | null> {
    return this.reader().getRepository(DraftCopyEntity).findOneBy({ id });
  }

  async insertPublications(tx: Transaction, rows: readonly PublicationEntity[]): Promise<void> {
    if (rows.length > 0) await managerOf(tx).insert(PublicationEntity, [...rows]);
  }

  publications(kind: StudioKind, key: string): Promise<PublicationEntity[]> {
    return this.reader()
      .getRepository(PublicationEntity)
      .find({ where: { kind, key }, order: { version: 'DESC', publishedAt: 'DESC' }, take: 200 });
  }

  rule(kind: StudioKind, key: string): Promise<PublicationRuleEntity | null> {
    return this.reader().getRepository(PublicationRuleEntity).findOneBy({ kind, key });
  }

  rules(): Promise<PublicationRuleEntity[]> {
    return this.reader()
      .getRepository(PublicationRuleEntity)
      .find({ where: { reviewRequired: true }, take: 1000 });
  }

  async saveRule(tx: Transaction, rule: PublicationRuleEntity): Promise<void> {
    await managerOf(tx).getRepository(PublicationRuleEntity).save(rule);
  }
}
