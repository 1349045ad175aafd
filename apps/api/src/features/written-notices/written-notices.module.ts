import { Module } from '@nestjs/common';
import { ContractsModule } from '../contracts/index.js';
import { DocumentsModule } from '../documents/index.js';
import { NotificationsModule } from '../notifications/index.js';
import { ProfilesModule } from '../profiles/index.js';
import { ServiceLevelsModule } from '../service-levels/index.js';
import { NoticeIssuing } from './issuing.service.js';
import { WrittenNoticeViews } from './written-notice-views.js';
import { WrittenNoticesController } from './written-notices.controller.js';
import {
  CloseNoticeDelegate,
  IssueNoticeDelegate,
  OpenNoticeDelegate,
  RecordNoticeDelegate,
  SendNoticeDelegate,
} from './written-notices.delegates.js';
import { WrittenNoticesRepository } from './written-notices.repository.js';
import { WrittenNotices } from './written-notices.service.js';

/** Written notices to customers (F-24, S0e-03). */
@Module({
  imports: [ContractsModule, DocumentsModule, NotificationsModule, ProfilesModule, ServiceLevelsModule],
  controllers: [WrittenNoticesController],
  providers: [
    WrittenNoticesRepository,
    WrittenNotices,
    NoticeIssuing,
    WrittenNoticeViews,
    OpenNoticeDelegate,
    IssueNoticeDelegate,
    SendNoticeDelegate,
    RecordNoticeDelegate,
    CloseNoticeDelegate,
  ],
})
export class WrittenNoticesModule {}
