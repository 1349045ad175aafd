import { Inject, Injectable } from '@nestjs/common';
import type { BatchItemView, InstanceBatchView, ListOf } from '@pledge/contracts';
import { CLOCK, PLATFORM_OPTIONS, PROCESS_ENGINE, UNIT_OF_WORK, type PlatformOptions } from '@pledge/nest';
import { Problem, type Clock, type ProcessEngine, type UnitOfWork } from '@pledge/runtime';
import { toIso } from '@pledge/time';
import { v7 } from 'uuid';
import type {
  BatchItemState,
  BatchKind,
  BatchRequest,
  BatchState,
  InstanceBatchEntity,
} from './instance-batch.entity.js';
import { InstanceBatchRepository, type BatchCounts, type BatchSelection } from './instance-batch.repository.js';

/** Name of the job that works through a batch; its `ref` is the batch. */
export const INSTANCE_BATCH = 'instance-batch';

export interface NewBatch {
  readonly kind: BatchKind;
  readonly definitionId: string;
  readonly sourceDefinitionId?: string | undefined;
  readonly selection: BatchSelection;
  readonly request?: BatchRequest;
  readonly dryRun?: boolean | undefined;
  readonly reason?: string | undefined;
  readonly createdBy: string;
}

/** Operations on many instances: stored, worked through in small steps by a job, to be watched and cancelled. */
@Injectable()
export class InstanceBatches {
  constructor(
    private readonly repository: InstanceBatchRepository,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PLATFORM_OPTIONS) private readonly options: PlatformOptions,
  ) {}

  /** @returns the batch as it is stored; its job begins after the commit. */
  async create(batch: NewBatch): Promise<InstanceBatchView> {
    const { kind, definitionId, sourceDefinitionId = null, request = {}, dryRun = false, reason = null } = batch;
    const now = this.clock.now();
    const row: InstanceBatchEntity = {
      id: v7(),
      kind,
      state: 'running',
      dryRun,
      sourceDefinitionId,
      definitionId,
      request,
      reason,
      createdBy: batch.createdBy,
      createdAt: now,
      endedAt: null,
    };
    const counts = await this.unitOfWork.run(async (tx) => {
      await this.repository.insert(tx, row, batch.selection);
      await this.engine.schedule(tx, { name: INSTANCE_BATCH, ref: row.id, dueAt: now });
      return this.repository.counts([row.id], tx);
    });
    return this.view(row, counts.get(row.id) ?? {});
  }

  /** @throws Problem BATCH_UNKNOWN */
  async find(id: string, kind?: BatchKind): Promise<InstanceBatchView> {
    const row = await this.repository.find(id);
    if (!row || (kind !== undefined && row.kind !== kind)) throw new Problem('not-found', 'BATCH_UNKNOWN');
    return this.view(row, (await this.repository.counts([id])).get(id) ?? {});
  }

  /** @throws Problem INVALID_CURSOR */
  async list(q: {
    readonly kind?: BatchKind;
    readonly state?: BatchState;
    readonly limit: number;
    readonly cursor?: string;
  }): Promise<ListOf<InstanceBatchView>> {
    const { cursor, ...filter } = q;
    const before = cursor === undefined ? {} : { before: readCursor(cursor) };
    const rows = await this.repository.list({ ...filter, ...before, limit: q.limit + 1 });
    const shown = rows.slice(0, q.limit);
    const counts = await this.repository.counts(shown.map((row) => row.id));
    const last = shown.at(-1);
    return {
      items: shown.map((row) => this.view(row, counts.get(row.id) ?? {})),
      nextCursor: rows.length > q.limit && last ? `${last.createdAt}.${last.id}` : null,
    };
  }

  /** @throws Problem BATCH_UNKNOWN */
  async items(
    id: string,
    q: { readonly state?: BatchItemState; readonly limit: number; readonly cursor?: string },
  ): Promise<ListOf<BatchItemView>> {
    const batch = await this.find(id);
    const { cursor, ...filter } = q;
    const rows = await this.repository.items(id, {
      ...filter,
      limit: q.limit + 1,
      ...(cursor === undefined ? {} : { after: cursor }),
    });
    const shown = rows.slice(0, q.limit);
    const total = q.state === undefined ? batch.total : batch[q.state];
    const ids = shown.map(({ instanceId }) => instanceId);
    const { items: instances } = await this.engine.listInstances({ ids, limit: Math.max(1, ids.length) });
    const keys = new Map(instances.map((row) => [row.id, row.businessKey]));
    return {
      items: shown.map((row) => ({
        processInstanceId: row.instanceId,
        businessKey: keys.get(row.instanceId) ?? null,
        state: row.state,
        items: (row.report?.items ?? []) as BatchItemView['items'],
        problems: (row.report?.problems ?? []) as BatchItemView['problems'],
        at: row.at === null ? null : this.iso(row.at),
      })),
      nextCursor: rows.length > q.limit ? (shown.at(-1)?.instanceId ?? null) : null,
      ...(cursor === undefined ? { total: Math.min(total, 1000) } : {}),
    };
  }

  /** What was begun is finished, the rest is not done. @throws Problem BATCH_UNKNOWN, BATCH_ENDED */
  async cancel(id: string, kind?: BatchKind): Promise<InstanceBatchView> {
    await this.unitOfWork.run(async (tx) => {
      const row = await this.repository.findForChange(tx, id);
      if (!row || (kind !== undefined && row.kind !== kind)) throw new Problem('not-found', 'BATCH_UNKNOWN');
      if (row.state !== 'running') throw new Problem('conflict', 'BATCH_ENDED');
      const now = this.clock.now();
      await this.repository.end(tx, id, 'cancelled', now);
      await this.repository.cancelPending(tx, id, now);
    });
    return this.find(id);
  }

  private view(row: InstanceBatchEntity, counts: BatchCounts): InstanceBatchView {
    const { pending = 0, done = 0, refused = 0, failed = 0, cancelled = 0 } = counts;
    return {
      id: row.id,
      kind: row.kind,
      state: row.state,
      dryRun: row.dryRun,
      sourceDefinitionId: row.sourceDefinitionId,
      definitionId: row.definitionId,
      reason: row.reason,
      total: pending + done + refused + failed + cancelled,
      pending,
      done,
      refused,
      failed,
      cancelled,
      createdBy: row.createdBy,
      createdAt: this.iso(row.createdAt),
      endedAt: row.endedAt === null ? null : this.iso(row.endedAt),
    };
  }

  private iso(ms: number): string {
    return toIso(ms, this.options.zone);
  }
}

function readCursor(cursor: string): { createdAt: number; id: string } {
  const [, createdAt, id] = /^(\d{1,16})\.([0-9a-f-]{36})$/.exec(cursor) ?? [];
  if (createdAt === undefined || id === undefined) throw new Problem('invalid', 'INVALID_CURSOR');
  return { createdAt: Number(createdAt), id };
}
