import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import {
  clockList,
  clocksQuery,
  evaluateRequest,
  evaluateResponse,
  profileList,
  serviceLevelProfile,
  type ClockList,
  type ClocksQuery,
  type EvaluateRequest,
  type ProfileList,
  type ServiceLevelProfile,
} from '@pledge/contracts';
import { CurrentUser, Endpoint, scopeOf, type SessionUser } from '@pledge/nest';
import { Problem } from '@pledge/runtime';
import { fromIso, toIso } from '@pledge/time';
import { PROVIDER_ZONE } from '../contracts/index.js';
import { CaseClocks } from './case-clocks.service.js';
import { evaluateRequested } from './evaluation-request.js';
import { presentClock } from './evaluation/index.js';
import { shippedProfile, shippedProfiles } from './profiles/index.js';
import { caseClocksExample, evaluateExample, profilesExample } from './service-levels.examples.js';
import { exampleProfile } from '@pledge/contracts';

/** Clocks of cases, and evaluations that store nothing. */
@Controller()
export class ServiceLevelsController {
  constructor(private readonly clocks: CaseClocks) {}

  @Get('cases/:number/clocks')
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '工单的时限', en: 'Clocks of a case' },
    query: clocksQuery,
    response: clockList,
    example: caseClocksExample,
  })
  list(
    @Param('number') number: string,
    @Query() query: ClocksQuery,
    @CurrentUser() user: SessionUser,
  ): Promise<ClockList> {
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
  evaluate(@Body() body: EvaluateRequest): ClockList {
    const { clocks, zone, pauseReasons } = evaluateRequested(body, PROVIDER_ZONE);
    return { items: clocks.map((clock) => presentClock(clock, zone, pauseReasons)), at: toIso(fromIso(body.at), zone) };
  }

  @Get('service-levels/profiles')
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '服务级别目录', en: 'Service-level profiles' },
    response: profileList,
    example: profilesExample,
  })
  profiles(): ProfileList {
    const items = shippedProfiles().map(({ id, version, name, commitments }) => ({
      id,
      version,
      name,
      commitments: commitments.length,
    }));
    return { items };
  }

  @Get('service-levels/profiles/:id')
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '服务级别', en: 'A service-level profile' },
    response: serviceLevelProfile,
    example: { response: exampleProfile },
  })
  profile(@Param('id') id: string): ServiceLevelProfile {
    const found = shippedProfile(id);
    if (!found) throw new Problem('not-found', 'PROFILE_UNKNOWN', { profileId: id });
    return found;
  }
}
