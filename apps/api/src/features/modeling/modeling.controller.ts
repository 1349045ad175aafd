import { Controller, Get } from '@nestjs/common';
import { modelingCatalogueSchema, type ModelingCatalogue } from '@pledge/contracts';
import { Endpoint } from '@pledge/nest';
import { ModelingService } from './modeling.service.js';

/** One line of each list. */
const exampleCatalogue: ModelingCatalogue = {
  roles: [{ value: 'engineer', zh: '维护工程师', en: 'Maintenance engineer' }],
  forms: [{ value: 'dispatch', zh: '出发', en: 'Set out' }],
  decisions: [{ value: 'severity-p-s1', zh: '故障级别（P-S1）', en: '故障级别（P-S1）' }],
  processes: [{ value: 'fault-handling', zh: '故障处理', en: 'Fault handling' }],
  delegates: [{ value: 'check-contract', zh: '核查合同与设备', en: 'Check contract and device', settings: [] }],
  guards: [],
  events: [{ value: 'engineer_arrived', zh: '工程师到场', en: 'Engineer on site' }],
  messages: [{ value: 'fault-reported', zh: '客户报修', en: 'Fault reported' }],
  signals: [],
  errors: [],
  escalations: [],
  templates: [{ value: 'new-task', zh: '新待办提醒', en: 'New task' }],
  documents: [{ value: 'service-form', zh: '服务确认单', en: 'Service form' }],
  calendars: [],
  audiences: [{ value: 'customer', zh: '客户联系人', en: 'The customer’s contact' }],
  fields: [
    {
      form: 'dispatch',
      value: 'transport',
      zh: '交通方式',
      en: 'Transport',
      type: 'radio',
      options: [{ value: 'car', zh: '乘车', en: 'By car' }],
    },
  ],
};

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
    example: { response: exampleCatalogue },
  })
  catalogue(): Promise<ModelingCatalogue> {
    return this.modeling.catalogue();
  }
}
