import { Module } from '@nestjs/common';
import { FilesController } from './files.controller.js';
import { FilesRepository } from './files.repository.js';
import { FilesService } from './files.service.js';
import { UploadsController } from './uploads.controller.js';
import { UploadsRepository } from './uploads.repository.js';
import { UploadsService } from './uploads.service.js';

/** Uploaded files. */
@Module({
  // Uploads first: `files/:id` would take their path.
  controllers: [UploadsController, FilesController],
  providers: [FilesRepository, FilesService, UploadsRepository, UploadsService],
  exports: [FilesService],
})
export class FilesModule {}
