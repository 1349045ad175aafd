import { FeatureJob } from '@pledge/nest';
import type { FeatureJobContext, FeatureJobHandler, Transaction } from '@pledge/runtime';
import { CaseClocks, PROMISE_DUE } from './case-clocks.service.js';

/** A warning or a limit of a case came due: only this and the events of the case detect breaches (design section 7, D8). */
@FeatureJob(PROMISE_DUE)
export class PromiseDueJob implements FeatureJobHandler {
  constructor(private readonly clocks: CaseClocks) {}

  async apply(tx: Transaction, context: FeatureJobContext): Promise<void> {
    if (context.ref !== null) await this.clocks.onDue(tx, context.ref);
  }
}
