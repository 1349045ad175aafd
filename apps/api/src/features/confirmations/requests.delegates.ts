import { Inject } from '@nestjs/common';
import { confirmationActionSchema, confirmationSideSchema } from '@pledge/contracts';
import type { Variables } from '@pledge/engine';
import { CASE_FACTS, type CaseFacts, type CaseFactsPort } from '../documents/index.js';
import { Delegate, PROVIDER_SCOPE } from '@pledge/nest';
import { BpmnError, type Delegate as DelegateContract, type DelegateContext, type Transaction } from '@pledge/runtime';
import { addDuration, fromIso, parseDuration } from '@pledge/time';
import { NotificationsService, type Audience } from '../notifications/index.js';
import { Confirmers, type Confirmer } from './confirmers.js';
import { paperNumber } from './paper-number.js';
import { RequestsRepository, type RequestRow } from './requests.repository.js';
import { ConfirmationRequests } from './requests.service.js';
import { ConfirmableSubjects, isBarred, type ConfirmableVersion } from './subjects.js';

interface Prepared {
  readonly kind: string;
  readonly id: string;
  readonly person: Confirmer;
  readonly facts: CaseFacts;
  readonly minimum: number;
}
const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/**
 * `request-confirmation`: asks one party to confirm what the instance is about. Headers: `action`, `side`, `person` (name of
 * the variable with the confirmer's id), `confirmBy` (variable with an instant or a duration), `roles` (the provider's person
 * has one of them). Out: `confirmationId`,
 * `confirmationDecision` (`confirmed` when this very version is confirmed already, else `waiting`), `confirmBy`,
 * `remindHalf`, `remindLate` (instants at 50 % and 80 %). Throws BpmnError `nothing-to-confirm`, `confirmer-missing`.
 */
@Delegate('request-confirmation')
export class RequestConfirmationDelegate implements DelegateContract<Prepared> {
  constructor(
    private readonly subjects: ConfirmableSubjects,
    private readonly confirmers: Confirmers,
    private readonly service: ConfirmationRequests,
    private readonly requests: RequestsRepository,
    @Inject(CASE_FACTS) private readonly cases: CaseFactsPort,
  ) {}

  async prepare(context: DelegateContext): Promise<Prepared> {
    const subject = await this.subjects.ofInstance(context.instanceId);
    if (!subject) throw new BpmnError('nothing-to-confirm', 'the instance is about nothing that can be confirmed');
    const current = await this.subjects.get(subject.kind).current(subject.id);
    if (!current) throw new BpmnError('nothing-to-confirm', 'nothing is frozen');
    const facts = await this.cases.find(current.caseNumber);
    if (!facts) throw new Error(`there is no case ${current.caseNumber}`);
    const { action, side } = headersOf(context);
    const wanted = text(context.variables[context.headers['person'] ?? '']);
    const person =
      side === 'provider'
        ? await this.provider(wanted, text(context.headers['roles']))
        : ((await this.confirmers.ofContract(facts.contractNumber)).find((one) => one.id === wanted) ?? null);
    if (!person || isBarred({ personKind: person.kind, personId: person.id }, current))
      throw new BpmnError('confirmer-missing', 'no confirmer is named', { confirmerMissing: side });
    const minimum = await this.service.minimumOf(action, facts.contractNumber);
    return { ...subject, person, facts, minimum };
  }

  /** Anybody of the provider, or, where the model says so, somebody of these roles (S1-55: a superior). */
  private async provider(wanted: string, roles: string): Promise<Confirmer | null> {
    if (roles === '') return this.confirmers.user(wanted);
    return (await this.confirmers.ofProvider(roles.split(','))).find((one) => one.id === wanted) ?? null;
  }

  async apply(tx: Transaction, context: DelegateContext, prepared: Prepared): Promise<Variables> {
    const { action, side } = headersOf(context);
    const { kind, id, person, facts, minimum } = prepared;
    const version = await this.subjects.get(kind).current(id, tx);
    if (!version) throw new BpmnError('nothing-to-confirm', 'it was changed meanwhile');
    const own = (await this.requests.ofSubject(kind, id, tx)).filter(
      (row) => row.action === action && row.side === side && row.subjectHash === version.hash,
    );
    const confirmed = own.find((row) => row.state === 'confirmed' && row.minimumLevel >= minimum);
    if (confirmed) return answer(confirmed, 'confirmed', context.now);
    const waiting = own.find((row) => row.state === 'waiting' && row.personId === person.id);
    if (waiting) return answer(waiting, 'waiting', context.now);
    const confirmBy = until(context, version, facts.zone);
    const request = { action, side, kind, subjectId: id, version, person, confirmBy, requestedBy: 'system' } as const;
    const row = await this.service.create(tx, request, { facts, minimum, id: context.jobId });
    return answer(row, 'waiting', context.now);
  }
}

/**
 * `remind-confirmation`: mails the link again to whom the request of the instance waits for; header `role`: these people of
 * the provider are asked to telephone. A request that was decided meanwhile reminds nobody.
 */
@Delegate('remind-confirmation')
export class RemindConfirmationDelegate implements DelegateContract<Reminder | null> {
  constructor(
    private readonly service: ConfirmationRequests,
    private readonly requests: RequestsRepository,
    private readonly notifications: NotificationsService,
  ) {}

  async prepare(context: DelegateContext): Promise<Reminder | null> {
    const row = await this.requests.find(text(context.variables['confirmationId']), PROVIDER_SCOPE);
    if (row?.state !== 'waiting') return null;
    const facts = await this.service.factsOf(row);
    const person = await this.service.personOf(row, facts);
    const role = text(context.headers['role']);
    const audience = role === '' ? null : `role:${role}`;
    const told = audience === null ? null : await this.notifications.audience(audience, { facts, variables: {} });
    return { row, facts, person, told };
  }

  async apply(tx: Transaction, context: DelegateContext, prepared: Reminder | null): Promise<void> {
    if (prepared === null) return;
    const { row, facts, person, told } = prepared;
    if (person.mail !== null) await this.service.mailLink(tx, row, person, facts, 'system');
    if (told === null) return;
    await this.notifications.enqueue(tx, {
      source: `job:${context.jobId}`,
      template: 'confirmation-waiting',
      mode: context.mode,
      caseNumber: row.caseNumber,
      people: told.people,
      roles: told.roles,
      caseFacts: facts,
      facts: {
        document: { number: paperNumber(row), title: row.subjectTitle },
        subject: row.expectedName,
        expiresAt: new Date(row.confirmBy).toISOString(),
      },
    });
  }
}
interface Reminder {
  readonly row: RequestRow;
  readonly facts: CaseFacts;
  readonly person: Confirmer;
  readonly told: Audience | null;
}

function headersOf(context: DelegateContext) {
  return {
    action: confirmationActionSchema.parse(context.headers['action']),
    side: confirmationSideSchema.parse(context.headers['side'] ?? 'customer'),
  };
}

/**
 * How long the party has: what the variable says, at most until the window closes; by itself until the window opens, or, once
 * it is open, closes.
 */
function until(context: DelegateContext, version: ConfirmableVersion, zone: string): number {
  const stated = text(context.variables[context.headers['confirmBy'] ?? '']);
  const end = context.headers['action'] === 'result-acceptance' ? Number.POSITIVE_INFINITY : version.window.to;
  const at =
    stated === ''
      ? context.now < version.window.from
        ? version.window.from
        : version.window.to
      : stated.startsWith('P')
        ? addDuration(context.now, parseDuration(stated), zone)
        : fromIso(stated);
  return Math.max(context.now + 60_000, Math.min(at, end));
}

function answer(row: RequestRow, decision: 'confirmed' | 'waiting', now: number): Variables {
  const at = (share: number): string =>
    new Date(Math.max(now, row.requestedAt + (row.confirmBy - row.requestedAt) * share)).toISOString();
  return {
    confirmationId: row.id,
    confirmationDecision: decision,
    confirmationReason: null,
    confirmBy: new Date(row.confirmBy).toISOString(),
    remindHalf: at(0.5),
    remindLate: at(0.8),
  };
}
