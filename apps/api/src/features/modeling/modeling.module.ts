import { Module } from '@nestjs/common';
import { ModelingController } from './modeling.controller.js';
import { ModelingService } from './modeling.service.js';

@Module({ controllers: [ModelingController], providers: [ModelingService] })
export class ModelingModule {}
