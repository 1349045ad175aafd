import { Inject, Injectable } from '@nestjs/common';
import type { AddEntryRequest, ArchiveEntry, SubjectKind } from '@pledge/contracts';
import { CLOCK, PLATFORM_OPTIONS, UNIT_OF_WORK, type PlatformOptions, type SessionUser } from '@pledge/nest';
import type { Clock, Transaction, UnitOfWork } from '@pledge/runtime';
import { fromIso, toIso } from '@pledge/time';
import { v7 as uuidv7 } from 'uuid';
import { FilesService } from '../files/index.js';
import { ArchiveEntryEntity } from './customers.entity.js';
import { CustomersRepository } from './customers.repository.js';
import { fieldProblem } from './refusals.js';

/** Whose file an entry goes into. */
export interface Subject {
  readonly kind: SubjectKind;
  readonly id: string;
  readonly partyId: string;
}

/** Papers, reports and remarks in the files of customers, devices and contracts (Y27, Y28, Y33). */
@Injectable()
export class Archive {
  constructor(
    private readonly repository: CustomersRepository,
    private readonly files: FilesService,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PLATFORM_OPTIONS) private readonly platform: PlatformOptions,
  ) {}

  /** Uploaded files become the customer's: the customer may see them. @throws Problem FILE_NOT_THERE */
  async add(subject: Subject, request: AddEntryRequest, user: SessionUser): Promise<ArchiveEntry> {
    const { kind, title, body = '', occurredAt, fileIds = [], caseNumber = null } = request;
    for (const id of fileIds) await this.checkFile(id, 'fileIds', user);
    const now = this.clock.now();
    const row: ArchiveEntryEntity = {
      id: uuidv7(),
      partyId: subject.partyId,
      subjectKind: subject.kind,
      subjectId: subject.id,
      kind,
      title,
      body: body === '' ? null : body,
      occurredAt: occurredAt === undefined ? now : fromIso(occurredAt),
      recordedAt: now,
      writtenBy: user.username,
      fileIds: [...fileIds],
      caseNumber,
    };
    await this.unitOfWork.run(async (tx) => {
      await this.repository.insert(tx, ArchiveEntryEntity, [row]);
      await this.give(tx, fileIds, subject.partyId);
    });
    return this.view(row);
  }

  /** Newest first. */
  async list(kind: SubjectKind, id: string): Promise<ArchiveEntry[]> {
    return (await this.repository.entries(kind, id)).map((row) => this.view(row));
  }

  /** Files that become part of a customer's file. */
  async give(tx: Transaction, fileIds: readonly string[], partyId: string): Promise<void> {
    for (const id of fileIds) await this.files.attachToParty(tx, id, partyId);
  }

  /** @throws Problem FILE_NOT_THERE */
  async checkFile(id: string, field: string, user: SessionUser): Promise<{ readonly mediaType: string }> {
    try {
      return await this.files.get(id, user);
    } catch {
      throw fieldProblem('FILE_NOT_THERE', field);
    }
  }

  view(row: ArchiveEntryEntity): ArchiveEntry {
    const { id, kind, title, body, occurredAt, recordedAt, writtenBy, fileIds, caseNumber } = row;
    const { zone } = this.platform;
    return {
      id,
      kind,
      title,
      body: body ?? '',
      occurredAt: toIso(occurredAt, zone),
      recordedAt: toIso(recordedAt, zone),
      by: writtenBy,
      fileIds,
      caseNumber,
    };
  }
}
