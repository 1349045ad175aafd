import { Inject } from '@nestjs/common';
import {
  CLOCK,
  FeatureJob,
  PLATFORM_OPTIONS,
  PROCESS_ENGINE,
  ProblemCatalogue,
  type PlatformOptions,
} from '@pledge/nest';
import {
  Problem,
  type Clock,
  type FeatureJobContext,
  type FeatureJobHandler,
  type ProcessEngine,
  type ProblemDetail,
  type Transaction,
} from '@pledge/runtime';
import { toIso } from '@pledge/time';
import type { BatchItemReport, BatchItemState, InstanceBatchEntity } from './instance-batch.entity.js';
import { InstanceBatchRepository } from './instance-batch.repository.js';
import { INSTANCE_BATCH } from './instance-batches.service.js';
import { migrationAnswer } from './migrations.views.js';

/** Instances of one step: each has a transaction of its own, and other commands come in between. */
const STEP = 20;

interface Outcome {
  readonly instanceId: string;
  readonly state: BatchItemState;
  readonly report: BatchItemReport | null;
}

/**
 * Works through a batch, a few instances at a time. The instances are changed first, each by itself; then what came of them
 * is written together with the job's end and the next job. After a crash in between, a step is done again: an instance
 * that is already as it should be counts as done.
 */
@FeatureJob(INSTANCE_BATCH)
export class InstanceBatchJob implements FeatureJobHandler<readonly Outcome[]> {
  constructor(
    private readonly repository: InstanceBatchRepository,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PLATFORM_OPTIONS) private readonly options: PlatformOptions,
    private readonly texts: ProblemCatalogue,
  ) {}

  async prepare(context: FeatureJobContext): Promise<readonly Outcome[]> {
    const batch = await this.repository.find(context.ref ?? '');
    if (batch?.state !== 'running') return [];
    const outcomes: Outcome[] = [];
    for (const { instanceId } of await this.repository.items(batch.id, { state: 'pending', limit: STEP }))
      outcomes.push(await this.change(batch, instanceId));
    return outcomes;
  }

  async apply(tx: Transaction, context: FeatureJobContext, outcomes: readonly Outcome[]): Promise<void> {
    const batchId = context.ref ?? '';
    const batch = await this.repository.findForChange(tx, batchId);
    if (!batch) return;
    const at = this.clock.now();
    await this.repository.saveItems(
      tx,
      outcomes.map((outcome) => ({ ...outcome, batchId, at })),
    );
    if (batch.state !== 'running') return;
    const { pending = 0 } = (await this.repository.counts([batchId], tx)).get(batchId) ?? {};
    if (pending > 0) await this.engine.schedule(tx, { name: INSTANCE_BATCH, ref: batchId, dueAt: at });
    else await this.repository.end(tx, batchId, 'completed', at);
  }

  private async change(batch: InstanceBatchEntity, instanceId: string): Promise<Outcome> {
    try {
      const report = await this.perform(batch, instanceId);
      const refused = (report?.problems?.length ?? 0) > 0;
      return { instanceId, state: refused ? 'refused' : 'done', report };
    } catch (error) {
      if (error instanceof Problem && IS_SO.has(error.code)) return { instanceId, state: 'done', report: null };
      return {
        instanceId,
        state: error instanceof Problem ? 'refused' : 'failed',
        report: { problems: this.problemsOf(error) },
      };
    }
  }

  private async perform(batch: InstanceBatchEntity, instanceId: string): Promise<BatchItemReport | null> {
    const actor = { userId: batch.createdBy };
    const reason = batch.reason ?? '';
    switch (batch.kind) {
      case 'suspension':
        await this.engine.suspendInstance(instanceId, reason, actor);
        return null;
      case 'resumption':
        await this.engine.resumeInstance(instanceId, reason, actor);
        return null;
      case 'migration': {
        const { definitionId, dryRun, request } = batch;
        const given = { definitionId, dryRun, ...request, ...(batch.reason === null ? {} : { reason }) };
        const report = await this.engine.migrateInstance(instanceId, given, actor);
        const { items, problems } = migrationAnswer(report, (ms) => toIso(ms, this.options.zone));
        return { items, problems };
      }
    }
  }

  private problemsOf(error: unknown): BatchProblem[] {
    if (!(error instanceof Problem)) return [{ code: 'INTERNAL', message: both(String(error)) }];
    const text = { zh: this.texts.detail(error, 'zh-CN'), en: this.texts.detail(error, 'en') };
    if (error.errors.length === 0) return [{ code: error.code, message: text }];
    return error.errors.map(({ code, elementId, message }) => ({
      code: code ?? error.code,
      message: both(message ?? code ?? error.code),
      ...(elementId === undefined ? {} : { elementId }),
    }));
  }
}

interface BatchProblem {
  readonly code: string;
  readonly elementId?: string;
  readonly message: { readonly zh: string; readonly en: string };
}
const both = (message: NonNullable<ProblemDetail['message']>): BatchProblem['message'] =>
  typeof message === 'string' ? { zh: message, en: message } : message;

/** The instance is as the batch wants it. */
const IS_SO: ReadonlySet<string> = new Set(['MIGRATION_SAME_VERSION', 'INSTANCE_SUSPENDED', 'INSTANCE_NOT_SUSPENDED']);
