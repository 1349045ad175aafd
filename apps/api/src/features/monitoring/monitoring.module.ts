import { Module } from '@nestjs/common';
import { ContractsModule } from '../contracts/index.js';
import { NotificationsModule } from '../notifications/index.js';
import { AlertCases, AlertJob, AlertResolvedJob } from './alert-cases.js';
import { MonitoringAlerts } from './alerts.service.js';
import { MonitoringAdminController } from './monitoring-admin.controller.js';
import { MonitoringController } from './monitoring.controller.js';
import { MonitoringRepository } from './monitoring.repository.js';
import { MonitoringRules } from './rules.service.js';
import { MonitoringSources } from './sources.service.js';
import { TellCustomerJob } from './tell-customer.job.js';

/** Monitoring in (Y37): alerts of Prometheus Alertmanager become faults; who does not fit a rule waits for a dispatcher. */
@Module({
  imports: [ContractsModule, NotificationsModule],
  controllers: [MonitoringController, MonitoringAdminController],
  providers: [
    MonitoringRepository,
    MonitoringSources,
    MonitoringRules,
    MonitoringAlerts,
    AlertCases,
    AlertJob,
    AlertResolvedJob,
    TellCustomerJob,
  ],
  exports: [MonitoringAlerts, MonitoringRules, MonitoringSources],
})
export class MonitoringModule {}
