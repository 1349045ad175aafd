import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { InstanceMode } from '@pledge/engine';
import { CLOCK, PROCESS_ENGINE } from '@pledge/nest';
import type { Clock, ProcessEngine, Transaction } from '@pledge/runtime';
import { Duration } from 'luxon';
import { v7 } from 'uuid';
import {
  CASE_FACTS,
  PEOPLE,
  PUBLIC_URL,
  TemplateCatalog,
  type CaseFacts,
  type CaseFactsPort,
  type PeoplePort,
  type Person,
  type TemplateLanguage,
} from '../documents/index.js';
import { audienceOf, type Audience, type AudienceContext } from './audience.js';
import { messageData, type MessageFacts } from './message-data.js';
import { message } from './messages.js';
import { NotificationsRepository, type ChannelRow, type OutboxRow } from './notifications.repository.js';
import { NOTIFICATION_OPTIONS, type NotificationOptions } from './options.js';
import type { Attachment, ChainLink } from './outbox-row.js';

export const PASS_ON_JOB = 'notification-pass-on';

/** A bare address that belongs to no user, for example the customer's technician. */
export interface BareRecipient {
  readonly name: string;
  readonly mail: string;
  readonly language: TemplateLanguage;
}
export interface Enqueue {
  /** What it is about, at most 200 characters, for example `task:<id>`: enqueued once, however often it is asked for. */
  readonly source: string;
  readonly template: string;
  readonly mode: InstanceMode;
  readonly caseNumber: string | null;
  readonly taskId?: string;
  readonly people?: readonly Person[];
  /** Roles whose chat robots are told too. */
  readonly roles?: readonly string[];
  readonly addresses?: readonly BareRecipient[];
  readonly facts?: MessageFacts;
  /** The case as it was read before the transaction; without it the message speaks of none. */
  readonly caseFacts?: CaseFacts | null;
  readonly attachments?: readonly Attachment[];
  /**
   * Asks for an acknowledgement within `wait` (ISO 8601 duration): only the first person is told, and the next one if
   * the first does not answer.
   */
  readonly ack?: { readonly wait: string };
}

/** One short message to one mobile. */
export interface SmsEnqueue extends Pick<
  Enqueue,
  'source' | 'template' | 'mode' | 'caseNumber' | 'facts' | 'caseFacts'
> {
  readonly to: { readonly name: string; readonly mobile: string; readonly language: TemplateLanguage };
}

/** A person by every address that is known of them. */
export interface DirectRecipient {
  readonly name: string;
  readonly username: string | null;
  readonly mail: string | null;
  readonly mobile: string | null;
  readonly language: TemplateLanguage;
}
/** How a message fares. */
export type MessageOutcome = Pick<OutboxRow, 'state' | 'tries' | 'lastError' | 'sentAt'>;

/** The outbox's door: writes rows in the caller's unit of work; `OutboxSender` takes them from there. */
@Injectable()
export class NotificationsService {
  constructor(
    private readonly repository: NotificationsRepository,
    private readonly catalog: TemplateCatalog,
    @Inject(CASE_FACTS) private readonly cases: CaseFactsPort,
    @Inject(PEOPLE) private readonly people: PeoplePort,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PUBLIC_URL) private readonly publicUrl: string,
    @Inject(NOTIFICATION_OPTIONS) private readonly options: NotificationOptions,
  ) {}

  /** The case for messages; call it before the transaction. null: no such case. */
  caseFacts(caseNumber: string | null): Promise<CaseFacts | null> {
    return caseNumber === null ? Promise.resolve(null) : this.cases.find(caseNumber);
  }

  /** Display name of a user, or the name itself. */
  async nameOf(username: string): Promise<string> {
    return (await this.people.byUsernames([username]))[0]?.displayName ?? username;
  }

  /** Representatives of a customer, who can be written to. */
  representatives(partyId: string): Promise<readonly Person[]> {
    return this.people.byParty(partyId);
  }

  /** People and robots of a model's `audience` text; call it before the transaction. Throws on an unknown word. */
  audience(text: string, context: Omit<AudienceContext, 'holders'>): Promise<Audience> {
    const holders = async (): Promise<readonly string[]> => {
      if (!context.facts) return [];
      const { items } = await this.engine.listTasks({ businessKey: context.facts.number, state: 'open', limit: 100 });
      return [...new Set(items.flatMap((task) => (task.assignee === null ? [] : [task.assignee])))];
    };
    return audienceOf(text, this.people, { ...context, holders });
  }

  /**
   * Writes one row per recipient and channel. Repeating a source changes nothing. Returns the addresses that mails were
   * queued for. Throws TemplateError for a template that does not exist or lacks data.
   */
  async enqueue(tx: Transaction, request: Enqueue): Promise<string[]> {
    if (!(await this.repository.claimSource(tx, request.source, this.clock.now()))) return [];
    await this.catalog.refresh();
    const people = request.people ?? [];
    if (request.ack) return this.startChain(tx, request, request.ack.wait);
    const rows = [
      ...people.map((person) => this.mailRow(request, person, null)),
      ...(request.addresses ?? []).map((address) => this.mailRow(request, { ...address, username: null }, null)),
      ...(await this.robotRows(request, people, request.roles ?? [])),
    ];
    await this.repository.insert(tx, rows);
    return rows.filter((row) => row.channel === 'mail' && row.address !== '').map((row) => row.address);
  }

  /**
   * Writes one short message: the plain text of the template. Never beside a mail of the same source: who got a link by
   * mail gets the code this way (C15). Throws TemplateError.
   */
  async enqueueSms(tx: Transaction, request: SmsEnqueue): Promise<void> {
    if (!(await this.repository.claimSource(tx, request.source, this.clock.now()))) return;
    await this.catalog.refresh();
    await this.repository.insert(tx, [this.smsRow(request, request.to)]);
  }

  /**
   * Writes one row per request, each to one person by one channel, whoever else is told: for those who have to be reached
   * somehow. @returns the message id of each, in order; null where the person has no such address. Throws TemplateError.
   */
  async enqueueDirect(
    tx: Transaction,
    requests: readonly {
      readonly request: Enqueue;
      readonly channel: 'mail' | 'sms' | 'chat';
      readonly to: DirectRecipient;
    }[],
  ): Promise<(string | null)[]> {
    await this.catalog.refresh();
    const chatting = requests.flatMap(({ channel, to }) =>
      channel === 'chat' && to.username !== null ? [to.username] : [],
    );
    const robots = await this.repository.enabledChannels('user', chatting);
    const rows = requests.map(({ request, channel, to }): OutboxRow | null => {
      if (channel === 'mail') return to.mail === null ? null : this.mailRow(request, to, null);
      if (channel === 'sms') return to.mobile === null ? null : this.smsRow(request, { ...to, mobile: to.mobile });
      const robot = robots.find((one) => one.target === to.username);
      return robot === undefined || to.username === null
        ? null
        : this.robotRow(request, robot, [personOf(to, to.username)]);
    });
    await this.repository.insert(
      tx,
      rows.filter((row) => row !== null),
    );
    return rows.map((row) => row?.messageId ?? null);
  }

  /** Whether a channel has a way out of this installation at all. */
  isSetUp(channel: 'mail' | 'sms'): boolean {
    return (channel === 'mail' ? this.options.smtpUrl : this.options.sms) !== null;
  }

  /** What became of messages, by message id; what is not known is left out. */
  async outcomes(messageIds: readonly string[]): Promise<ReadonlyMap<string, MessageOutcome>> {
    return new Map((await this.repository.byMessageIds(messageIds)).map((row) => [row.messageId, row]));
  }

  /** Tells the next person of the chain, or ends it. Called by the job, in its transaction. */
  async passOn(tx: Transaction, id: string): Promise<void> {
    const row = await this.repository.find(id);
    if (row?.ackState !== 'waiting' || !row.chain) return;
    const { chain } = row;
    const next = (await this.people.byUsernames(chain.rest)).filter((person) => chain.rest.includes(person.username));
    const inOrder = chain.rest.flatMap((username) => next.filter((person) => person.username === username));
    if (!(await this.repository.endAck(tx, id, inOrder.length === 0 ? 'exhausted' : 'passed', null))) return;
    const person = inOrder[0];
    if (!person) return;
    await this.catalog.refresh();
    const facts = await this.caseFacts(chain.caseNumber);
    const link: ChainLink = { ...chain, rest: inOrder.slice(1).map((one) => one.username), index: chain.index + 1 };
    await this.tellOne(
      tx,
      {
        source: chain.source,
        template: chain.template,
        mode: row.mode,
        caseNumber: chain.caseNumber,
        ...(chain.taskId === null ? {} : { taskId: chain.taskId }),
        facts: chain.data as MessageFacts,
        caseFacts: facts,
        attachments: row.attachments,
      },
      person,
      link,
    );
  }

  private async startChain(tx: Transaction, request: Enqueue, wait: string): Promise<string[]> {
    const [first, ...rest] = request.people ?? [];
    if (!first) {
      // Nobody to ask: the robots of the role still hear it.
      await this.repository.insert(tx, await this.robotRows(request, [], request.roles ?? []));
      return [];
    }
    const link: ChainLink = {
      rest: rest.map((person) => person.username),
      index: 0,
      wait,
      source: request.source,
      template: request.template,
      data: { ...request.facts },
      caseNumber: request.caseNumber,
      taskId: request.taskId ?? null,
    };
    await this.repository.insert(tx, await this.robotRows(request, [], request.roles ?? []));
    return this.tellOne(tx, request, first, link);
  }

  private async tellOne(tx: Transaction, request: Enqueue, person: Person, link: ChainLink): Promise<string[]> {
    const row = this.mailRow(request, person, link);
    await this.repository.insert(tx, [row, ...(await this.robotRows(request, [person], []))]);
    await this.engine.schedule(tx, {
      name: PASS_ON_JOB,
      ref: row.id,
      dueAt: row.ackBy ?? this.clock.now(),
      mode: request.mode,
    });
    return row.address === '' ? [] : [row.address];
  }

  private mailRow(
    request: Enqueue,
    to: { username: string | null; mail: string | null; language: TemplateLanguage } & (
      { name: string } | { displayName: string }
    ),
    link: ChainLink | null,
  ): OutboxRow {
    const name = 'name' in to ? to.name : to.displayName;
    const now = this.clock.now();
    const token = link === null ? null : randomBytes(24).toString('base64url');
    const ackBy = link === null ? null : now + waitMs(link.wait);
    const data = {
      ...messageData(request.caseFacts ?? null, request.facts ?? {}, { name, language: to.language }, this.publicUrl),
      ...(token === null || ackBy === null
        ? {}
        : { ackUrl: `${this.publicUrl}/ack/${token}`, ackBy: new Date(ackBy).toISOString() }),
    };
    const filled = message(this.catalog, request.template, to.language, data, request.mode === 'drill');
    const address = to.mail ?? '';
    const sink = request.mode === 'drill' || this.options.smtpUrl === null || address === '';
    return this.row(request, {
      channel: 'mail',
      username: to.username,
      recipientName: name,
      address,
      channelId: null,
      ...filled,
      state: sink ? 'sink' : 'queued',
      lastError: address === '' ? 'no mail address' : null,
      key: `mail|${to.username ?? address}|${link === null ? '' : String(link.index)}`,
      ackState: link === null ? 'none' : 'waiting',
      ackTokenHash: token === null ? null : hashToken(token),
      ackBy,
      chain: link,
    });
  }

  private smsRow(request: Enqueue, to: SmsEnqueue['to']): OutboxRow {
    const data = messageData(request.caseFacts ?? null, request.facts ?? {}, to, this.publicUrl);
    const filled = message(this.catalog, request.template, to.language, data, request.mode === 'drill');
    const sink = request.mode === 'drill' || this.options.sms === null;
    return this.row(request, {
      channel: 'sms',
      username: null,
      recipientName: to.name,
      address: to.mobile,
      channelId: null,
      ...filled,
      html: null,
      state: sink ? 'sink' : 'queued',
      lastError: null,
      key: `sms|${to.mobile}`,
      ackState: 'none',
      ackTokenHash: null,
      ackBy: null,
      chain: null,
    });
  }

  private async robotRows(request: Enqueue, people: readonly Person[], roles: readonly string[]): Promise<OutboxRow[]> {
    const channels: ChannelRow[] = [
      ...(await this.repository.enabledChannels('role', roles)),
      ...(await this.repository.enabledChannels(
        'user',
        people.map((person) => person.username),
      )),
    ];
    return channels.map((channel) => this.robotRow(request, channel, people));
  }

  private robotRow(request: Enqueue, channel: ChannelRow, people: readonly Person[]): OutboxRow {
    const person = people.find((one) => channel.targetKind === 'user' && one.username === channel.target);
    const recipient = { name: person?.displayName ?? channel.name, language: person?.language ?? ('zh-CN' as const) };
    const data = messageData(request.caseFacts ?? null, request.facts ?? {}, recipient, this.publicUrl);
    const filled = message(this.catalog, request.template, recipient.language, data, request.mode === 'drill');
    return this.row(request, {
      channel: channel.channel,
      username: person?.username ?? null,
      recipientName: recipient.name,
      address: channel.name,
      channelId: channel.id,
      ...filled,
      html: null,
      state: request.mode === 'drill' ? 'sink' : 'queued',
      lastError: null,
      key: `${channel.channel}|${channel.id}`,
      ackState: 'none',
      ackTokenHash: null,
      ackBy: null,
      chain: null,
    });
  }

  private row(
    request: Enqueue,
    part: Pick<
      OutboxRow,
      | 'channel'
      | 'username'
      | 'recipientName'
      | 'address'
      | 'channelId'
      | 'subject'
      | 'text'
      | 'html'
      | 'language'
      | 'state'
      | 'lastError'
      | 'ackState'
      | 'ackTokenHash'
      | 'ackBy'
      | 'chain'
    > & { key: string },
  ): OutboxRow {
    const { key, ...rest } = part;
    return {
      id: v7(),
      messageId: `${createHash('sha256').update(`${request.source}|${request.template}|${key}`).digest('hex').slice(0, 40)}@pledge`,
      template: request.template,
      ...rest,
      tries: 0,
      nextAttemptAt: part.state === 'queued' ? this.clock.systemNow() : null,
      mode: request.mode,
      caseNumber: request.caseNumber,
      taskId: request.taskId ?? null,
      acknowledgedAt: null,
      attachments: [...(request.attachments ?? [])],
      createdAt: this.clock.now(),
      sentAt: null,
      readAt: null,
      lockedUntil: null,
    };
  }
}

/** Only the hash is stored. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

function waitMs(wait: string): number {
  const ms = Duration.fromISO(wait).toMillis();
  if (!Number.isFinite(ms) || ms <= 0) throw new Error(`"${wait}" is not an ISO 8601 duration above zero`);
  return ms;
}

const personOf = (to: DirectRecipient, username: string): Person => ({ ...to, username, displayName: to.name });
