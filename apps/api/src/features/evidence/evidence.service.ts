import { Inject, Injectable } from '@nestjs/common';
import type {
  CaseEvidence,
  EvidenceAnchor,
  EvidenceCertificate,
  EvidenceState,
  EvidenceVerdict,
  TimeStampState,
} from '@pledge/contracts';
import { CLOCK, type Scope } from '@pledge/nest';
import { Problem, type Clock } from '@pledge/runtime';
import { CaseQueries } from '../cases/index.js';
import { DocumentsService, isoTime } from '../documents/index.js';
import { Signing, type CertificateRow } from '../signing/index.js';
import { TimeStamps, TimeStampsRepository, timeStampView, type TimeStampRow } from '../time-stamps/index.js';
import { Anchors } from './anchors.service.js';
import { EvidenceRepository, type AnchorRow, type EvidenceScope } from './evidence.repository.js';
import { statementSchema } from './verification/statement.js';
import { verifyEvidence } from './verification/verifier.js';

const SHOWN = 50;
/** Template of the sealed copies. */
const COPY = 'change-confirmation';

/** What people see of the evidence. */
@Injectable()
export class Evidence {
  constructor(
    private readonly repository: EvidenceRepository,
    private readonly anchors: Anchors,
    private readonly cases: CaseQueries,
    private readonly signing: Signing,
    private readonly documents: DocumentsService,
    private readonly timeStamps: TimeStamps,
    private readonly stamps: TimeStampsRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async state(): Promise<EvidenceState> {
    const [anchors, certificates, problem, counts, failure] = await Promise.all([
      this.repository.latestAnchors(SHOWN),
      this.repository.certificates(),
      this.signingProblem(),
      this.stamps.counts(),
      this.stamps.lastFailure(),
    ]);
    const stamps = await this.stampsOf(anchors);
    return {
      signing: { ready: problem === null, problem },
      timeStamps: { authority: this.timeStamps.authority, ...counts, lastFailure: timeStampView(failure) },
      anchors: anchors.map((row) => anchorView(row, stamps.get(String(row.seq)))),
      certificates: certificates.map(certificateView),
    };
  }

  /** An anchor over everything until now. @throws Problem EVIDENCE_NOTHING, SIGNING_KEY_MISSING and its like */
  async anchor(): Promise<EvidenceAnchor> {
    const row = await this.anchors.now();
    if (!row) throw new Problem('conflict', 'EVIDENCE_NOTHING');
    return anchorView(row, (await this.stampsOf([row])).get(String(row.seq)));
  }

  verify(): Promise<EvidenceVerdict> {
    return this.verdict(null);
  }

  /** The rows of one case, and all anchors. @throws Problem CASE_NOT_FOUND */
  async verifyCase(number: string, scope: Scope): Promise<EvidenceVerdict> {
    const row = await this.cases.find(number, scope);
    const verdict = await this.verdict({ caseId: row.id, caseNumber: row.number });
    // What anchors say of other cases is none of a customer's business.
    if (scope.kind === 'provider') return verdict;
    return {
      ...verdict,
      findings: verdict.findings.filter((one) => one.caseNumber === null || one.caseNumber === number),
    };
  }

  async ofCase(number: string, scope: Scope): Promise<CaseEvidence> {
    const row = await this.cases.find(number, scope);
    const leaves = await this.repository.leaves(row.number);
    const last = leaves.at(-1);
    const covered = leaves.findLast((leaf) => leaf.table === 'case_event')?.rows ?? 0;
    const anchor = last ? await this.repository.anchor(last.anchorSeq) : null;
    const certificate = anchor
      ? (await this.repository.certificates()).find((one) => one.fingerprint === anchor.fingerprint)
      : undefined;
    const stamp = anchor && (await this.stampsOf([anchor])).get(String(anchor.seq));
    return {
      caseNumber: row.number,
      events: row.eventSeq,
      head: row.eventSeq === 0 ? null : row.lastHash,
      anchor: anchor && { seq: anchor.seq, at: isoTime(anchor.at), events: covered, stamp: told(stamp) },
      seals: await this.seals(row.number, scope),
      certificate: certificate ? certificateView(certificate) : null,
    };
  }

  /** Sealed copies that one may see. */
  private async seals(caseNumber: string, scope: Scope): Promise<CaseEvidence['seals']> {
    const copies = (await this.documents.list(caseNumber, scope)).filter((one) => one.template === COPY);
    const rows = await this.stamps.of(
      'seal',
      copies.map((one) => one.id),
    );
    const stamps = new Map(rows.map((row) => [row.ref, row]));
    return copies.map(({ id, number }) => ({
      documentId: id,
      documentNumber: number,
      stamp: told(stamps.get(id)),
    }));
  }

  private async stampsOf(anchors: readonly AnchorRow[]): Promise<ReadonlyMap<string, TimeStampRow>> {
    const rows = await this.stamps.of(
      'anchor',
      anchors.map((one) => String(one.seq)),
    );
    return new Map(rows.map((row) => [row.ref, row]));
  }

  private async verdict(scope: EvidenceScope): Promise<EvidenceVerdict> {
    const { trusted } = this.timeStamps;
    const verdict = await verifyEvidence(this.repository, { now: this.clock.now(), scope, trusted });
    const { lastAnchor, vouched } = verdict;
    return {
      ...verdict,
      checkedAt: isoTime(verdict.checkedAt),
      lastAnchor: lastAnchor && { ...lastAnchor, at: isoTime(lastAnchor.at) },
      vouched: vouched && { ...vouched, at: isoTime(vouched.at), stampedAt: isoTime(vouched.stampedAt) },
      findings: [...verdict.findings],
    };
  }

  private async signingProblem(): Promise<string | null> {
    try {
      await this.signing.key();
      return null;
    } catch (error) {
      if (error instanceof Problem) return error.code;
      throw error;
    }
  }
}

/** For people outside of operations: what an authority or the network answered is none of theirs. */
function told(row: TimeStampRow | null | undefined): TimeStampState | null {
  const view = timeStampView(row);
  return view && { ...view, detail: null };
}

function anchorView(row: AnchorRow, stamp: TimeStampRow | undefined): EvidenceAnchor {
  const { root, counts, changes } = statementSchema.parse(JSON.parse(row.statement));
  const { seq, statementHash, fingerprint } = row;
  return {
    seq,
    at: isoTime(row.at),
    root,
    statementHash,
    fingerprint,
    counts,
    changes: changes.count,
    stamp: timeStampView(stamp),
  };
}

function certificateView(row: CertificateRow): EvidenceCertificate {
  const { fingerprint, name, selfSigned, demo } = row;
  return {
    fingerprint,
    name,
    selfSigned,
    demo,
    validFrom: isoTime(row.validFrom),
    validTo: isoTime(row.validTo),
    firstUsedAt: isoTime(row.firstUsedAt),
  };
}
