import { Body, Controller, Get, Param, Post, StreamableFile } from '@nestjs/common';
import {
  emptyBodySchema,
  roster,
  rosterDelivery,
  rosterDeliveryList,
  sendRosterRequest,
  type Roster,
  type RosterDelivery,
  type RosterDeliveryList,
  type SendRosterRequest,
} from '@pledge/contracts';
import { CurrentUser, Endpoint, scopeOf, type SessionUser } from '@pledge/nest';
import { RosterSending } from './roster-sending.service.js';
import * as examples from './rosters.examples.js';

/** Rosters as customers have them (S1-32). */
@Controller()
export class RosterDeliveriesController {
  constructor(private readonly sending: RosterSending) {}

  @Post('rosters/:id/send')
  @Endpoint({
    roles: ['manager', 'dispatcher'],
    status: 200,
    summary: { zh: '把值班表发给客户（PDF、日历）', en: 'Send a roster to customers (PDF, calendar)' },
    body: sendRosterRequest,
    response: roster,
    example: { body: { partyIds: [examples.delivery.partyId] }, response: examples.roster },
  })
  send(@Param('id') id: string, @Body() body: SendRosterRequest, @CurrentUser() user: SessionUser): Promise<Roster> {
    return this.sending.send(id, body, user.username);
  }

  @Get('roster-deliveries')
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '已发送的值班表；客户只看到自己的', en: 'Rosters that were sent; a customer sees the own ones' },
    response: rosterDeliveryList,
    example: { response: { items: [examples.delivery] } },
  })
  async list(@CurrentUser() user: SessionUser): Promise<RosterDeliveryList> {
    return { items: await this.sending.deliveries(scopeOf(user)) };
  }

  @Get('roster-deliveries/:roster/:version/calendar')
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '值班表日历文件（iCalendar）', en: 'The roster as iCalendar' },
    produces: 'text/calendar',
  })
  async calendar(
    @Param('roster') id: string,
    @Param('version') version: string,
    @CurrentUser() user: SessionUser,
  ): Promise<StreamableFile> {
    const bytes = Buffer.from(await this.sending.calendar(id, Number(version), scopeOf(user)), 'utf8');
    return new StreamableFile(bytes, {
      type: 'text/calendar; charset=utf-8',
      length: bytes.length,
      disposition: 'attachment; filename="roster.ics"',
    });
  }

  @Post('roster-deliveries/:roster/:version/acknowledge')
  @Endpoint({
    roles: ['customer'],
    status: 200,
    summary: { zh: '客户确认收到值班表', en: 'A customer acknowledges a roster' },
    body: emptyBodySchema,
    response: rosterDelivery,
    example: { body: {}, response: examples.delivery },
  })
  acknowledge(
    @Param('roster') id: string,
    @Param('version') version: string,
    @CurrentUser() user: SessionUser,
  ): Promise<RosterDelivery> {
    return this.sending.acknowledge(id, Number(version), scopeOf(user), user.username);
  }
}
