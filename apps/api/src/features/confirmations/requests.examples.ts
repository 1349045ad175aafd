import type {
  ConfirmationCodeSent,
  ConfirmationLink,
  ConfirmationRecord,
  ConfirmationRequest,
  ConfirmationScanCheck,
  ConfirmationScanUpload,
  PublicConfirmation,
  SignConfirmation,
} from '@pledge/contracts';
import { signExample } from './confirmations.examples.js';

/** Examples of the API description: the change plan of GD-2026-0001 waits for the customer's confirmer. */

const HASH = '3f2c9a5d0e6b4b7f8a1d2c3e4f5a6b7c8d9e0f1a2b3c4d5e6f708192a3b4c5d6';
const WINDOW = { from: '2026-03-04T00:00:00.000+08:00', to: '2026-03-04T04:00:00.000+08:00' };
const DECIDED_AT = '2026-03-03T10:12:00.000+08:00';

const request: ConfirmationRequest = {
  id: '0197a0f2-1b1e-7c3a-9d1f-3f6a1c2b4d5e',
  action: 'change-approval',
  side: 'customer',
  state: 'waiting',
  subject: {
    kind: 'change-plan',
    id: '0197a0f1-9b1e-7c3a-9d1f-3f6a1c2b4d5e',
    version: 2,
    hash: HASH,
    number: 'GD-2026-0001-BG01',
    title: '更换核心路由器主控板',
    documentId: '0197a0f1-ab1e-7c3a-9d1f-3f6a1c2b4d5e',
  },
  caseNumber: 'GD-2026-0001',
  minimumLevel: 3,
  ways: ['signature', 'scan'],
  expected: { name: '郭振华', mobileMasked: '139****0003', mailMasked: 'c***@demo.example' },
  window: WINDOW,
  confirmBy: '2026-03-03T18:00:00.000+08:00',
  requestedAt: '2026-03-02T14:00:00.000+08:00',
  requestedBy: 'system',
  decidedAt: null,
  reason: null,
  records: [],
  scans: [],
  copyDocumentId: null,
  may: {
    sign: true,
    click: false,
    reject: true,
    revoke: false,
    sendLink: false,
    recordOral: false,
    uploadScan: true,
    checkScan: false,
  },
};
const record: ConfirmationRecord = {
  id: '0197a0f3-1b1e-7c3a-9d1f-3f6a1c2b4d5e',
  kind: 'confirm',
  level: 3,
  way: 'signature',
  personName: '郭振华',
  actor: 'link',
  note: '',
  at: DECIDED_AT,
  checkedBy: null,
  fileId: null,
  rowHash: 'b1946ac92492d2347c6235b4d2611184b1946ac92492d2347c6235b4d2611184',
};
const done = { ...request.may, sign: false, reject: false, uploadScan: false };
const decidedWith = (
  state: ConfirmationRequest['state'],
  records: readonly ConfirmationRecord[],
  reason: string | null,
): ConfirmationRequest => ({ ...request, state, decidedAt: DECIDED_AT, reason, records: [...records], may: done });

const page: PublicConfirmation = {
  state: 'waiting',
  language: 'zh-CN',
  action: 'change-approval',
  provider: { name: '苏州演示网络科技有限公司', label: '我公司' },
  customer: { name: '甘肃电信演示客户', label: '局方' },
  caseNumber: 'GD-2026-0001',
  number: 'GD-2026-0001-BG01',
  version: 2,
  title: '更换核心路由器主控板',
  hash: HASH,
  sections: [
    { heading: '一、目的', paragraphs: ['更换故障主控板，恢复主备冗余。'], commands: [] },
    { heading: '三、步骤', paragraphs: ['1. 备份配置'], commands: ['copy running-config tftp://10.0.0.9/'] },
  ],
  window: WINDOW,
  expectedName: '郭振华',
  mobileMasked: '139****0003',
  minimumLevel: 3,
  confirmBy: request.confirmBy,
  decided: null,
  copyReady: false,
};

export const requestExamples = {
  request,
  confirmed: decidedWith('confirmed', [record], null),
  rejected: decidedWith(
    'rejected',
    [{ ...record, kind: 'reject', level: 0, way: 'click', actor: 'customer', note: '请改到周六凌晨' }],
    '请改到周六凌晨',
  ),
  revoked: decidedWith(
    'revoked',
    [record, { ...record, kind: 'revoke', level: 0, way: 'click', actor: 'customer', note: '当晚有重要会议保障' }],
    '当晚有重要会议保障',
  ),
  link: { sentTo: ['c***@demo.example'], expiresAt: request.confirmBy } satisfies ConfirmationLink,
  code: {
    mobileMasked: '139****0003',
    expiresAt: '2026-03-03T10:20:00.000+08:00',
    tries: 5,
  } satisfies ConfirmationCodeSent,
  sign: { personName: '郭振华', code: '048213', signature: signExample.body.signature } satisfies SignConfirmation,
  scan: {
    fileId: '0197a0c2-ab1e-7c3a-9d1f-3f6a1c2b4d5e',
    channel: 'fax',
    signerName: '郭振华',
    receivedAt: '2026-03-03T09:50:00.000+08:00',
  } satisfies ConfirmationScanUpload,
  check: {
    accept: true,
    number: 'GD-2026-0001-BG01-V2',
    version: 2,
    allPages: true,
    qrMatches: true,
    nameMatches: true,
    sealMatches: true,
  } satisfies ConfirmationScanCheck,
  page,
  signedPage: {
    ...page,
    state: 'confirmed',
    decided: { personName: '郭振华', at: DECIDED_AT, reason: null },
    copyReady: true,
  } satisfies PublicConfirmation,
  rejectedPage: {
    ...page,
    state: 'rejected',
    decided: { personName: '郭振华', at: DECIDED_AT, reason: '请改到周六凌晨' },
  } satisfies PublicConfirmation,
};
