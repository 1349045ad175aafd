import { Body, Controller, Param, Post } from '@nestjs/common';
import {
  casePause,
  decidePauseRequest,
  disputePauseRequest,
  type CasePause,
  type DecidePauseRequest,
  type DisputePauseRequest,
} from '@pledge/contracts';
import { CurrentUser, Endpoint, type SessionUser } from '@pledge/nest';
import { CasePauses } from './pauses.service.js';
import { decidePauseExample, disputePauseExample } from './service-levels.examples.js';

/** Objections to pauses of a case's clocks (C20). */
@Controller('cases/:number/pauses/:eventId')
export class PausesController {
  constructor(private readonly pauses: CasePauses) {}

  @Post('dispute')
  @Endpoint({
    roles: ['customer', 'dispatcher', 'engineer', 'pm', 'manager'],
    summary: { zh: '对时限暂停提出异议', en: 'Object to a pause of the clocks' },
    body: disputePauseRequest,
    response: casePause,
    example: disputePauseExample,
    status: 201,
  })
  dispute(
    @Param('number') number: string,
    @Param('eventId') eventId: string,
    @Body() body: DisputePauseRequest,
    @CurrentUser() user: SessionUser,
  ): Promise<CasePause> {
    return this.pauses.dispute(number, eventId, body, user);
  }

  @Post('decision')
  @Endpoint({
    roles: ['manager', 'director', 'deputy', 'gm'],
    summary: {
      zh: '裁定暂停异议：维持，或撤销并重算时限',
      en: 'Decide an objection: the pause stands, or is void and the clocks are replayed',
    },
    body: decidePauseRequest,
    response: casePause,
    example: decidePauseExample,
    status: 201,
  })
  decide(
    @Param('number') number: string,
    @Param('eventId') eventId: string,
    @Body() body: DecidePauseRequest,
    @CurrentUser() user: SessionUser,
  ): Promise<CasePause> {
    return this.pauses.decide(number, eventId, body, user);
  }
}
