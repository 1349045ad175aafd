import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import {
  STAFF_ROLES,
  caseCommandResponse,
  caseDetail,
  caseEventList,
  caseList,
  caseListQuery,
  caseProcess,
  caseQuestions,
  caseQuestionsQuery,
  correctContractRequest,
  createCaseRequest,
  createCaseResponse,
  intakeQuery,
  intakeResult,
  recordEventRequest,
  recordEventResponse,
  withdrawCaseRequest,
  type CaseDetail,
  type CaseEventList,
  type CaseList,
  type CaseListQuery,
  type CaseProcess,
  type CaseQuestions,
  type CaseQuestionsQuery,
  type CorrectContractRequest,
  type CreateCaseRequest,
  type CreateCaseResponse,
  type IntakeQuery,
  type IntakeResult,
  type RecordEventRequest,
  type RecordEventResponse,
  type WithdrawCaseRequest,
} from '@pledge/contracts';
import { CurrentUser, Endpoint, scopeOf, type SessionUser } from '@pledge/nest';
import { PROVIDER_ZONE } from '../contracts/index.js';
import { CaseQuestionsService } from './case-questions.service.js';
import { CaseQueries } from './case-queries.service.js';
import {
  caseDetailExample,
  caseEventsExample,
  caseListExample,
  caseProcessExample,
  caseQuestionsExample,
  correctContractExample,
  createCaseExample,
  intakeExample,
  recordEventExample,
  withdrawCaseExample,
} from './cases.examples.js';
import { CasesService } from './cases.service.js';
import { recordedView } from './cases.views.js';

/** Cases: report, read, record, correct, withdraw. A customer sees and reports for the own party only. */
@Controller()
export class CasesController {
  constructor(
    private readonly cases: CasesService,
    private readonly queries: CaseQueries,
    private readonly asked: CaseQuestionsService,
  ) {}

  @Post('cases')
  @Endpoint({
    roles: ['customer', 'dispatcher', 'engineer', 'pm', 'manager', 'operator'],
    summary: {
      zh: '报修：从第一次提交起，工单和受理时间就存在',
      en: 'Report: the case and its receipt time exist from the first submission',
    },
    body: createCaseRequest,
    response: createCaseResponse,
    example: createCaseExample,
    status: 201,
    settles: true,
  })
  create(@Body() body: CreateCaseRequest, @CurrentUser() user: SessionUser): Promise<CreateCaseResponse> {
    return this.cases.create(body, user);
  }

  @Get('cases')
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '工单列表，新的在前', en: 'Cases, newest first' },
    query: caseListQuery,
    response: caseList,
    example: caseListExample,
  })
  list(@Query() query: CaseListQuery, @CurrentUser() user: SessionUser): Promise<CaseList> {
    return this.queries.list(scopeOf(user), query);
  }

  @Get('cases/questions')
  @Endpoint({
    roles: ['customer', 'dispatcher', 'engineer', 'pm', 'manager', 'operator'],
    summary: {
      zh: '报修前要问的定级问题：按合同自己的服务级别',
      en: 'The severity questions of a report, by the profile of its contract',
    },
    query: caseQuestionsQuery,
    response: caseQuestions,
    example: caseQuestionsExample,
  })
  questions(@Query() query: CaseQuestionsQuery, @CurrentUser() user: SessionUser): Promise<CaseQuestions> {
    return this.asked.questions(query, scopeOf(user));
  }

  @Get('cases/:number')
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '工单', en: 'A case' },
    response: caseDetail,
    example: caseDetailExample,
  })
  detail(@Param('number') number: string, @CurrentUser() user: SessionUser): Promise<CaseDetail> {
    return this.queries.detail(number, scopeOf(user));
  }

  @Patch('cases/:number/contract')
  @Endpoint({
    roles: ['customer', 'dispatcher', 'pm', 'manager'],
    summary: { zh: '更正合同编号，受理时间不变', en: 'Correct the contract number; the receipt time stays' },
    body: correctContractRequest,
    response: caseCommandResponse,
    example: correctContractExample,
    settles: true,
  })
  async correctContract(
    @Param('number') number: string,
    @Body() body: CorrectContractRequest,
    @CurrentUser() user: SessionUser,
  ): Promise<CaseDetail> {
    await this.cases.correctContract(number, body, user);
    return this.queries.detail(number, scopeOf(user));
  }

  @Get('cases/:number/events')
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '工单的记录（哈希链）', en: 'Events of a case, a hash chain' },
    response: caseEventList,
    example: caseEventsExample,
  })
  events(@Param('number') number: string, @CurrentUser() user: SessionUser): Promise<CaseEventList> {
    return this.queries.events(number, scopeOf(user));
  }

  @Post('cases/:number/events')
  @Endpoint({
    roles: ['customer', 'dispatcher', 'engineer', 'pm', 'manager', 'supervisor', 'director', 'deputy', 'gm'],
    summary: { zh: '记录或更正事件，时限随之重算', en: 'Record or correct an event; the clocks are replayed' },
    body: recordEventRequest,
    response: recordEventResponse,
    example: recordEventExample,
    status: 201,
    settles: true,
  })
  async record(
    @Param('number') number: string,
    @Body() body: RecordEventRequest,
    @CurrentUser() user: SessionUser,
  ): Promise<RecordEventResponse> {
    return recordedView(await this.cases.record(number, body, user), PROVIDER_ZONE);
  }

  @Get('cases/:number/process')
  @Endpoint({
    roles: STAFF_ROLES,
    summary: { zh: '工单的流程图与位置', en: 'Diagram of a case and where it stands' },
    response: caseProcess,
    example: caseProcessExample,
  })
  process(@Param('number') number: string, @CurrentUser() user: SessionUser): Promise<CaseProcess> {
    return this.queries.process(number, scopeOf(user));
  }

  @Post('cases/:number/withdraw')
  @Endpoint({
    roles: ['customer', 'dispatcher', 'pm', 'manager'],
    summary: { zh: '撤回工单', en: 'Withdraw a case' },
    body: withdrawCaseRequest,
    response: caseCommandResponse,
    example: withdrawCaseExample,
    status: 200,
    settles: true,
  })
  async withdraw(
    @Param('number') number: string,
    @Body() body: WithdrawCaseRequest,
    @CurrentUser() user: SessionUser,
  ): Promise<CaseDetail> {
    await this.cases.withdraw(number, body.reason, user);
    return this.queries.detail(number, scopeOf(user));
  }

  @Get('intake/search')
  @Endpoint({
    roles: ['dispatcher', 'engineer', 'pm', 'manager', 'operator'],
    summary: {
      zh: '电话受理：按电话、客户、序列号或合同查找',
      en: 'Telephone intake: find by phone, customer, serial or contract',
    },
    query: intakeQuery,
    response: intakeResult,
    example: intakeExample,
  })
  intake(@Query() query: IntakeQuery): Promise<IntakeResult> {
    return this.queries.intake(query.q);
  }
}
