import { Inject, Injectable } from '@nestjs/common';
import { MAX_REPRESENTATIVES, type ContactPerson, type SaveContactRequest } from '@pledge/contracts';
import { UNIT_OF_WORK, type SessionUser } from '@pledge/nest';
import { Problem, type Transaction, type UnitOfWork } from '@pledge/runtime';
import { v7 as uuidv7 } from 'uuid';
import { ContactPersonEntity, ContractEntity, SiteEntity, contactView } from '../contracts/index.js';
import { complete } from '../profiles/index.js';
import { Archive } from './archive.service.js';
import { ChangeLog } from './change-log.js';
import { CustomersRepository } from './customers.repository.js';
import { fieldProblem } from './refusals.js';

/** A number somebody can dial. */
export const PHONE = /^\+?[\d][\d\s()-]{5,24}$/;

/** People on the customer's side: representatives (at most as many as the contract allows, S0e-16), confirmers with mobile and seal sample (S1-47, S2-13). */
@Injectable()
export class Contacts {
  constructor(
    private readonly repository: CustomersRepository,
    private readonly archive: Archive,
    private readonly log: ChangeLog,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * Creates a person, or changes the one of that id.
   * @throws Problem CONTACT_NOT_FOUND, PARTY_NOT_FOUND, SITE_OF_ANOTHER, CONTRACT_NOT_THERE, PHONE_NEEDED,
   * REPRESENTATIVES_FULL, CONTACT_NAME_TAKEN, FILE_NOT_THERE, SEAL_NOT_A_PICTURE, CHANGED_MEANWHILE
   */
  async save(id: string | null, request: SaveContactRequest, user: SessionUser): Promise<ContactPerson> {
    const sealFileId = request.sealFileId ?? null;
    if (sealFileId !== null) await this.checkSeal(sealFileId, user);
    return this.unitOfWork.run(async (tx) => {
      const before = id === null ? null : await this.contact(id, tx);
      const partyId = before?.partyId ?? request.partyId;
      if (!(await this.repository.lockParty(tx, partyId))) throw new Problem('not-found', 'PARTY_NOT_FOUND');
      const contracts = await this.repository.many(ContractEntity, { partyId }, tx);
      const after: ContactPersonEntity = {
        id: id ?? uuidv7(),
        partyId,
        siteId: request.siteId ?? null,
        contractId: contractOf(contracts, request.contractNumber ?? null),
        name: request.name,
        title: request.title ?? '',
        phone: request.phone,
        email: request.email ?? null,
        kind: request.kind,
        sealFileId,
        // Another name is another person: the administrator says anew whose account it is.
        account: before?.name === request.name ? before.account : null,
        revision: before ? (request.revision ?? 0) + 1 : 1,
      };
      await this.check(tx, after, contracts);
      if (!before) await this.repository.insert(tx, ContactPersonEntity, [after]);
      else if (!(await this.repository.update(tx, ContactPersonEntity, after))) {
        throw new Problem('conflict', 'CHANGED_MEANWHILE');
      }
      if (sealFileId !== null) await this.archive.give(tx, [sealFileId], partyId);
      const change = { partyId, kind: 'contact' as const, id: after.id, name: after.name, after, by: user.username };
      await this.log.write(tx, [before ? { ...change, action: 'changed', before } : { ...change, action: 'created' }]);
      return contactView(after, new Map(contracts.map((c) => [c.id, c.number])));
    });
  }

  /** @throws Problem CONTACT_NOT_FOUND */
  async remove(id: string, by: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const before = await this.contact(id, tx);
      await this.repository.remove(tx, ContactPersonEntity, { id });
      const { partyId, name } = before;
      await this.log.write(tx, [{ partyId, kind: 'contact', id, name, action: 'removed', before, by }]);
    });
  }

  private async check(
    tx: Transaction,
    person: ContactPersonEntity,
    contracts: readonly ContractEntity[],
  ): Promise<void> {
    const { partyId, siteId, name, phone, kind } = person;
    if (!PHONE.test(phone)) throw fieldProblem('PHONE_NEEDED', 'phone');
    if (siteId !== null && !(await this.repository.one(SiteEntity, { id: siteId, partyId }, tx))) {
      throw fieldProblem('SITE_OF_ANOTHER', 'siteId');
    }
    const others = (await this.repository.many(ContactPersonEntity, { partyId, kind }, tx)).filter(
      (one) => one.id !== person.id,
    );
    if (others.some((one) => one.name === name && one.phone === phone)) {
      throw fieldProblem('CONTACT_NAME_TAKEN', 'name', { name }, 'conflict');
    }
    const full = kind === 'representative' ? fullContract(person, others, contracts) : null;
    if (full) throw fieldProblem('REPRESENTATIVES_FULL', 'kind', full);
  }

  private async checkSeal(id: string, user: SessionUser): Promise<void> {
    const { mediaType } = await this.archive.checkFile(id, 'sealFileId', user);
    if (!/^image\/|^application\/pdf$/.test(mediaType)) throw fieldProblem('SEAL_NOT_A_PICTURE', 'sealFileId');
  }

  private async contact(id: string, tx: Transaction): Promise<ContactPersonEntity> {
    const found = await this.repository.one(ContactPersonEntity, { id }, tx);
    if (!found) throw new Problem('not-found', 'CONTACT_NOT_FOUND');
    return found;
  }
}

/** @throws Problem CONTRACT_NOT_THERE */
function contractOf(contracts: readonly ContractEntity[], number: string | null): string | null {
  if (number === null) return null;
  const found = contracts.find((contract) => contract.number === number);
  if (!found) throw fieldProblem('CONTRACT_NOT_THERE', 'contractNumber', { number });
  return found.id;
}

type Named = Pick<ContactPersonEntity, 'contractId'>;

/**
 * The contract that would have more representatives than its profile allows (S0e-16); null when there is room. A person
 * without a contract counts for every contract of the customer. Pure.
 */
export function fullContract(
  person: Named,
  others: readonly Named[],
  contracts: readonly Pick<ContractEntity, 'id' | 'number' | 'profile'>[],
): { readonly number: string; readonly max: number } | null {
  const concerned = contracts.filter((contract) => person.contractId === null || person.contractId === contract.id);
  const rooms = concerned.map((contract) => ({
    number: contract.number,
    max: complete(contract.profile).maxRepresentatives,
    taken: others.filter((one) => one.contractId === null || one.contractId === contract.id).length,
  }));
  if (rooms.length === 0) rooms.push({ number: '', max: MAX_REPRESENTATIVES, taken: others.length });
  const full = rooms.find((room) => room.taken >= room.max);
  return full ? { number: full.number, max: full.max } : null;
}
