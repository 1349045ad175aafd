import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { DocumentsController } from './documents.controller.js';
import { RenderDocumentDelegate } from './documents.delegates.js';
import { DocumentsRepository } from './documents.repository.js';
import { DocumentsService } from './documents.service.js';
import { projectRoot } from './project-root.js';
import { TemplateCatalog } from './templating/template-catalog.js';

/** Papers: templates, PDF, the table of what was printed. */
@Module({
  controllers: [DocumentsController],
  providers: [
    DocumentsRepository,
    DocumentsService,
    RenderDocumentDelegate,
    { provide: TemplateCatalog, useFactory: () => new TemplateCatalog(join(projectRoot(), 'templates')) },
  ],
  exports: [DocumentsService, TemplateCatalog],
})
export class DocumentsModule {}
