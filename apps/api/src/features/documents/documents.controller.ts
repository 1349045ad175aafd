import { Controller, Get, Header, Inject, Param, StreamableFile } from '@nestjs/common';
import { documentListSchema, documentMetaSchema, type DocumentList, type DocumentMeta } from '@pledge/contracts';
import { CurrentUser, Endpoint, scopeOf, type SessionUser } from '@pledge/nest';
import { Problem } from '@pledge/runtime';
import { disclosing } from '../personal-data/index.js';
import type { DocumentRow } from './documents.repository.js';
import { DocumentsService } from './documents.service.js';
import { CASE_FACTS, type CaseFactsPort } from './ports.js';
import { isoTime } from './templating/helpers.js';

const exampleMeta: DocumentMeta = {
  id: '0197a0f9-ab1e-7c3a-9d1f-3f6a1c2b4d5e',
  number: 'GD-2026-0001-FX01',
  title: '故障分析报告 GD-2026-0001 核心路由器不可达',
  kind: 'fault-analysis-report',
  template: 'fault-analysis-report',
  templateVersion: 1,
  caseNumber: 'GD-2026-0001',
  partyId: '0198c0de-0000-7000-8000-00000000a002',
  language: 'zh-CN',
  mode: 'live',
  size: 47_633,
  sha256: 'cc8dc9c03a55f9476ebc9797e3054cad93d8d644e8f01e79e4e1ff99abc82a71',
  createdAt: '2026-03-02T16:20:00.000+08:00',
  createdBy: 'engineer',
  deliveredAt: '2026-03-02T17:05:00.000+08:00',
};

/** Papers of a case; a customer sees those of his own party only. */
@Controller()
export class DocumentsController {
  constructor(
    private readonly documents: DocumentsService,
    @Inject(CASE_FACTS) private readonly cases: CaseFactsPort,
  ) {}

  @Get('cases/:number/documents')
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '工单的文件', en: 'Documents of a case' },
    response: documentListSchema,
    example: { response: { items: [exampleMeta], nextCursor: null } },
  })
  async list(@Param('number') caseNumber: string, @CurrentUser() user: SessionUser): Promise<DocumentList> {
    const scope = scopeOf(user);
    const facts = await this.cases.find(caseNumber);
    if (!facts || (scope.kind === 'customer' && facts.partyId !== scope.partyId))
      throw new Problem('not-found', 'DOCUMENT_CASE_NOT_FOUND', { caseNumber });
    return { items: (await this.documents.list(caseNumber, scope)).map(meta), nextCursor: null };
  }

  @Get('documents/:id/meta')
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '文件信息', en: 'What is known of a document' },
    response: documentMetaSchema,
    example: { response: exampleMeta },
  })
  async meta(@Param('id') id: string, @CurrentUser() user: SessionUser): Promise<DocumentMeta> {
    return meta(await this.documents.find(id, scopeOf(user)));
  }

  @Get('documents/:id')
  @Header('Cache-Control', 'private, max-age=31536000, immutable')
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '文件（PDF）', en: 'The document (PDF)' },
    produces: 'application/pdf',
  })
  async read(@Param('id') id: string, @CurrentUser() user: SessionUser): Promise<StreamableFile> {
    const paper = await this.documents.read(id, scopeOf(user));
    return disclosing(pdfFile(paper), { kind: 'document', partyId: paper.partyId, ref: paper.number });
  }
}

/** The stored bytes as an answer, to be shown in the browser, with a name for saving. */
export function pdfFile(document: {
  readonly bytes: Buffer;
  readonly number: string;
  readonly title: string;
}): StreamableFile {
  const name = encodeURIComponent(`${document.number} ${document.title}.pdf`);
  return new StreamableFile(document.bytes, {
    type: 'application/pdf',
    length: document.bytes.length,
    disposition: `inline; filename="${document.number.replace(/[^A-Za-z0-9-]/g, '_')}.pdf"; filename*=UTF-8''${name}`,
  });
}

function meta(row: DocumentRow): DocumentMeta {
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    kind: row.template,
    template: row.template,
    templateVersion: row.templateVersion,
    caseNumber: row.caseNumber,
    partyId: row.partyId,
    language: row.language,
    mode: row.mode,
    size: row.size,
    sha256: row.sha256,
    createdAt: isoTime(row.createdAt),
    createdBy: row.createdBy,
    deliveredAt: row.deliveredAt === null ? null : isoTime(row.deliveredAt),
  };
}
