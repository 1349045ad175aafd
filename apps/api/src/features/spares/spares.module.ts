import { Module } from '@nestjs/common';
import { ContractsModule } from '../contracts/index.js';
import { SparesController } from './spares.controller.js';
import {
  CheckCoverageDelegate,
  ExtendLoanDelegate,
  FindSparesDelegate,
  IssueSpareDelegate,
  ReceiveVendorSpareDelegate,
  ReserveSpareDelegate,
} from './spares.delegates.js';
import { SparesRepository } from './spares.repository.js';
import { Spares } from './spares.service.js';
import { SpareViews } from './spares.views.js';

/** Spare parts and loan machines (F-12, Y17). */
@Module({
  imports: [ContractsModule],
  controllers: [SparesController],
  providers: [
    SparesRepository,
    Spares,
    SpareViews,
    FindSparesDelegate,
    ReserveSpareDelegate,
    IssueSpareDelegate,
    ReceiveVendorSpareDelegate,
    ExtendLoanDelegate,
    CheckCoverageDelegate,
  ],
  exports: [Spares, SpareViews],
})
export class SparesModule {}
