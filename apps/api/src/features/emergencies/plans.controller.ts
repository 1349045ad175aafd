import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import {
  STAFF_ROLES,
  agreePlanSchema,
  checkReadinessSchema,
  emergencyPackSchema,
  emergencyPlanListSchema,
  emergencyPlanSchema,
  emptyBodySchema,
  planVersionListSchema,
  reviseEmergencyPlanSchema,
  type AgreePlan,
  type CheckReadiness,
  type EmergencyPack,
  type EmergencyPlan,
  type EmergencyPlanList,
  type PlanVersionList,
  type ReviseEmergencyPlan,
} from '@pledge/contracts';
import { CurrentUser, Endpoint, type SessionUser } from '@pledge/nest';
import { emergencyExamples as examples } from './emergencies.examples.js';
import { PlanPack } from './plan-pack.service.js';
import { PLAN_KEEPERS, Plans } from './plans.service.js';

/** The plan library (Y12, Y13). */
@Controller('emergency-plans')
export class PlansController {
  constructor(
    private readonly plans: Plans,
    private readonly pack: PlanPack,
  ) {}

  @Get()
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '应急预案库', en: 'The plan library' },
    response: emergencyPlanListSchema,
    example: { response: { items: [examples.plan], nextCursor: null } },
  })
  list(@CurrentUser() user: SessionUser): Promise<EmergencyPlanList> {
    return this.plans.list(user);
  }

  @Get('pack')
  @Endpoint({
    roles: STAFF_ROLES,
    summary: {
      zh: '纸质预案包：最新一份，是否仍然有效',
      en: 'The plans on paper: the newest pack, and whether it still holds',
    },
    response: emergencyPackSchema,
    example: { response: examples.pack },
  })
  packed(): Promise<EmergencyPack> {
    return this.pack.view();
  }

  @Post('pack')
  @Endpoint({
    roles: PLAN_KEEPERS,
    status: 200,
    summary: { zh: '内容有变化时重新生成纸质预案包', en: 'Print the pack anew where it is out of date' },
    body: emptyBodySchema,
    response: emergencyPackSchema,
    example: { body: {}, response: examples.pack },
  })
  renew(): Promise<EmergencyPack> {
    return this.pack.renew();
  }

  @Get(':key/versions')
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '预案的全部版本与签署', en: 'Every version of a plan with its signatures' },
    response: planVersionListSchema,
    example: { response: { items: [examples.version], nextCursor: null } },
  })
  versions(@Param('key') key: string, @CurrentUser() user: SessionUser): Promise<PlanVersionList> {
    return this.plans.versions(key, user);
  }

  @Get(':key')
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '应急预案：内容、签署、准备情况', en: 'A plan: content, signatures, readiness' },
    response: emergencyPlanSchema,
    example: { response: examples.plan },
  })
  get(@Param('key') key: string, @CurrentUser() user: SessionUser): Promise<EmergencyPlan> {
    return this.plans.get(key, user);
  }

  @Put(':key')
  @Endpoint({
    roles: PLAN_KEEPERS,
    summary: { zh: '修订预案：产生新版本，须重新签署', en: 'Revise a plan: a new version, to be signed anew' },
    body: reviseEmergencyPlanSchema,
    response: emergencyPlanSchema,
    example: { body: { basedOn: 1, content: examples.plan.content }, response: examples.plan },
  })
  revise(
    @Param('key') key: string,
    @Body() body: ReviseEmergencyPlan,
    @CurrentUser() user: SessionUser,
  ): Promise<EmergencyPlan> {
    return this.plans.revise(key, body, user);
  }

  @Post(':key/agreements')
  @Endpoint({
    roles: [...PLAN_KEEPERS, 'customer'],
    status: 200,
    summary: { zh: '签署预案', en: 'Sign a plan for the own party' },
    body: agreePlanSchema,
    response: emergencyPlanSchema,
    example: { body: { version: 1 }, response: examples.plan },
  })
  agree(@Param('key') key: string, @Body() body: AgreePlan, @CurrentUser() user: SessionUser): Promise<EmergencyPlan> {
    return this.plans.agree(key, body, user);
  }

  @Post(':key/readiness/:item')
  @Endpoint({
    roles: ['engineer', 'dispatcher', ...PLAN_KEEPERS],
    status: 200,
    summary: { zh: '登记准备情况检查', en: 'Register a readiness check' },
    body: checkReadinessSchema,
    response: emergencyPlanSchema,
    example: { body: { result: 'fit', note: '异地备份已核对' }, response: examples.plan },
  })
  check(
    @Param('key') key: string,
    @Param('item') item: string,
    @Body() body: CheckReadiness,
    @CurrentUser() user: SessionUser,
  ): Promise<EmergencyPlan> {
    return this.plans.check(key, item, body, user);
  }
}
