import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import {
  OPERATION_ROLES,
  batchItemListSchema,
  batchItemQuerySchema,
  bulkMigrationSchema,
  instanceBatchListSchema,
  instanceBatchQuerySchema,
  instanceBatchSchema,
  plainMapping,
  type BatchItemView,
  type BulkMigration,
  type InstanceBatchView,
  type ListOf,
} from '@pledge/contracts';
import { CurrentUser, Endpoint, PROCESS_ENGINE, afterSettling, type SessionUser } from '@pledge/nest';
import { Problem, type ProcessEngine } from '@pledge/runtime';
import type { BatchItemState, BatchKind, BatchState } from './instance-batch.entity.js';
import type { BatchSelection } from './instance-batch.repository.js';
import { InstanceBatches } from './instance-batches.service.js';
import { exampleBatch, exampleBatchItem, exampleIds } from './operations.examples.js';

/** Migrations of many instances, and the progress of every operation on many instances. */
@Controller('migrations')
export class MigrationsController {
  constructor(
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    private readonly batches: InstanceBatches,
  ) {}

  @Post()
  @Endpoint({
    roles: OPERATION_ROLES,
    settles: true,
    summary: {
      zh: '批量迁移流程实例（dryRun=true 时逐个检查，不写入）',
      en: 'Migrate many instances; with dryRun=true only check each of them',
    },
    body: bulkMigrationSchema,
    response: instanceBatchSchema,
    example: {
      body: {
        definitionId: exampleIds.newVersion,
        sourceDefinitionId: exampleIds.oldVersion,
        mapping: { repair: 'mend' },
        reason: '新版流程上线',
      },
      response: { ...exampleBatch, settled: false },
    },
  })
  async create(@Body() body: BulkMigration, @CurrentUser() user: SessionUser): Promise<InstanceBatchView> {
    const { definitionId, sourceDefinitionId, mapping, timers, reason, dryRun } = body;
    const target = await this.definition(definitionId);
    if (sourceDefinitionId !== undefined) await this.definition(sourceDefinitionId);
    const batch = await this.batches.create({
      kind: 'migration',
      definitionId,
      sourceDefinitionId,
      selection: selectionOf(body, target.key),
      request: {
        ...(mapping === undefined ? {} : { mapping: plainMapping(mapping) }),
        ...(timers === undefined ? {} : { timers }),
      },
      dryRun,
      reason,
      createdBy: user.username,
    });
    return afterSettling(batch, () => this.batches.find(batch.id));
  }

  @Get()
  @Endpoint({
    roles: OPERATION_ROLES,
    summary: { zh: '批量操作列表（迁移、挂起、恢复）', en: 'Batches: migrations, suspensions, resumptions' },
    query: instanceBatchQuerySchema,
    response: instanceBatchListSchema,
    example: { response: { items: [exampleBatch], nextCursor: null } },
  })
  async list(
    @Query() query: { kind?: BatchKind; state?: BatchState; limit: number; cursor?: string },
  ): Promise<ListOf<InstanceBatchView>> {
    return this.batches.list(query);
  }

  @Get(':id')
  @Endpoint({
    roles: OPERATION_ROLES,
    summary: { zh: '批量操作的进度', en: 'Progress of a batch' },
    response: instanceBatchSchema,
    example: { response: exampleBatch },
  })
  async get(@Param('id') id: string): Promise<InstanceBatchView> {
    return this.batches.find(id);
  }

  @Get(':id/instances')
  @Endpoint({
    roles: OPERATION_ROLES,
    summary: { zh: '批量操作中每个实例的结果', en: 'What came of each instance of a batch' },
    query: batchItemQuerySchema,
    response: batchItemListSchema,
    example: { response: { items: [exampleBatchItem], nextCursor: null, total: 2 } },
  })
  async instances(
    @Param('id') id: string,
    @Query() query: { state?: BatchItemState; limit: number; cursor?: string },
  ): Promise<ListOf<BatchItemView>> {
    return this.batches.items(id, query);
  }

  @Post(':id/cancel')
  @Endpoint({
    roles: OPERATION_ROLES,
    status: 200,
    summary: { zh: '停止批量操作，尚未处理的实例不再处理', en: 'Cancel a batch: what was not begun is not done' },
    response: instanceBatchSchema,
    example: {
      response: {
        ...exampleBatch,
        state: 'cancelled',
        pending: 0,
        cancelled: 80,
        endedAt: '2026-03-02T10:00:03.000+08:00',
      },
    },
  })
  async cancel(@Param('id') id: string): Promise<InstanceBatchView> {
    return this.batches.cancel(id);
  }

  private async definition(id: string): Promise<{ readonly key: string }> {
    const row = await this.engine.findDefinition(id);
    if (!row) throw new Problem('not-found', 'DEFINITION_UNKNOWN', { key: id });
    return row;
  }
}

function selectionOf({ definitionId, sourceDefinitionId, instanceIds }: BulkMigration, key: string): BatchSelection {
  if (instanceIds !== undefined) return { by: 'ids', ids: instanceIds };
  if (sourceDefinitionId === undefined) return { by: 'other-versions', key, definitionId };
  return { by: 'version', definitionId: sourceDefinitionId, statuses: ['active', 'suspended'] };
}
