import { Body, Controller, Get, Ip, Param, Post, Query } from '@nestjs/common';
import {
  createWrittenNoticeSchema,
  emptyBodySchema,
  noticeReceiptSchema,
  publicNoticeReceiptSchema,
  publicNoticeSchema,
  writtenNoticeListSchema,
  writtenNoticeQuerySchema,
  writtenNoticeSchema,
  type CreateWrittenNotice,
  type NoticeReceipt,
  type PublicNotice,
  type PublicNoticeReceipt,
  type WrittenNotice,
  type WrittenNoticeList,
  type WrittenNoticeQuery,
} from '@pledge/contracts';
import { CurrentUser, Endpoint, type SessionUser } from '@pledge/nest';
import { LinkThrottle } from '../notifications/index.js';
import { WrittenNoticeViews } from './written-notice-views.js';
import { writtenNoticeExamples as examples } from './written-notices.examples.js';
import { WrittenNotices } from './written-notices.service.js';

/** Who writes notices and records that they arrived. */
const WRITERS = ['dispatcher', 'pm', 'manager'] as const;

/** Written notices to customers and their receipts (F-24, Y34). */
@Controller()
export class WrittenNoticesController {
  constructor(
    private readonly notices: WrittenNotices,
    private readonly views: WrittenNoticeViews,
    private readonly throttle: LinkThrottle,
  ) {}

  @Get('written-notices')
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '书面通知；客户只看到发给自己的', en: 'Written notices; a customer sees the own ones' },
    query: writtenNoticeQuerySchema,
    response: writtenNoticeListSchema,
    example: { response: examples.list },
  })
  list(@Query() query: WrittenNoticeQuery, @CurrentUser() user: SessionUser): Promise<WrittenNoticeList> {
    return this.views.list(query, user);
  }

  @Post('written-notices')
  @Endpoint({
    roles: WRITERS,
    summary: { zh: '起草书面通知', en: 'Write a notice; a manager approves it before it is sent' },
    body: createWrittenNoticeSchema,
    response: writtenNoticeSchema,
    example: { body: examples.create, response: examples.notice },
  })
  async create(@Body() body: CreateWrittenNotice, @CurrentUser() user: SessionUser): Promise<WrittenNotice> {
    return this.views.get(await this.notices.create(body, user), user);
  }

  @Get('written-notices/:number')
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '书面通知与送达情况', en: 'A written notice and who has it' },
    response: writtenNoticeSchema,
    example: { response: examples.notice },
  })
  get(@Param('number') number: string, @CurrentUser() user: SessionUser): Promise<WrittenNotice> {
    return this.views.get(number, user);
  }

  @Post('written-notices/:number/deliveries/:id/receipt')
  @Endpoint({
    roles: WRITERS,
    status: 200,
    summary: { zh: '登记送达凭据', en: 'Record proof that a customer has it' },
    body: noticeReceiptSchema,
    response: writtenNoticeSchema,
    example: { body: examples.receipt, response: examples.notice },
  })
  async record(
    @Param('number') number: string,
    @Param('id') id: string,
    @Body() body: NoticeReceipt,
    @CurrentUser() user: SessionUser,
  ): Promise<WrittenNotice> {
    const delivery = await this.views.deliveryFor(number, user, id);
    await this.notices.receive(delivery, { ...body, by: user.username });
    return this.views.get(number, user);
  }

  @Post('written-notices/:number/receipt')
  @Endpoint({
    roles: ['customer'],
    status: 200,
    summary: { zh: '客户在门户签收', en: 'A customer acknowledges it in the portal' },
    body: emptyBodySchema,
    response: writtenNoticeSchema,
    example: { body: {}, response: examples.notice },
  })
  async acknowledge(@Param('number') number: string, @CurrentUser() user: SessionUser): Promise<WrittenNotice> {
    const delivery = await this.views.deliveryFor(number, user);
    const receipt = { proof: 'portal', personName: user.displayName, note: '', by: user.username } as const;
    await this.notices.receive(delivery, receipt);
    return this.views.get(number, user);
  }

  @Get('public/written-notices/:token')
  @Endpoint({
    roles: 'public',
    summary: { zh: '链接打开的通知', en: 'The notice behind a mailed link' },
    response: publicNoticeSchema,
    example: { response: examples.page },
  })
  async open(@Param('token') token: string, @Ip() ip: string): Promise<PublicNotice> {
    await this.throttle.take(ip);
    return (await this.views.byToken(token)).page;
  }

  @Post('public/written-notices/:token/receipt')
  @Endpoint({
    roles: 'public',
    status: 200,
    summary: { zh: '凭链接签收', en: 'Acknowledge a notice by its link' },
    body: publicNoticeReceiptSchema,
    response: publicNoticeSchema,
    example: {
      body: { personName: '马建国' },
      response: { ...examples.page, deliveredAt: '2026-03-02T11:20:00.000+08:00' },
    },
  })
  async receive(
    @Param('token') token: string,
    @Body() body: PublicNoticeReceipt,
    @Ip() ip: string,
  ): Promise<PublicNotice> {
    await this.throttle.take(ip);
    const { delivery } = await this.views.byToken(token);
    await this.notices.receive(delivery, { proof: 'link', personName: body.personName, note: '', by: 'link' });
    return (await this.views.byToken(token)).page;
  }
}
