import { Module } from '@nestjs/common';
import { ProfilesModule } from '../profiles/index.js';
import { ClausesController } from './clauses.controller.js';
import { ClausesService } from './clauses.service.js';

/** From text to clauses (issue 5). Keeps no rows of its own: what was accepted lies in profiles, with its sentence. */
@Module({
  imports: [ProfilesModule],
  controllers: [ClausesController],
  providers: [ClausesService],
})
export class ClausesModule {}
