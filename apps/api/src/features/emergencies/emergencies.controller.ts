import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import {
  STAFF_ROLES,
  emergencyListSchema,
  emergencyQuerySchema,
  emergencySchema,
  emptyBodySchema,
  planProposalsSchema,
  proposePlansSchema,
  startEmergencySchema,
  startedEmergencySchema,
  type Emergency,
  type EmergencyList,
  type EmergencyQuery,
  type PlanProposals,
  type ProposePlans,
  type StartEmergency,
  type StartedEmergency,
} from '@pledge/contracts';
import { CurrentUser, Endpoint, type SessionUser } from '@pledge/nest';
import { EmergencyConsole } from './console.service.js';
import { emergencyExamples as examples } from './emergencies.examples.js';
import { Emergencies } from './emergencies.service.js';
import { STARTERS } from './plans.service.js';

/** Emergencies from the report to the recovery, and drills of them (Y12, F-08). */
@Controller('emergencies')
export class EmergenciesController {
  constructor(
    private readonly emergencies: Emergencies,
    private readonly console: EmergencyConsole,
  ) {}

  @Post('proposals')
  @Endpoint({
    roles: STAFF_ROLES,
    status: 200,
    summary: { zh: '按触发条件推荐预案', en: 'Plans whose trigger conditions hold' },
    body: proposePlansSchema,
    response: planProposalsSchema,
    example: { body: examples.report, response: examples.proposals },
  })
  propose(@Body() body: ProposePlans): Promise<PlanProposals> {
    return this.emergencies.propose(body);
  }

  @Post()
  @Endpoint({
    roles: STARTERS,
    settles: true,
    summary: { zh: '报告紧急情况并启动预案，或开始演练', en: 'Report an emergency and start a plan, or begin a drill' },
    body: startEmergencySchema,
    response: startedEmergencySchema,
    example: {
      body: { ...examples.report, title: examples.summary.title, planKey: 'emergency-oa' },
      response: { number: examples.summary.number, settled: true },
    },
  })
  async start(@Body() body: StartEmergency, @CurrentUser() user: SessionUser): Promise<StartedEmergency> {
    return { number: await this.emergencies.start(body, user) };
  }

  @Get()
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '应急事件与演练', en: 'Emergencies and drills' },
    query: emergencyQuerySchema,
    response: emergencyListSchema,
    example: { response: { items: [examples.summary], nextCursor: null } },
  })
  list(@Query() query: EmergencyQuery, @CurrentUser() user: SessionUser): Promise<EmergencyList> {
    return this.emergencies.list(query, user);
  }

  @Get(':number')
  @Endpoint({
    roles: 'authenticated',
    summary: {
      zh: '应急指挥：步骤、时限、通知情况、流程图',
      en: 'The console of an emergency: steps, limits, who was reached, diagrams',
    },
    response: emergencySchema,
    example: { response: examples.emergency },
  })
  get(@Param('number') number: string, @CurrentUser() user: SessionUser): Promise<Emergency> {
    return this.console.view(number, user);
  }

  @Post(':number/contacts/:id/reached')
  @Endpoint({
    roles: STARTERS,
    status: 204,
    summary: { zh: '登记已电话通知', en: 'Register that a contact was reached by telephone' },
    body: emptyBodySchema,
    example: { body: {} },
  })
  async reached(
    @Param('number') number: string,
    @Param('id') id: string,
    @CurrentUser() user: SessionUser,
  ): Promise<void> {
    await this.emergencies.reached(number, id, user);
  }
}
