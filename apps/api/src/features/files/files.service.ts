import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, CaseParties, UNIT_OF_WORK, scopeOf, type Scope, type SessionUser } from '@pledge/nest';
import { Problem, type Clock, type Transaction, type UnitOfWork } from '@pledge/runtime';
import { v7 as uuidv7 } from 'uuid';
import { acceptedKind, safeName } from './file-kind.js';
import type { StoredFile } from './files.entity.js';
import { FilesRepository } from './files.repository.js';

/** Uploads, stored in the database with their hash. */
@Injectable()
export class FilesService {
  constructor(
    private readonly repository: FilesRepository,
    private readonly parties: CaseParties,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem FILE_EMPTY, FILE_TYPE_REFUSED, FILE_CASE_UNKNOWN */
  async upload(sentName: string, bytes: Buffer, caseNumber: string | null, user: SessionUser): Promise<StoredFile> {
    if (bytes.length === 0) throw new Problem('invalid', 'FILE_EMPTY');
    const partyId = await this.partyFor(caseNumber, scopeOf(user));
    const of = { id: uuidv7(), name: safeName(sentName), caseNumber, partyId, uploadedBy: user.username };
    const file = await this.described(of, bytes);
    await this.unitOfWork.run((tx) => this.repository.insert(tx, file, bytes));
    return file;
  }

  /** What is stored of these bytes. @throws Problem FILE_TYPE_REFUSED */
  async described(
    of: Pick<StoredFile, 'id' | 'name' | 'caseNumber' | 'partyId' | 'uploadedBy'>,
    bytes: Buffer,
  ): Promise<StoredFile> {
    const mediaType = await acceptedKind(of.name, bytes);
    if (mediaType === null) throw new Problem('invalid', 'FILE_TYPE_REFUSED');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { ...of, mediaType, size: bytes.length, sha256, uploadedAt: this.clock.now() };
  }

  /** @throws Problem FILE_UNKNOWN also for a file the person may not see */
  async get(id: string, user: SessionUser): Promise<StoredFile> {
    const file = await this.repository.find(id, scopeOf(user));
    if (!file) throw new Problem('not-found', 'FILE_UNKNOWN');
    return file;
  }

  async read(id: string, user: SessionUser): Promise<{ file: StoredFile; bytes: Buffer }> {
    const file = await this.get(id, user);
    const bytes = await this.repository.bytes(id);
    if (!bytes) throw new Problem('not-found', 'FILE_UNKNOWN');
    return { file, bytes };
  }

  /**
   * Whether a person may name this file in an answer: an upload of `uploaders`, or a file of the case the answer is about that
   * the person may see. A file of somebody else is as unknown as one that is not there.
   */
  async usable(
    id: string,
    by: { readonly user: SessionUser; readonly uploaders: readonly string[]; readonly caseNumber: string | null },
  ): Promise<boolean> {
    const file = await this.repository.find(id, scopeOf(by.user));
    if (!file) return false;
    return by.uploaders.includes(file.uploadedBy) || (by.caseNumber !== null && file.caseNumber === by.caseNumber);
  }

  /** For features: the files of a case. */
  async listOfCase(caseNumber: string, scope: Scope): Promise<StoredFile[]> {
    return this.repository.listOfCase(caseNumber, scope);
  }

  /** For features: an uploaded file becomes part of a case, and its customer may see it. */
  async attachToCase(tx: Transaction, id: string, caseNumber: string, partyId: string | null): Promise<void> {
    await this.repository.attach(tx, id, caseNumber, partyId);
  }

  /** For features: an uploaded file becomes part of a customer's file, and the customer may see it. */
  async attachToParty(tx: Transaction, id: string, partyId: string): Promise<void> {
    await this.repository.attachToParty(tx, id, partyId);
  }

  /** Whose file it is: of the case's customer, else of the customer who sends it. @throws Problem FILE_CASE_UNKNOWN */
  async partyFor(caseNumber: string | null, scope: Scope): Promise<string | null> {
    const own = scope.kind === 'customer' ? scope.partyId : null;
    if (caseNumber === null) return own;
    const party = await this.parties.partyOf(caseNumber);
    if (own !== null && party !== own) throw new Problem('not-found', 'FILE_CASE_UNKNOWN', { caseNumber });
    return party;
  }
}
