import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import {
  caseClockList,
  clocksQuery,
  evaluateRequest,
  evaluateResponse,
  type CaseClockList,
  type ClocksQuery,
  type EvaluateRequest,
  type EvaluateResponse,
} from '@pledge/contracts';
import { CurrentUser, Endpoint, scopeOf, type SessionUser } from '@pledge/nest';
import { fromIso } from '@pledge/time';
import { CaseClocks } from './case-clocks.service.js';
import { Evaluations } from './evaluations.service.js';
import { caseClocksExample, evaluateExample } from './service-levels.examples.js';

/** Clocks of cases, and evaluations that store nothing. */
@Controller()
export class ServiceLevelsController {
  constructor(
    private readonly clocks: CaseClocks,
    private readonly evaluations: Evaluations,
  ) {}

  @Get('cases/:number/clocks')
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '工单的时限', en: 'Clocks of a case' },
    query: clocksQuery,
    response: caseClockList,
    example: caseClocksExample,
  })
  list(
    @Param('number') number: string,
    @Query() query: ClocksQuery,
    @CurrentUser() user: SessionUser,
  ): Promise<CaseClockList> {
    return this.clocks.list(number, scopeOf(user), query.at === undefined ? undefined : fromIso(query.at));
  }

  @Post('service-levels/evaluate')
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '计算时限，不保存任何内容', en: 'Evaluate clocks; stores nothing' },
    body: evaluateRequest,
    response: evaluateResponse,
    example: evaluateExample,
    status: 200,
  })
  evaluate(@Body() body: EvaluateRequest): Promise<EvaluateResponse> {
    return this.evaluations.evaluate(body);
  }
}
