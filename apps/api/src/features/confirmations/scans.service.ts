import { Inject, Injectable } from '@nestjs/common';
import type { ConfirmationScanCheck, ConfirmationScanUpload } from '@pledge/contracts';
import { CLOCK, PROCESS_ENGINE, UNIT_OF_WORK, type SessionUser } from '@pledge/nest';
import { Problem, type Clock, type ProcessEngine, type UnitOfWork } from '@pledge/runtime';
import { fromIso } from '@pledge/time';
import { v7 } from 'uuid';
import { isoTime } from '../documents/index.js';
import { FilesService } from '../files/index.js';
import { ConfirmingService } from './confirming.service.js';
import { Decisions } from './decisions.js';
import { paperNumber } from './paper-number.js';
import { sameName } from './record.js';
import { isDesk, RequestViews } from './request-views.js';
import type { RecordOrigin } from './requests.entity.js';
import { RequestsRepository, type RequestRow } from './requests.repository.js';

/** What a paper may come as: pictures and PDF, told by content. */
const PAPER = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/heif', 'application/pdf']);

/** Process that calls for the second person. */
const PROCESS = 'scan-check';

/** Stamped scans and faxes: taken in by one person, compared by a second one (C15, level 4). */
@Injectable()
export class ConfirmationScans {
  constructor(
    private readonly requests: RequestsRepository,
    private readonly confirming: ConfirmingService,
    private readonly decisions: Decisions,
    private readonly views: RequestViews,
    private readonly files: FilesService,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Takes in a scan. Its file becomes part of the case; a process calls for the second person.
   * @throws Problem CONFIRMATION_WAY_REFUSED, CONFIRMATION_SCAN_KIND, CONFIRMATION_IN_FUTURE, CONFIRMATION_NOT_YOURS
   */
  async upload(id: string, upload: ConfirmationScanUpload, user: SessionUser): Promise<void> {
    const row = await this.confirming.waiting(id, user);
    const view = await this.views.one(row, user);
    if (!this.views.waysOf(row).includes('scan')) throw new Problem('conflict', 'CONFIRMATION_WAY_REFUSED');
    if (!view.may.uploadScan) throw new Problem('forbidden', 'CONFIRMATION_NOT_YOURS');
    const file = await this.files.get(upload.fileId, user);
    if (!PAPER.has(file.mediaType)) throw new Problem('invalid', 'CONFIRMATION_SCAN_KIND');
    const now = this.clock.now();
    const receivedAt = upload.receivedAt === undefined ? now : fromIso(upload.receivedAt);
    if (receivedAt > now) throw new Problem('invalid', 'CONFIRMATION_IN_FUTURE');
    const scanId = v7();
    await this.unitOfWork.run(async (tx) => {
      await this.files.attachToCase(tx, file.id, row.caseNumber, row.partyId);
      await this.requests.insertScan(tx, {
        id: scanId,
        requestId: row.id,
        fileId: file.id,
        channel: upload.channel,
        signerName: upload.signerName,
        receivedAt,
        uploadedBy: user.username,
        uploadedAt: now,
        state: 'pending',
        checkedBy: null,
        checkedAt: null,
        note: '',
      });
      await this.engine.startInstanceLater(tx, {
        key: PROCESS,
        instanceId: v7(),
        businessKey: row.caseNumber,
        mode: row.mode,
        variables: {
          ...{ caseNumber: row.caseNumber, scanId, takenInAt: isoTime(now), confirmBy: isoTime(row.confirmBy) },
          ...{ paperNumber: paperNumber(row), paperTitle: row.subjectTitle },
        },
        actor: { userId: user.username },
      });
    });
  }

  /**
   * The second person's verdict. Number and version are typed off the paper: a paper of another version is found here,
   * whatever else was ticked.
   * @throws Problem CONFIRMATION_SCAN_SECOND_PERSON, CONFIRMATION_SCAN_MISMATCH, CONFIRMATION_NAME_MISMATCH
   */
  async check(scanId: string, check: ConfirmationScanCheck, user: SessionUser, origin: RecordOrigin): Promise<string> {
    const scan = await this.requests.findScan(scanId);
    if (!scan) throw new Problem('not-found', 'CONFIRMATION_NOT_FOUND');
    const row = await this.confirming.waiting(scan.requestId, user);
    if (!isDesk(user)) throw new Problem('forbidden', 'CONFIRMATION_NOT_YOURS');
    if (scan.state !== 'pending') throw new Problem('conflict', 'CONFIRMATION_SCAN_CHECKED');
    if (scan.uploadedBy === user.username) throw new Problem('forbidden', 'CONFIRMATION_SCAN_SECOND_PERSON');
    if (check.accept) mustMatch(row, scan.signerName, check);
    const now = this.clock.now();
    const change = { checkedBy: user.username, checkedAt: now, note: check.note ?? '' };
    await this.unitOfWork.run(async (tx) => {
      if (check.accept) {
        const { number, version, allPages, qrMatches, nameMatches, sealMatches } = check;
        await this.confirming.confirm(
          tx,
          row,
          { kind: 'user', user, origin },
          {
            way: 'scan',
            personName: scan.signerName,
            // Who took the paper in and who compared it are two people.
            actor: scan.uploadedBy,
            fileId: scan.fileId,
            checkedBy: user.username,
            checks: {
              scanId,
              number,
              version,
              allPages,
              qrMatches,
              nameMatches,
              sealMatches,
              receivedAt: scan.receivedAt,
            },
            note: check.note ?? '',
          },
        );
      }
      const state = check.accept ? 'accepted' : 'refused';
      if (!(await this.requests.checkScan(tx, scanId, { state, ...change })))
        throw new Problem('conflict', 'CONFIRMATION_SCAN_CHECKED');
      if (!check.accept) await this.decisions.scanOver(tx, scanId, row.mode);
    });
    return row.id;
  }
}

function mustMatch(
  row: RequestRow,
  signer: string,
  check: { readonly number: string; readonly version: number },
): void {
  const paper = paperNumber(row);
  const typed = check.number.toUpperCase().replace(/\s/g, '');
  // The number on the paper ends with its version; who typed only the first part typed the version beside it.
  const numberOk = typed === paper.toUpperCase() || typed === row.subjectNumber.toUpperCase();
  if (!numberOk || check.version !== row.subjectVersion)
    throw new Problem('invalid', 'CONFIRMATION_SCAN_MISMATCH', { number: paper }, [
      {
        field: numberOk ? 'version' : 'number',
        message: { zh: `应为 ${paper}`, en: `It should be ${paper}` },
      },
    ]);
  if (!sameName(signer, row.expectedName))
    throw new Problem('invalid', 'CONFIRMATION_NAME_MISMATCH', { name: row.expectedName });
}
