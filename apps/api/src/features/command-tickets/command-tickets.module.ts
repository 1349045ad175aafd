import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/index.js';
import { ChangePlansModule } from '../change-plans/index.js';
import { ConfirmationsModule } from '../confirmations/index.js';
import { DocumentsModule } from '../documents/index.js';
import { FilesModule } from '../files/index.js';
import { CommandApprovals } from './command-approvals.service.js';
import { CommandTicketsController } from './command-tickets.controller.js';
import {
  CloseCommandApprovalDelegate,
  CloseCommandViolationDelegate,
  FindDangerousCommandsDelegate,
  FreezeCommandApprovalDelegate,
  IssueCommandTicketsDelegate,
  OpenCommandApprovalDelegate,
  OpenCommandUseDelegate,
  OpenCommandViolationDelegate,
  RecordViolationCorrectionDelegate,
} from './command-tickets.delegates.js';
import { CommandTicketsRepository } from './command-tickets.repository.js';
import { CommandTickets } from './command-tickets.service.js';
import { CommandTicketViews } from './command-tickets.views.js';
import { CommandViolations } from './command-violations.service.js';
import { IndependentReviewRequirement } from './independent-review.requirement.js';
import { PlanLog } from './plan-log.js';
import { ReportTimes } from './report-times.js';
import { TicketUses } from './ticket-uses.service.js';

/** Dangerous commands: double approval, single-use tickets, violations (F-05, S1-54, S1-55). */
@Module({
  imports: [CasesModule, ChangePlansModule, ConfirmationsModule, DocumentsModule, FilesModule],
  controllers: [CommandTicketsController],
  providers: [
    CommandTicketsRepository,
    CommandApprovals,
    CommandTickets,
    CommandViolations,
    PlanLog,
    ReportTimes,
    TicketUses,
    CommandTicketViews,
    FindDangerousCommandsDelegate,
    OpenCommandApprovalDelegate,
    FreezeCommandApprovalDelegate,
    IssueCommandTicketsDelegate,
    CloseCommandApprovalDelegate,
    CloseCommandViolationDelegate,
    OpenCommandUseDelegate,
    OpenCommandViolationDelegate,
    RecordViolationCorrectionDelegate,
    IndependentReviewRequirement,
  ],
  exports: [CommandTicketsRepository],
})
export class CommandTicketsModule {}
