import { Body, Controller, Get, Inject, Post, Query } from '@nestjs/common';
import {
  myNotificationListSchema,
  myNotificationQuerySchema,
  readNotificationsResponseSchema,
  readNotificationsSchema,
  type MyNotificationList,
  type ReadNotifications,
} from '@pledge/contracts';
import { CLOCK, CurrentUser, Endpoint, UNIT_OF_WORK, type SessionUser } from '@pledge/nest';
import type { Clock, UnitOfWork } from '@pledge/runtime';
import { mineExample } from './notifications.examples.js';
import { NotificationsRepository } from './notifications.repository.js';
import { myNotification, nextCursor } from './outbox-view.js';

/** What came for the person who asks, and what of it was read. Nobody sees or marks somebody else's. */
@Controller('notifications')
export class MyNotificationsController {
  constructor(
    private readonly repository: NotificationsRepository,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('mine')
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '我的通知，可只看未读', en: 'My messages, or the unread ones only' },
    query: myNotificationQuerySchema,
    response: myNotificationListSchema,
    example: mineExample,
  })
  async mine(
    @Query() query: { limit: number; cursor?: string; unread?: 'true' | 'false' },
    @CurrentUser() { username }: SessionUser,
  ): Promise<MyNotificationList> {
    const [rows, unread] = await Promise.all([
      this.repository.list({
        username,
        limit: query.limit,
        ...(query.unread === 'true' ? { unread: true } : {}),
        ...(query.cursor === undefined ? {} : { before: query.cursor }),
      }),
      this.repository.unread(username),
    ]);
    return { items: rows.map(myNotification), nextCursor: nextCursor(rows, query.limit), unread };
  }

  @Post('read')
  @Endpoint({
    roles: 'authenticated',
    status: 200,
    summary: { zh: '标记通知为已读；不给出 ids 则全部', en: 'Mark messages as read; all of them without ids' },
    body: readNotificationsSchema,
    response: readNotificationsResponseSchema,
    example: { body: { ids: ['0197a0a0-1b1e-7c3a-9d1f-3f6a1c2b4d5f'] }, response: { read: 1 } },
  })
  async read(@Body() body: ReadNotifications, @CurrentUser() { username }: SessionUser): Promise<{ read: number }> {
    const at = this.clock.now();
    return { read: await this.unitOfWork.run((tx) => this.repository.markRead(tx, username, at, body.ids)) };
  }
}
