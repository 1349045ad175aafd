import { Body, Controller, Post, Req } from '@nestjs/common';
import {
  importedModelSchema,
  importModelSchema,
  OPERATION_ROLES,
  type ImportedModelView,
  type ImportModelBody,
} from '@pledge/contracts';
import { CurrentUser, Endpoint, languageOf, type PledgeRequest, type SessionUser } from '@pledge/nest';
import { ImportsService } from './imports.service.js';

const exampleFile = `<?xml version="1.0"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn">…</definitions>`;

@Controller('modeling')
export class ImportsController {
  constructor(private readonly imports: ImportsService) {}

  @Post('imports')
  @Endpoint({
    roles: OPERATION_ROLES,
    status: 200,
    summary: {
      zh: '打开 Camunda 7、Flowable、Activiti 的流程文件：逐项说明译成了什么、哪些需要您处理；不留下任何数据',
      en: 'Open a model of Camunda 7, Flowable or Activiti: says line by line what it became and what needs you; stores nothing',
    },
    body: importModelSchema,
    response: importedModelSchema,
    example: {
      body: { content: exampleFile },
      response: {
        vendor: 'camunda',
        key: 'invoice',
        name: '发票审批',
        content: '<?xml version="1.0"?>…',
        lines: [
          {
            elementId: 'approve',
            elementName: '审批',
            elementType: 'bpmn:UserTask',
            subject: 'camunda:assignee',
            value: '${approver}',
            outcome: 'translated',
            becomes: 'zeebe:assignmentDefinition assignee="=approver"',
            reason: '',
          },
        ],
        forms: [],
      },
    },
  })
  open(
    @Body() body: ImportModelBody,
    @CurrentUser() user: SessionUser,
    @Req() request: PledgeRequest,
  ): Promise<ImportedModelView> {
    return this.imports.open(body, languageOf(request.headers['accept-language'], user.language));
  }
}
