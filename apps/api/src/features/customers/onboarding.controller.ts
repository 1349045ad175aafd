import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import {
  STAFF_ROLES,
  contractOnboarding,
  startOnboardingRequest,
  type ContractOnboarding,
  type StartOnboardingRequest,
} from '@pledge/contracts';
import { CurrentUser, Endpoint, type SessionUser } from '@pledge/nest';
import { Onboarding } from './onboarding.service.js';
import { CONTRACT_WRITERS } from './roles.js';

const example = {
  response: {
    state: 'active' as const,
    startedAt: '2026-03-02T10:00:00.000+08:00',
    endedAt: null,
    processInstanceId: '0197a0c2-1f1e-7c3a-9d1f-3f6a1c2b4d88',
  },
};

/** Onboarding and handover of a contract (F-23); its tasks are `GET /api/tasks?caseNumber=<contract number>`. */
@Controller('contracts')
export class OnboardingController {
  constructor(private readonly onboarding: Onboarding) {}

  @Get(':number/onboarding')
  @Endpoint({
    roles: STAFF_ROLES,
    summary: { zh: '项目移交与建档的进展', en: 'How far onboarding has come' },
    response: contractOnboarding,
    example,
  })
  state(@Param('number') number: string): Promise<ContractOnboarding> {
    return this.onboarding.state(number);
  }

  @Post(':number/onboarding')
  @Endpoint({
    roles: CONTRACT_WRITERS,
    summary: { zh: '验收报告已签署：开始移交与建档', en: 'The acceptance report is signed: start onboarding' },
    body: startOnboardingRequest,
    response: contractOnboarding,
    example: { body: { acceptedOn: '2026-03-01' }, ...example },
  })
  start(
    @Param('number') number: string,
    @Body() body: StartOnboardingRequest,
    @CurrentUser() user: SessionUser,
  ): Promise<ContractOnboarding> {
    return this.onboarding.start(number, body, user.username);
  }
}
