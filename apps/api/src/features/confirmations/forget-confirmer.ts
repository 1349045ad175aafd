import { Injectable } from '@nestjs/common';
import { Problem, type Transaction } from '@pledge/runtime';
import { forgetPerson } from './record.js';
import { RequestsRepository } from './requests.repository.js';

/** Takes a customer's person out of requests, records, scans and service forms; the sealed hashes stay. */
@Injectable()
export class ForgetConfirmer {
  constructor(private readonly requests: RequestsRepository) {}

  /**
   * In the caller's unit of work. @returns how many rows held the person
   * @throws Problem CONFIRMATION_PERSON_ASKED while an answer of the person is waited for
   */
  async forget(
    tx: Transaction,
    person: { readonly contactId: string; readonly partyId: string; readonly name: string },
  ): Promise<number> {
    const asked = await this.requests.ofContact(tx, person.contactId);
    const waiting = asked.filter((request) => request.state === 'waiting');
    if (waiting.length > 0) {
      const numbers = waiting.map((request) => request.subjectNumber).join(', ');
      throw new Problem('conflict', 'CONFIRMATION_PERSON_ASKED', { numbers });
    }
    const ids = asked.map((request) => request.id);
    const records = await this.requests.recordsForChange(tx, ids);
    for (const record of records) await this.requests.forgetInRecord(tx, record.id, forgetPerson(record));
    const named = await this.requests.forgetNames(tx, ids);
    return records.length + named + (await this.requests.forgetSigner(tx, person.partyId, person.name));
  }
}
