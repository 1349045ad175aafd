import { Controller, Get, Query } from '@nestjs/common';
import {
  personalAccessList,
  personalAccessQuery,
  type PersonalAccessList,
  type PersonalAccessQuery,
} from '@pledge/contracts';
import { CurrentUser, Endpoint, type SessionUser } from '@pledge/nest';
import { AccessLog } from './access-log.service.js';

const example: PersonalAccessList = {
  items: [
    {
      id: '0197a0c2-9e1e-7c3a-9d1f-3f6a1c2b4d5e',
      kind: 'case',
      ref: 'GD-2026-0001',
      by: '陈静（客户代表）',
      at: '2026-03-02T09:41:00.000+08:00',
    },
  ],
  nextCursor: null,
};

/** What a customer may know about the use of the personal data of its people. */
@Controller()
export class PersonalDataController {
  constructor(private readonly log: AccessLog) {}

  @Get('personal-data/accesses')
  @Endpoint({
    roles: ['customer', 'dispatcher', 'pm', 'manager', 'supervisor'],
    summary: { zh: '谁在何时查看了客户人员的个人信息', en: 'Who looked at personal data of customers, and when' },
    query: personalAccessQuery,
    response: personalAccessList,
    example: { response: example },
  })
  accesses(@Query() query: PersonalAccessQuery, @CurrentUser() user: SessionUser): Promise<PersonalAccessList> {
    return this.log.list(user, query);
  }
}
