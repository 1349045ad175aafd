import { Inject, Injectable } from '@nestjs/common';
import { UPLOAD_PART_BYTES, type BeginUploadRequest, type UploadState } from '@pledge/contracts';
import { CLOCK, UNIT_OF_WORK, scopeOf, type SessionUser } from '@pledge/nest';
import { Problem, type Clock, type Transaction, type UnitOfWork } from '@pledge/runtime';
import { v7 as uuidv7 } from 'uuid';
import { safeName } from './file-kind.js';
import type { StoredFile } from './files.entity.js';
import { FilesRepository } from './files.repository.js';
import { FilesService } from './files.service.js';
import type { FileUpload } from './uploads.entity.js';
import { UploadsRepository } from './uploads.repository.js';

/** What nobody goes on with is taken away after this, ms. */
const STALE_MS = 24 * 3_600_000;
/** Unfinished uploads of one person. */
const MAX_UNFINISHED = 10;

/** Files sent in parts: a broken line costs the rest of one part, and a part that came twice is stored once. */
@Injectable()
export class UploadsService {
  constructor(
    private readonly uploads: UploadsRepository,
    private readonly repository: FilesRepository,
    private readonly files: FilesService,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem FILE_CASE_UNKNOWN, UPLOADS_TOO_MANY */
  async begin(request: BeginUploadRequest, user: SessionUser): Promise<UploadState> {
    const { name, size } = request;
    const caseNumber = request.caseNumber ?? null;
    const upload: FileUpload = {
      id: uuidv7(),
      name: safeName(name),
      size,
      received: 0,
      caseNumber,
      partyId: await this.files.partyFor(caseNumber, scopeOf(user)),
      uploadedBy: user.username,
      touchedAt: this.clock.now(),
    };
    await this.unitOfWork.run(async (tx) => {
      await this.uploads.dropStale(tx, upload.touchedAt - STALE_MS);
      if ((await this.uploads.count(tx, user.username)) >= MAX_UNFINISHED)
        throw new Problem('conflict', 'UPLOADS_TOO_MANY', { limit: MAX_UNFINISHED });
      await this.uploads.begin(tx, upload);
    });
    return stateOf(upload);
  }

  /** @throws Problem UPLOAD_UNKNOWN also for another person's */
  state(id: string, user: SessionUser): Promise<UploadState> {
    return this.unitOfWork.run(async (tx) => stateOf(await this.own(tx, id, user)));
  }

  /**
   * Stores the next part. A part that is stored already answers where the upload stands.
   * @throws Problem UPLOAD_UNKNOWN, UPLOAD_OFFSET (a gap), UPLOAD_TOO_LONG, FILE_EMPTY
   */
  part(id: string, offset: number, bytes: Buffer, user: SessionUser): Promise<UploadState> {
    if (bytes.length === 0) throw new Problem('invalid', 'FILE_EMPTY');
    return this.unitOfWork.run(async (tx) => {
      const upload = await this.own(tx, id, user);
      const { received, size } = upload;
      if (offset + bytes.length <= received) return stateOf(upload);
      if (offset + bytes.length > size) throw new Problem('invalid', 'UPLOAD_TOO_LONG', { size });
      if (offset !== received || !(await this.uploads.append(tx, upload, bytes, this.clock.now())))
        throw new Problem('conflict', 'UPLOAD_OFFSET', { received });
      return stateOf({ ...upload, received: received + bytes.length });
    });
  }

  /**
   * Makes the file of the parts; asked again, the same file. A file of a kind that is not accepted is taken away.
   * @throws Problem UPLOAD_UNKNOWN, UPLOAD_INCOMPLETE, FILE_TYPE_REFUSED
   */
  async complete(id: string, user: SessionUser): Promise<StoredFile> {
    const done = await this.repository.find(id, scopeOf(user));
    if (done?.uploadedBy === user.username) return done;
    const upload = await this.unitOfWork.run((tx) => this.own(tx, id, user));
    if (upload.received !== upload.size)
      throw new Problem('conflict', 'UPLOAD_INCOMPLETE', { received: upload.received, size: upload.size });
    const bytes = (await this.repository.bytes(id)) ?? Buffer.alloc(0);
    const { name, caseNumber, partyId, uploadedBy } = upload;
    try {
      const file = await this.files.described({ id, name, caseNumber, partyId, uploadedBy }, bytes);
      await this.unitOfWork.run(async (tx) => {
        if (await this.uploads.finish(tx, id)) await this.repository.describe(tx, file);
      });
      return file;
    } catch (error) {
      if (error instanceof Problem && error.code === 'FILE_TYPE_REFUSED')
        await this.unitOfWork.run((tx) => this.uploads.drop(tx, [id]));
      throw error;
    }
  }

  private async own(tx: Transaction, id: string, user: SessionUser): Promise<FileUpload> {
    const upload = await this.uploads.find(tx, id, user.username);
    if (!upload) throw new Problem('not-found', 'UPLOAD_UNKNOWN');
    return upload;
  }
}

function stateOf({ id, name, size, received }: FileUpload): UploadState {
  return { id, name, size, received, partBytes: UPLOAD_PART_BYTES };
}
