import { Inject, Injectable } from '@nestjs/common';
import type { ContactPerson } from '@pledge/contracts';
import { UNIT_OF_WORK } from '@pledge/nest';
import { Problem, type UnitOfWork } from '@pledge/runtime';
import { ContactPersonEntity, ContractEntity, contactView } from '../contracts/index.js';
import { UsersDirectory } from '../users/index.js';
import { ChangeLog } from './change-log.js';
import { CustomersRepository } from './customers.repository.js';
import { fieldProblem } from './refusals.js';

/**
 * Which portal account is which person of the customer. Who may confirm follows from it (S1-47), so that it is the
 * administrator's to say and stands in the change log.
 */
@Injectable()
export class ContactAccounts {
  constructor(
    private readonly repository: CustomersRepository,
    private readonly users: UsersDirectory,
    private readonly log: ChangeLog,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * Links a person with an account of the same customer, or takes the link away.
   * @throws Problem CONTACT_NOT_FOUND, ACCOUNT_OF_ANOTHER, CHANGED_MEANWHILE
   */
  async link(id: string, account: string | null, revision: number, by: string): Promise<ContactPerson> {
    const user = account === null ? null : await this.users.find(account);
    return this.unitOfWork.run(async (tx) => {
      const before = await this.repository.one(ContactPersonEntity, { id }, tx);
      if (!before) throw new Problem('not-found', 'CONTACT_NOT_FOUND');
      const { partyId, name } = before;
      if (account !== null && user?.partyId !== partyId) throw fieldProblem('ACCOUNT_OF_ANOTHER', 'account', { name });
      const after = { ...before, account, revision: revision + 1 };
      if (!(await this.repository.update(tx, ContactPersonEntity, after)))
        throw new Problem('conflict', 'CHANGED_MEANWHILE');
      await this.log.write(tx, [{ partyId, kind: 'contact', id, name, action: 'changed', before, after, by }]);
      const contracts = await this.repository.many(ContractEntity, { partyId }, tx);
      return contactView(after, new Map(contracts.map((one) => [one.id, one.number])));
    });
  }
}
