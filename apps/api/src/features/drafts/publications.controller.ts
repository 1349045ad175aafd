import { Body, Controller, Get, Inject, Param, Post, Put, Query, Req } from '@nestjs/common';
import {
  OPERATION_ROLES,
  publicationListSchema,
  publicationQuerySchema,
  publicationRuleSchema,
  publishResponseSchema,
  publishSchema,
  setPublicationRuleSchema,
  type ListOf,
  type PublicationRule,
  type PublicationView,
  type PublishBody,
  type PublishResponse,
  type StudioKind,
} from '@pledge/contracts';
import {
  CurrentUser,
  Endpoint,
  PLATFORM_OPTIONS,
  languageOf,
  pick,
  type PlatformOptions,
  type PledgeRequest,
  type SessionUser,
} from '@pledge/nest';
import { toIso } from '@pledge/time';
import { kindOf } from './drafts.controller.js';
import type { PublicationEntity } from './drafts.entity.js';
import { DraftsService } from './drafts.service.js';
import { PublisherService } from './publisher.service.js';

const examplePublication: PublicationView = {
  id: '0197a0c2-ab1e-7c3a-9d1f-3f6a1c2b4d5e',
  kind: 'process',
  key: 'fault-handling',
  version: 3,
  note: '派单前增加二线复核',
  editedBy: 'admin',
  approvedBy: 'operator',
  publishedBy: 'admin',
  publishedAt: '2026-03-02T10:10:00.000+08:00',
};

/** Drafts go live, with a note and, where asked for, after a second person has looked. */
@Controller()
export class PublicationsController {
  constructor(
    private readonly publisher: PublisherService,
    private readonly drafts: DraftsService,
    @Inject(PLATFORM_OPTIONS) private readonly options: PlatformOptions,
  ) {}

  @Post('publications')
  @Endpoint({
    roles: OPERATION_ROLES,
    summary: { zh: '发布草稿（可一次发布多份，全部成功或全部不变）', en: 'Publish drafts, all or nothing' },
    body: publishSchema,
    response: publishResponseSchema,
    example: {
      body: { drafts: [{ kind: 'process', key: 'fault-handling', revision: 14 }], note: '派单前增加二线复核' },
      response: {
        deploymentId: '0197a0c2-5b1e-7000-9d1f-3f6a1c2b4d5e',
        publications: [examplePublication],
        definitions: [{ id: '0197a0c2-5b1e-7c3a-9d1f-3f6a1c2b4d5e', key: 'fault-handling', version: 3 }],
        findings: [],
      },
    },
  })
  async publish(
    @Body() body: PublishBody,
    @CurrentUser() user: SessionUser,
    @Req() request: PledgeRequest,
  ): Promise<PublishResponse> {
    const { result, publications } = await this.publisher.publish(body, user);
    const language = languageOf(request.headers['accept-language'], user.language);
    return {
      deploymentId: result.id,
      publications: publications.map((row) => this.view(row)),
      definitions: [...result.definitions],
      findings: result.findings.map((finding) => ({ ...finding, message: pick(finding.message, language) })),
    };
  }

  @Get('publications')
  @Endpoint({
    roles: OPERATION_ROLES,
    summary: { zh: '一个资源的发布记录', en: 'What went live of one resource' },
    query: publicationQuerySchema,
    response: publicationListSchema,
    example: { response: { items: [examplePublication], nextCursor: null } },
  })
  async list(@Query() query: { kind: StudioKind; key: string }): Promise<ListOf<PublicationView>> {
    const rows = await this.drafts.repository.publications(query.kind, query.key);
    return { items: rows.map((row) => this.view(row)), nextCursor: null };
  }

  @Get('publication-rules/:kind/:key')
  @Endpoint({
    roles: OPERATION_ROLES,
    summary: { zh: '发布前是否须经第二人审核', en: 'Whether a second person must look before it goes live' },
    response: publicationRuleSchema,
    example: { response: { reviewRequired: true } },
  })
  async rule(@Param('kind') kind: string, @Param('key') key: string): Promise<PublicationRule> {
    const found = await this.drafts.repository.rule(kindOf(kind, key), key);
    return { reviewRequired: found?.reviewRequired ?? false };
  }

  @Put('publication-rules/:kind/:key')
  @Endpoint({
    roles: ['admin'],
    summary: { zh: '设定发布前是否须经第二人审核', en: 'Say whether a second person must look before it goes live' },
    body: setPublicationRuleSchema,
    response: publicationRuleSchema,
    example: { body: { reviewRequired: true }, response: { reviewRequired: true } },
  })
  async setRule(
    @Param('kind') kind: string,
    @Param('key') key: string,
    @Body() body: PublicationRule,
    @CurrentUser() user: SessionUser,
  ): Promise<PublicationRule> {
    await this.drafts.setRule(kindOf(kind, key), key, body.reviewRequired, user);
    return { reviewRequired: body.reviewRequired };
  }

  private view(row: PublicationEntity): PublicationView {
    return { ...row, publishedAt: toIso(row.publishedAt, this.options.zone) };
  }
}
