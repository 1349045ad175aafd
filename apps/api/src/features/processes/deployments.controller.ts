import { Body, Controller, Get, Header, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import {
  OPERATION_ROLES,
  STAFF_ROLES,
  definitionListSchema,
  definitionQuerySchema,
  definitionSchema,
  deployQuerySchema,
  deployRequestSchema,
  deployResponseSchema,
  resourceContentSchema,
  resourceListSchema,
  resourceQuerySchema,
  type DefinitionView,
  type DeployBody,
  type DeployResponse,
  type Language,
  type ListOf,
  type ResourceContent,
  type ResourceView,
} from '@pledge/contracts';
import { CurrentUser, Endpoint, PROCESS_ENGINE, languageOf, type PledgeRequest, type SessionUser } from '@pledge/nest';
import { Problem, type DefinitionRow, type ProcessEngine, type ResourceRow } from '@pledge/runtime';
import type { Response } from 'express';
import { z } from 'zod';
import { PublisherService } from '../drafts/index.js';
import { definitionView, findingView, resourceView } from './processes.views.js';
import { SiteTime } from './site-time.js';

const exampleDefinition = {
  id: '0197a0c2-5b1e-7c3a-9d1f-3f6a1c2b4d5e',
  key: 'fault-handling',
  version: 2,
  name: '故障处理',
  resourceName: 'fault-handling.bpmn',
  deploymentId: '0197a0c2-5b1e-7000-9d1f-3f6a1c2b4d5e',
  source: 'administrator',
  status: 'active',
  blockedReason: null,
  findings: [],
  deployedAt: '2026-03-02T10:00:00.000+08:00',
};

/** Deploying models, and what is deployed. Staff may look (case pages draw the diagram); only operations deploy. */
@Controller()
export class DeploymentsController {
  constructor(
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    private readonly time: SiteTime,
    private readonly publisher: PublisherService,
  ) {}

  @Post('deployments')
  @Endpoint({
    roles: OPERATION_ROLES,
    summary: { zh: '部署（dryRun=true 时只检查）', en: 'Deploy; with dryRun=true only check' },
    body: deployRequestSchema,
    query: deployQuerySchema,
    response: deployResponseSchema,
    example: {
      body: { name: '二线复核', resources: [{ name: 'fault-handling.bpmn', content: '<?xml version="1.0"?>…' }] },
      response: {
        id: '0197a0c2-5b1e-7000-9d1f-3f6a1c2b4d5e',
        definitions: [{ id: exampleDefinition.id, key: 'fault-handling', version: 2 }],
        resources: [],
        findings: [],
      },
    },
  })
  async deploy(
    @Body() body: DeployBody,
    @Query() query: { dryRun?: 'true' | 'false' },
    @CurrentUser() user: SessionUser,
    @Req() request: PledgeRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<DeployResponse> {
    const dryRun = query.dryRun === 'true';
    if (!dryRun) await this.publisher.refuseDirect(body.resources);
    const result = await this.engine.deploy({ ...body, source: 'administrator', deployedBy: user.username, dryRun });
    if (dryRun) response.status(200);
    const language = languageOf(request.headers['accept-language'], user.language);
    return {
      id: result.id,
      definitions: [...result.definitions],
      resources: [...result.resources],
      findings: result.findings.map((finding) => findingView(finding, language)),
    };
  }

  @Get('process-definitions')
  @Endpoint({
    roles: STAFF_ROLES,
    summary: { zh: '流程定义列表', en: 'Process definitions' },
    query: definitionQuerySchema,
    response: definitionListSchema,
    example: { response: { items: [exampleDefinition], nextCursor: null } },
  })
  async definitions(
    @Query() query: { key?: string; latest?: 'true' | 'false' },
    @CurrentUser() user: SessionUser,
    @Req() request: PledgeRequest,
  ): Promise<ListOf<DefinitionView>> {
    const language = languageOf(request.headers['accept-language'], user.language);
    const latestOnly = query.latest === 'true';
    const rows = await this.engine.listDefinitions({
      ...(query.key === undefined ? {} : { key: query.key }),
      latestOnly,
    });
    return { items: rows.map((row) => this.view(row, language)), nextCursor: null, total: Math.min(rows.length, 1000) };
  }

  @Get('process-definitions/:id')
  @Endpoint({
    roles: STAFF_ROLES,
    summary: { zh: '流程定义', en: 'One process definition' },
    response: definitionSchema,
    example: { response: exampleDefinition },
  })
  async definition(
    @Param('id') id: string,
    @CurrentUser() user: SessionUser,
    @Req() request: PledgeRequest,
  ): Promise<DefinitionView> {
    return this.view(await this.find(id), languageOf(request.headers['accept-language'], user.language));
  }

  @Get('process-definitions/:id/xml')
  @Header('Content-Type', 'application/xml; charset=utf-8')
  @Endpoint({
    roles: STAFF_ROLES,
    summary: { zh: '流程定义的 BPMN 文件', en: 'BPMN of a process definition' },
    produces: 'application/xml',
    response: z.string(),
    example: { response: '<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions …/>' },
  })
  async xml(@Param('id') id: string): Promise<string> {
    return (await this.find(id)).xml;
  }

  @Get('resources')
  @Endpoint({
    roles: STAFF_ROLES,
    summary: {
      zh: '已部署的表单、决策、模板和服务规则（最新版本）',
      en: 'Deployed forms, decisions, templates and service rules, latest versions',
    },
    query: resourceQuerySchema,
    response: resourceListSchema,
    example: {
      response: {
        items: [
          {
            id: exampleDefinition.id,
            kind: 'form',
            key: 'service-visit',
            version: 1,
            name: '上门服务单',
            source: 'shipped',
            deployedAt: exampleDefinition.deployedAt,
          },
        ],
        nextCursor: null,
      },
    },
  })
  async resources(@Query() query: { kind: ResourceRow['kind'] }): Promise<ListOf<ResourceView>> {
    const rows = await this.engine.listResources(query.kind);
    return {
      items: rows.map((row) => resourceView(row, this.time.iso)),
      nextCursor: null,
      total: Math.min(rows.length, 1000),
    };
  }

  @Get('resources/:kind/:key')
  @Endpoint({
    roles: STAFF_ROLES,
    summary: {
      zh: '表单、决策、模板或服务规则的内容（最新版本）',
      en: 'Content of a form, decision, template or service rule, latest version',
    },
    response: resourceContentSchema,
    example: {
      response: {
        id: exampleDefinition.id,
        kind: 'form',
        key: 'service-visit',
        version: 1,
        name: '上门服务单',
        source: 'shipped',
        deployedAt: exampleDefinition.deployedAt,
        content: '{"type":"default","components":[]}',
      },
    },
  })
  async resource(@Param('kind') kind: string, @Param('key') key: string): Promise<ResourceContent> {
    const known = kind === 'form' || kind === 'decision' || kind === 'template' || kind === 'rule';
    const row = known ? await this.engine.latestResource(kind, key) : null;
    if (!row) throw new Problem('not-found', 'RESOURCE_UNKNOWN', { key: `${kind}/${key}` });
    return { ...resourceView(row, this.time.iso), content: row.content };
  }

  private async find(id: string): Promise<DefinitionRow> {
    const row = await this.engine.findDefinition(id);
    if (!row) throw new Problem('not-found', 'DEFINITION_UNKNOWN', { key: id });
    return row;
  }

  private view(row: DefinitionRow, language: Language): DefinitionView {
    return definitionView(row, language, this.time.iso);
  }
}
