import { Module } from '@nestjs/common';
import { DraftsModule } from '../drafts/index.js';
import { ImportsController } from './imports.controller.js';
import { ImportsService } from './imports.service.js';
import { ModelingController } from './modeling.controller.js';
import { ModelingService } from './modeling.service.js';
import { StudioController } from './studio.controller.js';
import { StudioService } from './studio.service.js';

/** What the studio shows and offers. */
@Module({
  imports: [DraftsModule],
  controllers: [ModelingController, StudioController, ImportsController],
  providers: [ModelingService, StudioService, ImportsService],
})
export class ModelingModule {}
