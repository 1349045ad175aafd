import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import {
  changePlanAnswerSchema,
  changePlanListSchema,
  changePlanQuerySchema,
  changePlanSchema,
  createChangePlanSchema,
  createdChangePlanSchema,
  editChangePlanSchema,
  type ChangePlan,
  type ChangePlanList,
  type ChangePlanQuery,
  type CreateChangePlan,
  type CreatedChangePlan,
  type EditChangePlan,
} from '@pledge/contracts';
import { CurrentUser, Endpoint, type SessionUser } from '@pledge/nest';
import { ChangePlanViews, PLAN_WRITERS } from './change-plan-views.js';
import { changePlanExamples as examples } from './change-plans.examples.js';
import { ChangePlans } from './change-plans.service.js';

/** Change plans (F-04): written here, frozen and confirmed by their process. */
@Controller('change-plans')
export class ChangePlansController {
  constructor(
    private readonly plans: ChangePlans,
    private readonly views: ChangePlanViews,
  ) {}

  @Get()
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '变更方案列表', en: 'Change plans' },
    query: changePlanQuerySchema,
    response: changePlanListSchema,
    example: { response: { items: [examples.summary], nextCursor: null } },
  })
  list(@Query() query: ChangePlanQuery, @CurrentUser() user: SessionUser): Promise<ChangePlanList> {
    return this.views.list(query, user);
  }

  @Get(':id')
  @Endpoint({
    roles: 'authenticated',
    summary: {
      zh: '变更方案：内容、版本、确认、锁定状态',
      en: 'A change plan: content, versions, confirmations, lock',
    },
    response: changePlanSchema,
    example: { response: examples.plan },
  })
  get(@Param('id') id: string, @CurrentUser() user: SessionUser): Promise<ChangePlan> {
    return this.views.get(id, user);
  }

  @Post()
  @Endpoint({
    roles: PLAN_WRITERS,
    settles: true,
    summary: { zh: '新建变更方案并启动变更审批', en: 'Begin a change plan and its approval' },
    body: createChangePlanSchema,
    response: createdChangePlanSchema,
    example: { body: { caseNumber: 'GD-2026-0001' }, response: { id: examples.plan.id, settled: true } },
  })
  async create(@Body() body: CreateChangePlan, @CurrentUser() user: SessionUser): Promise<CreatedChangePlan> {
    return { id: await this.plans.create(body, user) };
  }

  @Put(':id')
  @Endpoint({
    roles: PLAN_WRITERS,
    settles: true,
    summary: { zh: '修改变更方案；已有的确认随之作废', en: 'Edit a change plan; its confirmations become void' },
    body: editChangePlanSchema,
    response: changePlanAnswerSchema,
    example: { body: { revision: 3, content: examples.plan.content }, response: { ...examples.plan, settled: true } },
  })
  async edit(
    @Param('id') id: string,
    @Body() body: EditChangePlan,
    @CurrentUser() user: SessionUser,
  ): Promise<ChangePlan> {
    await this.plans.edit(id, body, user);
    return this.views.get(id, user);
  }
}
