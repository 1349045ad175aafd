import { Body, Controller, Delete, Get, Param, Post, Put, Query } from '@nestjs/common';
import {
  OPERATION_ROLES,
  draftContentSchema,
  draftCopyContentSchema,
  draftCopyListSchema,
  draftListSchema,
  draftQuerySchema,
  draftSchema,
  dropDraftSchema,
  keepCopySchema,
  reviewDraftSchema,
  saveDraftSchema,
  studioKindSchema,
  type DraftContent,
  type DraftCopy,
  type DraftCopyContent,
  type DraftQuery,
  type DraftView,
  type KeepCopy,
  type ListOf,
  type ReviewDraft,
  type SaveDraft,
  type StudioKind,
} from '@pledge/contracts';
import { CurrentUser, Endpoint, type SessionUser } from '@pledge/nest';
import { Problem } from '@pledge/runtime';
import { DraftsService } from './drafts.service.js';
import { DraftViews } from './drafts.views.js';

const exampleDraft: DraftView = {
  kind: 'process',
  key: 'fault-handling',
  title: '故障处理',
  basedOn: 2,
  revision: 14,
  editedBy: 'admin',
  editedByName: '系统管理员',
  editedAt: '2026-03-02T10:00:00.000+08:00',
  review: { state: 'none', by: null, at: null, note: '' },
};
const exampleCopy: DraftCopy = {
  id: '0197a0c2-9b1e-7c3a-9d1f-3f6a1c2b4d5e',
  kind: 'process',
  key: 'fault-handling',
  revision: 9,
  editedBy: 'operator',
  editedByName: '运维管理员',
  editedAt: '2026-03-02T09:40:00.000+08:00',
};
const exampleXml = '<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions …/>';

/** Unpublished work of the studio, one draft per resource, shared by all who may publish. */
@Controller('drafts')
export class DraftsController {
  constructor(
    private readonly drafts: DraftsService,
    private readonly views: DraftViews,
  ) {}

  @Get()
  @Endpoint({
    roles: OPERATION_ROLES,
    summary: { zh: '未发布的草稿', en: 'Unpublished drafts' },
    query: draftQuerySchema,
    response: draftListSchema,
    example: { response: { items: [exampleDraft], nextCursor: null } },
  })
  async list(@Query() query: DraftQuery): Promise<ListOf<DraftView>> {
    return { items: await this.views.list(query), nextCursor: null };
  }

  @Get('copies/:id')
  @Endpoint({
    roles: OPERATION_ROLES,
    summary: { zh: '草稿的一个早先状态', en: 'An earlier state of a draft' },
    response: draftCopyContentSchema,
    example: { response: { ...exampleCopy, content: exampleXml } },
  })
  async copy(@Param('id') id: string): Promise<DraftCopyContent> {
    const copy = await this.drafts.repository.findCopy(id);
    if (!copy) throw new Problem('not-found', 'DRAFT_UNKNOWN', { key: id });
    return { ...(await this.views.copy(copy)), content: copy.content };
  }

  @Get(':kind/:key')
  @Endpoint({
    roles: OPERATION_ROLES,
    summary: { zh: '一份草稿', en: 'One draft' },
    response: draftContentSchema,
    example: { response: { ...exampleDraft, content: exampleXml } },
  })
  async get(@Param('kind') kind: string, @Param('key') key: string): Promise<DraftContent> {
    const draft = await this.drafts.get(kindOf(kind, key), key);
    return { ...(await this.views.draft(draft)), content: draft.content };
  }

  @Get(':kind/:key/copies')
  @Endpoint({
    roles: OPERATION_ROLES,
    summary: { zh: '草稿的早先状态', en: 'Earlier states of a draft' },
    response: draftCopyListSchema,
    example: { response: { items: [exampleCopy], nextCursor: null } },
  })
  async copies(@Param('kind') kind: string, @Param('key') key: string): Promise<ListOf<DraftCopy>> {
    const rows = await this.drafts.repository.copies(kindOf(kind, key), key);
    return { items: await Promise.all(rows.map((row) => this.views.copy(row))), nextCursor: null };
  }

  @Post(':kind/:key/copies')
  @Endpoint({
    roles: OPERATION_ROLES,
    status: 204,
    summary: { zh: '把一份内容留存在草稿旁', en: 'Keep a text beside the draft' },
    body: keepCopySchema,
    example: { body: { content: exampleXml, revision: 13 } },
  })
  async keep(
    @Param('kind') kind: string,
    @Param('key') key: string,
    @Body() body: KeepCopy,
    @CurrentUser() user: SessionUser,
  ): Promise<void> {
    await this.drafts.keepCopy(kindOf(kind, key), key, body, user);
  }

  @Put(':kind/:key')
  @Endpoint({
    roles: OPERATION_ROLES,
    summary: {
      zh: '保存草稿；与他人的保存冲突时返回 409，双方内容都保留',
      en: 'Save a draft; 409 when another person went on meanwhile, and nothing of either is lost',
    },
    body: saveDraftSchema,
    response: draftSchema,
    example: {
      body: { title: '故障处理', content: exampleXml, basedOn: 2, revision: 13 },
      response: exampleDraft,
    },
  })
  async save(
    @Param('kind') kind: string,
    @Param('key') key: string,
    @Body() body: SaveDraft,
    @CurrentUser() user: SessionUser,
  ): Promise<DraftView> {
    return this.views.draft(await this.drafts.save(kindOf(kind, key), key, body, user));
  }

  @Delete(':kind/:key')
  @Endpoint({
    roles: OPERATION_ROLES,
    status: 204,
    summary: { zh: '放弃草稿（最后状态仍可取回）', en: 'Discard a draft; its last state can be had back' },
    body: dropDraftSchema,
    example: { body: { revision: 14 } },
  })
  async drop(
    @Param('kind') kind: string,
    @Param('key') key: string,
    @Body() body: { revision: number },
  ): Promise<void> {
    await this.drafts.drop(kindOf(kind, key), key, body.revision);
  }

  @Post(':kind/:key/review')
  @Endpoint({
    roles: OPERATION_ROLES,
    status: 200,
    summary: { zh: '提交审核，或给出审核结论', en: 'Ask for a review, or give its result' },
    body: reviewDraftSchema,
    response: draftSchema,
    example: {
      body: { revision: 14, step: 'approve', note: '已核对升级路径' },
      response: {
        ...exampleDraft,
        review: { state: 'approved', by: 'operator', at: '2026-03-02T10:05:00.000+08:00', note: '已核对升级路径' },
      },
    },
  })
  async review(
    @Param('kind') kind: string,
    @Param('key') key: string,
    @Body() body: ReviewDraft,
    @CurrentUser() user: SessionUser,
  ): Promise<DraftView> {
    return this.views.draft(await this.drafts.review(kindOf(kind, key), key, body, user));
  }
}

/** @throws Problem DRAFT_UNKNOWN for a kind that there is not */
export function kindOf(kind: string, key: string): StudioKind {
  const known = studioKindSchema.safeParse(kind);
  if (!known.success || key.length > 200)
    throw new Problem('not-found', 'DRAFT_UNKNOWN', { key: `${kind}/${key.slice(0, 200)}` });
  return known.data;
}
