import { Controller, Get, Query } from '@nestjs/common';
import { STAFF_ROLES, boardQuerySchema, boardSchema, type Board, type BoardQuery } from '@pledge/contracts';
import { CurrentUser, Endpoint, type SessionUser } from '@pledge/nest';
import { BoardsService } from './boards.service.js';

const promise = {
  clockId: 'GD-2026-0001/SLA-024',
  caseNumber: 'GD-2026-0001',
  title: '核心路由器不可达',
  customerName: '甘肃联通',
  owner: 'engineer',
  metric: 'onsite_arrival',
  metricName: { zh: '到场', en: 'On site' },
  severity: 'T1',
  dueAt: '2026-03-02T12:00:00.000+08:00',
};
const step = { definitionId: '0197a0c2-5b1e-7c3a-9d1f-3f6a1c2b4d5e', elementId: 'travel', name: '出发前往现场' };

/** The manager's board. */
@Controller('board')
export class BoardsController {
  constructor(private readonly boards: BoardsService) {}

  @Get()
  @Endpoint({
    roles: STAFF_ROLES,
    summary: {
      zh: '看板：今天到期、在办数量、超时环节；经理及以上看全部，其他人看与自己有关的',
      en: 'Board: due today, load, where promises break; managers and above see all, others what is their own',
    },
    query: boardQuerySchema,
    response: boardSchema,
    example: {
      response: {
        at: '2026-03-02T10:00:00.000+08:00',
        scope: 'all',
        due: { today: 1, overdue: 0, items: [promise] },
        load: [{ username: 'engineer', open: 4, overdue: 1, dueToday: 2 }],
        breaches: {
          from: '2026-01-31T00:00:00.000+08:00',
          total: 1,
          byStep: [{ ...step, count: 1 }],
          byMetric: [{ metric: promise.metric, metricName: promise.metricName, count: 1 }],
          items: [
            {
              ...promise,
              dueAt: '2026-03-01T12:00:00.000+08:00',
              stoppedAt: '2026-03-01T12:20:00.000+08:00',
              steps: [step],
            },
          ],
        },
      },
    },
  })
  board(@Query() query: BoardQuery, @CurrentUser() user: SessionUser): Promise<Board> {
    return this.boards.board(query.days, user);
  }
}
