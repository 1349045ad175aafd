import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/index.js';
import { ConfirmationsModule } from '../confirmations/index.js';
import { DocumentsModule } from '../documents/index.js';
import { QuotationDiscounts } from './discounts.js';
import { QuotationAcceptedRequirement, QuotationSettledRequirement } from './quotation-requirements.js';
import { QuotationVersions } from './quotation-versions.js';
import { QuotationViews } from './quotation-views.js';
import { QuotationsController } from './quotations.controller.js';
import {
  CloseQuotationDelegate,
  FreezeQuotationDelegate,
  OpenQuotationDelegate,
  ReleaseQuotationDelegate,
} from './quotations.delegates.js';
import { QuotationsRepository } from './quotations.repository.js';
import { Quotations } from './quotations.service.js';

/** Quotations and what is locked until the customer accepts them in writing (F-13, Y18, S0g-07). */
@Module({
  imports: [CasesModule, ConfirmationsModule, DocumentsModule],
  controllers: [QuotationsController],
  providers: [
    QuotationsRepository,
    QuotationDiscounts,
    Quotations,
    QuotationVersions,
    QuotationViews,
    OpenQuotationDelegate,
    FreezeQuotationDelegate,
    ReleaseQuotationDelegate,
    CloseQuotationDelegate,
    QuotationAcceptedRequirement,
    QuotationSettledRequirement,
  ],
  exports: [Quotations, QuotationsRepository],
})
export class QuotationsModule {}
