import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { ConfirmationAction, ConfirmationSide } from '@pledge/contracts';
import { CLOCK, PROVIDER_SCOPE } from '@pledge/nest';
import { Problem, type Clock, type Transaction } from '@pledge/runtime';
import { v7 } from 'uuid';
import { ContractsService } from '../contracts/index.js';
import { isoTime, PUBLIC_URL, type CaseFacts } from '../documents/index.js';
import { hashToken, NotificationsService } from '../notifications/index.js';
import { Confirmers, maskMail, type Confirmer } from './confirmers.js';
import { Decisions } from './decisions.js';
import { minimumLevel } from './levels.js';
import { paperNumber } from './paper-number.js';
import { RequestsRepository, type RequestRow } from './requests.repository.js';
import type { ConfirmableVersion } from './subjects.js';

/** Whom to ask for what. Instants are epoch ms, product time. */
export interface NewRequest {
  readonly action: ConfirmationAction;
  readonly side: ConfirmationSide;
  readonly kind: string;
  readonly subjectId: string;
  readonly version: ConfirmableVersion;
  readonly person: Confirmer;
  readonly confirmBy: number;
  readonly requestedBy: string;
}

/** Requests for a written confirmation: making them, and reading what a page needs around them. */
@Injectable()
export class ConfirmationRequests {
  constructor(
    private readonly requests: RequestsRepository,
    private readonly decisions: Decisions,
    private readonly confirmers: Confirmers,
    private readonly contracts: ContractsService,
    private readonly notifications: NotificationsService,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PUBLIC_URL) private readonly publicUrl: string,
  ) {}

  /** Least level under the contract of the case (C15). */
  async minimumOf(action: ConfirmationAction, contractNumber: string | null): Promise<number> {
    if (contractNumber === null) return minimumLevel(action, []);
    const { profile } = await this.contracts.detail(contractNumber, PROVIDER_SCOPE);
    return minimumLevel(action, profile.confirmationLevels);
  }

  /** Opens a request and mails its link. `facts` and `minimum` were read before the unit. */
  async create(
    tx: Transaction,
    request: NewRequest,
    around: { readonly facts: CaseFacts; readonly minimum: number; readonly id?: string },
  ): Promise<RequestRow> {
    const { version, person } = request;
    const row: RequestRow = {
      id: around.id ?? v7(),
      action: request.action,
      side: request.side,
      subjectKind: request.kind,
      subjectId: request.subjectId,
      subjectVersion: version.version,
      subjectHash: version.hash,
      subjectNumber: version.number,
      subjectTitle: version.title,
      documentId: version.documentId,
      caseNumber: version.caseNumber,
      partyId: version.partyId,
      mode: version.mode,
      minimumLevel: around.minimum,
      personKind: person.kind,
      personId: person.id,
      expectedName: person.name,
      language: person.language,
      windowFrom: version.window.from,
      windowTo: version.window.to,
      requestedAt: this.clock.now(),
      requestedBy: request.requestedBy,
      confirmBy: request.confirmBy,
      state: 'waiting',
      decidedAt: null,
      reason: null,
      recordId: null,
    };
    await this.decisions.open(tx, row);
    if (person.mail !== null) await this.mailLink(tx, row, person, around.facts, request.requestedBy);
    return row;
  }

  /**
   * Mails a new link to the expected person; links sent before stay good until one was used.
   * @returns the masked address. @throws Problem CONFIRMATION_NO_MAIL
   */
  async mailLink(tx: Transaction, row: RequestRow, person: Confirmer, facts: CaseFacts, by: string): Promise<string> {
    const { mail } = person;
    if (mail === null) throw new Problem('conflict', 'CONFIRMATION_NO_MAIL', { name: row.expectedName });
    const token = randomBytes(24).toString('base64url');
    const id = v7();
    await this.requests.insertLink(tx, {
      id,
      requestId: row.id,
      tokenHash: hashToken(token),
      createdBy: by,
      createdAt: this.clock.now(),
      expiresAt: row.confirmBy,
      usedAt: null,
    });
    const time = (at: number): string => isoTime(at, facts.zone).slice(0, 16).replace('T', ' ');
    const from = time(row.windowFrom);
    const to = time(row.windowTo);
    const subject = person.language === 'en' ? ASKED[row.action].en(from, to) : ASKED[row.action].zh(from, to);
    await this.notifications.enqueue(tx, {
      source: `confirmation-link:${id}`,
      template: 'confirmation-request',
      mode: row.mode,
      caseNumber: row.caseNumber,
      addresses: [{ name: person.name, mail, language: person.language }],
      caseFacts: facts,
      facts: {
        subject,
        document: { number: paperNumber(row), title: row.subjectTitle },
        expiresAt: isoTime(row.confirmBy, facts.zone),
        url: `${this.publicUrl}/confirm/${token}`,
      },
    });
    return maskMail(mail) ?? '';
  }

  /** The case around a request. @throws Problem CONFIRMATION_NOT_FOUND when it is gone */
  async factsOf(row: RequestRow): Promise<CaseFacts> {
    const facts = await this.notifications.caseFacts(row.caseNumber);
    if (!facts) throw new Problem('not-found', 'CONFIRMATION_NOT_FOUND');
    return facts;
  }

  /** Who is expected, as they can be reached now. @throws Problem CONFIRMATION_PERSON_GONE */
  async personOf(row: RequestRow, facts: CaseFacts): Promise<Confirmer> {
    const person = await this.confirmers.expected(row, facts.contractNumber);
    if (!person) throw new Problem('conflict', 'CONFIRMATION_PERSON_GONE', { name: row.expectedName });
    return person;
  }
}

type Sentence = (from: string, to: string) => string;
/** The first sentence of the mail. */
const ASKED: Readonly<Record<ConfirmationAction, { readonly zh: Sentence; readonly en: Sentence }>> = {
  'change-approval': {
    zh: (from, to) => `变更方案已定稿，计划于 ${from} 至 ${to} 实施，请您书面确认。`,
    en: (from, to) =>
      `A change plan is ready, to be carried out between ${from} and ${to}. Please confirm it in writing.`,
  },
  'result-acceptance': {
    zh: () => '变更已实施，结果和影响已向您说明，请您书面认可结果。',
    en: () => 'The change was carried out and its result explained to you. Please approve the result in writing.',
  },
  quotation: {
    zh: (_, to) => `您的报价单已出具，有效期至 ${to}，请您书面答复是否接受。接受后才开始收费的工作。`,
    en: (_, to) =>
      `Your quotation is ready and valid until ${to}. Please accept or decline it in writing; charged work begins after that.`,
  },
  'dangerous-command': {
    zh: (from, to) => `有高危命令计划于 ${from} 至 ${to} 执行，请您书面确认。`,
    en: (from, to) => `Dangerous commands are to be run between ${from} and ${to}. Please confirm them in writing.`,
  },
};
