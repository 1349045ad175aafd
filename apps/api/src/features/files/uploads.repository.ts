import { Injectable } from '@nestjs/common';
import { managerOf } from '@pledge/persistence';
import type { Transaction } from '@pledge/runtime';
import { In, LessThan } from 'typeorm';
import { FilePart, FileUpload } from './uploads.entity.js';

/** Rows of uploads in parts. */
@Injectable()
export class UploadsRepository {
  async begin(tx: Transaction, upload: FileUpload): Promise<void> {
    await managerOf(tx).insert(FileUpload, upload);
  }

  find(tx: Transaction, id: string, username: string): Promise<FileUpload | null> {
    return managerOf(tx).findOneBy(FileUpload, { id, uploadedBy: username });
  }

  /** How many unfinished uploads a person has. */
  count(tx: Transaction, username: string): Promise<number> {
    return managerOf(tx).countBy(FileUpload, { uploadedBy: username });
  }

  /** Stores a part where the upload still stands at `position`; false where another request was faster. */
  async append(
    tx: Transaction,
    upload: Pick<FileUpload, 'id' | 'received'>,
    bytes: Buffer,
    touchedAt: number,
  ): Promise<boolean> {
    const { id, received } = upload;
    const { affected } = await managerOf(tx).update(
      FileUpload,
      { id, received },
      { received: received + bytes.length, touchedAt },
    );
    if (affected !== 1) return false;
    await managerOf(tx).insert(FilePart, { fileId: id, position: received, bytes });
    return true;
  }

  /** The description of the upload goes, its parts stay for the file. */
  async finish(tx: Transaction, id: string): Promise<boolean> {
    const { affected } = await managerOf(tx).delete(FileUpload, { id });
    return affected === 1;
  }

  /** Takes away what nobody went on with since `before` (epoch ms), parts first. */
  async dropStale(tx: Transaction, before: number): Promise<void> {
    const stale = await managerOf(tx).find(FileUpload, { where: { touchedAt: LessThan(before) }, take: 50 });
    await this.drop(
      tx,
      stale.map(({ id }) => id),
    );
  }

  async drop(tx: Transaction, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await managerOf(tx).delete(FilePart, { fileId: In(ids) });
    await managerOf(tx).delete(FileUpload, { id: In(ids) });
  }
}
