import { Body, Controller, Get, Ip, Param, Post, Query, type StreamableFile } from '@nestjs/common';
import {
  confirmationLanguageQuerySchema,
  publicServiceFormSchema,
  serviceFormLinkRequestSchema,
  serviceFormLinkResponseSchema,
  signServiceFormRequestSchema,
  signServiceFormResponseSchema,
  type ConfirmationLanguageQuery,
  type PublicServiceForm,
  type ServiceFormLinkRequest,
  type ServiceFormLinkResponse,
  type SignServiceFormRequest,
  type SignServiceFormResponse,
} from '@pledge/contracts';
import { CurrentUser, Endpoint, type SessionUser } from '@pledge/nest';
import { pdfFile } from '../documents/index.js';
import { LinkThrottle } from '../notifications/index.js';
import { formExample, linkExample, signExample } from './confirmations.examples.js';
import { ServiceFormsService } from './service-forms.service.js';

/** Signing a service form by link (S2-13, S0i-18). */
@Controller()
export class ConfirmationsController {
  constructor(
    private readonly forms: ServiceFormsService,
    private readonly throttle: LinkThrottle,
  ) {}

  @Post('cases/:number/service-form/link')
  @Endpoint({
    roles: ['engineer', 'dispatcher', 'pm'],
    summary: { zh: '发送服务确认单签署链接', en: 'Send a link to sign the service form' },
    body: serviceFormLinkRequestSchema,
    response: serviceFormLinkResponseSchema,
    example: linkExample,
  })
  createLink(
    @Param('number') caseNumber: string,
    @Body() body: ServiceFormLinkRequest,
    @CurrentUser() user: SessionUser,
  ): Promise<ServiceFormLinkResponse> {
    return this.forms.createLink(caseNumber, body, user);
  }

  @Get('public/service-forms/:token')
  @Endpoint({
    roles: 'public',
    summary: { zh: '待签署的服务确认单', en: 'The service form behind a link' },
    query: confirmationLanguageQuerySchema,
    response: publicServiceFormSchema,
    example: formExample,
  })
  async page(
    @Param('token') token: string,
    @Query() query: ConfirmationLanguageQuery,
    @Ip() ip: string,
  ): Promise<PublicServiceForm> {
    await this.throttle.take(ip);
    return this.forms.page(token, query.language);
  }

  @Post('public/service-forms/:token')
  @Endpoint({
    roles: 'public',
    summary: { zh: '签署服务确认单', en: 'Sign the service form' },
    body: signServiceFormRequestSchema,
    response: signServiceFormResponseSchema,
    example: signExample,
    status: 200,
  })
  async sign(
    @Param('token') token: string,
    @Body() body: SignServiceFormRequest,
    @Ip() ip: string,
  ): Promise<SignServiceFormResponse> {
    await this.throttle.take(ip);
    return this.forms.sign(token, body);
  }

  @Get('public/service-forms/:token/document')
  @Endpoint({
    roles: 'public',
    summary: { zh: '签署后的服务确认单（PDF）', en: 'The signed copy (PDF)' },
    produces: 'application/pdf',
  })
  async document(@Param('token') token: string, @Ip() ip: string): Promise<StreamableFile> {
    await this.throttle.take(ip);
    return pdfFile(await this.forms.signedCopy(token));
  }
}
