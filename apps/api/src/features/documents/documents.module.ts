import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { PROCESS_ENGINE } from '@pledge/nest';
import type { ProcessEngine } from '@pledge/runtime';
import { APP_CONFIG, type AppConfig } from '../../config.js';
import { DocumentsController } from './documents.controller.js';
import { PreviewController } from './preview.controller.js';
import { RenderDocumentDelegate } from './documents.delegates.js';
import { DocumentsRepository } from './documents.repository.js';
import { DocumentsService } from './documents.service.js';
import { UsersPeople } from './people.adapter.js';
import { PEOPLE, PUBLIC_URL } from './ports.js';
import { projectRoot } from './project-root.js';
import { TemplateCatalog } from './templating/template-catalog.js';

/** Papers: templates, PDF, the table of what was printed. Facts of cases come from `CASE_FACTS` (cases), people from users; both modules are global. */
@Module({
  controllers: [DocumentsController, PreviewController],
  providers: [
    DocumentsRepository,
    DocumentsService,
    RenderDocumentDelegate,
    UsersPeople,
    { provide: PEOPLE, useExisting: UsersPeople },
    {
      provide: PUBLIC_URL,
      inject: [APP_CONFIG],
      useFactory: (config: AppConfig): string =>
        config.publicUrl ??
        `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${String(config.port)}`,
    },
    {
      provide: TemplateCatalog,
      inject: [PROCESS_ENGINE],
      useFactory: (engine: ProcessEngine) =>
        new TemplateCatalog(join(projectRoot(), 'templates'), () => engine.listResources('template')),
    },
  ],
  exports: [DocumentsService, TemplateCatalog, PEOPLE, PUBLIC_URL],
})
export class DocumentsModule {}
