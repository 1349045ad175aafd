import { Body, Controller, Post } from '@nestjs/common';
import {
  OPERATION_ROLES,
  simulationRequestSchema,
  simulationResultSchema,
  type SimulationRequest,
  type SimulationResponse,
} from '@pledge/contracts';
import { Endpoint } from '@pledge/nest';
import { SimulationsService } from './simulations.service.js';

@Controller('simulations')
export class SimulationsController {
  constructor(private readonly simulations: SimulationsService) {}

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
}
