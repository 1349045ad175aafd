import { Logger } from '@nestjs/common';
import { FeatureJob } from '@pledge/nest';
import { Problem, type FeatureJobContext, type FeatureJobHandler, type Transaction } from '@pledge/runtime';
import { CaseEvents } from './case-events.service.js';

/**
 * Serves `pledge:recordsEvent` of models: the event goes into the chain of the case with the instance's business key.
 * Variables are not stored: they may hold personal data. A case that has ended keeps its record.
 */
@FeatureJob('record-event')
export class RecordEventJob implements FeatureJobHandler {
  private readonly logger = new Logger(RecordEventJob.name);

  constructor(private readonly events: CaseEvents) {}

  async apply(tx: Transaction, context: FeatureJobContext): Promise<void> {
    const { businessKey, eventType, occurredAt, actor, elementId, instanceId } = context.payload;
    if (typeof businessKey !== 'string' || typeof eventType !== 'string') return;
    try {
      const row = await this.events.lock(tx, businessKey);
      if (row.status === 'closed' || row.status === 'withdrawn') return;
      await this.events.append(tx, row, [
        {
          type: eventType,
          occurredAt: typeof occurredAt === 'number' ? Math.min(occurredAt, context.now) : context.now,
          actor: typeof actor === 'string' && actor !== '' ? actor : 'system',
          payload: { elementId, instanceId },
        },
      ]);
    } catch (error) {
      if (!(error instanceof Problem && error.code === 'CASE_NOT_FOUND')) throw error;
      // Processes that run without a case record nothing.
      this.logger.debug(`no case ${businessKey} for the event ${eventType}`);
    }
  }
}
