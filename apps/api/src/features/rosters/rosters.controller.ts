import { Body, Controller, Delete, Get, Param, Post, Put, Query } from '@nestjs/common';
import {
  STAFF_ROLES,
  approveRosterRequest,
  askSwapRequest,
  assignShiftRequest,
  draftRosterRequest,
  dutyShift,
  dutySwap,
  dutySwapList,
  emptyBodySchema,
  handoverRequest,
  roster,
  rosterList,
  rosterQuery,
  signInRequest,
  type ApproveRosterRequest,
  type AskSwapRequest,
  type AssignShiftRequest,
  type DraftRosterRequest,
  type DutyShift,
  type DutySwap,
  type DutySwapList,
  type HandoverRequest,
  type Role,
  type Roster,
  type RosterList,
  type RosterQuery,
  type SignInRequest,
} from '@pledge/contracts';
import { CurrentUser, Endpoint, type SessionUser } from '@pledge/nest';
import { DutyShifts } from './duty-shifts.service.js';
import * as examples from './rosters.examples.js';
import { Rosters } from './rosters.service.js';

/** Whoever names people on duty (S1-30). */
const NAMERS: readonly Role[] = ['manager'];

/** Rosters: draft, change, approve (F-11). */
@Controller('rosters')
export class RostersController {
  constructor(private readonly rosters: Rosters) {}

  @Get()
  @Endpoint({
    roles: STAFF_ROLES,
    summary: { zh: '值班表列表', en: 'Rosters' },
    query: rosterQuery,
    response: rosterList,
    example: { response: { items: [examples.summary] } },
  })
  async list(@Query() query: RosterQuery): Promise<RosterList> {
    return { items: await this.rosters.list(query) };
  }

  @Post()
  @Endpoint({
    roles: NAMERS,
    summary: { zh: '自动排班草稿', en: 'Draft a roster' },
    body: draftRosterRequest,
    response: roster,
    example: { body: { unit: 'default', from: '2026-10-01', to: '2026-10-07' }, response: examples.roster },
  })
  draft(@Body() body: DraftRosterRequest, @CurrentUser() user: SessionUser): Promise<Roster> {
    return this.rosters.draft(body, user.username);
  }

  @Get(':id')
  @Endpoint({
    roles: STAFF_ROLES,
    summary: { zh: '值班表：班次、理由、评分', en: 'A roster with shifts, reasons and scores' },
    response: roster,
    example: { response: examples.roster },
  })
  get(@Param('id') id: string): Promise<Roster> {
    return this.rosters.get(id);
  }

  @Delete(':id')
  @Endpoint({ roles: NAMERS, summary: { zh: '放弃草稿', en: 'Discard a draft' }, status: 204 })
  discard(@Param('id') id: string): Promise<void> {
    return this.rosters.discard(id);
  }

  @Post(':id/approve')
  @Endpoint({
    roles: NAMERS,
    status: 200,
    summary: { zh: '批准值班表', en: 'Approve a roster' },
    body: approveRosterRequest,
    response: roster,
    example: { body: { acceptGaps: false }, response: examples.roster },
  })
  approve(
    @Param('id') id: string,
    @Body() body: ApproveRosterRequest,
    @CurrentUser() user: SessionUser,
  ): Promise<Roster> {
    return this.rosters.approve(id, body.acceptGaps, user.username);
  }
}

/** Single shifts: put somebody on them, sign in, hand over, swap. */
@Controller()
export class DutyShiftsController {
  constructor(
    private readonly rosters: Rosters,
    private readonly shifts: DutyShifts,
  ) {}

  @Put('duty-shifts/:id/person')
  @Endpoint({
    roles: NAMERS,
    summary: { zh: '调整班次人员，须写明理由', en: 'Put somebody else on a shift, with a reason' },
    body: assignShiftRequest,
    response: roster,
    example: { body: { username: 'engineer2', reason: '出差' }, response: examples.roster },
  })
  assign(@Param('id') id: string, @Body() body: AssignShiftRequest, @CurrentUser() user: SessionUser): Promise<Roster> {
    return this.rosters.assign(id, body, user.username);
  }

  @Post('duty-shifts/:id/sign-in')
  @Endpoint({
    roles: STAFF_ROLES,
    status: 200,
    summary: { zh: '上岗签到', en: 'Sign in to a shift' },
    body: signInRequest,
    response: dutyShift,
    example: { body: { phoneOn: true, inLocality: true }, response: examples.shift },
  })
  signIn(@Param('id') id: string, @Body() body: SignInRequest, @CurrentUser() user: SessionUser): Promise<DutyShift> {
    return this.shifts.signIn(id, body, user);
  }

  @Post('duty-shifts/:id/handover')
  @Endpoint({
    roles: STAFF_ROLES,
    status: 200,
    summary: { zh: '交班', en: 'Hand over a shift' },
    body: handoverRequest,
    response: dutyShift,
    example: { body: { note: 'GD-2026-0117 已恢复，待客户确认。' }, response: examples.shift },
  })
  handOver(
    @Param('id') id: string,
    @Body() body: HandoverRequest,
    @CurrentUser() user: SessionUser,
  ): Promise<DutyShift> {
    return this.shifts.handOver(id, body, user);
  }

  @Get('duty-swaps')
  @Endpoint({
    roles: STAFF_ROLES,
    summary: { zh: '待处理的换班', en: 'Swaps that wait for somebody' },
    response: dutySwapList,
    example: { response: { items: [examples.swap] } },
  })
  async swaps(@CurrentUser() user: SessionUser): Promise<DutySwapList> {
    return { items: await this.shifts.swaps(user) };
  }

  @Post('duty-shifts/:id/swap')
  @Endpoint({
    roles: STAFF_ROLES,
    summary: { zh: '申请换班', en: 'Ask for a swap' },
    body: askSwapRequest,
    response: dutySwap,
    example: { body: { other: 'engineer2', reason: '家人住院' }, response: examples.swap },
  })
  askSwap(@Param('id') id: string, @Body() body: AskSwapRequest, @CurrentUser() user: SessionUser): Promise<DutySwap> {
    return this.shifts.askSwap(id, body, user);
  }

  @Post('duty-swaps/:id/accept')
  @Endpoint({
    roles: STAFF_ROLES,
    status: 200,
    summary: { zh: '同意换班', en: 'Accept a swap' },
    body: emptyBodySchema,
    response: dutySwap,
    example: { body: {}, response: examples.swap },
  })
  accept(@Param('id') id: string, @CurrentUser() user: SessionUser): Promise<DutySwap> {
    return this.shifts.acceptSwap(id, user);
  }

  @Post('duty-swaps/:id/refuse')
  @Endpoint({
    roles: STAFF_ROLES,
    status: 200,
    summary: { zh: '拒绝或撤回换班', en: 'Refuse or take back a swap' },
    body: emptyBodySchema,
    response: dutySwap,
    example: { body: {}, response: examples.swap },
  })
  refuse(@Param('id') id: string, @CurrentUser() user: SessionUser): Promise<DutySwap> {
    return this.shifts.refuseSwap(id, user);
  }

  @Post('duty-swaps/:id/approve')
  @Endpoint({
    roles: NAMERS,
    status: 200,
    summary: { zh: '批准换班', en: 'Approve a swap' },
    body: emptyBodySchema,
    response: dutySwap,
    example: { body: {}, response: examples.swap },
  })
  approve(@Param('id') id: string, @CurrentUser() user: SessionUser): Promise<DutySwap> {
    return this.shifts.approveSwap(id, user);
  }
}
