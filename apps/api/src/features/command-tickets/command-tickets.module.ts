import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/index.js';
import { ChangePlansModule } from '../change-plans/index.js';
import { ConfirmationsModule } from '../confirmations/index.js';
import { DocumentsModule } from '../documents/index.js';
import { CommandApprovals } from './command-approvals.service.js';
import { CommandTicketsController } from './command-tickets.controller.js';
import {
  CloseCommandApprovalDelegate,
  CloseCommandViolationDelegate,
  FindDangerousCommandsDelegate,
  FreezeCommandApprovalDelegate,
  IssueCommandTicketsDelegate,
  OpenCommandApprovalDelegate,
} from './command-tickets.delegates.js';
import { CommandTicketsRepository } from './command-tickets.repository.js';
import { CommandTickets } from './command-tickets.service.js';
import { CommandTicketViews } from './command-tickets.views.js';
import { IndependentReviewRequirement } from './independent-review.requirement.js';

/** Dangerous commands: double approval, single-use tickets, violations (F-05, S1-54, S1-55). */
@Module({
  imports: [CasesModule, ChangePlansModule, ConfirmationsModule, DocumentsModule],
  controllers: [CommandTicketsController],
  providers: [
    CommandTicketsRepository,
    CommandApprovals,
    CommandTickets,
    CommandTicketViews,
    FindDangerousCommandsDelegate,
    OpenCommandApprovalDelegate,
    FreezeCommandApprovalDelegate,
    IssueCommandTicketsDelegate,
    CloseCommandApprovalDelegate,
    CloseCommandViolationDelegate,
    IndependentReviewRequirement,
  ],
  exports: [CommandTicketsRepository],
})
export class CommandTicketsModule {}
