import { Body, Controller, Get, Param, Patch, Post, Req } from '@nestjs/common';
import {
  addSignerSchema,
  changeTaskSchema,
  claimTasksSchema,
  commentTaskSchema,
  completeTasksSchema,
  copyTaskSchema,
  emptyBodySchema,
  remindTaskSchema,
  taskActivitySchema,
  taskCommandResponseSchema,
  taskPersonSchema,
  taskResultsSchema,
  taskSchema,
  type AddSigner,
  type ChangeTask,
  type TaskActivity,
  type TaskResults,
  type TaskView,
} from '@pledge/contracts';
import {
  CurrentUser,
  Endpoint,
  IdempotencyKey,
  type IdempotencyKeyHandle,
  type PledgeRequest,
  type SessionUser,
} from '@pledge/nest';
import { TaskBulkService } from './task-bulk.service.js';
import { TaskOperationsService } from './task-operations.service.js';
import { exampleClaimed, exampleDelegated, exampleDone, exampleHeld, exampleTransferred } from './tasks.examples.js';

/** What people do to tasks beside claiming and completing one (委派, 转办, 加签, 抄送, 催办, 批量). */
@Controller('tasks')
export class TaskOperationsController {
  constructor(
    private readonly operations: TaskOperationsService,
    private readonly bulk: TaskBulkService,
  ) {}

  @Post('claim')
  @Endpoint({
    roles: 'authenticated',
    status: 200,
    settles: true,
    summary: { zh: '批量领取任务，逐个给出结果', en: 'Claim many tasks, with a result for each' },
    body: claimTasksSchema,
    response: taskResultsSchema,
    example: {
      body: { ids: [exampleClaimed.id] },
      response: { results: [{ id: exampleClaimed.id, ok: true, task: exampleClaimed, problem: null }], settled: true },
    },
  })
  async claimMany(
    @Body() body: { ids: string[] },
    @CurrentUser() user: SessionUser,
    @Req() request: PledgeRequest,
  ): Promise<TaskResults> {
    return this.bulk.claim([...new Set(body.ids)], user, request);
  }

  @Post('complete')
  @Endpoint({
    roles: 'authenticated',
    status: 200,
    settles: true,
    summary: { zh: '批量完成任务，逐个给出结果', en: 'Complete many tasks, with a result for each' },
    body: completeTasksSchema,
    response: taskResultsSchema,
    example: {
      body: { tasks: [{ id: exampleDone.id, variables: { approved: true } }] },
      response: {
        results: [
          { id: exampleDone.id, ok: true, task: exampleDone, problem: null },
          {
            id: '0197a0c2-9b1e-7c3a-9d1f-3f6a1c2b4d60',
            ok: false,
            task: null,
            problem: { code: 'TASK_NOT_OPEN', title: '状态冲突', detail: '任务已被处理或取消。' },
          },
        ],
        settled: true,
      },
    },
  })
  async completeMany(
    @Body() body: { tasks: { id: string; variables: Record<string, unknown> }[] },
    @CurrentUser() user: SessionUser,
    @Req() request: PledgeRequest,
  ): Promise<TaskResults> {
    return this.bulk.complete(body.tasks, user, request);
  }

  @Patch(':id')
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '修改期限、跟进时间和优先级', en: 'Change due date, follow-up date and priority' },
    body: changeTaskSchema,
    response: taskSchema,
    example: { body: { dueAt: '2026-03-03T18:00:00+08:00', priority: 80 }, response: exampleClaimed },
  })
  async change(
    @Param('id') id: string,
    @Body() body: ChangeTask,
    @CurrentUser() user: SessionUser,
    @IdempotencyKey() key?: IdempotencyKeyHandle,
  ): Promise<TaskView> {
    return this.operations.change(id, body, user, key);
  }

  @Post(':id/delegate')
  @Endpoint({
    roles: 'authenticated',
    status: 200,
    settles: true,
    summary: { zh: '委派：对方办理完毕后交回本人', en: 'Delegate: it comes back when the delegate is done' },
    body: taskPersonSchema,
    response: taskCommandResponseSchema,
    example: { body: { user: 'engineer' }, response: { ...exampleDelegated, settled: true } },
  })
  async delegate(
    @Param('id') id: string,
    @Body() body: { user: string },
    @CurrentUser() user: SessionUser,
    @IdempotencyKey() key?: IdempotencyKeyHandle,
  ): Promise<TaskView> {
    return this.operations.delegate(id, body.user, user, key);
  }

  @Post(':id/transfer')
  @Endpoint({
    roles: 'authenticated',
    status: 200,
    settles: true,
    summary: { zh: '转办：交给他人办理', en: 'Transfer: somebody else holds it from now on' },
    body: taskPersonSchema,
    response: taskCommandResponseSchema,
    example: { body: { user: 'engineer' }, response: { ...exampleTransferred, settled: true } },
  })
  async transfer(
    @Param('id') id: string,
    @Body() body: { user: string },
    @CurrentUser() user: SessionUser,
    @IdempotencyKey() key?: IdempotencyKeyHandle,
  ): Promise<TaskView> {
    return this.operations.transfer(id, body.user, user, key);
  }

  @Post(':id/add-signer')
  @Endpoint({
    roles: 'authenticated',
    status: 200,
    settles: true,
    summary: {
      zh: '加签（前、后、并行；会签、或签、票签）',
      en: 'Add signers before, after or beside the holder; all, any, or a vote by weight',
    },
    body: addSignerSchema,
    response: taskCommandResponseSchema,
    example: {
      body: {
        users: ['pm', 'manager'],
        position: 'before',
        rule: { kind: 'vote', variable: 'approved', threshold: 3 },
        weights: { pm: 1, manager: 2 },
      },
      response: { ...exampleHeld, settled: true },
    },
  })
  async addSigner(
    @Param('id') id: string,
    @Body() body: AddSigner,
    @CurrentUser() user: SessionUser,
    @IdempotencyKey() key?: IdempotencyKeyHandle,
  ): Promise<TaskView> {
    return this.operations.addSigner(id, body, user, key);
  }

  @Post(':id/remove-signer')
  @Endpoint({
    roles: 'authenticated',
    status: 200,
    settles: true,
    summary: { zh: '减签：去掉尚未处理的加签人', en: 'Remove a signer who has not signed yet' },
    body: taskPersonSchema,
    response: taskCommandResponseSchema,
    example: { body: { user: 'pm' }, response: { ...exampleClaimed, settled: true } },
  })
  async removeSigner(
    @Param('id') id: string,
    @Body() body: { user: string },
    @CurrentUser() user: SessionUser,
    @IdempotencyKey() key?: IdempotencyKeyHandle,
  ): Promise<TaskView> {
    return this.operations.removeSigner(id, body.user, user, key);
  }

  @Post(':id/copy')
  @Endpoint({
    roles: 'authenticated',
    status: 200,
    settles: true,
    summary: { zh: '抄送：对方可以查看', en: 'Copy: the people may see it' },
    body: copyTaskSchema,
    response: taskCommandResponseSchema,
    example: { body: { users: ['manager'] }, response: { ...exampleClaimed, settled: true } },
  })
  async copy(
    @Param('id') id: string,
    @Body() body: { users: string[] },
    @CurrentUser() user: SessionUser,
    @IdempotencyKey() key?: IdempotencyKeyHandle,
  ): Promise<TaskView> {
    return this.operations.copy(id, body.users, user, key);
  }

  @Post(':id/comment')
  @Endpoint({
    roles: 'authenticated',
    status: 200,
    settles: true,
    summary: { zh: '评论；@用户名 会抄送并通知', en: 'Comment; people named with @ are copied and told' },
    body: commentTaskSchema,
    response: taskCommandResponseSchema,
    example: { body: { text: '@manager 请看一下风险' }, response: { ...exampleClaimed, settled: true } },
  })
  async comment(
    @Param('id') id: string,
    @Body() body: { text: string },
    @CurrentUser() user: SessionUser,
    @IdempotencyKey() key?: IdempotencyKeyHandle,
  ): Promise<TaskView> {
    return this.operations.comment(id, body.text, user, key);
  }

  @Post(':id/remind')
  @Endpoint({
    roles: 'authenticated',
    status: 200,
    settles: true,
    summary: { zh: '催办（间隔由流程规定）', en: 'Remind whoever has it; how often is data of the process' },
    body: remindTaskSchema,
    response: taskCommandResponseSchema,
    example: { body: { text: '客户在等' }, response: { ...exampleTransferred, settled: true } },
  })
  async remind(
    @Param('id') id: string,
    @Body() body: { text?: string } | null | undefined,
    @CurrentUser() user: SessionUser,
    @IdempotencyKey() key?: IdempotencyKeyHandle,
  ): Promise<TaskView> {
    return this.operations.remind(id, body?.text, user, key);
  }

  @Post(':id/follow')
  @Endpoint({
    roles: 'authenticated',
    status: 200,
    summary: { zh: '关注任务', en: 'Follow a task' },
    body: emptyBodySchema,
    response: taskSchema,
    example: { body: {}, response: exampleTransferred },
  })
  async follow(@Param('id') id: string, @CurrentUser() user: SessionUser): Promise<TaskView> {
    return this.operations.follow(id, true, user);
  }

  @Post(':id/unfollow')
  @Endpoint({
    roles: 'authenticated',
    status: 200,
    summary: { zh: '取消关注', en: 'Stop following a task' },
    body: emptyBodySchema,
    response: taskSchema,
    example: { body: {}, response: exampleTransferred },
  })
  async unfollow(@Param('id') id: string, @CurrentUser() user: SessionUser): Promise<TaskView> {
    return this.operations.follow(id, false, user);
  }

  @Post(':id/read')
  @Endpoint({
    roles: 'authenticated',
    status: 200,
    summary: { zh: '标记为已阅', en: 'Mark as read' },
    body: emptyBodySchema,
    response: taskSchema,
    example: { body: {}, response: { ...exampleTransferred, read: true } },
  })
  async read(@Param('id') id: string, @CurrentUser() user: SessionUser): Promise<TaskView> {
    return this.operations.read(id, user);
  }

  @Get(':id/activity')
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '评论、抄送、关注和已阅', en: 'Comments, copies, followers and read marks' },
    response: taskActivitySchema,
    example: {
      response: {
        comments: [
          {
            id: '0197a0c2-9b1e-7c3a-9d1f-3f6a1c2b4d61',
            author: 'dispatcher',
            onBehalfOf: null,
            text: '@manager 请看一下风险',
            mentions: ['manager'],
            createdAt: '2026-03-02T10:02:00.000+08:00',
          },
        ],
        copiedTo: ['manager'],
        followers: [],
        reads: [{ username: 'manager', readAt: '2026-03-02T10:03:00.000+08:00' }],
      },
    },
  })
  async activity(@Param('id') id: string, @CurrentUser() user: SessionUser): Promise<TaskActivity> {
    return this.operations.activity(id, user);
  }
}
