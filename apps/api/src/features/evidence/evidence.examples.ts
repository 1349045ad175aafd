import type {
  CaseEvidence,
  EvidenceAnchor,
  EvidenceCertificate,
  EvidenceState,
  EvidenceVerdict,
  TimeStampState,
} from '@pledge/contracts';

const certificate: EvidenceCertificate = {
  fingerprint: '0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0',
  name: '远景网络技术服务有限公司',
  selfSigned: true,
  demo: false,
  validFrom: '2026-01-01T00:00:00.000+08:00',
  validTo: '2036-01-01T00:00:00.000+08:00',
  firstUsedAt: '2026-11-23T15:00:00.000+08:00',
};
const stamp: TimeStampState = {
  state: 'stamped',
  at: '2026-11-23T16:00:01.000+08:00',
  authority: 'Example TSA 2026',
  fingerprint: '5f6e7d8c9baab9c8d7e6f50415263748596a7b8c9daebfc0d1e2f30415263748',
  problem: null,
  detail: null,
  triedAt: '2026-11-23T16:00:00.000+08:00',
};
const anchor: EvidenceAnchor = {
  seq: 12,
  at: '2026-11-23T16:00:00.000+08:00',
  root: '3f2c9a5d0e6b4b7f8a1d2c3e4f5a6b7c8d9e0f1a2b3c4d5e6f708192a3b4c5d6',
  statementHash: 'b1946ac92492d2347c6235b4d2611184b1946ac92492d2347c6235b4d2611184',
  fingerprint: certificate.fingerprint,
  counts: { case_event: 812, change_plan_version: 9, confirmation_record: 14, confirmation_request: 18 },
  changes: 5,
  stamp,
};
const verdict: EvidenceVerdict = {
  intact: false,
  checkedAt: '2026-11-23T16:05:00.000+08:00',
  counts: { case_event: 812, change_plan_version: 9, confirmation_record: 14, confirmation_request: 18 },
  anchors: 12,
  lastAnchor: { seq: anchor.seq, at: anchor.at, root: anchor.root },
  vouched: {
    seq: anchor.seq,
    at: anchor.at,
    stampedAt: stamp.at ?? '',
    authority: stamp.authority ?? '',
    fingerprint: stamp.fingerprint ?? '',
    trusted: true,
  },
  findings: [
    {
      table: 'case_event',
      problem: 'changed',
      ref: '0197a0f1-9b1e-7c3a-9d1f-3f6a1c2b4d5e',
      caseNumber: 'GD-2026-0001',
      seq: 7,
      because: 'hash',
      detail: null,
    },
  ],
};
const ofCase: CaseEvidence = {
  caseNumber: 'GD-2026-0001',
  events: 14,
  head: 'cc8dc9c03a55f9476ebc9797e3054cad93d8d644e8f01e79e4e1ff99abc82a71',
  anchor: { seq: 12, at: anchor.at, events: 14, stamp },
  seals: [{ documentId: '0197a0f3-1b1e-8c3a-ad1f-3f6a1c2b4d5e', documentNumber: 'GD-2026-0001-QR01', stamp }],
  certificate,
};

export const evidenceExamples = {
  anchor,
  verdict,
  ofCase,
  state: {
    signing: { ready: true, problem: null },
    timeStamps: { authority: 'tsa.example', stamped: 12, waiting: 0, missing: 0, lastFailure: null },
    anchors: [anchor],
    certificates: [certificate],
  } satisfies EvidenceState,
  paper: { state: 'confirmed' as const, pdfSha256: 'cc8dc9c03a55f9476ebc9797e3054cad93d8d644e8f01e79e4e1ff99abc82a71' },
};
