import { Body, Controller, Delete, Get, Param, Post, Put, Query } from '@nestjs/common';
import {
  STAFF_ROLES,
  changeDutyLeaveRequest,
  createDutyLeaveRequest,
  createKeyPeriodRequest,
  dutyLeave,
  dutyLeaveList,
  dutyPerson,
  dutyPersonList,
  dutyPeopleQuery,
  dutyStripList,
  dutyStripsRequest,
  dutyUnit,
  dutyUnitList,
  keyPeriod,
  keyPeriodFreezeQuery,
  keyPeriodList,
  dutyDaysQuery,
  onDuty,
  onDutyQuery,
  saveDutyPersonRequest,
  saveDutyUnitRequest,
  type ChangeDutyLeaveRequest,
  type CreateDutyLeaveRequest,
  type CreateKeyPeriodRequest,
  type DutyDaysQuery,
  type DutyLeave,
  type DutyLeaveList,
  type DutyPeopleQuery,
  type DutyPerson,
  type DutyPersonList,
  type DutyStripList,
  type DutyStripsRequest,
  type DutyUnit,
  type DutyUnitList,
  type KeyPeriod,
  type KeyPeriodFreezeQuery,
  type KeyPeriodList,
  type OnDuty,
  type OnDutyQuery,
  type Role,
  type SaveDutyPersonRequest,
  type SaveDutyUnitRequest,
} from '@pledge/contracts';
import { CurrentUser, Endpoint, scopeOf, type SessionUser } from '@pledge/nest';
import { fromIso } from '@pledge/time';
import { DutyPeople } from './duty-people.service.js';
import { dutyStrips } from './duty-strips.js';
import { DutyUnits } from './duty-units.service.js';
import { KeyPeriods } from './key-periods.service.js';
import { OnDutyNow } from './on-duty.service.js';
import * as examples from './rosters.examples.js';

/** Whoever names people on duty (S1-30). */
const NAMERS: readonly Role[] = ['manager'];
const { id: _id, revision: _revision, ...unitRules } = examples.unit;
const { unit, skills, inRotation, homePhone, place } = examples.person;
const { username: _who, ...changedLeave } = examples.leaveBody;
const { id: _period, partyName: _name, createdBy: _by, reinforced: _roster, ...periodBody } = examples.keyPeriodExample;

/** Units, their rules and people, who is away, key periods, and who is on duty now. */
@Controller()
export class DutyController {
  constructor(
    private readonly units: DutyUnits,
    private readonly people: DutyPeople,
    private readonly now: OnDutyNow,
    private readonly periods: KeyPeriods,
  ) {}

  @Get('on-duty')
  @Endpoint({
    roles: STAFF_ROLES,
    summary: { zh: '现在谁值班', en: 'Who is on duty' },
    query: onDutyQuery,
    response: onDuty,
    example: { response: examples.onDutyNow },
  })
  onDuty(@Query() query: OnDutyQuery): Promise<OnDuty> {
    return this.now.at(query);
  }

  @Get('duty-units')
  @Endpoint({
    roles: STAFF_ROLES,
    summary: { zh: '值班单位与规则', en: 'Duty units and their rules' },
    response: dutyUnitList,
    example: { response: { items: [examples.unit] } },
  })
  async listUnits(): Promise<DutyUnitList> {
    return { items: await this.units.list() };
  }

  @Post('duty-units/strips')
  @Endpoint({
    roles: STAFF_ROLES,
    status: 200,
    summary: { zh: '各类日子由哪条规则值班，不保存', en: 'Which duty rule wins when; stores nothing' },
    body: dutyStripsRequest,
    response: dutyStripList,
    example: {
      body: { changeOver: examples.unit.changeOver, rules: examples.unit.rules },
      response: { items: dutyStrips(examples.unit) },
    },
  })
  strips(@Body() body: DutyStripsRequest): DutyStripList {
    return { items: dutyStrips(body) };
  }

  @Put('duty-units/:id')
  @Endpoint({
    roles: NAMERS,
    summary: { zh: '保存值班规则；不带 revision 则新建', en: 'Save duty rules; without a revision a new unit' },
    body: saveDutyUnitRequest,
    response: dutyUnit,
    example: { body: unitRules, response: examples.unit },
  })
  saveUnit(
    @Param('id') id: string,
    @Body() body: SaveDutyUnitRequest,
    @CurrentUser() user: SessionUser,
  ): Promise<DutyUnit> {
    return this.units.save(id, body, user.username);
  }

  @Get('duty-people')
  @Endpoint({
    roles: STAFF_ROLES,
    summary: { zh: '24 小时联系方式表', en: '24-hour contact list' },
    query: dutyPeopleQuery,
    response: dutyPersonList,
    example: { response: { items: [examples.person] } },
  })
  async listPeople(@Query() query: DutyPeopleQuery): Promise<DutyPersonList> {
    return { items: await this.people.list(query.unit) };
  }

  @Put('duty-people/:username')
  @Endpoint({
    roles: NAMERS,
    summary: { zh: '保存值班人员', en: 'Save a person of the rotation' },
    body: saveDutyPersonRequest,
    response: dutyPerson,
    example: { body: { unit, skills, inRotation, homePhone, place }, response: examples.person },
  })
  savePerson(@Param('username') username: string, @Body() body: SaveDutyPersonRequest): Promise<DutyPerson> {
    return this.people.save(username, body);
  }

  @Get('duty-leaves')
  @Endpoint({
    roles: STAFF_ROLES,
    summary: { zh: '请假与提前放假', en: 'Leave and early leave' },
    query: dutyDaysQuery,
    response: dutyLeaveList,
    example: { response: { items: [examples.leave] } },
  })
  async listLeaves(@Query() query: DutyDaysQuery): Promise<DutyLeaveList> {
    return { items: await this.people.leaves(query.from, query.to) };
  }

  @Post('duty-leaves')
  @Endpoint({
    roles: NAMERS,
    summary: { zh: '登记请假', en: 'Enter leave' },
    body: createDutyLeaveRequest,
    response: dutyLeave,
    example: { body: examples.leaveBody, response: examples.leave },
  })
  addLeave(@Body() body: CreateDutyLeaveRequest, @CurrentUser() user: SessionUser): Promise<DutyLeave> {
    return this.people.addLeave(body, user.username);
  }

  @Put('duty-leaves/:id')
  @Endpoint({
    roles: NAMERS,
    summary: { zh: '修改请假', en: 'Change leave' },
    body: changeDutyLeaveRequest,
    response: dutyLeave,
    example: { body: changedLeave, response: examples.leave },
  })
  changeLeave(
    @Param('id') id: string,
    @Body() body: ChangeDutyLeaveRequest,
    @CurrentUser() user: SessionUser,
  ): Promise<DutyLeave> {
    return this.people.changeLeave(id, body, user.username);
  }

  @Delete('duty-leaves/:id')
  @Endpoint({ roles: NAMERS, summary: { zh: '取消请假', en: 'Remove leave' }, status: 204 })
  removeLeave(@Param('id') id: string): Promise<void> {
    return this.people.removeLeave(id);
  }

  @Get('key-periods')
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '重点保障期；客户只看到自己的', en: 'Key periods; a customer sees the own ones' },
    query: dutyDaysQuery,
    response: keyPeriodList,
    example: { response: { items: [examples.keyPeriodExample] } },
  })
  async listPeriods(@Query() query: DutyDaysQuery, @CurrentUser() user: SessionUser): Promise<KeyPeriodList> {
    return { items: await this.periods.list(fromIso(query.from), fromIso(query.to) + 86_400_000, scopeOf(user)) };
  }

  @Get('key-periods/freezes')
  @Endpoint({
    roles: STAFF_ROLES,
    summary: { zh: '某客户在一段时间内是否封网', en: 'Whether changes at a customer are frozen in a stretch of time' },
    query: keyPeriodFreezeQuery,
    response: keyPeriodList,
    example: { response: { items: [examples.keyPeriodExample] } },
  })
  async freezes(@Query() query: KeyPeriodFreezeQuery): Promise<KeyPeriodList> {
    return { items: await this.periods.freezes(query.partyId, fromIso(query.from), fromIso(query.to)) };
  }

  @Post('key-periods')
  @Endpoint({
    roles: ['pm', 'manager'],
    summary: { zh: '登记客户指定的保障期', en: 'Enter a key period that a customer named' },
    body: createKeyPeriodRequest,
    response: keyPeriod,
    example: { body: periodBody, response: examples.keyPeriodExample },
  })
  addPeriod(@Body() body: CreateKeyPeriodRequest, @CurrentUser() user: SessionUser): Promise<KeyPeriod> {
    return this.periods.add(body, user.username);
  }

  @Put('key-periods/:id')
  @Endpoint({
    roles: ['pm', 'manager'],
    summary: { zh: '修改保障期', en: 'Change a key period' },
    body: createKeyPeriodRequest,
    response: keyPeriod,
    example: { body: periodBody, response: examples.keyPeriodExample },
  })
  changePeriod(@Param('id') id: string, @Body() body: CreateKeyPeriodRequest): Promise<KeyPeriod> {
    return this.periods.change(id, body);
  }

  @Delete('key-periods/:id')
  @Endpoint({ roles: ['pm', 'manager'], summary: { zh: '取消保障期', en: 'Remove a key period' }, status: 204 })
  removePeriod(@Param('id') id: string): Promise<void> {
    return this.periods.remove(id);
  }
}
