import { Injectable } from '@nestjs/common';
import type { Transaction } from '@pledge/runtime';
import { NotificationsRepository } from './notifications.repository.js';

/** Takes a person's addresses, and what was written to them, out of the outbox. */
@Injectable()
export class ForgetAddressee {
  constructor(private readonly repository: NotificationsRepository) {}

  /** In the caller's unit of work; what is not sent yet is not sent any more. @returns how many messages there were */
  forget(tx: Transaction, addresses: readonly string[]): Promise<number> {
    return this.repository.forgetAddresses(tx, addresses);
  }
}
