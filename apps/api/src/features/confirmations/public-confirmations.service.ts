import { Inject, Injectable } from '@nestjs/common';
import type { PublicConfirmation, SignConfirmation } from '@pledge/contracts';
import { HttpProblem, PROCESS_ENGINE, PROVIDER_SCOPE, CLOCK } from '@pledge/nest';
import { Problem, type Clock, type ProcessEngine } from '@pledge/runtime';
import { DocumentsService, isoTime } from '../documents/index.js';
import { hashToken } from '../notifications/index.js';
import { ConfirmingService } from './confirming.service.js';
import { Confirmers, maskMobile } from './confirmers.js';
import { copyDocumentId } from './copy-documents.js';
import type { RecordOrigin } from './requests.entity.js';
import { RequestsRepository, type ConfirmationLinkRow, type RequestRow } from './requests.repository.js';
import { ConfirmationRequests } from './requests.service.js';
import { ConfirmableSubjects } from './subjects.js';

/** System ms the answer to a signature waits for the signed copy. */
const SETTLE_MS = 5_000;

/** The page behind a one-time link: no account, any telephone. */
@Injectable()
export class PublicConfirmations {
  constructor(
    private readonly requests: RequestsRepository,
    private readonly service: ConfirmationRequests,
    private readonly confirming: ConfirmingService,
    private readonly confirmers: Confirmers,
    private readonly subjects: ConfirmableSubjects,
    private readonly documents: DocumentsService,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** `wanted`: language of headings. @throws Problem CONFIRMATION_LINK_UNKNOWN, HttpProblem 410 CONFIRMATION_LINK_OVER */
  async page(token: string, wanted?: RequestRow['language']): Promise<PublicConfirmation> {
    const { row } = await this.open(token);
    const language = wanted ?? row.language;
    const facts = await this.service.factsOf(row);
    const person = await this.confirmers.expected(row, facts.contractNumber);
    const sections = await this.subjects.get(row.subjectKind).sections(row.subjectId, row.subjectVersion, language);
    const record = row.recordId === null ? null : await this.requests.findRecord(row.recordId);
    const iso = (at: number): string => isoTime(at, facts.zone);
    const pick = (label: { readonly zh: string; readonly en: string }): string =>
      language === 'en' ? label.en : label.zh;
    const expired = row.state === 'waiting' && this.clock.now() >= row.confirmBy;
    return {
      state: expired ? 'expired' : row.state,
      language,
      action: row.action,
      provider: { name: facts.providerName, label: pick(facts.partyLabels.provider) },
      customer: { name: facts.customerName, label: pick(facts.partyLabels.customer) },
      caseNumber: row.caseNumber,
      number: row.subjectNumber,
      version: row.subjectVersion,
      title: row.subjectTitle,
      hash: row.subjectHash,
      sections: [...sections],
      window: { from: iso(row.windowFrom), to: iso(row.windowTo) },
      expectedName: row.expectedName,
      mobileMasked: maskMobile(person?.mobile ?? null),
      minimumLevel: row.minimumLevel,
      confirmBy: iso(row.confirmBy),
      decided: record === null ? null : { personName: record.personName, at: iso(record.statedAt), reason: row.reason },
      copyReady: record?.kind === 'confirm' && (await this.documents.exists(copyDocumentId(record.id))),
    };
  }

  async sendCode(token: string): Promise<{ mobileMasked: string; expiresAt: number }> {
    return this.confirming.sendCode((await this.open(token)).row);
  }

  async sign(token: string, request: SignConfirmation, origin: RecordOrigin): Promise<PublicConfirmation> {
    const { row, link } = await this.open(token);
    await this.confirming.sign(row, request, { kind: 'link', linkId: link.id, origin });
    // The signed copy is given at once.
    await this.engine.settled(SETTLE_MS);
    return this.page(token);
  }

  async reject(token: string, reason: string, origin: RecordOrigin): Promise<PublicConfirmation> {
    const { row, link } = await this.open(token);
    await this.confirming.reject(row, reason, { kind: 'link', linkId: link.id, origin });
    return this.page(token);
  }

  /** What is confirmed, as stored: the frozen PDF. */
  async document(token: string): Promise<{ bytes: Buffer; number: string; title: string }> {
    const { row } = await this.open(token);
    return this.documents.read(row.documentId, PROVIDER_SCOPE);
  }

  /** The signed copy. @throws Problem CONFIRMATION_COPY_PENDING */
  async copy(token: string): Promise<{ bytes: Buffer; number: string; title: string }> {
    const { row } = await this.open(token);
    const record = row.recordId === null ? null : await this.requests.findRecord(row.recordId);
    if (record?.kind !== 'confirm') throw new Problem('conflict', 'CONFIRMATION_NOT_CONFIRMED');
    const id = copyDocumentId(record.id);
    if (!(await this.documents.exists(id))) throw new Problem('unavailable', 'CONFIRMATION_COPY_PENDING');
    return this.documents.read(id, PROVIDER_SCOPE);
  }

  /** A link goes on showing what was decided with it, and its copy; it decides once. */
  private async open(token: string): Promise<{ row: RequestRow; link: ConfirmationLinkRow }> {
    const link = /^[A-Za-z0-9_-]{32}$/.test(token) ? await this.requests.findLink(hashToken(token)) : null;
    const row = link ? await this.requests.find(link.requestId, PROVIDER_SCOPE) : null;
    if (!link || !row) throw new Problem('not-found', 'CONFIRMATION_LINK_UNKNOWN');
    // Decided by another way: the link was never used and shows nothing of it.
    if (row.state === 'confirmed' && link.usedAt === null)
      throw new HttpProblem(410, 'conflict', 'CONFIRMATION_LINK_OVER');
    return { row, link };
  }
}
