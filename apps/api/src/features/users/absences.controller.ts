import { Controller, Get } from '@nestjs/common';
import { STAFF_ROLES, substituteListSchema, type SubstituteList } from '@pledge/contracts';
import { CurrentUser, Endpoint, type SessionUser } from '@pledge/nest';
import { SubstitutesService } from './substitutes.service.js';

/** Who is away, and who stands in for whom (代理). */
@Controller('substitutes')
export class AbsencesController {
  constructor(private readonly substitutes: SubstitutesService) {}

  @Get()
  @Endpoint({
    roles: STAFF_ROLES,
    summary: {
      zh: '未结束的代理：管理员看到全部，其他人看到与自己有关的',
      en: 'Substitutions that are not over: all of them for administrators, else those that concern the person',
    },
    response: substituteListSchema,
    example: {
      response: {
        items: [
          {
            username: 'li.na',
            user: 'wang.qiang',
            from: '2026-03-02T00:00:00.000+08:00',
            to: '2026-03-09T00:00:00.000+08:00',
          },
        ],
        nextCursor: null,
      },
    },
  })
  async list(@CurrentUser() user: SessionUser): Promise<SubstituteList> {
    return { items: await this.substitutes.list(user), nextCursor: null };
  }
}
