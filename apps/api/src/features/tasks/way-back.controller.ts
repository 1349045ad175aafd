import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import {
  returnTargetsSchema,
  returnTaskSchema,
  wayBackResponseSchema,
  withdrawTaskSchema,
  type ReturnTargets,
  type ReturnTask,
  type WayBackAnswer,
  type WithdrawTask,
} from '@pledge/contracts';
import { CurrentUser, Endpoint, IdempotencyKey, type IdempotencyKeyHandle, type SessionUser } from '@pledge/nest';
import { exampleCancelled, exampleDone } from './tasks.examples.js';
import { WayBackService } from './way-back.service.js';

const opened = {
  id: '0197a0c2-9b1e-7c3a-9d1f-3f6a1c2b4d62',
  elementId: 'assess',
  name: '受理定级',
  assignee: 'dispatcher',
};
const cancelled = { id: exampleCancelled.id, elementId: 'visit', name: '上门处理', assignee: 'engineer' };
const token = {
  elementId: 'visit',
  elementInstanceId: '0197a0c2-9b1e-7c3a-9d1f-3f6a1c2b4d63',
  elementType: 'userTask',
  name: '上门处理',
};

/** Going back (退回, 撤回). */
@Controller('tasks')
export class WayBackController {
  constructor(private readonly wayBack: WayBackService) {}

  @Post(':id/return')
  @Endpoint({
    roles: 'authenticated',
    status: 200,
    settles: true,
    summary: {
      zh: '退回到流程经过的任务；dryRun 只预览会取消的令牌和任务',
      en: 'Return to a task that was passed; dryRun only shows which tokens and tasks would be cancelled',
    },
    body: returnTaskSchema,
    response: wayBackResponseSchema,
    example: {
      body: { targetElementId: 'assess', reason: '级别有误，请重新定级' },
      response: {
        ...exampleCancelled,
        dryRun: false,
        cancelledTokens: [token],
        cancelledTasks: [cancelled],
        openedTasks: [opened],
        settled: true,
      },
    },
  })
  async return(
    @Param('id') id: string,
    @Body() body: ReturnTask,
    @CurrentUser() user: SessionUser,
    @IdempotencyKey() key?: IdempotencyKeyHandle,
  ): Promise<WayBackAnswer> {
    return this.wayBack.return(id, body, user, key);
  }

  @Get(':id/return-targets')
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '可以退回到的任务', en: 'Tasks that one may return to' },
    response: returnTargetsSchema,
    example: {
      response: {
        items: [
          {
            elementId: 'assess',
            name: '受理定级',
            completedBy: 'dispatcher',
            completedAt: '2026-03-02T10:05:00.000+08:00',
            cancels: 1,
          },
        ],
      },
    },
  })
  async targets(@Param('id') id: string, @CurrentUser() user: SessionUser): Promise<ReturnTargets> {
    return this.wayBack.targets(id, user);
  }

  @Post(':id/withdraw')
  @Endpoint({
    roles: 'authenticated',
    status: 200,
    settles: true,
    summary: {
      zh: '撤回自己完成的任务（后续任务尚无人处理）',
      en: 'Take back a task that one completed, while nobody has touched what came of it',
    },
    body: withdrawTaskSchema,
    response: wayBackResponseSchema,
    example: {
      body: { reason: '填错了' },
      response: {
        ...exampleDone,
        dryRun: false,
        cancelledTokens: [token],
        cancelledTasks: [{ ...cancelled, assignee: null }],
        openedTasks: [opened],
        settled: true,
      },
    },
  })
  async withdraw(
    @Param('id') id: string,
    @Body() body: WithdrawTask,
    @CurrentUser() user: SessionUser,
    @IdempotencyKey() key?: IdempotencyKeyHandle,
  ): Promise<WayBackAnswer> {
    return this.wayBack.withdraw(id, body, user, key);
  }
}
