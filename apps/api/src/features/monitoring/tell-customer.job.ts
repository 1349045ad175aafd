import { FeatureJob, PROVIDER_SCOPE } from '@pledge/nest';
import type { FeatureJobContext, FeatureJobHandler, Transaction } from '@pledge/runtime';
import { CaseQueries } from '../cases/index.js';
import { ContractsService } from '../contracts/index.js';
import type { CaseFacts, Person } from '../documents/index.js';
import { NotificationsService, type BareRecipient } from '../notifications/index.js';
import { MonitoringRepository, type AlertRow } from './monitoring.repository.js';

/** Tells the customer's responsible persons of a fault that monitoring found. */
export const TELL_JOB = 'monitoring-tell';
const TEMPLATE = 'monitoring-fault';

interface Prepared {
  readonly alert: AlertRow;
  readonly facts: CaseFacts;
  readonly people: readonly Person[];
  readonly addresses: readonly BareRecipient[];
}

/**
 * On a device fault the user's responsible persons are told at once (S0i-29): the representatives with an account, and
 * those who answer for the site. Where the customer has nobody who can be written to, the dispatchers are told instead.
 */
@FeatureJob(TELL_JOB)
export class TellCustomerJob implements FeatureJobHandler<Prepared | null> {
  constructor(
    private readonly repository: MonitoringRepository,
    private readonly cases: CaseQueries,
    private readonly contracts: ContractsService,
    private readonly notifications: NotificationsService,
  ) {}

  async prepare({ ref }: FeatureJobContext): Promise<Prepared | null> {
    const alert = await this.repository.alert(ref ?? '');
    const facts = await this.notifications.caseFacts(alert?.caseNumber ?? null);
    if (!alert || !facts) return null;
    const people = facts.partyId === null ? [] : await this.notifications.representatives(facts.partyId);
    const row = await this.cases.find(facts.number, PROVIDER_SCOPE);
    const contacts =
      row.partyId === null || row.siteId === null ? [] : await this.contracts.responsible(row.partyId, row.siteId);
    const known = new Set(people.map((person) => person.mail));
    const addresses = contacts.flatMap(({ name, email }) =>
      email === null || known.has(email) ? [] : [{ name, mail: email, language: 'zh-CN' as const }],
    );
    if (people.some((person) => person.mail !== null) || addresses.length > 0)
      return { alert, facts, people, addresses };
    const { people: dispatchers } = await this.notifications.audience('role:dispatcher', { facts, variables: {} });
    return { alert, facts, people: [...people, ...dispatchers], addresses };
  }

  async apply(tx: Transaction, { mode }: FeatureJobContext, prepared: Prepared | null): Promise<void> {
    if (!prepared) return;
    const { alert, facts, people, addresses } = prepared;
    await this.notifications.enqueue(tx, {
      source: `monitoring:${alert.id}`,
      template: TEMPLATE,
      mode,
      caseNumber: facts.number,
      caseFacts: facts,
      people,
      addresses,
      facts: { reason: alert.annotations['summary'] ?? alert.title },
    });
  }
}
