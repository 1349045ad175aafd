import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '@pledge/nest';
import type { Clock, Transaction } from '@pledge/runtime';
import { v7 } from 'uuid';
import { ContractsService, PROVIDER_ZONE, type ServedCustomer } from '../contracts/index.js';
import {
  DocumentsService,
  PUBLIC_URL,
  isoTime,
  type PreparedDocument,
  type TemplateLanguage,
} from '../documents/index.js';
import { hashToken, NotificationsService, type DirectRecipient, type Enqueue } from '../notifications/index.js';
import { ProfilesService } from '../profiles/index.js';
import { Evaluations } from '../service-levels/index.js';
import { WrittenNotices } from './written-notices.service.js';
import { WrittenNoticesRepository, type DeliveryRow, type NoticeRow } from './written-notices.repository.js';

const TEMPLATE = 'written-notice';
const SMS_TEMPLATE = 'written-notice-sms';
/** Promise of a contract that a notice is held to (S0e-03). */
const METRIC = 'written_notice';
const MOBILE = /^1\d{10}$/;

/** What a notice says when it is sent: as it was approved. */
export type NoticeText = Pick<NoticeRow, 'title' | 'textZh' | 'textEn'>;

/** One customer's copy, rendered and not yet stored. */
export interface PreparedCopy {
  readonly document: PreparedDocument;
  readonly delivery: DeliveryRow;
  readonly partyName: string;
}

/** Approved notices become a numbered letter for each customer, and go out by mail and text message. */
@Injectable()
export class NoticeIssuing {
  constructor(
    private readonly repository: WrittenNoticesRepository,
    private readonly notices: WrittenNotices,
    private readonly contracts: ContractsService,
    private readonly profiles: ProfilesService,
    private readonly evaluations: Evaluations,
    private readonly documents: DocumentsService,
    private readonly notifications: NotificationsService,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PUBLIC_URL) private readonly publicUrl: string,
  ) {}

  /** Outside of any transaction, repeatable. `standard`: profile whose promise holds where a contract says nothing. */
  async prepare(notice: NoticeRow, text: NoticeText, standard: string): Promise<PreparedCopy[]> {
    const fallback = await this.profiles.published(standard);
    const usual = fallback && (await this.evaluations.dueOf(fallback, METRIC, notice.changedAt));
    if (!usual) throw new Error(`the profile "${standard}" promises no written notice`);
    const copies: PreparedCopy[] = [];
    for (const customer of await this.notices.affected(notice.audience)) {
      const due = (await this.promised(customer, notice.changedAt)) ?? usual;
      const number = `${notice.number}-${String(copies.length + 1).padStart(2, '0')}`;
      copies.push(await this.copy(notice, text, customer, due, number));
    }
    return copies;
  }

  /** Stores every copy; which customers there are does not change any more. */
  async store(tx: Transaction, copies: readonly PreparedCopy[]): Promise<void> {
    for (const { document } of copies) await this.documents.store(tx, document);
    if (copies.length > 0)
      await this.repository.insertDeliveries(
        tx,
        copies.map((copy) => copy.delivery),
      );
  }

  /** Whom a customer's copy is sent to: representatives with a mail address or a mobile. */
  async recipients(partyId: string): Promise<DirectRecipient[]> {
    const [contacts, accounts] = await Promise.all([
      this.contracts.representatives(partyId),
      this.notifications.representatives(partyId),
    ]);
    const known = contacts.map((contact): DirectRecipient => {
      const account = accounts.find((one) => one.mail !== null && one.mail === contact.email);
      const mobile = contact.phone.replaceAll(/[\s-]/g, '');
      return {
        name: contact.name,
        username: account?.username ?? null,
        mail: contact.email,
        mobile: MOBILE.test(mobile) ? mobile : null,
        language: account?.language ?? 'zh-CN',
      };
    });
    const others = accounts.filter((one) => !contacts.some((contact) => contact.email === one.mail));
    return [
      ...known,
      ...others.map(({ username, displayName: name, mail, language }) => ({
        name,
        username,
        mail,
        mobile: null,
        language,
      })),
    ];
  }

  /** Sends one copy to people. @returns whether anybody could be written to */
  async send(
    tx: Transaction,
    notice: NoticeRow,
    delivery: DeliveryRow,
    to: readonly DirectRecipient[],
    names: { readonly provider: string; readonly customer: string },
  ): Promise<boolean> {
    const token = randomBytes(24).toString('base64url');
    const mails = to.filter((one) => one.mail !== null);
    const mobiles = to.filter((one) => one.mobile !== null);
    const request = (template: string, language: TemplateLanguage): Enqueue => ({
      source: `notice:${delivery.id}`,
      template,
      mode: notice.mode,
      caseNumber: null,
      facts: { written: this.facts(notice, names, language), url: `${this.publicUrl}/notice/${token}` },
      ...(template === TEMPLATE
        ? { attachments: [{ documentId: delivery.documentId, fileName: `${delivery.documentNumber}.pdf` }] }
        : {}),
    });
    await this.notifications.enqueueDirect(tx, [
      ...mails.map((one) => ({ request: request(TEMPLATE, one.language), channel: 'mail' as const, to: one })),
      ...mobiles.map((one) => ({ request: request(SMS_TEMPLATE, one.language), channel: 'sms' as const, to: one })),
    ]);
    const sentTo = [
      ...mails.map(({ name }) => ({ name, way: 'mail' as const })),
      ...mobiles.map(({ name }) => ({ name, way: 'sms' as const })),
    ];
    const sent = sentTo.length > 0;
    await this.repository.updateDelivery(tx, delivery.id, {
      tokenHash: hashToken(token),
      sentTo,
      sentAt: sent ? this.clock.now() : null,
    });
    this.notices.tell(tx);
    return sent;
  }

  /** Names that stand on a letter. */
  async names(partyId: string): Promise<{ provider: string; customer: string }> {
    const [provider, party] = await Promise.all([this.contracts.providerName(), this.contracts.party(partyId)]);
    return { provider, customer: party?.name ?? '' };
  }

  private async promised(customer: Pick<ServedCustomer, 'contracts'>, changedAt: number) {
    const found = [];
    for (const { profile } of customer.contracts) {
      const due = await this.evaluations.dueOf(profile, METRIC, changedAt);
      if (due) found.push(due);
    }
    return found.sort((a, b) => a.dueAt - b.dueAt)[0] ?? null;
  }

  private facts(
    notice: NoticeRow | (NoticeRow & NoticeText),
    names: { provider: string; customer: string },
    language: TemplateLanguage,
  ) {
    const text = language === 'en' && notice.textEn !== '' ? notice.textEn : notice.textZh;
    return {
      number: notice.number,
      title: notice.title,
      lines: text.split(/\r?\n/).filter((line) => line.trim() !== ''),
      changedAt: isoTime(notice.changedAt, PROVIDER_ZONE),
      ...names,
    };
  }

  private async copy(
    notice: NoticeRow,
    text: NoticeText,
    customer: Pick<ServedCustomer, 'party'>,
    due: { readonly dueAt: number; readonly clause: string },
    number: string,
  ): Promise<PreparedCopy> {
    const { party } = customer;
    const now = this.clock.now();
    const [first] = await this.notifications.representatives(party.id);
    const language = first?.language ?? 'zh-CN';
    const names = await this.names(party.id);
    const document = await this.documents.render(
      TEMPLATE,
      {
        zone: PROVIDER_ZONE,
        provider: { name: names.provider },
        customer: { name: names.customer },
        written: { ...this.facts({ ...notice, ...text }, names, language), issuedAt: isoTime(now, PROVIDER_ZONE) },
      },
      {
        id: v7(),
        number,
        caseNumber: null,
        partyId: party.id,
        mode: notice.mode,
        language,
        createdBy: notice.createdBy,
        now,
      },
    );
    return {
      document,
      partyName: party.name,
      delivery: {
        id: v7(),
        noticeNumber: notice.number,
        partyId: party.id,
        state: 'waiting',
        ...due,
        documentId: document.id,
        documentNumber: document.number,
        tokenHash: null,
        sentTo: [],
        sentAt: null,
        posted: null,
        proof: null,
        deliveredAt: null,
        personName: null,
        recordedBy: null,
        note: null,
      },
    };
  }

  /** Whose copy it is. @throws Error when it is not there */
  async deliveryOf(id: string, tx?: Transaction): Promise<DeliveryRow> {
    const row = await this.repository.delivery(id, tx);
    if (!row) throw new Error(`there is no delivery ${id}`);
    return row;
  }
}
