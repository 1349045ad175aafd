import { Body, Controller, Inject, Post, StreamableFile } from '@nestjs/common';
import { OPERATION_ROLES, templatePreviewSchema, type TemplatePreview } from '@pledge/contracts';
import { CLOCK, Endpoint } from '@pledge/nest';
import type { Clock } from '@pledge/runtime';
import { documentProblem, DocumentsService } from './documents.service.js';

/** Papers that are only tried: the studio shows what a draft would print. */
@Controller('template-previews')
export class PreviewController {
  constructor(
    private readonly documents: DocumentsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post('document')
  @Endpoint({
    roles: OPERATION_ROLES,
    status: 200,
    idempotent: false,
    summary: {
      zh: '用样例数据试排一份文档（PDF），不保存',
      en: 'A document from its sample data (PDF); nothing is stored',
    },
    body: templatePreviewSchema,
    produces: 'application/pdf',
    example: { body: { key: 'service-form', language: 'zh-CN', files: { 'print.hbs': '<p>{{case.number}}</p>' } } },
  })
  async document(@Body() body: TemplatePreview): Promise<StreamableFile> {
    try {
      const bytes = await this.documents.preview(body.key, body.files, body.language, this.clock.now());
      return new StreamableFile(bytes, { type: 'application/pdf', length: bytes.length, disposition: 'inline' });
    } catch (error) {
      throw documentProblem(error);
    }
  }
}
