import { Module } from '@nestjs/common';
import { ClockController } from './clock.controller.js';
import { Metrics } from './metrics.js';
import { SystemController } from './system.controller.js';
import { SystemMarksRepository } from './system-marks.repository.js';
import { VirtualTimeRepository } from './virtual-time.repository.js';

/** Health, metrics, the description of the API, and the virtual clock. */
@Module({
  controllers: [SystemController, ClockController],
  providers: [Metrics, SystemMarksRepository, VirtualTimeRepository],
  exports: [Metrics, SystemMarksRepository, VirtualTimeRepository],
})
export class SystemModule {}
