import { Module } from '@nestjs/common';
import { ChangePlansModule } from '../change-plans/index.js';
import { CommandTicketsModule } from '../command-tickets/index.js';
import { ConfirmationsModule } from '../confirmations/index.js';
import { DocumentsModule } from '../documents/index.js';
import { NotificationsModule } from '../notifications/index.js';
import { QuotationsModule } from '../quotations/index.js';
import { SigningModule } from '../signing/index.js';
import { TimeStampsModule } from '../time-stamps/index.js';
import { AnchorJob } from './anchor.job.js';
import { Anchors } from './anchors.service.js';
import { EvidenceController } from './evidence.controller.js';
import { EvidenceRepository } from './evidence.repository.js';
import { Evidence } from './evidence.service.js';
import { EvidencePacks } from './pack/pack.service.js';
import { PapersController } from './papers.controller.js';
import { Papers } from './papers.service.js';

/** Evidence: signed anchors over all chains, verification, packs, and the public page of papers (Y34). */
@Module({
  imports: [
    ChangePlansModule,
    CommandTicketsModule,
    ConfirmationsModule,
    DocumentsModule,
    NotificationsModule,
    QuotationsModule,
    SigningModule,
    TimeStampsModule,
  ],
  controllers: [EvidenceController, PapersController],
  providers: [EvidenceRepository, Anchors, AnchorJob, Evidence, EvidencePacks, Papers],
})
export class EvidenceModule {}
