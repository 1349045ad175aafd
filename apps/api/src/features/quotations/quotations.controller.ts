import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import {
  createdQuotationSchema,
  createQuotationSchema,
  editQuotationSchema,
  quotationAnswerSchema,
  quotationListSchema,
  quotationQuerySchema,
  quotationSchema,
  type CreatedQuotation,
  type CreateQuotation,
  type EditQuotation,
  type Quotation,
  type QuotationList,
  type QuotationQuery,
} from '@pledge/contracts';
import { CurrentUser, Endpoint, type SessionUser } from '@pledge/nest';
import { QUOTATION_WRITERS, QuotationViews } from './quotation-views.js';
import { quotationExamples as examples } from './quotations.examples.js';
import { Quotations } from './quotations.service.js';

/** Quotations (F-13): written here, approved, sent and answered by their process. */
@Controller('quotations')
export class QuotationsController {
  constructor(
    private readonly quotations: Quotations,
    private readonly views: QuotationViews,
  ) {}

  @Get()
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '报价单列表', en: 'Quotations' },
    query: quotationQuerySchema,
    response: quotationListSchema,
    example: { response: { items: [examples.summary], nextCursor: null } },
  })
  list(@Query() query: QuotationQuery, @CurrentUser() user: SessionUser): Promise<QuotationList> {
    return this.views.list(query, user);
  }

  @Get(':id')
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '报价单：内容、金额、版本、答复', en: 'A quotation: content, amounts, versions, answer' },
    response: quotationSchema,
    example: { response: examples.quotation },
  })
  get(@Param('id') id: string, @CurrentUser() user: SessionUser): Promise<Quotation> {
    return this.views.get(id, user);
  }

  @Post()
  @Endpoint({
    roles: QUOTATION_WRITERS,
    settles: true,
    summary: { zh: '新建报价单并启动报价流程', en: 'Begin a quotation and its process' },
    body: createQuotationSchema,
    response: createdQuotationSchema,
    example: { body: { caseNumber: 'GD-2026-0001' }, response: { id: examples.quotation.id, settled: true } },
  })
  async create(@Body() body: CreateQuotation, @CurrentUser() user: SessionUser): Promise<CreatedQuotation> {
    return { id: await this.quotations.create(body, user) };
  }

  @Put(':id')
  @Endpoint({
    roles: QUOTATION_WRITERS,
    settles: true,
    summary: { zh: '修改报价单；已有的答复随之作废', en: 'Edit a quotation; its answer becomes void' },
    body: editQuotationSchema,
    response: quotationAnswerSchema,
    example: {
      body: { revision: 2, content: examples.quotation.content },
      response: { ...examples.quotation, settled: true },
    },
  })
  async edit(
    @Param('id') id: string,
    @Body() body: EditQuotation,
    @CurrentUser() user: SessionUser,
  ): Promise<Quotation> {
    await this.quotations.edit(id, body, user);
    return this.views.get(id, user);
  }
}
