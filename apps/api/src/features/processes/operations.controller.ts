import { createHash } from 'node:crypto';
import { Body, Controller, Get, Headers, Inject, Param, Post, Query } from '@nestjs/common';
import {
  OPERATION_ROLES,
  decisionResultSchema,
  evaluateDecisionSchema,
  incidentListSchema,
  incidentQuerySchema,
  incidentSchema,
  jobListSchema,
  jobQuerySchema,
  messageResponseSchema,
  messageSchema,
  retryIncidentSchema,
  signalResponseSchema,
  signalSchema,
  type DecisionResult,
  type IncidentView,
  type JobView,
  type ListOf,
} from '@pledge/contracts';
import {
  CurrentUser,
  Endpoint,
  IdempotencyKey,
  PROCESS_ENGINE,
  type IdempotencyKeyHandle,
  type SessionUser,
} from '@pledge/nest';
import { Problem, type MessageRequest, type MessageResult, type ProcessEngine } from '@pledge/runtime';
import { z } from 'zod';
import { incidentView, jobView } from './processes.views.js';
import { SiteTime } from './site-time.js';

interface Paged {
  readonly limit: number;
  readonly cursor?: string;
  readonly processInstanceId?: string;
}
interface JobParams extends Paged {
  readonly businessKey?: string;
  readonly elementId?: string;
  readonly type?: string;
  readonly state?: string;
}
interface IncidentParams extends Paged {
  readonly businessKey?: string;
  readonly key?: string;
  readonly definitionId?: string;
  readonly elementId?: string;
  readonly code?: string;
  readonly state?: 'open' | 'resolved';
}
const exampleIncident = {
  id: '0197a0c2-8b1e-7c3a-9d1f-3f6a1c2b4d5e',
  processInstanceId: '0197a0c2-6b1e-7c3a-9d1f-3f6a1c2b4d5e',
  jobId: null,
  elementId: 'render',
  code: 'EXPRESSION_FAILED',
  message: 'severity is null',
  createdAt: '2026-03-02T10:00:00.000+08:00',
  resolvedAt: null,
};

/** Messages, signals, jobs, incidents and decisions: for administrators and operators. */
@Controller()
export class OperationsController {
  constructor(
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    private readonly time: SiteTime,
  ) {}

  @Post('messages')
  @Endpoint({
    roles: OPERATION_ROLES,
    status: 200,
    settles: true,
    summary: { zh: '发布消息', en: 'Publish a message' },
    body: messageSchema,
    response: messageResponseSchema,
    example: {
      body: {
        name: 'engineer-appointed',
        correlationKey: 'GD-2026-0001',
        variables: { engineer: 'engineer2' },
        timeToLive: 'PT1H',
      },
      response: { id: 'm-1', state: 'correlated', processInstanceId: exampleIncident.processInstanceId, settled: true },
    },
  })
  async publish(
    @Body() body: MessageRequest,
    @CurrentUser() user: SessionUser,
    @Headers('idempotency-key') key: string | undefined,
  ): Promise<MessageResult> {
    // With a key, a repeat after a crash must not publish twice either: the message gets an id of its own from it.
    const messageId =
      body.messageId ??
      (key === undefined
        ? undefined
        : createHash('sha256').update(`${user.username} ${key}`).digest('hex').slice(0, 36));
    return this.engine.publishMessage({ ...body, ...(messageId === undefined ? {} : { messageId }) });
  }

  @Post('signals')
  @Endpoint({
    roles: OPERATION_ROLES,
    status: 200,
    settles: true,
    summary: { zh: '广播信号', en: 'Broadcast a signal' },
    body: signalSchema,
    response: signalResponseSchema,
    example: { body: { name: 'drill-over' }, response: { id: 's-1', settled: true } },
  })
  async broadcast(
    @Body() body: { name: string; variables?: Record<string, unknown> },
    @IdempotencyKey() key: IdempotencyKeyHandle | undefined,
  ): Promise<{ id: string }> {
    return this.engine.broadcastSignal(
      body,
      key?.claim((result) => result),
    );
  }

  @Get('jobs')
  @Endpoint({
    roles: OPERATION_ROLES,
    summary: { zh: '作业列表', en: 'Jobs' },
    query: jobQuerySchema,
    response: jobListSchema,
    example: {
      response: {
        items: [
          {
            id: 'j-1',
            type: 'timer',
            name: '',
            instanceId: exampleIncident.processInstanceId,
            ref: 'wait',
            state: 'waiting',
            dueAt: exampleIncident.createdAt,
            retriesLeft: 3,
            lastError: null,
            createdAt: exampleIncident.createdAt,
          },
        ],
        nextCursor: null,
      },
    },
  })
  async jobs(@Query() query: JobParams): Promise<ListOf<JobView>> {
    const { processInstanceId, elementId, ...rest } = query;
    const page = await this.engine.listJobs({
      ...rest,
      ...(elementId === undefined ? {} : { ref: elementId }),
      ...(processInstanceId === undefined ? {} : { instanceId: processInstanceId }),
    });
    return { ...page, items: page.items.map((row) => jobView(row, this.time.iso)) };
  }

  @Get('incidents')
  @Endpoint({
    roles: OPERATION_ROLES,
    summary: { zh: '异常列表', en: 'Incidents' },
    query: incidentQuerySchema,
    response: incidentListSchema,
    example: { response: { items: [exampleIncident], nextCursor: null } },
  })
  async incidents(@Query() query: IncidentParams): Promise<ListOf<IncidentView>> {
    const { processInstanceId, state, ...rest } = query;
    const page = await this.engine.listIncidents({
      ...rest,
      ...(processInstanceId === undefined ? {} : { instanceId: processInstanceId }),
      ...(state === undefined ? {} : { open: state === 'open' }),
    });
    return { ...page, items: page.items.map((row) => incidentView(row, this.time.iso)) };
  }

  @Post('incidents/:id/retry')
  @Endpoint({
    roles: OPERATION_ROLES,
    status: 200,
    settles: true,
    summary: { zh: '重试异常，可同时修正变量', en: 'Retry an incident, with corrected variables if need be' },
    body: retryIncidentSchema,
    response: incidentSchema.extend({ settled: z.boolean() }),
    example: {
      body: { variables: { severity: 'T3' } },
      response: { ...exampleIncident, resolvedAt: exampleIncident.createdAt, settled: true },
    },
  })
  async retry(
    @Param('id') id: string,
    @Body() body: { variables?: Record<string, unknown> },
    @CurrentUser() user: SessionUser,
  ): Promise<IncidentView> {
    await this.engine.retryIncident(id, { userId: user.username }, body.variables);
    const row = await this.engine.findIncident(id);
    if (!row) throw new Problem('not-found', 'INCIDENT_UNKNOWN', { incidentId: id });
    return incidentView(row, this.time.iso);
  }

  @Post('decisions/:key/evaluate')
  @Endpoint({
    roles: OPERATION_ROLES,
    status: 200,
    summary: { zh: '试算决策', en: 'Evaluate a decision' },
    body: evaluateDecisionSchema,
    response: decisionResultSchema,
    example: { body: { variables: { interrupted: true } }, response: { result: 'T1', matchedRules: ['rule-1'] } },
  })
  async evaluate(
    @Param('key') key: string,
    @Body() body: { variables: Record<string, unknown> },
  ): Promise<DecisionResult> {
    return this.engine.evaluateDecision(key, body.variables);
  }
}
