import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/index.js';
import { ConfirmationsModule } from '../confirmations/index.js';
import { CustomersModule } from '../customers/index.js';
import { NotificationsModule } from '../notifications/index.js';
import { UsersModule } from '../users/index.js';
import { ErasureController } from './erasure.controller.js';
import { Erasure } from './erasure.service.js';

/** A person of a customer is erased wherever rows keep them. */
@Module({
  imports: [CasesModule, ConfirmationsModule, CustomersModule, NotificationsModule, UsersModule],
  controllers: [ErasureController],
  providers: [Erasure],
})
export class ErasureModule {}
