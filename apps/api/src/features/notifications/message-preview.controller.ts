import { Body, Controller, Post } from '@nestjs/common';
import {
  OPERATION_ROLES,
  messagePreviewSchema,
  templatePreviewSchema,
  type MessagePreview,
  type TemplatePreview,
} from '@pledge/contracts';
import { Endpoint } from '@pledge/nest';
import { documentProblem, TemplateCatalog } from '../documents/index.js';
import { message } from './messages.js';

/** Messages that are only tried: the studio shows what a draft would send. */
@Controller('template-previews')
export class MessagePreviewController {
  constructor(private readonly catalog: TemplateCatalog) {}

  @Post('message')
  @Endpoint({
    roles: OPERATION_ROLES,
    status: 200,
    idempotent: false,
    summary: { zh: '用样例数据试填一条通知，不发送', en: 'A message from its sample data; nothing is sent' },
    body: templatePreviewSchema,
    response: messagePreviewSchema,
    example: {
      body: {
        key: 'new-task',
        language: 'zh-CN',
        files: {
          'subject.hbs': '新待办：{{task.name}}',
          'body.hbs': '<p>{{task.name}}</p>',
          'sample.json': '{"task":{"name":"派单"}}',
        },
      },
      response: { subject: '新待办：派单', html: '<!doctype html>…', text: '派单' },
    },
  })
  preview(@Body() body: TemplatePreview): MessagePreview {
    try {
      const source = this.catalog.draft(body.key, body.files);
      const sample = source.find(body.key, body.language)?.sample ?? {};
      const { subject, html, text } = message(source, body.key, body.language, sample, false);
      return { subject, html, text };
    } catch (error) {
      throw documentProblem(error);
    }
  }
}
