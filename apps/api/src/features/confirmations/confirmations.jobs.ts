import { FeatureJob, PROVIDER_SCOPE } from '@pledge/nest';
import type { FeatureJobContext, FeatureJobHandler, Transaction } from '@pledge/runtime';
import { CopyDocuments, copyDocumentId, type PreparedCopy } from './copy-documents.js';
import { COPY_JOB, Decisions, EXPIRE_JOB } from './decisions.js';
import { RequestsRepository } from './requests.repository.js';

/** A request whose time is over: nobody confirmed, so nothing is carried out. `ref` is the request. */
@FeatureJob(EXPIRE_JOB)
export class ConfirmationExpireJob implements FeatureJobHandler {
  constructor(
    private readonly requests: RequestsRepository,
    private readonly decisions: Decisions,
  ) {}

  async apply(tx: Transaction, context: FeatureJobContext): Promise<void> {
    const row = context.ref === null ? null : await this.requests.find(context.ref, PROVIDER_SCOPE, tx);
    if (row?.state === 'waiting') await this.decisions.expire(tx, row);
  }
}

/** Makes the sealed copy of a confirmation. Without a key it fails and is tried again: an operator sees why. `ref` is the record. */
@FeatureJob(COPY_JOB)
export class ConfirmationCopyJob implements FeatureJobHandler<PreparedCopy | null> {
  constructor(
    private readonly requests: RequestsRepository,
    private readonly copies: CopyDocuments,
  ) {}

  async prepare(context: FeatureJobContext): Promise<PreparedCopy | null> {
    const record = context.ref === null ? null : await this.requests.findRecord(context.ref);
    const request = record ? await this.requests.find(record.requestId, PROVIDER_SCOPE) : null;
    if (!record || !request || (await this.copies.exists(copyDocumentId(record.id)))) return null;
    return this.copies.render(request, record);
  }

  async apply(tx: Transaction, _context: FeatureJobContext, prepared: PreparedCopy | null): Promise<void> {
    if (prepared !== null) await this.copies.store(tx, prepared);
  }
}
