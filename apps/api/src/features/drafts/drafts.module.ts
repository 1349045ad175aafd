import { Module } from '@nestjs/common';
import { DraftsController } from './drafts.controller.js';
import { DraftsRepository } from './drafts.repository.js';
import { DraftsService } from './drafts.service.js';
import { DraftViews } from './drafts.views.js';
import { PublicationsController } from './publications.controller.js';
import { PublisherService } from './publisher.service.js';

/** The studio's unpublished work, its review, and what went live. */
@Module({
  controllers: [DraftsController, PublicationsController],
  providers: [DraftsRepository, DraftsService, DraftViews, PublisherService],
  exports: [DraftsService, DraftViews, PublisherService],
})
export class DraftsModule {}
