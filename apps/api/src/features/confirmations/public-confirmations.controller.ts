import { Body, Controller, Get, Inject, Ip, Param, Post, Query, Req, type StreamableFile } from '@nestjs/common';
import {
  confirmationCodeSentSchema,
  confirmationLanguageQuerySchema,
  confirmationReasonSchema,
  emptyBodySchema,
  publicConfirmationSchema,
  signConfirmationSchema,
  type ConfirmationCodeSent,
  type ConfirmationLanguageQuery,
  type ConfirmationReason,
  type PublicConfirmation,
  type SignConfirmation,
} from '@pledge/contracts';
import { Endpoint, PLATFORM_OPTIONS, type PlatformOptions, type PledgeRequest } from '@pledge/nest';
import { isoTime, pdfFile } from '../documents/index.js';
import { LinkThrottle } from '../notifications/index.js';
import { CODE_TRIES } from './codes.js';
import { originOf } from './origin.js';
import { PublicConfirmations } from './public-confirmations.service.js';
import { requestExamples as examples } from './requests.examples.js';

/** Confirming without an account, behind a one-time link (S1-47, C15). */
@Controller('public/confirmations')
export class PublicConfirmationsController {
  constructor(
    private readonly confirmations: PublicConfirmations,
    private readonly throttle: LinkThrottle,
    @Inject(PLATFORM_OPTIONS) private readonly options: PlatformOptions,
  ) {}

  @Get(':token')
  @Endpoint({
    roles: 'public',
    summary: { zh: '待确认的全文', en: 'The whole document behind a link' },
    query: confirmationLanguageQuerySchema,
    response: publicConfirmationSchema,
    example: { response: examples.page },
  })
  async page(
    @Param('token') token: string,
    @Query() query: ConfirmationLanguageQuery,
    @Ip() ip: string,
  ): Promise<PublicConfirmation> {
    await this.throttle.take(ip);
    return this.confirmations.page(token, query.language);
  }

  @Post(':token/code')
  @Endpoint({
    roles: 'public',
    status: 200,
    summary: { zh: '向登记手机发送验证码', en: 'Send a code to the registered mobile' },
    body: emptyBodySchema,
    response: confirmationCodeSentSchema,
    example: { body: {}, response: examples.code },
  })
  async sendCode(@Param('token') token: string, @Ip() ip: string): Promise<ConfirmationCodeSent> {
    await this.throttle.take(ip);
    const { mobileMasked, expiresAt } = await this.confirmations.sendCode(token);
    return { mobileMasked, expiresAt: isoTime(expiresAt, this.options.zone), tries: CODE_TRIES };
  }

  @Post(':token/sign')
  @Endpoint({
    roles: 'public',
    status: 200,
    summary: { zh: '签字确认', en: 'Confirm by signature' },
    body: signConfirmationSchema,
    response: publicConfirmationSchema,
    example: { body: examples.sign, response: examples.signedPage },
  })
  async sign(
    @Param('token') token: string,
    @Body() body: SignConfirmation,
    @Ip() ip: string,
    @Req() request: PledgeRequest,
  ): Promise<PublicConfirmation> {
    await this.throttle.take(ip);
    return this.confirmations.sign(token, body, originOf(request));
  }

  @Post(':token/reject')
  @Endpoint({
    roles: 'public',
    status: 200,
    summary: { zh: '不同意，说明理由', en: 'Reject, with the reason' },
    body: confirmationReasonSchema,
    response: publicConfirmationSchema,
    example: { body: { reason: '请改到周六凌晨' }, response: examples.rejectedPage },
  })
  async reject(
    @Param('token') token: string,
    @Body() body: ConfirmationReason,
    @Ip() ip: string,
    @Req() request: PledgeRequest,
  ): Promise<PublicConfirmation> {
    await this.throttle.take(ip);
    return this.confirmations.reject(token, body.reason, originOf(request));
  }

  @Get(':token/document')
  @Endpoint({
    roles: 'public',
    summary: { zh: '待确认的文件（PDF）', en: 'What is to be confirmed (PDF)' },
    produces: 'application/pdf',
  })
  async document(@Param('token') token: string, @Ip() ip: string): Promise<StreamableFile> {
    await this.throttle.take(ip);
    return pdfFile(await this.confirmations.document(token));
  }

  @Get(':token/copy')
  @Endpoint({
    roles: 'public',
    summary: { zh: '签署后的确认书（PDF）', en: 'The signed copy (PDF)' },
    produces: 'application/pdf',
  })
  async copy(@Param('token') token: string, @Ip() ip: string): Promise<StreamableFile> {
    await this.throttle.take(ip);
    return pdfFile(await this.confirmations.copy(token));
  }
}
