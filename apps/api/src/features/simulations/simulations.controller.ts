import { Body, Controller, Post } from '@nestjs/common';
import {
  OPERATION_ROLES,
  replayRequestSchema,
  replayResultSchema,
  simulationRequestSchema,
  simulationResultSchema,
  simulationRunsRequestSchema,
  simulationRunsResultSchema,
  type ReplayRequest,
  type ReplayResponse,
  type SimulationRequest,
  type SimulationResponse,
  type SimulationRunsRequest,
  type SimulationRunsResponse,
} from '@pledge/contracts';
import { Endpoint } from '@pledge/nest';
import { ReplayService } from './replay.service.js';
import { ManyRuns } from './many-runs.service.js';
import { SimulationsService } from './simulations.service.js';

@Controller('simulations')
export class SimulationsController {
  constructor(
    private readonly simulations: SimulationsService,
    private readonly many: ManyRuns,
    private readonly replays: ReplayService,
  ) {}

  @Post()
  @Endpoint({
    roles: OPERATION_ROLES,
    status: 200,
    summary: { zh: '在虚拟时间中试运行流程，不留下任何数据', en: 'Run a process in virtual time; stores nothing' },
    body: simulationRequestSchema,
    response: simulationResultSchema,
    example: {
      body: {
        resources: [{ name: 'fault.bpmn', content: '<?xml version="1.0"?>…' }],
        scenario: { variables: { severity: 'T1' }, answers: { assess: [{ after: 'PT10M' }] }, until: 'P30D' },
      },
      response: {
        state: 'waiting',
        at: '2026-03-02T02:10:00.000Z',
        variables: { severity: 'T1' },
        waiting: [{ elementId: 'assign-engineer', elementType: 'userTask' }],
        trace: [],
        events: [],
        open: [],
        skipped: [],
      },
    },
  })
  run(@Body() body: SimulationRequest): Promise<SimulationResponse> {
    return this.simulations.run(body);
  }

  @Post('runs')
  @Endpoint({
    roles: OPERATION_ROLES,
    status: 200,
    summary: {
      zh: '用随机的答案和用时多次试运行，不留下任何数据',
      en: 'Run a draft many times with answers and durations by chance; stores nothing',
    },
    body: simulationRunsRequestSchema,
    response: simulationRunsResultSchema,
    example: {
      body: { resources: [{ name: 'fault.bpmn', content: '<?xml version="1.0"?>…' }], runs: 100, seed: 7 },
      response: {
        seed: 7,
        runs: 100,
        cut: false,
        completed: 97,
        waiting: 3,
        incidents: 0,
        durations: {
          shortest: 600_000,
          median: 5_400_000,
          p90: 14_400_000,
          longest: 28_800_000,
          histogram: [{ upTo: 28_800_000, count: 97 }],
        },
        elements: [{ processId: 'fault', elementId: 'assess', runs: 100, times: 112 }],
        flows: [{ processId: 'fault', elementId: 'start--assess', runs: 100, times: 100 }],
        troubles: [],
        stuck: [{ elementId: 'wait-for-spare', count: 3 }],
        promises: [{ metric: 'onsite', name: { zh: '到场', en: 'On site' }, kept: 88, broken: 9, open: 3 }],
      },
    },
  })
  runs(@Body() body: SimulationRunsRequest): Promise<SimulationRunsResponse> {
    return this.many.run(body);
  }

  @Post('replays')
  @Endpoint({
    roles: OPERATION_ROLES,
    status: 200,
    summary: {
      zh: '把在用版本最近办结的工单放到草稿上重放，比较路径、时长和超时；不留下任何数据',
      en: 'Play the last finished cases again on a draft: paths, durations and late promises compared; stores nothing',
    },
    body: replayRequestSchema,
    response: replayResultSchema,
    example: {
      body: { resources: [{ name: 'fault.bpmn', content: '<?xml version="1.0"?>…' }], last: 20 },
      response: {
        processId: 'fault',
        cases: [
          {
            instanceId: '0197a0c2-5b1e-7c3a-9d1f-3f6a1c2b4d5e',
            businessKey: 'GD-2026-0001',
            startedAt: '2026-03-02T10:00:00.000+08:00',
            version: 2,
            before: 5_400_000,
            after: null,
            state: 'waiting',
            same: false,
            faithful: true,
            gone: [],
            added: [{ processId: 'fault', elementId: 'second-look' }],
            unanswered: [{ processId: 'fault', elementId: 'second-look', fields: ['复核结论'] }],
            waiting: ['second-look'],
            incident: null,
          },
        ],
        cut: false,
        elements: [{ processId: 'fault', elementId: 'second-look', before: 0, after: 1 }],
        flows: [],
        durations: null,
        promises: [{ metric: 'onsite', name: { zh: '到场', en: 'On site' }, before: 1, after: 2 }],
      },
    },
  })
  replay(@Body() body: ReplayRequest): Promise<ReplayResponse> {
    return this.replays.run(body);
  }
}
