import { Inject, Injectable } from '@nestjs/common';
import type { ErasedPerson, ErasePersonRequest } from '@pledge/contracts';
import { UNIT_OF_WORK } from '@pledge/nest';
import { Problem, type UnitOfWork } from '@pledge/runtime';
import { CasesRepository } from '../cases/index.js';
import { ForgetConfirmer } from '../confirmations/index.js';
import { ContactPersonEntity } from '../contracts/index.js';
import { ChangeLog, CustomersRepository } from '../customers/index.js';
import { ForgetAddressee } from '../notifications/index.js';
import { AccessLog } from '../personal-data/index.js';
import { UsersService } from '../users/index.js';

/** Stands where the name was. */
const NOBODY = '***';

/**
 * Erases a person of a customer: everything that is kept of them as rows, in one unit of work. Chains stay whole, since
 * names go into them as salted hashes; papers that were frozen are evidence and keep their bytes.
 */
@Injectable()
export class Erasure {
  constructor(
    private readonly customers: CustomersRepository,
    private readonly changes: ChangeLog,
    private readonly confirmations: ForgetConfirmer,
    private readonly messages: ForgetAddressee,
    private readonly cases: CasesRepository,
    private readonly users: UsersService,
    private readonly accesses: AccessLog,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
  ) {}

  /** @throws Problem CONTACT_NOT_FOUND, CHANGED_MEANWHILE, CONFIRMATION_PERSON_ASKED: nothing is erased then */
  async erase(id: string, request: ErasePersonRequest, by: string): Promise<ErasedPerson> {
    return this.unitOfWork.run(async (tx) => {
      const person = await this.customers.one(ContactPersonEntity, { id }, tx);
      if (!person) throw new Problem('not-found', 'CONTACT_NOT_FOUND');
      const { partyId, name, phone, email } = person;
      await this.customers.lockParty(tx, partyId);
      if (person.revision !== request.revision) throw new Problem('conflict', 'CHANGED_MEANWHILE');
      // The same human may be named in several roles: every entry of that name and number goes.
      const same = await this.customers.many(ContactPersonEntity, { partyId, name, phone }, tx);
      const rows = { contacts: same.length, confirmations: 0, messages: 0, cases: 0, accounts: 0, changes: 0 };
      const accounts = new Set(same.map((one) => one.account).filter((one) => one !== null));
      const addresses = new Set([phone, email, ...same.map((one) => one.email)].filter((one) => one !== null));
      for (const one of same)
        rows.confirmations += await this.confirmations.forget(tx, { contactId: one.id, partyId, name });
      rows.messages = await this.messages.forget(tx, [...addresses]);
      rows.cases = await this.cases.forgetContact(tx, partyId, phone);
      for (const username of accounts) await this.users.forget(tx, username);
      rows.accounts = accounts.size;
      for (const one of same) {
        rows.changes += await this.customers.forgetChanges(tx, one.id);
        await this.customers.remove(tx, ContactPersonEntity, { id: one.id });
        const subject = { partyId, kind: 'contact' as const, id: one.id, name: NOBODY };
        await this.changes.write(tx, [{ ...subject, action: 'removed', note: request.reason, by }]);
      }
      await this.accesses.write(tx, by, { kind: 'erasure', partyId, ref: request.reason });
      return {
        erased: Object.entries(rows)
          .filter(([, count]) => count > 0)
          .map(([holder, count]) => ({ holder, rows: count })),
      };
    });
  }
}
