import { Body, Controller, Inject, Post } from '@nestjs/common';
import { OPERATION_ROLES, advanceClockSchema, clockSchema } from '@pledge/contracts';
import { CLOCK, Endpoint, PLATFORM_OPTIONS, PROCESS_ENGINE, UNIT_OF_WORK, type PlatformOptions } from '@pledge/nest';
import { Problem, type Clock, type ProcessEngine, type UnitOfWork } from '@pledge/runtime';
import { InvalidDurationError, addDuration, toIso } from '@pledge/time';
import { VirtualTimeRepository } from './virtual-time.repository.js';

/** Moves the virtual clock: for demonstrations and tests. */
@Controller('clock')
export class ClockController {
  constructor(
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(PLATFORM_OPTIONS) private readonly options: PlatformOptions,
    private readonly virtualTime: VirtualTimeRepository,
  ) {}

  @Post('advance')
  @Endpoint({
    roles: OPERATION_ROLES,
    status: 200,
    summary: {
      zh: '推进虚拟时钟（仅 PLEDGE_CLOCK=virtual）',
      en: 'Advance the virtual clock, only with PLEDGE_CLOCK=virtual',
    },
    body: advanceClockSchema,
    response: clockSchema,
    example: { body: { by: 'PT2H' }, response: { now: '2026-03-02T12:00:00.000+08:00', jobsRun: 3 } },
  })
  async advance(@Body() body: { by: string }): Promise<{ now: string; jobsRun: number }> {
    if (this.options.clock !== 'virtual') throw new Problem('not-found', 'ROUTE_NOT_FOUND');
    const jobsRun = await this.engine.advanceTo(this.after(this.clock.now(), body.by));
    await this.unitOfWork.run((tx) => this.virtualTime.write(tx, this.clock.now()));
    return { now: toIso(this.clock.now(), this.options.zone), jobsRun };
  }

  private after(now: number, by: string): number {
    try {
      const target = addDuration(now, by, this.options.zone);
      if (target >= now) return target;
    } catch (error) {
      if (!(error instanceof InvalidDurationError)) throw error;
    }
    throw new Problem('invalid', 'DURATION_INVALID', { text: by }, [
      { field: 'by', message: { zh: '须为 ISO 8601 时长，例如 PT2H', en: 'An ISO 8601 duration such as PT2H' } },
    ]);
  }
}
