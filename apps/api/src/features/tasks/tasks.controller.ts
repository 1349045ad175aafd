import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import {
  emptyBodySchema,
  taskCommandResponseSchema,
  taskFormSchema,
  taskListSchema,
  taskQuerySchema,
  taskSchema,
  taskVariablesSchema,
  type ListOf,
  type TaskForm,
  type TaskView,
} from '@pledge/contracts';
import { CurrentUser, Endpoint, IdempotencyKey, type IdempotencyKeyHandle, type SessionUser } from '@pledge/nest';
import { exampleClaimed, exampleDone, exampleTask } from './tasks.examples.js';
import { TasksService, type TaskFilter } from './tasks.service.js';

/** Inboxes and user tasks: everybody sees their own and their groups', customers those of their party. */
@Controller('tasks')
export class TasksController {
  constructor(private readonly tasks: TasksService) {}

  @Get()
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '任务列表，最紧急的在前', en: 'Tasks, the most urgent first' },
    query: taskQuerySchema,
    response: taskListSchema,
    example: { response: { items: [exampleTask], nextCursor: null, total: 1 } },
  })
  async list(@Query() query: TaskFilter, @CurrentUser() user: SessionUser): Promise<ListOf<TaskView>> {
    return this.tasks.list(query, user);
  }

  @Get(':id')
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '任务', en: 'One task' },
    response: taskSchema,
    example: { response: exampleTask },
  })
  async get(@Param('id') id: string, @CurrentUser() user: SessionUser): Promise<TaskView> {
    return this.tasks.get(id, user);
  }

  @Get(':id/form')
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '任务的表单、显示的变量和草稿', en: 'Form of a task, the variables it shows, and the draft' },
    response: taskFormSchema,
    example: {
      response: { schema: { type: 'default', components: [] }, variables: { title: '核心路由器不可达' }, draft: null },
    },
  })
  async form(@Param('id') id: string, @CurrentUser() user: SessionUser): Promise<TaskForm> {
    return this.tasks.form(id, user);
  }

  @Post(':id/claim')
  @Endpoint({
    roles: 'authenticated',
    status: 200,
    settles: true,
    summary: { zh: '领取任务', en: 'Claim a task' },
    body: emptyBodySchema,
    response: taskCommandResponseSchema,
    example: { body: {}, response: { ...exampleClaimed, settled: true } },
  })
  async claim(
    @Param('id') id: string,
    @CurrentUser() user: SessionUser,
    @IdempotencyKey() key?: IdempotencyKeyHandle,
  ): Promise<TaskView> {
    return this.tasks.claim(id, user, key);
  }

  @Post(':id/unclaim')
  @Endpoint({
    roles: 'authenticated',
    status: 200,
    settles: true,
    summary: { zh: '退回任务到待领取', en: 'Give a claimed task back to its group' },
    body: emptyBodySchema,
    response: taskCommandResponseSchema,
    example: { body: {}, response: { ...exampleTask, settled: true } },
  })
  async unclaim(@Param('id') id: string, @CurrentUser() user: SessionUser): Promise<TaskView> {
    return this.tasks.unclaim(id, user);
  }

  @Post(':id/draft')
  @Endpoint({
    roles: 'authenticated',
    status: 200,
    summary: { zh: '保存草稿', en: 'Save what was typed so far' },
    body: taskVariablesSchema,
    response: taskSchema,
    example: { body: { variables: { faultKind: 'hardware' } }, response: exampleClaimed },
  })
  async draft(
    @Param('id') id: string,
    @Body() body: { variables: Record<string, unknown> },
    @CurrentUser() user: SessionUser,
  ): Promise<TaskView> {
    return this.tasks.saveDraft(id, body.variables, user);
  }

  @Post(':id/complete')
  @Endpoint({
    roles: 'authenticated',
    status: 200,
    settles: true,
    summary: { zh: '完成任务（按表单检查）', en: 'Complete a task; the answers are checked against its form' },
    body: taskVariablesSchema,
    response: taskCommandResponseSchema,
    example: {
      body: {
        variables: { impact: 'paralysed', faultKind: 'hardware', alreadyComplained: false, simpleProblem: false },
      },
      response: { ...exampleDone, settled: true },
    },
  })
  async complete(
    @Param('id') id: string,
    @Body() body: { variables: Record<string, unknown> },
    @CurrentUser() user: SessionUser,
    @IdempotencyKey() key?: IdempotencyKeyHandle,
  ): Promise<TaskView> {
    return this.tasks.complete(id, body.variables, user, key);
  }
}
