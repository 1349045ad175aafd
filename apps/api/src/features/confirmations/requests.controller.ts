import { Body, Controller, Get, Inject, Param, Post, Query, Req } from '@nestjs/common';
import {
  certificateConfirmationSchema,
  confirmationCodeSentSchema,
  confirmationContentSchema,
  confirmationLanguageQuerySchema,
  confirmationLinkSchema,
  confirmationReasonSchema,
  confirmationRequestListSchema,
  confirmationRequestQuerySchema,
  confirmationAnswerSchema,
  confirmationRequestSchema,
  confirmationScanCheckSchema,
  confirmationScanUploadSchema,
  emptyBodySchema,
  oralConfirmationSchema,
  signConfirmationSchema,
  type CertificateConfirmation,
  type ConfirmationCodeSent,
  type ConfirmationContent,
  type ConfirmationLanguageQuery,
  type ConfirmationLink,
  type ConfirmationReason,
  type ConfirmationRequest,
  type ConfirmationRequestList,
  type ConfirmationRequestQuery,
  type ConfirmationScanCheck,
  type ConfirmationScanUpload,
  type OralConfirmation,
  type SignConfirmation,
} from '@pledge/contracts';
import {
  CurrentUser,
  Endpoint,
  PLATFORM_OPTIONS,
  type PlatformOptions,
  type PledgeRequest,
  type SessionUser,
} from '@pledge/nest';
import { isoTime } from '../documents/index.js';
import { CODE_TRIES } from './codes.js';
import { ConfirmingService } from './confirming.service.js';
import { originOf } from './origin.js';
import { DESK_ROLES } from './request-views.js';
import { requestExamples as examples } from './requests.examples.js';
import { ConfirmationScans } from './scans.service.js';

/** Written confirmations for people with an account: staff, and customers for their own party. */
@Controller()
export class ConfirmationRequestsController {
  constructor(
    private readonly confirming: ConfirmingService,
    private readonly scans: ConfirmationScans,
    @Inject(PLATFORM_OPTIONS) private readonly options: PlatformOptions,
  ) {}

  @Get('confirmations')
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '书面确认列表', en: 'Written confirmations' },
    query: confirmationRequestQuerySchema,
    response: confirmationRequestListSchema,
    example: { response: { items: [examples.request], nextCursor: null } },
  })
  list(@Query() query: ConfirmationRequestQuery, @CurrentUser() user: SessionUser): Promise<ConfirmationRequestList> {
    return this.confirming.list(query, user);
  }

  @Get('confirmations/:id')
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '一项书面确认', en: 'One written confirmation' },
    response: confirmationRequestSchema,
    example: { response: examples.request },
  })
  get(@Param('id') id: string, @CurrentUser() user: SessionUser): Promise<ConfirmationRequest> {
    return this.confirming.get(id, user);
  }

  @Get('confirmations/:id/content')
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '待确认的全文', en: 'The whole of what is to be confirmed' },
    query: confirmationLanguageQuerySchema,
    response: confirmationContentSchema,
    example: { response: { sections: examples.page.sections } },
  })
  content(
    @Param('id') id: string,
    @Query() query: ConfirmationLanguageQuery,
    @CurrentUser() user: SessionUser,
  ): Promise<ConfirmationContent> {
    return this.confirming.content(id, user, query.language);
  }

  @Post('confirmations/:id/link')
  @Endpoint({
    roles: DESK_ROLES,
    summary: { zh: '重新发送确认链接（邮件）', en: 'Mail the link again' },
    body: emptyBodySchema,
    response: confirmationLinkSchema,
    example: { body: {}, response: examples.link },
  })
  sendLink(@Param('id') id: string, @CurrentUser() user: SessionUser): Promise<ConfirmationLink> {
    return this.confirming.sendLink(id, user);
  }

  @Post('confirmations/:id/code')
  @Endpoint({
    roles: 'authenticated',
    status: 200,
    summary: { zh: '向确认人登记手机发送验证码', en: 'Send a code to the registered mobile' },
    body: emptyBodySchema,
    response: confirmationCodeSentSchema,
    example: { body: {}, response: examples.code },
  })
  async sendCode(@Param('id') id: string, @CurrentUser() user: SessionUser): Promise<ConfirmationCodeSent> {
    const { mobileMasked, expiresAt } = await this.confirming.sendCode(await this.confirming.expected(id, user));
    return { mobileMasked, expiresAt: isoTime(expiresAt, this.options.zone), tries: CODE_TRIES };
  }

  @Post('confirmations/:id/sign')
  @Endpoint({
    roles: 'authenticated',
    status: 200,
    settles: true,
    summary: { zh: '签字确认（3 级）', en: 'Confirm by signature (level 3)' },
    body: signConfirmationSchema,
    response: confirmationAnswerSchema,
    example: { body: examples.sign, response: { ...examples.confirmed, settled: true } },
  })
  async sign(
    @Param('id') id: string,
    @Body() body: SignConfirmation,
    @CurrentUser() user: SessionUser,
    @Req() request: PledgeRequest,
  ): Promise<ConfirmationRequest> {
    const row = await this.confirming.expected(id, user);
    await this.confirming.sign(row, body, { kind: 'user', user, origin: originOf(request) });
    return this.confirming.get(id, user);
  }

  @Post('confirmations/:id/click')
  @Endpoint({
    roles: 'authenticated',
    status: 200,
    settles: true,
    summary: {
      zh: '点击确认（2 级，仅限合同允许的事项）',
      en: 'Confirm by a click (level 2, where the contract allows it)',
    },
    body: emptyBodySchema,
    response: confirmationAnswerSchema,
    example: { body: {}, response: { ...examples.confirmed, settled: true } },
  })
  async click(
    @Param('id') id: string,
    @CurrentUser() user: SessionUser,
    @Req() request: PledgeRequest,
  ): Promise<ConfirmationRequest> {
    await this.confirming.click(id, user, originOf(request));
    return this.confirming.get(id, user);
  }

  @Post('confirmations/:id/certificate')
  @Endpoint({
    roles: 'authenticated',
    status: 200,
    settles: true,
    summary: {
      zh: '数字证书确认（5 级，须配置接口）',
      en: 'Confirm by certificate (level 5, where an adapter is set up)',
    },
    body: certificateConfirmationSchema,
    response: confirmationAnswerSchema,
    example: {
      body: { adapter: 'cfca', answer: { signature: 'MEUCIQ…' } },
      response: { ...examples.confirmed, settled: true },
    },
  })
  async certificate(
    @Param('id') id: string,
    @Body() body: CertificateConfirmation,
    @CurrentUser() user: SessionUser,
    @Req() request: PledgeRequest,
  ): Promise<ConfirmationRequest> {
    await this.confirming.expected(id, user);
    await this.confirming.certificate(id, body, user, originOf(request));
    return this.confirming.get(id, user);
  }

  @Post('confirmations/:id/reject')
  @Endpoint({
    roles: 'authenticated',
    status: 200,
    settles: true,
    summary: { zh: '不同意，说明理由', en: 'Reject, with the reason' },
    body: confirmationReasonSchema,
    response: confirmationAnswerSchema,
    example: { body: { reason: '请改到周六凌晨' }, response: { ...examples.rejected, settled: true } },
  })
  async reject(
    @Param('id') id: string,
    @Body() body: ConfirmationReason,
    @CurrentUser() user: SessionUser,
    @Req() request: PledgeRequest,
  ): Promise<ConfirmationRequest> {
    const row = await this.confirming.mine(id, user);
    await this.confirming.reject(row, body.reason, { kind: 'user', user, origin: originOf(request) });
    return this.confirming.get(id, user);
  }

  @Post('confirmations/:id/revoke')
  @Endpoint({
    roles: 'authenticated',
    status: 200,
    settles: true,
    summary: { zh: '撤回确认，说明理由', en: 'Revoke a confirmation, with the reason' },
    body: confirmationReasonSchema,
    response: confirmationAnswerSchema,
    example: { body: { reason: '当晚有重要会议保障' }, response: { ...examples.revoked, settled: true } },
  })
  async revoke(
    @Param('id') id: string,
    @Body() body: ConfirmationReason,
    @CurrentUser() user: SessionUser,
    @Req() request: PledgeRequest,
  ): Promise<ConfirmationRequest> {
    await this.confirming.revoke(id, body.reason, user, originOf(request));
    return this.confirming.get(id, user);
  }

  @Post('confirmations/:id/oral')
  @Endpoint({
    roles: DESK_ROLES,
    status: 200,
    summary: { zh: '记录口头意见（1 级，不作为确认）', en: 'Record what was said (level 1, opens nothing)' },
    body: oralConfirmationSchema,
    response: confirmationRequestSchema,
    example: { body: { personName: '郭振华', note: '电话同意，稍后签字' }, response: examples.request },
  })
  async oral(
    @Param('id') id: string,
    @Body() body: OralConfirmation,
    @CurrentUser() user: SessionUser,
  ): Promise<ConfirmationRequest> {
    await this.confirming.oral(id, body, user);
    return this.confirming.get(id, user);
  }

  @Post('confirmations/:id/scans')
  @Endpoint({
    roles: 'authenticated',
    status: 201,
    summary: { zh: '登记盖章扫描件或传真', en: 'Take in a stamped scan or fax' },
    body: confirmationScanUploadSchema,
    response: confirmationRequestSchema,
    example: { body: examples.scan, response: examples.request },
  })
  async upload(
    @Param('id') id: string,
    @Body() body: ConfirmationScanUpload,
    @CurrentUser() user: SessionUser,
  ): Promise<ConfirmationRequest> {
    await this.scans.upload(id, body, user);
    return this.confirming.get(id, user);
  }

  @Post('confirmation-scans/:id/check')
  @Endpoint({
    roles: DESK_ROLES,
    status: 200,
    settles: true,
    summary: { zh: '第二人核对扫描件', en: 'Second person checks a scan' },
    body: confirmationScanCheckSchema,
    response: confirmationAnswerSchema,
    example: { body: examples.check, response: { ...examples.confirmed, settled: true } },
  })
  async check(
    @Param('id') id: string,
    @Body() body: ConfirmationScanCheck,
    @CurrentUser() user: SessionUser,
    @Req() request: PledgeRequest,
  ): Promise<ConfirmationRequest> {
    return this.confirming.get(await this.scans.check(id, body, user, originOf(request)), user);
  }
}
