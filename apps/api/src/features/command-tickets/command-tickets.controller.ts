import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import {
  askForCommandsSchema,
  createdCommandApprovalSchema,
  createdCommandViolationSchema,
  planCommandsSchema,
  reportCommandViolationSchema,
  STAFF_ROLES,
  takeCommandTicketSchema,
  useCommandTicketSchema,
  type AskForCommands,
  type CreatedCommandApproval,
  type CreatedCommandViolation,
  type PlanCommands,
  type ReportCommandViolation,
  type TakeCommandTicket,
  type UseCommandTicket,
} from '@pledge/contracts';
import { CurrentUser, Endpoint, type SessionUser } from '@pledge/nest';
import { PLAN_WRITERS } from '../change-plans/index.js';
import { CommandApprovals } from './command-approvals.service.js';
import { commandTicketExamples as examples } from './command-tickets.examples.js';
import { CommandTicketViews } from './command-tickets.views.js';
import { CommandViolations } from './command-violations.service.js';
import { TicketUses } from './ticket-uses.service.js';

/** Dangerous commands of change plans (F-05): asked for, tickets taken and reported, and work found without one. */
@Controller()
export class CommandTicketsController {
  constructor(
    private readonly approvals: CommandApprovals,
    private readonly uses: TicketUses,
    private readonly violations: CommandViolations,
    private readonly views: CommandTicketViews,
  ) {}

  @Get('change-plans/:id/commands')
  @Endpoint({
    roles: 'authenticated',
    summary: {
      zh: '方案的高危命令：审批、执行票、无票操作',
      en: 'Dangerous commands of a plan: approvals, tickets, violations',
    },
    response: planCommandsSchema,
    example: { response: examples.planCommands },
  })
  ofPlan(@Param('id') id: string, @CurrentUser() user: SessionUser): Promise<PlanCommands> {
    return this.views.ofPlan(id, user);
  }

  @Post('change-plans/:id/command-approvals')
  @Endpoint({
    roles: PLAN_WRITERS,
    settles: true,
    summary: {
      zh: '申请高危操作（上级与客户双重审批）',
      en: 'Ask for dangerous commands (superior and customer approve)',
    },
    body: askForCommandsSchema,
    response: createdCommandApprovalSchema,
    example: { body: {}, response: { id: examples.id, settled: true } },
  })
  async ask(
    @Param('id') id: string,
    @Body() body: AskForCommands,
    @CurrentUser() user: SessionUser,
  ): Promise<CreatedCommandApproval> {
    return { id: await this.approvals.ask(id, body, user) };
  }

  @Post('command-tickets/:id/take')
  @Endpoint({
    roles: PLAN_WRITERS,
    status: 200,
    summary: {
      zh: '取用执行票：核对设备与命令，此后方可执行；只能取用一次',
      en: 'Take a ticket: device and command are checked, then the command may be run; once',
    },
    body: takeCommandTicketSchema,
    response: planCommandsSchema,
    example: { body: { device: 'CR-LZ-0001', command: 'reboot' }, response: examples.planCommands },
  })
  async take(
    @Param('id') id: string,
    @Body() body: TakeCommandTicket,
    @CurrentUser() user: SessionUser,
  ): Promise<PlanCommands> {
    return this.views.ofPlan(await this.uses.take(id, body, user), user);
  }

  @Post('command-tickets/:id/use')
  @Endpoint({
    roles: PLAN_WRITERS,
    status: 200,
    summary: {
      zh: '登记已取用执行票的结果：输出、旁证人、会话录屏',
      en: 'Report what came of a taken ticket: output, witness, recording of the session',
    },
    body: useCommandTicketSchema,
    response: planCommandsSchema,
    example: {
      body: { output: 'System is going down for reboot NOW!', witness: 'engineer2' },
      response: examples.planCommands,
    },
  })
  async use(
    @Param('id') id: string,
    @Body() body: UseCommandTicket,
    @CurrentUser() user: SessionUser,
  ): Promise<PlanCommands> {
    return this.views.ofPlan(await this.uses.report(id, body, user), user);
  }

  @Post('change-plans/:id/command-violations')
  @Endpoint({
    roles: STAFF_ROLES,
    settles: true,
    summary: { zh: '上报无票高危操作，启动审查', en: 'Report dangerous work without a ticket; a review opens' },
    body: reportCommandViolationSchema,
    response: createdCommandViolationSchema,
    example: {
      body: { device: 'CR-LZ-0001', command: 'reboot', note: '窗口关闭后执行' },
      response: { id: examples.id, settled: true },
    },
  })
  async report(
    @Param('id') id: string,
    @Body() body: ReportCommandViolation,
    @CurrentUser() user: SessionUser,
  ): Promise<CreatedCommandViolation> {
    return { id: await this.violations.report(id, body, user) };
  }
}
