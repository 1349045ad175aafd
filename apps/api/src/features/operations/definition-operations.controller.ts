import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import {
  OPERATION_ROLES,
  STAFF_ROLES,
  activityQuerySchema,
  activitySchema,
  definitionStatusSchema,
  resumeDefinitionSchema,
  suspendDefinitionSchema,
  type ActivityView,
  type DefinitionStatusView,
  type InstanceBatchView,
} from '@pledge/contracts';
import { CurrentUser, Endpoint, PROCESS_ENGINE, type SessionUser } from '@pledge/nest';
import { Problem, type DefinitionRow, type ProcessEngine } from '@pledge/runtime';
import type { NewBatch } from './instance-batches.service.js';
import { InstanceBatches } from './instance-batches.service.js';
import { exampleBatch, exampleIds } from './operations.examples.js';

const exampleStatus = {
  id: exampleIds.oldVersion,
  key: 'fault-handling',
  version: 2,
  status: 'suspended',
  reason: 'operator: 流程有误，等待修正',
  batch: { ...exampleBatch, kind: 'suspension', definitionId: exampleIds.oldVersion, sourceDefinitionId: null },
};

/** Stops and starts whole versions, and shows where their instances stand. */
@Controller('process-definitions')
export class DefinitionOperationsController {
  constructor(
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    private readonly batches: InstanceBatches,
  ) {}

  @Post(':id/suspend')
  @Endpoint({
    roles: OPERATION_ROLES,
    status: 200,
    settles: true,
    summary: {
      zh: '挂起流程版本：不再启动新实例，可同时挂起运行中的实例',
      en: 'Suspend a version: it starts nothing new; with includeInstances its instances stop too',
    },
    body: suspendDefinitionSchema,
    response: definitionStatusSchema,
    example: {
      body: { reason: '流程有误，等待修正', includeInstances: true },
      response: { ...exampleStatus, settled: true },
    },
  })
  async suspend(
    @Param('id') id: string,
    @Body() body: { reason: string; includeInstances?: boolean },
    @CurrentUser() user: SessionUser,
  ): Promise<DefinitionStatusView> {
    const change = this.engine.suspendDefinition(id, body.reason, { userId: user.username });
    const row = await this.alsoIfSo(id, body, change, 'DEFINITION_SUSPENDED');
    return this.answer(row, body, { kind: 'suspension', statuses: ['active'], createdBy: user.username });
  }

  @Post(':id/resume')
  @Endpoint({
    roles: OPERATION_ROLES,
    status: 200,
    settles: true,
    summary: {
      zh: '恢复流程版本，可同时恢复被挂起的实例',
      en: 'Resume a version; with includeInstances its suspended instances go on too',
    },
    body: resumeDefinitionSchema,
    response: definitionStatusSchema,
    example: {
      body: { reason: '已修正', includeInstances: false },
      response: { ...exampleStatus, status: 'active', reason: null, batch: null, settled: true },
    },
  })
  async resume(
    @Param('id') id: string,
    @Body() body: { reason?: string; includeInstances?: boolean },
    @CurrentUser() user: SessionUser,
  ): Promise<DefinitionStatusView> {
    const change = this.engine.resumeDefinition(id, { userId: user.username });
    const row = await this.alsoIfSo(id, body, change, 'DEFINITION_NOT_SUSPENDED');
    return this.answer(row, body, { kind: 'resumption', statuses: ['suspended'], createdBy: user.username });
  }

  @Get(':id/activity')
  @Endpoint({
    roles: STAFF_ROLES,
    summary: { zh: '各元素上的令牌数和未解决异常数', en: 'Tokens and open incidents by element' },
    query: activityQuerySchema,
    response: activitySchema,
    example: {
      response: {
        definitionId: exampleIds.oldVersion,
        items: [{ elementId: 'assess', active: 12, incidents: 1 }],
      },
    },
  })
  async activity(@Param('id') id: string, @Query() query: { mode?: 'live' | 'drill' }): Promise<ActivityView> {
    const items = await this.engine.definitionActivity(id, query.mode);
    return { definitionId: id, items: items.map((item) => ({ ...item })) };
  }

  /** Of a version that is so already its instances may still follow: a request that was cut off is simply sent again. */
  private async alsoIfSo(
    id: string,
    { includeInstances }: { readonly includeInstances?: boolean },
    change: Promise<DefinitionRow>,
    code: string,
  ): Promise<DefinitionRow> {
    try {
      return await change;
    } catch (error) {
      const row = await this.engine.findDefinition(id);
      if (row && includeInstances === true && error instanceof Problem && error.code === code) return row;
      throw error;
    }
  }

  private async answer(
    row: DefinitionRow,
    body: { readonly reason?: string; readonly includeInstances?: boolean },
    batch: Pick<NewBatch, 'kind' | 'createdBy'> & { readonly statuses: readonly string[] },
  ): Promise<DefinitionStatusView> {
    const { id, key, version, status, blockedReason } = row;
    const { statuses, ...rest } = batch;
    const selection = { by: 'version', definitionId: id, statuses } as const;
    const { reason } = body;
    const started: InstanceBatchView | null =
      body.includeInstances === true
        ? await this.batches.create({ ...rest, definitionId: id, selection, reason })
        : null;
    return { id, key, version, status, reason: blockedReason, batch: started };
  }
}
