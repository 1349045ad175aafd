import { Module } from '@nestjs/common';
import { TimeStampsModule } from '../time-stamps/index.js';
import { Signing } from './signing.service.js';
import { SigningRepository } from './signing.repository.js';

/** The key of the installation: seals PDFs and signs statements; keeps every certificate. */
@Module({ imports: [TimeStampsModule], providers: [SigningRepository, Signing], exports: [Signing, SigningRepository] })
export class SigningModule {}
