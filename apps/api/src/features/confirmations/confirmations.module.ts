import { Module } from '@nestjs/common';
import { DocumentsModule } from '../documents/index.js';
import { NotificationsModule } from '../notifications/index.js';
import { ConfirmationsController } from './confirmations.controller.js';
import { ConfirmationsRepository } from './confirmations.repository.js';
import { ServiceFormJob } from './service-form.job.js';
import { ServiceFormsService } from './service-forms.service.js';

/** Confirmations by people outside: so far the signature under a service form. */
@Module({
  imports: [DocumentsModule, NotificationsModule],
  controllers: [ConfirmationsController],
  providers: [ConfirmationsRepository, ServiceFormsService, ServiceFormJob],
  exports: [ServiceFormsService],
})
export class ConfirmationsModule {}
