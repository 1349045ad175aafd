import { Body, Controller, Delete, Get, Inject, Param, Post, Query } from '@nestjs/common';
import {
  OPERATION_ROLES,
  STAFF_ROLES,
  cancelInstanceSchema,
  historyListSchema,
  historyQuerySchema,
  instanceDetailSchema,
  instanceListSchema,
  instanceQuerySchema,
  instanceSchema,
  resumeInstanceSchema,
  startInstanceSchema,
  type HistoryView,
  type InstanceDetail,
  type InstanceListItem,
  type InstanceState,
  type ListOf,
  type StartInstance,
} from '@pledge/contracts';
import {
  CurrentUser,
  Endpoint,
  IdempotencyKey,
  PROCESS_ENGINE,
  afterSettling,
  scopeOf,
  type IdempotencyKeyHandle,
  type SessionUser,
} from '@pledge/nest';
import { Problem, type InstanceRow, type KeyWords, type ProcessEngine } from '@pledge/runtime';
import { z } from 'zod';
import { CaseQueries } from '../cases/index.js';
import { historyView, instanceDetail, instanceItem } from './processes.views.js';
import { SiteTime } from './site-time.js';

const exampleInstance = {
  id: '0197a0c2-6b1e-7c3a-9d1f-3f6a1c2b4d5e',
  state: 'active',
  definitionId: '0197a0c2-5b1e-7c3a-9d1f-3f6a1c2b4d5e',
  key: 'fault-handling',
  businessKey: 'GD-2026-0001',
  rootInstanceId: '0197a0c2-6b1e-7c3a-9d1f-3f6a1c2b4d5e',
  parentInstanceId: null,
  mode: 'live',
  startedAt: '2026-03-02T10:00:00.000+08:00',
  endedAt: null,
};
const exampleDetail = {
  ...exampleInstance,
  activeElements: [
    {
      elementId: 'assess',
      elementInstanceId: '0197a0c2-7b1e-7c3a-9d1f-3f6a1c2b4d5e',
      elementType: 'userTask',
      name: '受理定级',
    },
  ],
  variables: { severity: 'T3' },
};

interface InstanceQueryParams {
  readonly key?: string;
  readonly definitionId?: string;
  readonly businessKey?: string;
  readonly elementId?: string;
  readonly state?: InstanceState | 'running';
  readonly words?: string;
  readonly limit: number;
  readonly cursor?: string;
}

/** Raw process instances: operations start and cancel them, staff may look, customers never come here (design D10). */
@Controller('process-instances')
export class InstancesController {
  constructor(
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    private readonly time: SiteTime,
    private readonly cases: CaseQueries,
  ) {}

  @Post()
  @Endpoint({
    roles: OPERATION_ROLES,
    settles: true,
    summary: { zh: '启动流程实例', en: 'Start a process instance' },
    body: startInstanceSchema,
    response: instanceSchema.extend({ ...instanceDetailSchema.partial().shape, settled: z.boolean() }),
    example: {
      body: { key: 'fault-handling', businessKey: 'GD-2026-0001', variables: { severity: 'T3' } },
      response: { ...exampleDetail, settled: true },
    },
  })
  async start(
    @Body() body: StartInstance,
    @CurrentUser() user: SessionUser,
    @IdempotencyKey() key: IdempotencyKeyHandle | undefined,
  ): Promise<InstanceListItem> {
    const row = await this.engine.startInstance({
      ...body,
      actor: { userId: user.username },
      ...(key === undefined
        ? {}
        : { idempotency: key.claim((result) => instanceItem(result as InstanceRow, this.time.iso)) }),
    });
    return afterSettling<InstanceListItem>(instanceItem(row, this.time.iso), () => this.detail(row.id));
  }

  @Get()
  @Endpoint({
    roles: STAFF_ROLES,
    summary: { zh: '流程实例列表', en: 'Process instances' },
    query: instanceQuerySchema,
    response: instanceListSchema,
    example: { response: { items: [exampleInstance], nextCursor: null, total: 1 } },
  })
  async list(@Query() query: InstanceQueryParams, @CurrentUser() user: SessionUser): Promise<ListOf<InstanceListItem>> {
    const { state, words, ...rest } = query;
    const page = await this.engine.listInstances({
      ...rest,
      ...(state === undefined ? {} : { status: state }),
      ...(words === undefined || words === '' ? {} : { words: await this.wordsOf(words, user) }),
    });
    return { ...page, items: page.items.map((row) => instanceItem(row, this.time.iso)) };
  }

  @Get(':id')
  @Endpoint({
    roles: STAFF_ROLES,
    summary: { zh: '流程实例：状态、当前元素、变量', en: 'One instance: state, active elements, variables' },
    response: instanceDetailSchema,
    example: { response: exampleDetail },
  })
  async get(@Param('id') id: string): Promise<InstanceDetail> {
    return this.detail(id);
  }

  @Get(':id/history')
  @Endpoint({
    roles: STAFF_ROLES,
    summary: { zh: '流程实例的历史，按 seq 排序', en: 'History of an instance, ordered by seq' },
    query: historyQuerySchema,
    response: historyListSchema,
    example: {
      response: {
        items: [{ seq: 1, at: exampleInstance.startedAt, type: 'instance-started', actor: 'dispatcher' }],
        nextCursor: null,
      },
    },
  })
  async history(
    @Param('id') id: string,
    @Query() query: { limit: number; cursor?: string },
  ): Promise<ListOf<HistoryView>> {
    await this.detail(id);
    const rows = await this.engine.history(id, { afterSeq: Number(query.cursor ?? 0), limit: query.limit + 1 });
    const items = rows.slice(0, query.limit);
    const nextCursor = rows.length > query.limit ? String(items.at(-1)?.seq ?? '') : null;
    return { items: items.map((row) => historyView(row, this.time.iso)), nextCursor };
  }

  @Delete(':id')
  @Endpoint({
    roles: OPERATION_ROLES,
    settles: true,
    summary: { zh: '取消流程实例', en: 'Cancel an instance' },
    body: cancelInstanceSchema,
    response: instanceDetailSchema,
    example: {
      body: { reason: '重复报修' },
      response: { ...exampleDetail, state: 'cancelled', activeElements: [], settled: true },
    },
  })
  async cancel(
    @Param('id') id: string,
    @Body() body: { reason: string },
    @CurrentUser() user: SessionUser,
  ): Promise<InstanceDetail> {
    await this.engine.cancelInstance(id, body.reason, { userId: user.username });
    return this.detail(id);
  }

  @Post(':id/suspend')
  @Endpoint({
    roles: OPERATION_ROLES,
    status: 200,
    settles: true,
    summary: {
      zh: '挂起流程实例，到期的定时器和作业等到恢复后再执行',
      en: 'Suspend an instance; what comes due meanwhile waits',
    },
    body: cancelInstanceSchema,
    response: instanceDetailSchema,
    example: {
      body: { reason: '等待客户停机窗口' },
      response: { ...exampleDetail, state: 'suspended', settled: true },
    },
  })
  async suspend(
    @Param('id') id: string,
    @Body() body: { reason: string },
    @CurrentUser() user: SessionUser,
  ): Promise<InstanceDetail> {
    await this.engine.suspendInstance(id, body.reason, { userId: user.username });
    return this.detail(id);
  }

  @Post(':id/resume')
  @Endpoint({
    roles: OPERATION_ROLES,
    status: 200,
    settles: true,
    summary: { zh: '恢复被挂起的流程实例', en: 'Resume a suspended instance' },
    body: resumeInstanceSchema,
    response: instanceDetailSchema,
    example: { body: { reason: '窗口已到' }, response: { ...exampleDetail, settled: true } },
  })
  async resume(
    @Param('id') id: string,
    @Body() body: { reason?: string },
    @CurrentUser() user: SessionUser,
  ): Promise<InstanceDetail> {
    await this.engine.resumeInstance(id, body.reason ?? '', { userId: user.username });
    return this.detail(id);
  }

  /** An instance says little of what it is about: the cases are asked for the words as well. */
  private async wordsOf(words: string, user: SessionUser): Promise<KeyWords> {
    return { text: words.toLowerCase(), businessKeys: await this.cases.numbersWith(scopeOf(user), words) };
  }

  private async detail(id: string): Promise<InstanceDetail> {
    const view = await this.engine.findInstance(id);
    if (!view) throw new Problem('not-found', 'INSTANCE_UNKNOWN', { instanceId: id });
    return instanceDetail(view, this.time.iso);
  }
}
