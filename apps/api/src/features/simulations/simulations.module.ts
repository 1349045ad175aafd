import { Module } from '@nestjs/common';
import { ServiceLevelsModule } from '../service-levels/index.js';
import { BrokenPromises } from './broken-promises.js';
import { ManyRuns } from './many-runs.service.js';
import { ReplayService } from './replay.service.js';
import { SimulationsController } from './simulations.controller.js';
import { SimulationsService } from './simulations.service.js';

@Module({
  imports: [ServiceLevelsModule],
  controllers: [SimulationsController],
  providers: [SimulationsService, ManyRuns, ReplayService, BrokenPromises],
  exports: [SimulationsService],
})
export class SimulationsModule {}
