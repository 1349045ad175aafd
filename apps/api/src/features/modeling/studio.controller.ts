import { Controller, Get, Query } from '@nestjs/common';
import {
  OPERATION_ROLES,
  shippedOfferListSchema,
  studioContentQuerySchema,
  studioContentSchema,
  studioResourceListSchema,
  studioVersionListSchema,
  studioVersionQuerySchema,
  type ListOf,
  type ShippedOffer,
  type StudioContent,
  type StudioKind,
  type StudioResource,
  type StudioVersion,
} from '@pledge/contracts';
import { Endpoint } from '@pledge/nest';
import { StudioService } from './studio.service.js';

const exampleResource: StudioResource = {
  kind: 'form',
  key: 'dispatch',
  zh: '出发',
  en: 'Set out',
  version: 2,
  source: 'administrator',
  deployedBy: '系统管理员',
  deployedAt: '2026-03-02T10:00:00.000+08:00',
  status: 'active',
  blockedReason: null,
  reviewRequired: false,
  draft: null,
};
const exampleVersion: StudioVersion = {
  id: '0197a0c2-5b1e-7c3a-9d1f-3f6a1c2b4d5e',
  version: 2,
  source: 'administrator',
  deployedBy: '系统管理员',
  deployedAt: '2026-03-02T10:00:00.000+08:00',
  note: '增加预计到达时间',
  approvedBy: null,
};

/** Processes, forms, decisions and templates alike: the studio's list, versions, contents, and what is newer in the product. */
@Controller('modeling')
export class StudioController {
  constructor(private readonly studio: StudioService) {}

  @Get('resources')
  @Endpoint({
    roles: OPERATION_ROLES,
    summary: { zh: '全部流程、表单、决策和模板', en: 'All processes, forms, decisions and templates' },
    response: studioResourceListSchema,
    example: { response: { items: [exampleResource], nextCursor: null } },
  })
  async resources(): Promise<ListOf<StudioResource>> {
    return { items: await this.studio.resources(), nextCursor: null };
  }

  @Get('versions')
  @Endpoint({
    roles: OPERATION_ROLES,
    summary: { zh: '一个资源的全部版本', en: 'All versions of one resource' },
    query: studioVersionQuerySchema,
    response: studioVersionListSchema,
    example: { response: { items: [exampleVersion], nextCursor: null } },
  })
  async versions(@Query() query: { kind: StudioKind; key: string }): Promise<ListOf<StudioVersion>> {
    return { items: await this.studio.versions(query.kind, query.key), nextCursor: null };
  }

  @Get('content')
  @Endpoint({
    roles: OPERATION_ROLES,
    summary: { zh: '一个版本的内容（默认最新）', en: 'Content of a version, the newest by default' },
    query: studioContentQuerySchema,
    response: studioContentSchema,
    example: { response: { version: 2, content: '{"type":"default","components":[]}' } },
  })
  content(@Query() query: { kind: StudioKind; key: string; version?: number }): Promise<StudioContent> {
    return this.studio.content(query.kind, query.key, query.version);
  }

  @Get('offers')
  @Endpoint({
    roles: OPERATION_ROLES,
    summary: { zh: '可采用的新出厂版本', en: 'Newer shipped versions that can be taken over' },
    response: shippedOfferListSchema,
    example: {
      response: { items: [{ kind: 'form', key: 'dispatch', content: '{"type":"default"}' }], nextCursor: null },
    },
  })
  async offers(): Promise<ListOf<ShippedOffer>> {
    return { items: await this.studio.offers(), nextCursor: null };
  }
}
