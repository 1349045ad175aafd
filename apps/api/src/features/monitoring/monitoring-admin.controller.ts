import { Body, Controller, Delete, Get, Param, Post, Put } from '@nestjs/common';
import {
  changeMonitoringRule,
  changeMonitoringSource,
  createMonitoringSource,
  monitoringDryRun,
  monitoringDryRunResult,
  monitoringRule,
  monitoringRuleInput,
  monitoringRuleList,
  monitoringSource,
  monitoringSourceList,
  monitoringSourceWithToken,
  rotateMonitoringToken,
  type ChangeMonitoringRule,
  type ChangeMonitoringSource,
  type CreateMonitoringSource,
  type MonitoringDryRun,
  type MonitoringDryRunResult,
  type MonitoringRule,
  type MonitoringRuleInput,
  type MonitoringRuleList,
  type MonitoringSource,
  type MonitoringSourceList,
  type MonitoringSourceWithToken,
  type RotateMonitoringToken,
} from '@pledge/contracts';
import { CurrentUser, Endpoint, type SessionUser } from '@pledge/nest';
import { dryRunExample, payloadExample, ruleExample, ruleInputExample, sourceExample } from './monitoring.examples.js';
import { MonitoringRules } from './rules.service.js';
import { MonitoringSources } from './sources.service.js';

const TOKEN = 'plm_h4Kd9x2Qm7wB5nVr8sTj3yLc6fGa1eZo0uPiXkDqNvM';

/** Sources with their tokens, and rules: for administrators. */
@Controller('monitoring')
export class MonitoringAdminController {
  constructor(
    private readonly sources: MonitoringSources,
    private readonly rules: MonitoringRules,
  ) {}

  @Get('sources')
  @Endpoint({
    roles: ['admin'],
    summary: { zh: '监控接入列表', en: 'Monitoring sources' },
    response: monitoringSourceList,
    example: { response: { items: [sourceExample], nextCursor: null } },
  })
  async listSources(): Promise<MonitoringSourceList> {
    return { items: await this.sources.list(), nextCursor: null };
  }

  @Post('sources')
  @Endpoint({
    roles: ['admin'],
    idempotent: false,
    summary: { zh: '新建监控接入；令牌只显示这一次', en: 'Add a monitoring source; its token is shown this once' },
    body: createMonitoringSource,
    response: monitoringSourceWithToken,
    example: { body: { name: sourceExample.name }, response: { ...sourceExample, token: TOKEN } },
  })
  createSource(@Body() body: CreateMonitoringSource): Promise<MonitoringSourceWithToken> {
    return this.sources.create(body.name);
  }

  @Put('sources/:id')
  @Endpoint({
    roles: ['admin'],
    summary: { zh: '修改监控接入，启用或停用', en: 'Rename a monitoring source, switch it on or off' },
    body: changeMonitoringSource,
    response: monitoringSource,
    example: { body: { name: sourceExample.name, enabled: false }, response: { ...sourceExample, enabled: false } },
  })
  changeSource(@Param('id') id: string, @Body() body: ChangeMonitoringSource): Promise<MonitoringSource> {
    return this.sources.edit(id, body);
  }

  @Post('sources/:id/rotate')
  @Endpoint({
    roles: ['admin'],
    status: 200,
    idempotent: false,
    summary: {
      zh: '更换令牌；旧令牌可再用若干小时，新令牌只显示这一次',
      en: 'Make a new token, shown this once; the old one is taken for some hours more',
    },
    body: rotateMonitoringToken,
    response: monitoringSourceWithToken,
    example: { body: { keepOldHours: 24 }, response: { ...sourceExample, token: TOKEN } },
  })
  rotate(@Param('id') id: string, @Body() body: RotateMonitoringToken): Promise<MonitoringSourceWithToken> {
    return this.sources.rotate(id, body);
  }

  @Get('rules')
  @Endpoint({
    roles: ['admin'],
    summary: { zh: '告警规则，按顺序', en: 'Alert rules, in their order' },
    response: monitoringRuleList,
    example: { response: { items: [ruleExample], nextCursor: null } },
  })
  async listRules(): Promise<MonitoringRuleList> {
    return { items: await this.rules.list(), nextCursor: null };
  }

  @Post('rules')
  @Endpoint({
    roles: ['admin'],
    summary: { zh: '新建告警规则', en: 'Add an alert rule' },
    body: monitoringRuleInput,
    response: monitoringRule,
    example: { body: ruleInputExample, response: ruleExample },
  })
  createRule(@Body() body: MonitoringRuleInput, @CurrentUser() user: SessionUser): Promise<MonitoringRule> {
    return this.rules.create(body, user);
  }

  @Put('rules/:id')
  @Endpoint({
    roles: ['admin'],
    summary: { zh: '修改告警规则', en: 'Change an alert rule' },
    body: changeMonitoringRule,
    response: monitoringRule,
    example: { body: { ...ruleInputExample, revision: 1 }, response: { ...ruleExample, revision: 2 } },
  })
  changeRule(
    @Param('id') id: string,
    @Body() body: ChangeMonitoringRule,
    @CurrentUser() user: SessionUser,
  ): Promise<MonitoringRule> {
    return this.rules.change(id, body, user);
  }

  @Delete('rules/:id')
  @Endpoint({ roles: ['admin'], summary: { zh: '删除告警规则', en: 'Remove an alert rule' }, status: 204 })
  removeRule(@Param('id') id: string): Promise<void> {
    return this.rules.remove(id);
  }

  @Post('dry-run')
  @Endpoint({
    roles: ['admin'],
    status: 200,
    summary: {
      zh: '用一份报文试运行规则，不保存任何内容',
      en: 'Try the rules with a payload; stores nothing',
    },
    body: monitoringDryRun,
    response: monitoringDryRunResult,
    example: {
      body: { payload: payloadExample, rule: ruleInputExample },
      response: { alerts: [dryRunExample], truncatedAlerts: 0 },
    },
  })
  dryRun(@Body() body: MonitoringDryRun): Promise<MonitoringDryRunResult> {
    return this.rules.dryRun(body);
  }
}
