import { Body, Controller, Get, Headers, Param, Post, Query } from '@nestjs/common';
import {
  assignAlert,
  dismissAlert,
  monitoringAlert,
  monitoringAlertAnswer,
  monitoringAlertList,
  monitoringAlertQuery,
  monitoringReceipt,
  monitoringWebhookRequest,
  type AssignAlert,
  type DismissAlert,
  type MonitoringAlert,
  type MonitoringAlertList,
  type MonitoringAlertQuery,
  type MonitoringReceipt,
  type Role,
} from '@pledge/contracts';
import { CurrentUser, Endpoint, afterSettling, type SessionUser } from '@pledge/nest';
import { MonitoringAlerts } from './alerts.service.js';
import { alertExample, payloadExample, receiptExample } from './monitoring.examples.js';
import { MonitoringSources } from './sources.service.js';

/** Those who look at alerts. */
const READERS: readonly Role[] = ['dispatcher', 'operator', 'engineer', 'pm', 'manager'];
/** Those who decide what becomes of an alert that no rule placed. */
const DISPATCHERS: readonly Role[] = ['dispatcher', 'pm', 'manager'];

/** Alerts in, and what became of them (Y37). */
@Controller('monitoring')
export class MonitoringController {
  constructor(
    private readonly sources: MonitoringSources,
    private readonly alerts: MonitoringAlerts,
  ) {}

  @Post('alertmanager')
  @Endpoint({
    roles: 'public',
    status: 200,
    summary: {
      zh: '接收 Prometheus Alertmanager 的 webhook（第 4 版），以 Authorization: Bearer 令牌认证',
      en: 'Webhook of Prometheus Alertmanager (version 4), authenticated by Authorization: Bearer <token>',
    },
    body: monitoringWebhookRequest,
    response: monitoringReceipt,
    example: { body: payloadExample, response: receiptExample },
  })
  async receive(
    @Body() body: unknown,
    @Headers('authorization') authorization: string | undefined,
  ): Promise<MonitoringReceipt> {
    return this.alerts.receive(await this.sources.authenticate(authorization), body);
  }

  @Get('alerts')
  @Endpoint({
    roles: READERS,
    summary: { zh: '监控告警列表', en: 'Monitoring alerts' },
    query: monitoringAlertQuery,
    response: monitoringAlertList,
    example: { response: { items: [alertExample], nextCursor: null } },
  })
  list(@Query() query: MonitoringAlertQuery): Promise<MonitoringAlertList> {
    return this.alerts.list(query);
  }

  @Get('alerts/:id')
  @Endpoint({
    roles: READERS,
    summary: { zh: '一条监控告警', en: 'One monitoring alert' },
    response: monitoringAlert,
    example: { response: alertExample },
  })
  get(@Param('id') id: string): Promise<MonitoringAlert> {
    return this.alerts.get(id);
  }

  @Post('alerts/:id/assign')
  @Endpoint({
    roles: DISPATCHERS,
    status: 200,
    settles: true,
    summary: {
      zh: '把未匹配的告警分派给设备（报障）或已有工单',
      en: 'Give an unmatched alert to a device (opens its fault) or to a case',
    },
    body: assignAlert,
    response: monitoringAlertAnswer,
    example: { body: { serialNumber: 'CR-LZ-0001' }, response: { ...alertExample, settled: true } },
  })
  async assign(@Param('id') id: string, @Body() body: AssignAlert, @CurrentUser() user: SessionUser): Promise<unknown> {
    await this.alerts.assign(id, body, user);
    return afterSettling(await this.alerts.get(id), () => this.alerts.get(id));
  }

  @Post('alerts/:id/dismiss')
  @Endpoint({
    roles: DISPATCHERS,
    status: 200,
    summary: { zh: '忽略未匹配的告警，须说明原因', en: 'Dismiss an unmatched alert, with a reason' },
    body: dismissAlert,
    response: monitoringAlert,
    example: {
      body: { reason: '割接演练，无需处理' },
      response: { ...alertExample, state: 'dismissed', caseNumber: null, note: '割接演练，无需处理' },
    },
  })
  async dismiss(
    @Param('id') id: string,
    @Body() body: DismissAlert,
    @CurrentUser() user: SessionUser,
  ): Promise<MonitoringAlert> {
    await this.alerts.dismiss(id, body.reason, user);
    return this.alerts.get(id);
  }
}
