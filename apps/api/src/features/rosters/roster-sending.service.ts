import { Inject, Injectable } from '@nestjs/common';
import type { Roster, RosterDelivery, SendRosterRequest } from '@pledge/contracts';
import { CLOCK, PLATFORM_OPTIONS, UNIT_OF_WORK, storeAnswer, type PlatformOptions, type Scope } from '@pledge/nest';
import { Problem, type Clock, type Transaction, type UnitOfWork } from '@pledge/runtime';
import { toIso } from '@pledge/time';
import { v7 as uuidv7 } from 'uuid';
import { ContractsService } from '../contracts/index.js';
import { DocumentsService, documentProblem, type PreparedDocument } from '../documents/index.js';
import { NotificationsService, type Enqueue } from '../notifications/index.js';
import { UsersDirectory } from '../users/index.js';
import { DEFAULT_UNIT, DutyUnits } from './duty-units.service.js';
import { rosterCalendar } from './roster-calendar.js';
import { RosterMessages } from './roster-messages.js';
import { RosterViews } from './roster-views.service.js';
import type { DutyShiftEntity, RosterDeliveryEntity, RosterEntity } from './rosters.entity.js';
import { RostersRepository } from './rosters.repository.js';
import { Rosters } from './rosters.service.js';

const TEMPLATE = 'duty-roster';

/** Whom a unit serves. Ids of parties. */
export interface RosterCustomers {
  readonly all: readonly string[];
  /** Not sent the version in force. */
  readonly unsent: readonly string[];
  /** Sent it, not acknowledged. */
  readonly waiting: readonly string[];
}
/** One customer's copy, rendered before the transaction. */
export interface RosterCopy {
  readonly document: PreparedDocument;
  readonly delivery: RosterDeliveryEntity;
  readonly message: Enqueue;
}

/** The roster goes to customers before it begins, as PDF and iCalendar, and they acknowledge it (S1-32; F-11 steps 5 and 8). */
@Injectable()
export class RosterSending {
  constructor(
    private readonly repository: RostersRepository,
    private readonly rosters: Rosters,
    private readonly units: DutyUnits,
    private readonly views: RosterViews,
    private readonly messages: RosterMessages,
    private readonly contracts: ContractsService,
    private readonly documents: DocumentsService,
    private readonly notifications: NotificationsService,
    private readonly directory: UsersDirectory,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PLATFORM_OPTIONS) private readonly platform: PlatformOptions,
  ) {}

  /** @throws Problem ROSTER_NOT_FOUND, ROSTER_NOT_APPROVED, ROSTER_SENT_ALREADY, KEY_PERIOD_PARTY and what rendering throws */
  async send(id: string, request: SendRosterRequest, by: string): Promise<Roster> {
    const row = await this.rosters.row(id);
    if (row.state !== 'approved') throw new Problem('conflict', 'ROSTER_NOT_APPROVED');
    const copies = await this.copies(row, request.partyIds, by);
    await this.unitOfWork.run(async (tx) => {
      await this.sendCopies(tx, copies);
      await storeAnswer(tx, await this.views.roster(row, tx));
    });
    return this.rosters.get(id);
  }

  /** Renders the version in force for each customer; writes nothing. @throws what {@link send} throws */
  async copies(row: RosterEntity, partyIds: readonly string[], by: string): Promise<RosterCopy[]> {
    const shifts = await this.repository.shifts({ rosterId: row.id });
    const copies: RosterCopy[] = [];
    for (const partyId of new Set(partyIds)) copies.push(await this.prepare(row, shifts, partyId, by, copies.length));
    return copies;
  }

  /** Keeps and mails them, in the caller's unit of work. */
  async sendCopies(tx: Transaction, copies: readonly RosterCopy[]): Promise<void> {
    for (const { document, delivery, message } of copies) {
      await this.documents.store(tx, document);
      await this.repository.insertDelivery(tx, delivery);
      await this.notifications.enqueue(tx, message);
    }
  }

  /** Customers whom the unit of a roster serves (S1-32), and which of them have not got, or not acknowledged, its version. */
  async customersOf(row: RosterEntity): Promise<RosterCustomers> {
    const all: string[] = [];
    for (const { partyId, regions } of await this.contracts.served()) {
      const units = await Promise.all(regions.map((region) => this.units.ofRegion(region)));
      if (units.includes(row.unit) || (units.length === 0 && row.unit === DEFAULT_UNIT)) all.push(partyId);
    }
    const sent = (await this.repository.deliveries({ rosterId: row.id })).filter((one) => one.version === row.version);
    const got = new Set(sent.map((one) => one.partyId));
    const waiting = sent.filter((one) => one.acknowledgedAt === null).map((one) => one.partyId);
    return { all, unsent: all.filter((one) => !got.has(one)), waiting };
  }

  /** What a customer was sent, newest first; staff see what all were sent. */
  async deliveries(scope: Scope): Promise<RosterDelivery[]> {
    const rows = await this.repository.deliveries(scope.kind === 'customer' ? { partyId: scope.partyId } : {});
    return Promise.all(rows.map(async (row) => this.views.delivery(row, await this.rosters.row(row.rosterId))));
  }

  /** A customer's representative has read it. Twice is once. @throws Problem ROSTER_DELIVERY_UNKNOWN */
  async acknowledge(rosterId: string, version: number, scope: Scope, by: string): Promise<RosterDelivery> {
    const row = await this.own(rosterId, version, scope);
    const read = { acknowledgedAt: row.acknowledgedAt ?? this.clock.now(), acknowledgedBy: row.acknowledgedBy ?? by };
    const view = await this.views.delivery({ ...row, ...read }, await this.rosters.row(rosterId));
    await this.unitOfWork.run(async (tx) => {
      await this.repository.updateDelivery(tx, row, read);
      const others = await this.repository.deliveries({ rosterId, version }, tx);
      const waiting = others.some((one) => one.partyId !== row.partyId && one.acknowledgedAt === null);
      const roster = await this.rosters.row(rosterId, tx);
      if (!waiting && roster.version === version) await this.messages.acknowledged(tx, roster);
      await storeAnswer(tx, view);
    });
    return view;
  }

  /** The iCalendar text that went with a version. @throws Problem ROSTER_DELIVERY_UNKNOWN */
  async calendar(rosterId: string, version: number, scope: Scope): Promise<string> {
    return (await this.own(rosterId, version, scope)).calendar;
  }

  private async own(rosterId: string, version: number, scope: Scope): Promise<RosterDeliveryEntity> {
    const own = scope.kind === 'customer' ? { partyId: scope.partyId } : {};
    const [row] = Number.isSafeInteger(version) ? await this.repository.deliveries({ rosterId, version, ...own }) : [];
    if (!row) throw new Problem('not-found', 'ROSTER_DELIVERY_UNKNOWN');
    return row;
  }

  private async prepare(
    row: RosterEntity,
    shifts: readonly DutyShiftEntity[],
    partyId: string,
    by: string,
    beside: number,
  ): Promise<RosterCopy> {
    const party = await this.contracts.party(partyId);
    if (party?.kind !== 'customer') throw new Problem('not-found', 'KEY_PERIOD_PARTY');
    const { version } = row;
    if ((await this.repository.deliveries({ rosterId: row.id, partyId, version })).length > 0)
      throw new Problem('conflict', 'ROSTER_SENT_ALREADY', { party: party.name, version });
    const unit = await this.units.get(row.unit);
    const now = this.clock.now();
    const usernames = [...new Set(shifts.flatMap((one) => (one.username === null ? [] : [one.username])))];
    const phones = new Map<string, string>();
    for (const username of usernames) phones.set(username, (await this.directory.find(username))?.mobile ?? '');
    const names = await this.views.names(usernames);
    const phoneOf = (username: string): string => phones.get(username) ?? '';
    const data = {
      zone: this.platform.zone,
      provider: { name: await this.contracts.providerName() },
      customer: { name: party.name },
      roster: {
        unit: unit.name.zh,
        unitEn: unit.name.en,
        from: row.from,
        to: row.to,
        version,
        hotline: unit.hotline,
        shifts: shifts.map((one) => ({
          date: one.date,
          from: toIso(one.startsAt, this.platform.zone),
          to: toIso(one.endsAt, this.platform.zone),
          rule: one.ruleZh,
          ruleEn: one.ruleEn,
          role: one.role,
          name: one.username === null ? null : names(one.username),
          phone: one.username === null ? null : phoneOf(one.username),
        })),
      },
    };
    const people = await this.notifications.representatives(partyId);
    let document: PreparedDocument;
    try {
      document = await this.documents.render(TEMPLATE, data, {
        id: uuidv7(),
        caseNumber: null,
        partyId,
        mode: 'live',
        language: people[0]?.language ?? 'zh-CN',
        createdBy: by,
        now,
        beside,
      });
    } catch (error) {
      throw documentProblem(error);
    }
    const calendar = rosterCalendar(`${unit.name.zh} ${row.from} – ${row.to}`, shifts, version, now, names, phoneOf);
    return {
      document,
      delivery: {
        rosterId: row.id,
        partyId,
        version,
        documentId: document.id,
        calendar,
        sentAt: now,
        acknowledgedAt: null,
        acknowledgedBy: null,
      },
      message: {
        source: `roster:${row.id}:${partyId}:${version}`,
        template: TEMPLATE,
        mode: 'live',
        caseNumber: null,
        people,
        attachments: [{ documentId: document.id, fileName: `${document.number}.pdf` }],
        facts: { document: { number: document.number, title: document.title } },
      },
    };
  }
}
