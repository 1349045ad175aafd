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
import { fromIso, toIso } from '@pledge/time';
import { Holidays } from '../calendars/index.js';
import { PROVIDER_ZONE } from '../contracts/index.js';
import { ProfilesService } from '../profiles/index.js';
import { CaseClocks } from './case-clocks.service.js';
import { evaluateRequested } from './evaluation-request.js';
import { presentClock } from './evaluation/index.js';
import { caseClocksExample, evaluateExample } from './service-levels.examples.js';

/** Clocks of cases, and evaluations that store nothing. */
@Controller()
export class ServiceLevelsController {
  constructor(
    private readonly clocks: CaseClocks,
    private readonly profiles: ProfilesService,
    private readonly holidays: Holidays,
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
  async evaluate(@Body() body: EvaluateRequest): Promise<EvaluateResponse> {
    const profile = body.profileId === undefined ? null : await this.profiles.published(body.profileId);
    const { clocks, zone, pauseReasons, unmeasured } = await evaluateRequested(
      body,
      profile,
      PROVIDER_ZONE,
      (calendars, from, to) => this.holidays.fill(calendars, from, to),
    );
    return {
      items: clocks.map((clock) => presentClock(clock, zone, pauseReasons)),
      at: toIso(fromIso(body.at), zone),
      unmeasured: [...unmeasured],
    };
  }
}
