import { Injectable, Inject } from '@nestjs/common';
import type { ConfirmationRequest, ConfirmationWay } from '@pledge/contracts';
import { hasRole, type SessionUser } from '@pledge/nest';
import { CASE_FACTS, isoTime, type CaseFacts, type CaseFactsPort } from '../documents/index.js';
import { FilesService } from '../files/index.js';
import { CERTIFICATE_ADAPTERS, type CertificateAdapter } from './certificate-adapter.js';
import { Confirmers, maskMail, maskMobile, type Confirmer } from './confirmers.js';
import { copyDocumentId, CopyDocuments } from './copy-documents.js';
import { LEVEL_OF_WAY } from './levels.js';
import { RequestsRepository, type RecordRow, type RequestRow, type ScanRow } from './requests.repository.js';

/** Roles that speak with customers and take in their papers. */
export const DESK_ROLES = ['dispatcher', 'pm', 'manager'] as const;

/** How requests look from outside, and what the reader may do with each. */
@Injectable()
export class RequestViews {
  constructor(
    private readonly requests: RequestsRepository,
    private readonly confirmers: Confirmers,
    private readonly files: FilesService,
    private readonly copies: CopyDocuments,
    @Inject(CASE_FACTS) private readonly cases: CaseFactsPort,
    @Inject(CERTIFICATE_ADAPTERS) private readonly certificates: readonly CertificateAdapter[],
  ) {}

  async one(row: RequestRow, user: SessionUser): Promise<ConfirmationRequest> {
    const [view] = await this.many([row], user);
    if (!view) throw new Error('a view was lost');
    return view;
  }

  async many(rows: readonly RequestRow[], user: SessionUser): Promise<ConfirmationRequest[]> {
    const ids = rows.map((row) => row.id);
    const [records, scans] = await Promise.all([this.requests.records(ids), this.requests.scans(ids)]);
    const facts = new Map<string, CaseFacts | null>();
    for (const number of new Set(rows.map((row) => row.caseNumber))) facts.set(number, await this.cases.find(number));
    return Promise.all(
      rows.map(async (row) => {
        const around = facts.get(row.caseNumber) ?? null;
        const person = await this.confirmers.expected(row, around?.contractNumber ?? null);
        return this.view(row, user, {
          zone: around?.zone ?? 'Asia/Shanghai',
          person,
          records: records.filter((record) => record.requestId === row.id),
          scans: scans.filter((scan) => scan.requestId === row.id),
        });
      }),
    );
  }

  /** Ways that reach the least level and are set up here. */
  waysOf(row: RequestRow): ConfirmationWay[] {
    const all: ConfirmationWay[] = ['click', 'signature', 'scan'];
    if (this.certificates.length > 0) all.push('certificate');
    return all.filter((way) => LEVEL_OF_WAY[way] >= row.minimumLevel);
  }

  private async view(
    row: RequestRow,
    user: SessionUser,
    around: {
      readonly zone: string;
      readonly person: Confirmer | null;
      readonly records: readonly RecordRow[];
      readonly scans: readonly ScanRow[];
    },
  ): Promise<ConfirmationRequest> {
    const iso = (at: number): string => isoTime(at, around.zone);
    const ways = this.waysOf(row);
    const waiting = row.state === 'waiting';
    const party = maySpeakFor(row, user);
    const isPerson = isExpected(row, user, around.person);
    const desk = isDesk(user);
    const confirmed = around.records.find((record) => record.kind === 'confirm') ?? null;
    const copyId = confirmed === null ? null : copyDocumentId(confirmed.id);
    return {
      id: row.id,
      action: row.action,
      side: row.side,
      state: row.state,
      subject: {
        kind: row.subjectKind,
        id: row.subjectId,
        version: row.subjectVersion,
        hash: row.subjectHash,
        number: row.subjectNumber,
        title: row.subjectTitle,
        documentId: row.documentId,
      },
      caseNumber: row.caseNumber,
      minimumLevel: row.minimumLevel,
      ways,
      expected: {
        name: row.expectedName,
        mobileMasked: maskMobile(around.person?.mobile ?? null),
        mailMasked: maskMail(around.person?.mail ?? null),
      },
      window: { from: iso(row.windowFrom), to: iso(row.windowTo) },
      confirmBy: iso(row.confirmBy),
      requestedAt: iso(row.requestedAt),
      requestedBy: row.requestedBy,
      decidedAt: row.decidedAt === null ? null : iso(row.decidedAt),
      reason: row.reason,
      records: around.records.map((record) => recordView(record, iso)),
      scans: user.partyId === null ? await this.scanViews(around.scans, around.person, user, iso) : [],
      copyDocumentId: copyId !== null && (await this.copies.exists(copyId)) ? copyId : null,
      may: {
        sign: waiting && isPerson && ways.includes('signature'),
        click: waiting && isPerson && ways.includes('click'),
        reject: waiting && party,
        revoke: row.state === 'confirmed' && (party || (desk && row.side === 'provider')),
        sendLink: waiting && desk && (around.person?.mail ?? null) !== null,
        recordOral: waiting && desk && row.side === 'customer',
        uploadScan: waiting && ways.includes('scan') && (desk || party),
        checkScan: waiting && desk,
      },
    };
  }

  private scanViews(
    scans: readonly ScanRow[],
    person: Confirmer | null,
    user: SessionUser,
    iso: (at: number) => string,
  ): Promise<ConfirmationRequest['scans']> {
    return Promise.all(
      scans.map(async (scan) => {
        const file = await this.files.get(scan.fileId, user);
        return {
          id: scan.id,
          fileId: scan.fileId,
          fileName: file.name,
          mediaType: file.mediaType,
          channel: scan.channel,
          signerName: scan.signerName,
          receivedAt: iso(scan.receivedAt),
          uploadedBy: scan.uploadedBy,
          state: scan.state,
          checkedBy: scan.checkedBy,
          checkedAt: scan.checkedAt === null ? null : iso(scan.checkedAt),
          note: scan.note,
          sealSampleFileId: person?.sealSampleFileId ?? null,
        };
      }),
    );
  }
}

/** Speaks with customers for the provider: takes in their papers, or is the second one who compares them (C15, level 4). */
export function isDesk(user: SessionUser): boolean {
  return user.partyId === null && hasRole(user, ...DESK_ROLES);
}

/** May the person speak for the side that is asked: the named user of the provider, or anybody of the customer. */
export function maySpeakFor(row: RequestRow, user: SessionUser): boolean {
  return row.personKind === 'user'
    ? user.partyId === null && user.username === row.personId
    : user.partyId !== null && user.partyId === row.partyId;
}

/** Is it the expected person in person: by the account that administrators linked with the contact, never by a name. */
export function isExpected(row: RequestRow, user: SessionUser, person: Confirmer | null): boolean {
  return maySpeakFor(row, user) && person !== null && person.account === user.username;
}

function recordView(record: RecordRow, iso: (at: number) => string): ConfirmationRequest['records'][number] {
  return {
    id: record.id,
    kind: record.kind,
    level: record.level,
    way: record.way,
    personName: record.personName,
    actor: record.actor.startsWith('link:') ? 'link' : record.actor,
    note: record.note,
    at: iso(record.statedAt),
    checkedBy: record.checkedBy,
    fileId: record.fileId,
    rowHash: record.rowHash,
  };
}
