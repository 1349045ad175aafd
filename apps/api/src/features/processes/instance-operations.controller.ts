import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import {
  OPERATION_ROLES,
  modificationResultSchema,
  modificationSchema,
  plainInstruction,
  replanTimerSchema,
  replannedTimerSchema,
  type Modification,
  type ModificationAnswer,
  type ReplanTimer,
} from '@pledge/contracts';
import {
  CLOCK,
  CurrentUser,
  Endpoint,
  IdempotencyKey,
  PLATFORM_OPTIONS,
  PROCESS_ENGINE,
  type IdempotencyKeyHandle,
  type PlatformOptions,
  type SessionUser,
} from '@pledge/nest';
import { Problem, type Clock, type ModificationResult, type ProcessEngine } from '@pledge/runtime';
import { addDuration, parseDuration } from '@pledge/time';
import { SiteTime } from './site-time.js';

const exampleResult = {
  id: '0197a0c2-6b1e-7c3a-9d1f-3f6a1c2b4d5e',
  dryRun: true,
  state: 'active',
  activeElements: [
    {
      elementId: 'dispatch',
      elementInstanceId: '0197a0c2-7b1e-7c3a-9d1f-3f6a1c2b4d60',
      elementType: 'userTask',
      name: '派单',
    },
  ],
  entered: [
    { elementId: 'dispatch', elementInstanceId: '0197a0c2-7b1e-7c3a-9d1f-3f6a1c2b4d60', elementType: 'userTask' },
  ],
  cancelled: [
    { elementId: 'assess', elementInstanceId: '0197a0c2-7b1e-7c3a-9d1f-3f6a1c2b4d5e', elementType: 'userTask' },
  ],
  incidents: [],
};

/** What operators do by hand to running instances and their timers. */
@Controller()
export class InstanceOperationsController {
  constructor(
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PLATFORM_OPTIONS) private readonly options: PlatformOptions,
    private readonly time: SiteTime,
  ) {}

  @Post('process-instances/:id/modifications')
  @Endpoint({
    roles: OPERATION_ROLES,
    status: 200,
    settles: true,
    summary: {
      zh: '移动、新增或移除令牌（dryRun=true 时只预演）',
      en: 'Move, add or remove tokens; with dryRun=true only show what would happen',
    },
    body: modificationSchema,
    response: modificationResultSchema,
    example: {
      body: {
        instructions: [{ type: 'move', elementId: 'assess', target: 'dispatch' }],
        reason: '已电话定级',
        dryRun: true,
      },
      response: { ...exampleResult, settled: true },
    },
  })
  async modify(
    @Param('id') id: string,
    @Body() body: Modification,
    @CurrentUser() user: SessionUser,
    @IdempotencyKey() key: IdempotencyKeyHandle | undefined,
  ): Promise<ModificationAnswer> {
    const { instructions, ...rest } = body;
    const request = { ...rest, instructions: instructions.map(plainInstruction) };
    const claim = key?.claim((result) => answerOf(result as ModificationResult));
    return answerOf(await this.engine.modifyInstance(id, request, { userId: user.username }, claim));
  }

  @Post('jobs/:id/replan')
  @Endpoint({
    roles: OPERATION_ROLES,
    status: 200,
    settles: true,
    summary: { zh: '改期正在运行的定时器', en: 'Give a running timer another time' },
    body: replanTimerSchema,
    response: replannedTimerSchema,
    example: {
      body: { dueAt: '2026-03-02T18:00:00.000+08:00', reason: '客户推迟停机窗口' },
      response: {
        id: '0197a0c2-8b1e-7c3a-9d1f-3f6a1c2b4d5e',
        processInstanceId: exampleResult.id,
        dueAt: '2026-03-02T18:00:00.000+08:00',
        settled: true,
      },
    },
  })
  async replan(
    @Param('id') id: string,
    @Body() body: ReplanTimer,
    @CurrentUser() user: SessionUser,
    @IdempotencyKey() key: IdempotencyKeyHandle | undefined,
  ): Promise<{ id: string; processInstanceId: string; dueAt: string }> {
    const answer = (result: unknown): { id: string; processInstanceId: string; dueAt: string } => {
      const { jobId, instanceId, dueAt } = result as Awaited<ReturnType<ProcessEngine['replanTimer']>>;
      return { id: jobId, processInstanceId: instanceId, dueAt: this.time.iso(dueAt) };
    };
    const request = { dueAt: this.instantOf(body), reason: body.reason };
    return answer(await this.engine.replanTimer(id, request, { userId: user.username }, key?.claim(answer)));
  }

  /** Epoch ms. @throws Problem DURATION_INVALID */
  private instantOf({ dueAt, in: after = '' }: ReplanTimer): number {
    if (dueAt !== undefined) return Date.parse(dueAt);
    try {
      return addDuration(this.clock.now(), parseDuration(after), this.options.zone);
    } catch {
      throw new Problem('invalid', 'DURATION_INVALID', { text: after }, [{ field: 'in' }]);
    }
  }
}

function answerOf({ instanceId, status, incidents, ...rest }: ModificationResult): ModificationAnswer {
  return {
    ...rest,
    id: instanceId,
    state: status === 'active' && incidents.length > 0 ? 'incident' : status,
    activeElements: [...rest.activeElements],
    entered: [...rest.entered],
    cancelled: [...rest.cancelled],
    incidents: [...incidents],
  };
}
