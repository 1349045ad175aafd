import type { IssueSpare, ReceiveSpare, SpareCoverage, SpareItem, SpareMove, SpareStore } from '@pledge/contracts';

const ID = '0197a0f4-1b1e-7c3a-9d1f-3f6a1c2b4d5e';
export const storeExample: SpareStore = {
  id: ID,
  name: '兰州中心备件库',
  kind: 'centre',
  searchOrder: 30,
  address: '',
  partyId: null,
  items: 12,
};
const summary: SpareItem = {
  id: ID,
  serialNumber: 'SP-CRS-0001',
  model: 'CRS-8-MCB',
  name: '主控板',
  fits: ['Cisco CRS-8'],
  store: { id: ID, name: '兰州中心备件库', kind: 'centre' },
  state: 'reserved',
  caseNumber: 'GD-2026-0001',
  dueAt: null,
  overdue: false,
  vendor: null,
  revision: 2,
};
const moves: SpareMove[] = [
  {
    kind: 'reserved',
    at: '2026-03-02T10:00:00.000+08:00',
    by: 'engineer',
    caseNumber: 'GD-2026-0001',
    replacedSerial: null,
    signedBy: null,
    note: null,
  },
];
const detail = { ...summary, moves };
export const itemExample = { summary, detail, answer: { ...detail, settled: true } };
export const receiveExample: ReceiveSpare = {
  serialNumber: 'SP-CRS-0001',
  model: 'CRS-8-MCB',
  name: '主控板',
  fits: ['Cisco CRS-8'],
  storeId: ID,
};
export const issueExample: IssueSpare = {
  signedBy: '张伟',
  replacedSerial: 'CR-LZ-0001',
  loanUntil: '2026-03-09T18:00:00.000+08:00',
};
export const coverageExample: SpareCoverage = {
  contractNumber: 'P-DEMO',
  contractName: '综合网管改造项目维护合同',
  customerName: '演示电信甘肃分公司',
  devices: 5,
  covered: 4,
  percent: 80,
  missing: [{ model: 'HPE DL360', devices: 1, serialNumbers: ['SV-TS-0202'] }],
};
