import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { PROVIDER_SCOPE } from '@pledge/nest';
import type { Transaction } from '@pledge/runtime';
import {
  caseData,
  CASE_FACTS,
  DocumentsService,
  type CaseFactsPort,
  type EmbeddedFile,
  type PreparedDocument,
} from '../documents/index.js';
import { Signing, type PreparedSeal } from '../signing/index.js';
import type { RecordRow, RequestRow } from './requests.repository.js';
import { ConfirmableSubjects, type ConfirmableProof } from './subjects.js';

/** Stable id of the copy of one record: rendered and stored once, however often the job runs. */
export function copyDocumentId(recordId: string): string {
  const hex = createHash('sha256').update(`confirmation-copy:${recordId}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A copy that is sealed and not yet stored. */
export interface PreparedCopy {
  readonly document: PreparedDocument;
  /** What became of its time stamp; null: none was asked for. */
  readonly stamp: ReturnType<PreparedSeal['stamp']>;
}

/**
 * The signed copy of a confirmation: a certificate page that says who, when, how, which hash and from where, with the bytes
 * that were confirmed inside, sealed (PAdES) with the key of the installation.
 */
@Injectable()
export class CopyDocuments {
  constructor(
    private readonly documents: DocumentsService,
    private readonly subjects: ConfirmableSubjects,
    private readonly signing: Signing,
    @Inject(CASE_FACTS) private readonly cases: CaseFactsPort,
  ) {}

  exists(id: string): Promise<boolean> {
    return this.documents.exists(id);
  }

  /** Stores a copy, the certificate that it was sealed with, and what became of its time stamp. */
  async store(tx: Transaction, { document, stamp }: PreparedCopy): Promise<void> {
    await this.signing.keepSeal(tx, document.id, stamp);
    await this.documents.store(tx, document);
  }

  /** Renders the copy; nothing is stored. @throws Problem SIGNING_KEY_MISSING, SIGNING_KEY_UNREADABLE, SIGNING_KEY_NOT_VALID */
  async render(request: RequestRow, record: RecordRow): Promise<PreparedCopy> {
    const facts = await this.cases.find(request.caseNumber);
    if (!facts) throw new Error(`there is no case ${request.caseNumber}`);
    const subject = await this.documents.read(request.documentId, PROVIDER_SCOPE);
    const proof = await this.subjects.get(request.subjectKind).proof(request.subjectId, request.subjectVersion);
    const prepared = await this.signing.seal(
      `${request.action} ${request.subjectNumber} v${String(request.subjectVersion)}`,
      record.statedAt,
    );
    const attachments = enclosed(request, subject, proof);
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
      enclosures: attachments.map((file) => ({
        name: file.name,
        size: file.bytes.length,
        sha256: createHash('sha256').update(file.bytes).digest('hex'),
      })),
      seal: prepared.facts,
    };
    const document = await this.documents.render('change-confirmation', data, {
      id: copyDocumentId(record.id),
      caseNumber: request.caseNumber,
      partyId: request.partyId,
      mode: request.mode,
      language: request.language,
      createdBy: null,
      now: record.statedAt,
      ...(proof === null ? {} : { url: proof.verifyUrl }),
      attachments,
      seal: prepared.seal,
    });
    return { document, stamp: prepared.stamp() };
  }
}

/** The PDF that was confirmed, and the content its hash is taken over together with it: whoever has the copy can check the hash. */
function enclosed(
  request: RequestRow,
  subject: { readonly number: string; readonly bytes: Buffer; readonly createdAt: number },
  proof: ConfirmableProof | null,
): EmbeddedFile[] {
  const about = `${request.subjectNumber} v${String(request.subjectVersion)}`;
  const at = subject.createdAt;
  return [
    {
      name: `${subject.number}.pdf`,
      description: `${about}, as confirmed`,
      mediaType: 'application/pdf',
      bytes: subject.bytes,
      at,
    },
    ...(proof === null
      ? []
      : [
          {
            name: `${subject.number}.json`,
            description: `${about}, canonical content`,
            mediaType: 'application/json',
            bytes: Buffer.from(`${proof.canonical}\n`),
            at,
          },
        ]),
  ];
}

/** What a browser says of itself may hold anything. */
const printable = (text: string | null): string | null =>
  text === null ? null : text.replace(/[^\x20-\x7e]/g, '?').slice(0, 200);
