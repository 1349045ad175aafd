import { Module } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../../config.js';
import { DocumentsModule } from '../documents/index.js';
import { AcknowledgementsService } from './acknowledgements.service.js';
import { ForgetAddressee } from './forget-addressee.js';
import { LinkThrottle } from './link-throttle.js';
import { MessagePreviewController } from './message-preview.controller.js';
import { MyNotificationsController } from './my-notifications.controller.js';
import { NotificationsController } from './notifications.controller.js';
import { DeliverDocumentDelegate, NotifyDelegate, PassOnJob } from './notifications.delegates.js';
import { NotificationsRepository } from './notifications.repository.js';
import { NotificationsService } from './notifications.service.js';
import { NOTIFICATION_OPTIONS, notificationOptions } from './options.js';
import { OutboxSender } from './outbox-sender.js';
import { TaskNoticeJob } from './task-notice.job.js';
import { TaskWatcher } from './task-watcher.js';

/** Messages: outbox, channels, acknowledgements. */
@Module({
  imports: [DocumentsModule],
  controllers: [MyNotificationsController, NotificationsController, MessagePreviewController],
  providers: [
    NotificationsRepository,
    NotificationsService,
    AcknowledgementsService,
    ForgetAddressee,
    LinkThrottle,
    OutboxSender,
    TaskWatcher,
    NotifyDelegate,
    DeliverDocumentDelegate,
    PassOnJob,
    TaskNoticeJob,
    {
      provide: NOTIFICATION_OPTIONS,
      inject: [APP_CONFIG],
      useFactory: (config: AppConfig) =>
        notificationOptions(config.smtpUrl, { sms: config.sms, showCodes: config.demo }),
    },
  ],
  exports: [ForgetAddressee, NotificationsService, OutboxSender, TaskWatcher, LinkThrottle],
})
export class NotificationsModule {}
