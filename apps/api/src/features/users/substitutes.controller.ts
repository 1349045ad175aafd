import { Body, Controller, Delete, Get, Param, Put } from '@nestjs/common';
import {
  STAFF_ROLES,
  putSubstituteSchema,
  substituteResponseSchema,
  substituteSchema,
  type PutSubstitute,
  type Substitute,
  type SubstituteAnswer,
} from '@pledge/contracts';
import { CurrentUser, Endpoint, type SessionUser } from '@pledge/nest';
import { SubstitutesService } from './substitutes.service.js';

const example = {
  username: 'li.na',
  user: 'wang.qiang',
  from: '2026-03-02T00:00:00.000+08:00',
  to: '2026-03-09T00:00:00.000+08:00',
};

/** Substitutes during absence (代理人): the substitute sees and may do the tasks of the absent person. */
@Controller('users')
export class SubstitutesController {
  constructor(private readonly substitutes: SubstitutesService) {}

  @Get(':username/substitute')
  @Endpoint({
    roles: STAFF_ROLES,
    summary: { zh: '查看代理人（本人或管理员）', en: 'Who stands in for a person; oneself or an administrator' },
    response: substituteResponseSchema,
    example: { response: { substitute: example } },
  })
  async get(@Param('username') username: string, @CurrentUser() user: SessionUser): Promise<SubstituteAnswer> {
    return { substitute: await this.substitutes.get(username, user) };
  }

  @Put(':username/substitute')
  @Endpoint({
    roles: STAFF_ROLES,
    summary: {
      zh: '设置不在岗期间的代理人（本人或管理员）',
      en: 'Name who does a person’s tasks during an absence; oneself or an administrator',
    },
    body: putSubstituteSchema,
    response: substituteSchema,
    example: { body: { user: example.user, from: example.from, to: example.to }, response: example },
  })
  async put(
    @Param('username') username: string,
    @Body() body: PutSubstitute,
    @CurrentUser() user: SessionUser,
  ): Promise<Substitute> {
    return this.substitutes.put(username, body, user);
  }

  @Delete(':username/substitute')
  @Endpoint({
    roles: STAFF_ROLES,
    summary: { zh: '取消代理人（本人或管理员）', en: 'End a substitution; oneself or an administrator' },
    response: substituteResponseSchema,
    example: { response: { substitute: null } },
  })
  async remove(@Param('username') username: string, @CurrentUser() user: SessionUser): Promise<SubstituteAnswer> {
    await this.substitutes.remove(username, user);
    return { substitute: null };
  }
}
