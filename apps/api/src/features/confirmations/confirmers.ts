import { Inject, Injectable } from '@nestjs/common';
import { PROVIDER_SCOPE } from '@pledge/nest';
import { ContractsService } from '../contracts/index.js';
import { PEOPLE, type PeoplePort } from '../documents/index.js';
import type { RequestRow } from './requests.repository.js';

/** Somebody who may be asked to confirm, and how to reach them. */
export interface Confirmer {
  readonly kind: 'contact' | 'user';
  /** Contact id, or username. */
  readonly id: string;
  readonly name: string;
  /** Registered mobile: codes go there and nowhere else. */
  readonly mobile: string | null;
  readonly mail: string | null;
  readonly language: 'zh-CN' | 'en';
  /** Portal account that is this person; null: signs by link alone. */
  readonly account: string | null;
  /** File with the seal on record. */
  readonly sealSampleFileId: string | null;
}

/** Who confirms for a contract: the customer's named confirmers, and people of the provider. */
@Injectable()
export class Confirmers {
  constructor(
    private readonly contracts: ContractsService,
    @Inject(PEOPLE) private readonly people: PeoplePort,
  ) {}

  /** The customer's named confirmers of a contract (S1-47, S2-13), by name. */
  async ofContract(contractNumber: string | null): Promise<readonly Confirmer[]> {
    if (contractNumber === null) return [];
    const { contacts } = await this.contracts.detail(contractNumber, PROVIDER_SCOPE);
    return contacts
      .filter((contact) => contact.kind === 'confirmer')
      .map((contact) => ({
        kind: 'contact' as const,
        id: contact.id,
        name: contact.name,
        mobile: contact.phone === '' ? null : contact.phone,
        mail: contact.email,
        language: 'zh-CN' as const,
        account: contact.account,
        sealSampleFileId: contact.sealFileId,
      }));
  }

  /** People of the provider who sign for it. */
  async ofProvider(roles: readonly string[]): Promise<readonly Confirmer[]> {
    const found = (await Promise.all(roles.map((role) => this.people.byRole(role)))).flat();
    return [...new Map(found.map((person) => [person.username, person])).values()].map(userConfirmer);
  }

  async user(username: string): Promise<Confirmer | null> {
    const person = (await this.people.byUsernames([username]))[0];
    return person ? userConfirmer(person) : null;
  }

  /** The person a request expects, as they can be reached now; null: gone from the records. */
  async expected(
    request: Pick<RequestRow, 'personKind' | 'personId'>,
    contractNumber: string | null,
  ): Promise<Confirmer | null> {
    if (request.personKind === 'user') return this.user(request.personId);
    return (await this.ofContract(contractNumber)).find((one) => one.id === request.personId) ?? null;
  }
}

const userConfirmer = (person: {
  username: string;
  displayName: string;
  mobile: string | null;
  mail: string | null;
  language: 'zh-CN' | 'en';
}): Confirmer => ({
  kind: 'user',
  id: person.username,
  // `赵磊（项目维护经理）` signs as 赵磊.
  name: person.displayName.replace(/[（(].*$/, '').trim(),
  mobile: person.mobile,
  mail: person.mail,
  language: person.language,
  account: person.username,
  sealSampleFileId: null,
});

/** `138****0004`: enough to recognise one's own, not enough to use. */
export function maskMobile(mobile: string | null): string | null {
  if (mobile === null) return null;
  return mobile.length < 8 ? '***' : `${mobile.slice(0, 3)}****${mobile.slice(-4)}`;
}
/** `m***@example.com` */
export function maskMail(mail: string | null): string | null {
  if (mail === null) return null;
  const at = mail.lastIndexOf('@');
  return at < 1 ? '***' : `${mail.slice(0, 1)}***${mail.slice(at)}`;
}
