import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { PROVIDER_SCOPE } from '@pledge/nest';
import {
  caseData,
  CASE_FACTS,
  DocumentsService,
  type CaseFactsPort,
  type PreparedDocument,
} from '../documents/index.js';
import type { RecordRow, RequestRow } from './requests.repository.js';

/** Stable id of the copy of one record: rendered and stored once, however often the job runs. */
export function copyDocumentId(recordId: string): string {
  const hex = createHash('sha256').update(`confirmation-copy:${recordId}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The certificate page of a confirmation: who, when, how, which hash, from where. */
@Injectable()
export class CopyDocuments {
  constructor(
    private readonly documents: DocumentsService,
    @Inject(CASE_FACTS) private readonly cases: CaseFactsPort,
  ) {}

  exists(id: string): Promise<boolean> {
    return this.documents.exists(id);
  }

  /** Renders the copy; nothing is stored. */
  async render(request: RequestRow, record: RecordRow): Promise<PreparedDocument> {
    const facts = await this.cases.find(request.caseNumber);
    if (!facts) throw new Error(`there is no case ${request.caseNumber}`);
    const subject = await this.documents.find(request.documentId, PROVIDER_SCOPE);
    const data = {
      ...caseData(facts, request.language),
      action: request.action,
      side: request.side,
      subject: {
        number: request.subjectNumber,
        version: request.subjectVersion,
        title: request.subjectTitle,
        hash: request.subjectHash,
        documentNumber: subject.number,
        pdfSha256: subject.sha256,
      },
      window: { from: new Date(request.windowFrom).toISOString(), to: new Date(request.windowTo).toISOString() },
      expectedName: request.expectedName,
      record: {
        id: record.id,
        personName: record.personName,
        way: record.way,
        level: record.level,
        at: new Date(record.statedAt).toISOString(),
        mobileMasked: record.mobileMasked,
        address: record.origin?.address ?? null,
        userAgent: printable(record.origin?.userAgent ?? null),
        checkedBy: record.checkedBy,
        rowHash: record.rowHash,
        image: record.signature,
      },
    };
    return this.documents.render('change-confirmation', data, {
      id: copyDocumentId(record.id),
      caseNumber: request.caseNumber,
      partyId: request.partyId,
      mode: request.mode,
      language: request.language,
      createdBy: null,
      now: record.statedAt,
    });
  }
}

/** What a browser says of itself may hold anything. */
const printable = (text: string | null): string | null =>
  text === null ? null : text.replace(/[^\x20-\x7e]/g, '?').slice(0, 200);
