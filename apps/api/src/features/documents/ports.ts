import type { InstanceMode } from '@pledge/engine';

/** One line of a case's history, as papers and messages show it. Instants are epoch ms, UTC. */
export interface CaseFactsEvent {
  readonly type: string;
  readonly occurredAt: number;
  /** Username, `system`, or `link:<name>`. */
  readonly actor: string;
  readonly note: string;
}
/** What papers and messages say about a case. Instants are epoch ms, UTC; what is not known is null. */
export interface CaseFacts {
  readonly number: string;
  readonly title: string;
  readonly description: string;
  readonly status: string;
  readonly mode: InstanceMode;
  readonly severity: string | null;
  /** Name of the severity by language. */
  readonly severityName: { readonly zh: string; readonly en: string } | null;
  readonly partyId: string | null;
  readonly customerName: string;
  readonly providerName: string;
  /** What the contract calls the two: 甲方/乙方, 采购人/供应商 … */
  readonly partyLabels: {
    readonly customer: { readonly zh: string; readonly en: string };
    readonly provider: { readonly zh: string; readonly en: string };
  };
  readonly contractNumber: string | null;
  readonly serialNumber: string | null;
  readonly siteName: string | null;
  /** IANA zone of the site. */
  readonly zone: string;
  readonly contactName: string;
  readonly contactPhone: string;
  /** Username of who has the case. */
  readonly owner: string | null;
  readonly receivedAt: number | null;
  readonly occurredAt: number | null;
  /** The technician whom the purchaser named to sign (S2-13). */
  readonly expectedSigner: string | null;
  /** In order of occurrence. */
  readonly events: readonly CaseFactsEvent[];
}

/** Served by the cases feature; papers only read. */
export interface CaseFactsPort {
  /** null: no such case. */
  find(caseNumber: string): Promise<CaseFacts | null>;
}
export const CASE_FACTS = Symbol('CASE_FACTS');

/** Somebody who can be written to. */
export interface Person {
  readonly username: string;
  readonly displayName: string;
  readonly mail: string | null;
  readonly mobile: string | null;
  readonly language: 'zh-CN' | 'en';
}
/** Served by the users feature. Disabled people never come back. */
export interface PeoplePort {
  byUsernames(usernames: readonly string[]): Promise<readonly Person[]>;
  /** Members of a role, in a stable order: the order in which a message is passed on. */
  byRole(role: string): Promise<readonly Person[]>;
  /** Representatives of a customer. */
  byParty(partyId: string): Promise<readonly Person[]>;
}
export const PEOPLE = Symbol('PEOPLE');

/** Address people use in links, without a slash at the end. */
export const PUBLIC_URL = Symbol('PUBLIC_URL');
