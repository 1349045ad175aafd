import { FeatureJob } from '@pledge/nest';
import type { FeatureJobContext, FeatureJobHandler, Transaction } from '@pledge/runtime';
import { ANCHOR_JOB, Anchors, type PreparedAnchor } from './anchors.service.js';

/** The anchor at the end of an hour in which something happened. */
@FeatureJob(ANCHOR_JOB)
export class AnchorJob implements FeatureJobHandler<PreparedAnchor | null> {
  constructor(private readonly anchors: Anchors) {}

  prepare(): Promise<PreparedAnchor | null> {
    return this.anchors.prepare();
  }

  async apply(tx: Transaction, _context: FeatureJobContext, prepared: PreparedAnchor | null): Promise<void> {
    if (prepared !== null) await this.anchors.store(tx, prepared);
  }
}
