import { Controller, Get } from '@nestjs/common';
import { modelingCatalogueSchema, type ModelingCatalogue } from '@pledge/contracts';
import { Endpoint } from '@pledge/nest';
import { ModelingService } from './modeling.service.js';

/** Lists for the modeler, so that nobody types a technical name. */
@Controller('modeling')
export class ModelingController {
  constructor(private readonly modeling: ModelingService) {}

  @Get('catalogue')
  @Endpoint({
    roles: ['operator'],
    summary: {
      zh: '建模可选项：角色、表单、决策、系统任务、事件、消息',
      en: 'What the modeler offers: roles, forms, decisions, delegates, events, messages',
    },
    response: modelingCatalogueSchema,
  })
  catalogue(): Promise<ModelingCatalogue> {
    return this.modeling.catalogue();
  }
}
