import { Body, Controller, Delete, Get, Param, Post, Put, Query } from '@nestjs/common';
import {
  STAFF_ROLES,
  createdDrillSchema,
  drillContentSchema,
  drillDueListSchema,
  drillListSchema,
  drillQuerySchema,
  drillSchema,
  drillStepsSchema,
  editDrillSchema,
  emptyBodySchema,
  findingInputSchema,
  rehearsalSchema,
  stopDrillSchema,
  type CreatedDrill,
  type Drill,
  type DrillContent,
  type DrillDueList,
  type DrillList,
  type DrillQuery,
  type DrillSteps,
  type EditDrill,
  type FindingInput,
  type Rehearsal,
  type StopDrill,
} from '@pledge/contracts';
import { CurrentUser, Endpoint, scopeOf, type SessionUser } from '@pledge/nest';
import { PLAN_KEEPERS } from '../emergencies/index.js';
import { DrillCycle } from './drill-cycle.service.js';
import { DrillViews } from './drill-views.js';
import { drillExamples as examples } from './drills.examples.js';
import { Drills } from './drills.service.js';

/** Drills of emergency plans (F-09, Y13). */
@Controller('drills')
export class DrillsController {
  constructor(
    private readonly drills: Drills,
    private readonly views: DrillViews,
    private readonly cycle: DrillCycle,
  ) {}

  @Get()
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '应急演练', en: 'Drills' },
    query: drillQuerySchema,
    response: drillListSchema,
    example: { response: { items: [examples.summary], nextCursor: null } },
  })
  async list(@Query() query: DrillQuery, @CurrentUser() user: SessionUser): Promise<DrillList> {
    return { items: await this.views.summaries(await this.drills.list(query, user)), nextCursor: null };
  }

  @Get('due')
  @Endpoint({
    roles: STAFF_ROLES,
    summary: { zh: '各专题预案的演练到期情况', en: 'When each special plan has to be drilled' },
    response: drillDueListSchema,
    example: { response: { items: [examples.due], nextCursor: null } },
  })
  async due(): Promise<DrillDueList> {
    return { items: await this.cycle.plansToDrill(), nextCursor: null };
  }

  @Get('steps/:planKey')
  @Endpoint({
    roles: STAFF_ROLES,
    summary: { zh: '预案的步骤与可预设的情况', en: 'Steps of a plan, and what a scenario can fix at each' },
    response: drillStepsSchema,
    example: { response: { items: [examples.step] } },
  })
  steps(@Param('planKey') planKey: string): Promise<DrillSteps> {
    return this.drills.steps(planKey);
  }

  @Post()
  @Endpoint({
    roles: PLAN_KEEPERS,
    settles: true,
    summary: { zh: '新建演练', en: 'Plan a drill' },
    body: drillContentSchema,
    response: createdDrillSchema,
    example: { body: examples.content, response: { number: examples.summary.number, settled: true } },
  })
  async create(@Body() body: DrillContent, @CurrentUser() user: SessionUser): Promise<CreatedDrill> {
    return { number: await this.drills.create(body, user) };
  }

  @Get(':number')
  @Endpoint({
    roles: 'authenticated',
    summary: {
      zh: '演练：方案、进行、得分、整改、签署',
      en: 'A drill: plan, run, score, corrections, signatures',
    },
    response: drillSchema,
    example: { response: examples.drill },
  })
  async get(@Param('number') number: string, @CurrentUser() user: SessionUser): Promise<Drill> {
    return this.views.view(await this.drills.row(number, scopeOf(user)), user);
  }

  @Put(':number')
  @Endpoint({
    roles: PLAN_KEEPERS,
    summary: { zh: '修改演练方案', en: 'Change the plan of a drill' },
    body: editDrillSchema,
    response: drillSchema,
    example: { body: { basedOn: 1, content: examples.content }, response: examples.drill },
  })
  async edit(
    @Param('number') number: string,
    @Body() body: EditDrill,
    @CurrentUser() user: SessionUser,
  ): Promise<Drill> {
    await this.drills.edit(number, body);
    return this.get(number, user);
  }

  @Post(':number/rehearsals')
  @Endpoint({
    roles: PLAN_KEEPERS,
    status: 200,
    summary: { zh: '在虚拟时间中预走一遍', en: 'Play it in virtual time, before people are called' },
    body: emptyBodySchema,
    response: rehearsalSchema,
    example: { body: {}, response: examples.rehearsal },
  })
  rehearse(@Param('number') number: string): Promise<Rehearsal> {
    return this.drills.rehearse(number);
  }

  @Post(':number/stop')
  @Endpoint({
    roles: 'authenticated',
    status: 200,
    settles: true,
    summary: { zh: '安全中止演练', en: 'Safety stop' },
    body: stopDrillSchema,
    response: createdDrillSchema,
    example: { body: { reason: '机房温度过高' }, response: { number: examples.summary.number, settled: true } },
  })
  async stop(
    @Param('number') number: string,
    @Body() body: StopDrill,
    @CurrentUser() user: SessionUser,
  ): Promise<CreatedDrill> {
    await this.drills.stop(number, body, user);
    return { number };
  }

  @Post(':number/findings')
  @Endpoint({
    roles: PLAN_KEEPERS,
    summary: { zh: '登记发现的问题与整改措施', en: 'Register a finding and its corrective task' },
    body: findingInputSchema,
    response: drillSchema,
    example: { body: examples.finding, response: examples.drill },
  })
  async addFinding(
    @Param('number') number: string,
    @Body() body: FindingInput,
    @CurrentUser() user: SessionUser,
  ): Promise<Drill> {
    await this.drills.addFinding(number, body, user);
    return this.get(number, user);
  }

  @Delete(':number/findings/:id')
  @Endpoint({
    roles: PLAN_KEEPERS,
    status: 204,
    summary: { zh: '删除尚未下达的整改', en: 'Take back a finding whose task was not given out' },
  })
  async removeFinding(@Param('number') number: string, @Param('id') id: string): Promise<void> {
    await this.drills.removeFinding(number, id);
  }
}
