import { Inject, Injectable } from '@nestjs/common';
import type { ContactChannel, EmergencyContact, EmergencyPlanContent, EmergencyReach } from '@pledge/contracts';
import { CLOCK, PROCESS_ENGINE, type Scope } from '@pledge/nest';
import type { Clock, ProcessEngine, Transaction } from '@pledge/runtime';
import { toIso } from '@pledge/time';
import { v7 } from 'uuid';
import { PROVIDER_ZONE } from '../contracts/index.js';
import { PEOPLE, PUBLIC_URL, type PeoplePort } from '../documents/index.js';
import { NotificationsService, type Enqueue, type MessageOutcome } from '../notifications/index.js';
import { EmergenciesRepository } from './emergencies.repository.js';
import type { EmergencyEntity, ReachContact, ReachEntity } from './emergencies.entity.js';

export const REACH_JOB = 'emergency-reach';
/** Product ms until the first look at who was reached; every later one waits twice as long. */
const FIRST_LOOK_MS = 20_000;
/** Six looks: the last one ten minutes after the notice. Then every channel was tried or is being tried. */
const LOOKS = 6;

/** A notice whose contacts are known, not yet written. */
export interface PreparedNotice {
  readonly kind: string;
  readonly contacts: readonly ReachContact[];
}

/** Outage, recovery and other notices: to every contact, by the first channel that works (S3-29, S3-30; C15). */
@Injectable()
export class Reach {
  constructor(
    private readonly repository: EmergenciesRepository,
    private readonly notifications: NotificationsService,
    @Inject(PEOPLE) private readonly people: PeoplePort,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PUBLIC_URL) private readonly publicUrl: string,
  ) {}

  /** Who has to know, one row per person; a channel that the emergency took away is not among theirs. */
  async contactsOf(
    plan: EmergencyPlanContent,
    { partyId, simulated }: Pick<EmergencyEntity, 'partyId' | 'simulated'>,
  ): Promise<ReachContact[]> {
    const failed = [...plan.failedChannels, ...(simulated?.failedChannels ?? [])];
    const found = new Map<string, ReachContact>();
    for (const contact of plan.contacts)
      for (const one of await this.expand(contact, partyId)) {
        const away = one.username !== null && simulated?.away.includes(one.username) === true;
        const channels = away ? [] : contact.channels.filter((channel) => !failed.includes(channel));
        const key = one.username ?? `${one.name}|${one.mail ?? ''}|${one.mobile ?? ''}`;
        if (!found.has(key)) found.set(key, { ...one, duty: contact.duty, side: contact.side, channels });
      }
    return [...found.values()];
  }

  /** Writes the rows of a notice and its messages. `noticeId` is stable over retries. */
  async tell(
    tx: Transaction,
    emergency: EmergencyEntity,
    plan: EmergencyPlanContent,
    notice: PreparedNotice & { readonly noticeId: string },
  ): Promise<void> {
    const rows = notice.contacts.map((contact): ReachEntity => ({
      id: v7(),
      number: emergency.number,
      noticeId: notice.noticeId,
      kind: notice.kind,
      contact,
      step: 0,
      messageId: null,
      tried: [],
      reachedAt: null,
      reachedBy: null,
    }));
    await this.repository.insertReach(tx, await this.send(tx, emergency, plan, rows));
    // In a drill nothing leaves, so nothing can fail to arrive.
    if (emergency.mode === 'live') await this.schedule(tx, emergency, notice.noticeId, 1);
  }

  /** Who was not reached is told by the next channel; at last somebody has to telephone. */
  async look(
    tx: Transaction,
    emergency: EmergencyEntity,
    plan: EmergencyPlanContent,
    at: { readonly noticeId: string; readonly look: number },
  ): Promise<void> {
    const rows = await this.repository.openReach(at.noticeId, tx);
    const outcomes = await this.outcomesOf(rows);
    const next: ReachEntity[] = [];
    let waiting = false;
    for (const row of rows) {
      const error = failureOf(row, outcomes.get(row.messageId ?? ''));
      const channel = row.contact.channels[row.step];
      if (error === null || channel === undefined || channel === 'phone')
        waiting ||= error === null && !isSent(outcomes, row);
      else next.push(passed(row, error));
    }
    await this.goOn(tx, emergency, plan, next);
    if ((next.length > 0 || waiting) && at.look < LOOKS) await this.schedule(tx, emergency, at.noticeId, at.look + 1);
  }

  /** Tells each by the channel that its row now names. */
  async goOn(
    tx: Transaction,
    emergency: EmergencyEntity,
    plan: EmergencyPlanContent,
    rows: readonly ReachEntity[],
  ): Promise<void> {
    for (const { id, step, messageId, tried } of await this.send(tx, emergency, plan, rows))
      await this.repository.updateReach(tx, id, { step, messageId, tried });
  }

  /** Everybody who was told or is to be told. */
  async views(emergency: EmergencyEntity, scope: Scope): Promise<EmergencyReach[]> {
    const rows = await this.repository.reach(emergency.number);
    const outcomes = await this.outcomesOf(rows);
    const seen = rows.filter((row) => scope.kind === 'provider' || row.contact.side === 'customer');
    return seen.map((row) => reachView(row, outcomes.get(row.messageId ?? ''), emergency.mode));
  }

  private outcomesOf(rows: readonly ReachEntity[]): Promise<ReadonlyMap<string, MessageOutcome>> {
    return this.notifications.outcomes(rows.flatMap((row) => (row.messageId === null ? [] : [row.messageId])));
  }

  /**
   * Tells each contact by the channel of its row. A channel that cannot reach this contact at all is passed at once: nobody
   * waits for a look where there is no address, or no gateway while another one is there. Returns the rows to be stored.
   */
  private async send(
    tx: Transaction,
    emergency: EmergencyEntity,
    plan: EmergencyPlanContent,
    rows: readonly ReachEntity[],
  ): Promise<ReachEntity[]> {
    if (rows.length === 0) return [];
    const current = emergency.mode === 'live' ? rows.map((row) => this.pastMissingGateways(row)) : rows;
    const requests = current.map((row) => {
      const channel = channelOf(row);
      return channel === 'phone' ? null : { request: this.request(emergency, plan, row), channel, to: row.contact };
    });
    const sendable = requests.filter((one) => one !== null);
    const ids = await this.notifications.enqueueDirect(tx, sendable);
    let used = 0;
    const told = current.map((row, index): ReachEntity => {
      const messageId = requests[index] === null ? null : (ids[used++] ?? null);
      return { ...row, messageId };
    });
    const stuck = told.filter((row) => row.messageId === null && channelOf(row) !== 'phone' && hasNext(row));
    const again = new Map(
      (
        await this.send(
          tx,
          emergency,
          plan,
          stuck.map((row) => passed(row, NO_ADDRESS)),
        )
      ).map((row) => [row.id, row]),
    );
    return told.map((row) => again.get(row.id) ?? row);
  }

  /** Goes on to the first mail or text message that is set up and has an address; where there is none, nothing changes. */
  private pastMissingGateways(row: ReachEntity): ReachEntity {
    const usable = (at: ReachEntity): boolean => {
      const channel = channelOf(at);
      return (channel === 'mail' || channel === 'sms') && this.notifications.isSetUp(channel) && addressOf(at) !== null;
    };
    let at = row;
    while (!usable(at) && hasNext(at)) at = passed(at, addressOf(at) === null ? NO_ADDRESS : NOT_SET_UP);
    return usable(at) ? at : row;
  }

  private request(emergency: EmergencyEntity, plan: EmergencyPlanContent, row: ReachEntity): Enqueue {
    const english = row.contact.language === 'en';
    const word = (text: { readonly zh: string; readonly en: string }): string => (english ? text.en : text.zh);
    const text = plan.notices[row.kind] ?? plan.start;
    return {
      source: `emergency:${row.noticeId}:${String(row.step)}`,
      template: 'emergency-notice',
      mode: emergency.mode,
      caseNumber: null,
      facts: {
        url: `${this.publicUrl}/emergencies/${emergency.number}`,
        emergency: {
          number: emergency.number,
          title: emergency.title,
          kind: row.kind,
          text: word(text),
          // What was usable instead is over once the service is back.
          substitutes: row.kind === 'recovery' ? [] : plan.substitutes.map(word),
        },
      },
    };
  }

  private async schedule(tx: Transaction, emergency: EmergencyEntity, noticeId: string, look: number): Promise<void> {
    await this.engine.schedule(tx, {
      name: REACH_JOB,
      ref: `${noticeId}:${String(look)}`,
      dueAt: this.clock.now() + FIRST_LOOK_MS * 2 ** (look - 1),
      payload: { number: emergency.number, noticeId, look },
      mode: emergency.mode,
    });
  }

  private async expand(
    contact: EmergencyContact,
    partyId: string | null,
  ): Promise<Omit<ReachContact, 'duty' | 'side' | 'channels'>[]> {
    const people =
      contact.role !== undefined
        ? await this.people.byRole(contact.role)
        : contact.representatives === true && partyId !== null
          ? await this.people.byParty(partyId)
          : [];
    const named =
      contact.name === undefined
        ? []
        : [
            {
              name: contact.name,
              username: null,
              mail: contact.mail ?? null,
              mobile: contact.mobile ?? null,
              language: 'zh-CN' as const,
            },
          ];
    return [
      ...people.map(({ displayName, username, mail, mobile, language }) => ({
        name: displayName,
        username,
        mail,
        mobile,
        language,
      })),
      ...named,
    ];
  }
}

const NO_ADDRESS = 'no address';
const NOT_SET_UP = 'not set up';

const channelOf = (row: ReachEntity): ContactChannel => row.contact.channels[row.step] ?? 'phone';
const hasNext = (row: ReachEntity): boolean => row.step + 1 < row.contact.channels.length;
/** What the channel in use writes to; a robot writes to no address of one's own. */
const addressOf = (row: ReachEntity): string | null => {
  switch (channelOf(row)) {
    case 'mail':
      return row.contact.mail;
    case 'sms':
    case 'phone':
      return row.contact.mobile;
    case 'chat':
      return '';
  }
};
/** The row at its next channel, with what the one before said. */
const passed = (row: ReachEntity, error: string): ReachEntity => ({
  ...row,
  step: row.step + 1,
  messageId: null,
  tried: [...row.tried, { channel: channelOf(row), error }],
});

const isSent = (outcomes: ReadonlyMap<string, MessageOutcome>, row: ReachEntity): boolean =>
  outcomes.get(row.messageId ?? '')?.state === 'sent';

/** Why the channel in use did not reach the contact; null: it did, it is on its way, or nobody can be told by machine. */
function failureOf(row: ReachEntity, outcome: MessageOutcome | undefined): string | null {
  if (row.messageId === null) return channelOf(row) === 'phone' ? null : NO_ADDRESS;
  if (outcome === undefined || outcome.state === 'sent') return null;
  if (outcome.state === 'failed') return outcome.lastError ?? 'failed';
  // A try that is under way has no error yet: nobody is told twice because a server is slow.
  if (outcome.state === 'queued') return outcome.lastError;
  return NOT_SET_UP;
}

function reachView(row: ReachEntity, outcome: MessageOutcome | undefined, mode: 'live' | 'drill'): EmergencyReach {
  const channel = channelOf(row);
  const at = row.reachedAt ?? outcome?.sentAt ?? null;
  return {
    id: row.id,
    kind: row.kind,
    name: row.contact.name,
    duty: row.contact.duty,
    side: row.contact.side,
    mobile: row.contact.mobile,
    channel,
    state: stateOf(row, channel, outcome, mode),
    tried: row.tried,
    at: at === null ? null : toIso(at, PROVIDER_ZONE),
    by: row.reachedBy,
  };
}

function stateOf(
  row: ReachEntity,
  channel: ContactChannel,
  outcome: MessageOutcome | undefined,
  mode: 'live' | 'drill',
): EmergencyReach['state'] {
  if (row.reachedAt !== null) return 'reached';
  if (channel === 'phone') return 'call';
  if (outcome === undefined) return 'not-sent';
  switch (outcome.state) {
    case 'sent':
      return 'reached';
    case 'failed':
      return 'failed';
    case 'sink':
      return mode === 'drill' ? 'drill' : 'not-sent';
    case 'queued':
      return outcome.lastError === null ? 'sending' : 'retrying';
  }
}
