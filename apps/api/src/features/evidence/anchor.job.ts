import { FeatureJob } from '@pledge/nest';
import type { FeatureJobContext, FeatureJobHandler, Transaction } from '@pledge/runtime';
import { ANCHOR_JOB, Anchors, type PreparedAnchor, type RetriedStamp } from './anchors.service.js';

interface PreparedHour {
  /** null: nothing happened. */
  readonly anchor: PreparedAnchor | null;
  readonly retried: readonly RetriedStamp[];
}

/** The anchor at the end of an hour in which something happened, and the time stamps that earlier ones lack. */
@FeatureJob(ANCHOR_JOB)
export class AnchorJob implements FeatureJobHandler<PreparedHour> {
  constructor(private readonly anchors: Anchors) {}

  async prepare(): Promise<PreparedHour> {
    const anchor = await this.anchors.prepare();
    // An authority that just failed is not asked again in the same breath.
    const retried = anchor?.stamp?.state === 'failed' ? [] : await this.anchors.retryStamps();
    return { anchor, retried };
  }

  async apply(tx: Transaction, _context: FeatureJobContext, { anchor, retried }: PreparedHour): Promise<void> {
    if (anchor !== null) await this.anchors.store(tx, anchor);
    await this.anchors.storeRetried(tx, retried);
  }
}
