import { Module } from '@nestjs/common';
import { ContractsModule } from '../contracts/index.js';
import { DocumentsModule } from '../documents/index.js';
import { FilesModule } from '../files/index.js';
import { NotificationsModule } from '../notifications/index.js';
import { SigningModule } from '../signing/index.js';
import { CERTIFICATE_ADAPTERS } from './certificate-adapter.js';
import { ConfirmationCodes } from './codes.js';
import { ConfirmationsController } from './confirmations.controller.js';
import { ConfirmationCopyJob, ConfirmationExpireJob } from './confirmations.jobs.js';
import { ConfirmationsRepository } from './confirmations.repository.js';
import { Confirmers } from './confirmers.js';
import { ConfirmingService } from './confirming.service.js';
import { CopyDocuments } from './copy-documents.js';
import { Decisions } from './decisions.js';
import { ConfirmationGate } from './gate.js';
import { PublicConfirmationsController } from './public-confirmations.controller.js';
import { PublicConfirmations } from './public-confirmations.service.js';
import { RequestViews } from './request-views.js';
import { ConfirmationRequestsController } from './requests.controller.js';
import { RemindConfirmationDelegate, RequestConfirmationDelegate } from './requests.delegates.js';
import { ForgetConfirmer } from './forget-confirmer.js';
import { RequestsRepository } from './requests.repository.js';
import { ConfirmationRequests } from './requests.service.js';
import { ConfirmationScans } from './scans.service.js';
import { ServiceFormJob } from './service-form.job.js';
import { ServiceFormsService } from './service-forms.service.js';
import { ConfirmableSubjects } from './subjects.js';
import { ResultAcceptanceRequirement, WrittenConfirmationRequirement } from './written-confirmation.requirement.js';

/** Confirmations by people: the signature under a service form, and written confirmations with their gate. */
@Module({
  imports: [ContractsModule, DocumentsModule, FilesModule, NotificationsModule, SigningModule],
  controllers: [ConfirmationsController, ConfirmationRequestsController, PublicConfirmationsController],
  providers: [
    ConfirmationsRepository,
    ForgetConfirmer,
    ServiceFormsService,
    ServiceFormJob,
    ConfirmableSubjects,
    RequestsRepository,
    Confirmers,
    Decisions,
    ConfirmationGate,
    ConfirmationCodes,
    ConfirmationRequests,
    CopyDocuments,
    RequestViews,
    ConfirmingService,
    ConfirmationScans,
    PublicConfirmations,
    ConfirmationExpireJob,
    ConfirmationCopyJob,
    RequestConfirmationDelegate,
    RemindConfirmationDelegate,
    WrittenConfirmationRequirement,
    ResultAcceptanceRequirement,
    { provide: CERTIFICATE_ADAPTERS, useValue: [] },
  ],
  exports: [
    ServiceFormsService,
    ConfirmableSubjects,
    ConfirmationGate,
    ConfirmationRequests,
    Confirmers,
    Decisions,
    ForgetConfirmer,
    RequestViews,
    RequestsRepository,
  ],
})
export class ConfirmationsModule {}
