import { Global, Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { UsersModule } from '../users/index.js';
import { AccessLog } from './access-log.service.js';
import { DisclosureInterceptor } from './disclosure.interceptor.js';
import { PersonalDataController } from './personal-data.controller.js';
import { PersonalDataRepository } from './personal-data.repository.js';

/** Access to personal data of customers' people is on record, and a person can be erased. */
@Global()
@Module({
  imports: [UsersModule],
  controllers: [PersonalDataController],
  providers: [PersonalDataRepository, AccessLog, { provide: APP_INTERCEPTOR, useClass: DisclosureInterceptor }],
  exports: [AccessLog],
})
export class PersonalDataModule {}
