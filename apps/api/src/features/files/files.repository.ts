import { Inject, Injectable } from '@nestjs/common';
import { READER, type Scope } from '@pledge/nest';
import { managerOf } from '@pledge/persistence';
import type { Transaction } from '@pledge/runtime';
import type { EntityManager } from 'typeorm';
import { FileContent, StoredFile } from './files.entity.js';
import { FilePart } from './uploads.entity.js';

@Injectable()
export class FilesRepository {
  constructor(@Inject(READER) private readonly reader: () => EntityManager) {}

  async insert(tx: Transaction, file: StoredFile, bytes: Buffer): Promise<void> {
    await managerOf(tx).insert(StoredFile, file);
    await managerOf(tx).insert(FileContent, { fileId: file.id, bytes });
  }

  /** The bytes are there already, in parts. */
  async describe(tx: Transaction, file: StoredFile): Promise<void> {
    await managerOf(tx).insert(StoredFile, file);
  }

  /** null when there is none, or the scope does not reach it. */
  async find(id: string, scope: Scope): Promise<StoredFile | null> {
    return this.reader().findOneBy(StoredFile, { id, ...within(scope) });
  }

  async listOfCase(caseNumber: string, scope: Scope): Promise<StoredFile[]> {
    return this.reader().find(StoredFile, { where: { caseNumber, ...within(scope) }, order: { id: 'ASC' } });
  }

  async bytes(id: string): Promise<Buffer | null> {
    const content = await this.reader().findOneBy(FileContent, { fileId: id });
    // libsql hands out ArrayBuffer, mysql2 Buffer.
    if (content) return Buffer.from(content.bytes);
    const parts = await this.reader().find(FilePart, { where: { fileId: id }, order: { position: 'ASC' } });
    return parts.length === 0 ? null : Buffer.concat(parts.map((part) => Buffer.from(part.bytes)));
  }

  async attachToParty(tx: Transaction, id: string, partyId: string): Promise<void> {
    await managerOf(tx).update(StoredFile, { id }, { partyId });
  }

  async attach(tx: Transaction, id: string, caseNumber: string, partyId: string | null): Promise<void> {
    await managerOf(tx).update(StoredFile, { id }, { caseNumber, partyId });
  }
}

function within(scope: Scope): { partyId?: string } {
  return scope.kind === 'provider' ? {} : { partyId: scope.partyId };
}
