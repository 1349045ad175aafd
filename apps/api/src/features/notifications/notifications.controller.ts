import { Body, Controller, Delete, Get, Inject, Ip, Param, Post, Put, Query } from '@nestjs/common';
import {
  ackPageSchema,
  ackResultSchema,
  channelSettingInputSchema,
  channelSettingListSchema,
  channelSettingSchema,
  outboxItemSchema,
  outboxListSchema,
  outboxQuerySchema,
  type AckPage,
  type AckResult,
  type ChannelSetting,
  type ChannelSettingInput,
  type ChannelSettingList,
  type OutboxItem,
  type OutboxList,
  type OutboxQuery,
} from '@pledge/contracts';
import { CLOCK, CurrentUser, Endpoint, UNIT_OF_WORK, type SessionUser } from '@pledge/nest';
import { Problem, type Clock, type UnitOfWork } from '@pledge/runtime';
import { v7 } from 'uuid';
import { AcknowledgementsService } from './acknowledgements.service.js';
import { LinkThrottle } from './link-throttle.js';
import {
  ackPageExample,
  acknowledgeExample,
  channelExample,
  channelsExample,
  outboxExample,
  retryExample,
} from './notifications.examples.js';
import { NotificationsRepository, type ChannelRow } from './notifications.repository.js';
import { NOTIFICATION_OPTIONS, type NotificationOptions } from './options.js';
import { nextCursor, outboxItem } from './outbox-view.js';

/** Outbox, acknowledgements and the robots of roles and people. */
@Controller()
export class NotificationsController {
  constructor(
    private readonly repository: NotificationsRepository,
    private readonly acknowledgements: AcknowledgementsService,
    private readonly throttle: LinkThrottle,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(NOTIFICATION_OPTIONS) private readonly options: NotificationOptions,
  ) {}

  @Get('outbox')
  @Endpoint({
    roles: ['admin', 'operator'],
    summary: { zh: '发件箱', en: 'The outbox' },
    query: outboxQuerySchema,
    response: outboxListSchema,
    example: outboxExample,
  })
  async outbox(@Query() query: OutboxQuery): Promise<OutboxList> {
    const { cursor, ...filter } = query;
    const rows = await this.repository.list({ ...filter, ...(cursor === undefined ? {} : { before: cursor }) });
    return {
      items: rows.map((row) => outboxItem(row, this.options.showCodes)),
      nextCursor: nextCursor(rows, query.limit),
      mailConfigured: this.options.smtpUrl !== null,
    };
  }

  @Post('outbox/:id/retry')
  @Endpoint({
    roles: ['admin', 'operator'],
    summary: { zh: '重新发送失败的通知', en: 'Send a failed message again' },
    response: outboxItemSchema,
    example: retryExample,
    status: 200,
  })
  async retry(@Param('id') id: string): Promise<OutboxItem> {
    const row = await this.repository.find(id);
    if (!row) throw new Problem('not-found', 'NOTIFICATION_NOT_FOUND');
    const done = await this.unitOfWork.run((tx) => this.repository.requeue(tx, id, this.clock.systemNow()));
    if (!done) throw new Problem('conflict', 'NOTIFICATION_NOT_FAILED');
    return outboxItem((await this.repository.find(id)) ?? row, this.options.showCodes);
  }

  @Post('notifications/:id/acknowledge')
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '确认收到通知', en: 'Acknowledge a message' },
    response: ackResultSchema,
    example: acknowledgeExample,
    status: 200,
  })
  acknowledge(@Param('id') id: string, @CurrentUser() user: SessionUser): Promise<AckResult> {
    return this.acknowledgements.byReader(id, user.username);
  }

  @Get('public/ack/:token')
  @Endpoint({
    roles: 'public',
    summary: { zh: '确认链接的内容', en: 'What an acknowledgement link is about' },
    response: ackPageSchema,
    example: ackPageExample,
  })
  async ackPage(@Param('token') token: string, @Ip() ip: string): Promise<AckPage> {
    await this.throttle.take(ip);
    return this.acknowledgements.page(token);
  }

  @Post('public/ack/:token')
  @Endpoint({
    roles: 'public',
    summary: { zh: '用链接确认收到', en: 'Acknowledge by link' },
    response: ackResultSchema,
    example: acknowledgeExample,
    status: 200,
  })
  async ackByLink(@Param('token') token: string, @Ip() ip: string): Promise<AckResult> {
    await this.throttle.take(ip);
    return this.acknowledgements.byLink(token);
  }

  @Get('notification-channels')
  @Endpoint({
    roles: ['admin'],
    summary: { zh: '群机器人设置', en: 'Chat robots' },
    response: channelSettingListSchema,
    example: channelsExample,
  })
  async channels(): Promise<ChannelSettingList> {
    return { items: (await this.repository.channels()).map(setting), nextCursor: null };
  }

  @Post('notification-channels')
  @Endpoint({
    roles: ['admin'],
    summary: { zh: '新增群机器人', en: 'Add a chat robot' },
    body: channelSettingInputSchema,
    response: channelSettingSchema,
    example: channelExample,
  })
  createChannel(@Body() body: ChannelSettingInput): Promise<ChannelSetting> {
    return this.saveChannel({ id: v7(), createdAt: this.clock.now(), secret: null }, body);
  }

  @Put('notification-channels/:id')
  @Endpoint({
    roles: ['admin'],
    summary: { zh: '修改群机器人', en: 'Change a chat robot' },
    body: channelSettingInputSchema,
    response: channelSettingSchema,
    example: channelExample,
  })
  async changeChannel(@Param('id') id: string, @Body() body: ChannelSettingInput): Promise<ChannelSetting> {
    const row = await this.repository.channel(id);
    if (!row) throw new Problem('not-found', 'NOTIFICATION_CHANNEL_NOT_FOUND');
    return this.saveChannel(row, body);
  }

  @Delete('notification-channels/:id')
  @Endpoint({ roles: ['admin'], summary: { zh: '删除群机器人', en: 'Remove a chat robot' }, status: 204 })
  async removeChannel(@Param('id') id: string): Promise<void> {
    if (!(await this.unitOfWork.run((tx) => this.repository.removeChannel(tx, id))))
      throw new Problem('not-found', 'NOTIFICATION_CHANNEL_NOT_FOUND');
  }

  /** Without a secret in the body the old one stays: it is never given out, so a form cannot send it back. */
  private async saveChannel(
    old: Pick<ChannelRow, 'id' | 'createdAt' | 'secret'>,
    body: ChannelSettingInput,
  ): Promise<ChannelSetting> {
    const row: ChannelRow = {
      id: old.id,
      createdAt: old.createdAt,
      channel: body.channel,
      targetKind: body.targetKind,
      target: body.target,
      name: body.name,
      url: body.url,
      secret: body.secret ?? old.secret,
      enabled: body.enabled ?? true,
    };
    await this.unitOfWork.run((tx) => this.repository.saveChannel(tx, row));
    return setting(row);
  }
}

function setting(row: ChannelRow): ChannelSetting {
  const { origin } = new URL(row.url);
  return {
    id: row.id,
    channel: row.channel,
    targetKind: row.targetKind,
    target: row.target,
    name: row.name,
    urlMasked: `${origin}/…`,
    hasSecret: row.secret !== null,
    enabled: row.enabled,
  };
}
