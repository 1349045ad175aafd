import type {
  CreateDutyLeaveRequest,
  DutyLeave,
  DutyPerson,
  DutyShift,
  DutySwap,
  DutyUnit,
  KeyPeriod,
  OnDuty,
  Roster,
  RosterDelivery,
  RosterSummary,
} from '@pledge/contracts';
import { SHIPPED_UNITS } from './shipped/index.js';

const [shipped] = SHIPPED_UNITS;
if (!shipped) throw new Error('no duty unit ships');
const ROSTER_ID = '0197a0f4-1b1e-7c3a-9d1f-3f6a1c2b4d01';
const PARTY_ID = '0197a0f4-1b1e-7c3a-9d1f-3f6a1c2b4d02';

export const unit: DutyUnit = shipped;
export const person: DutyPerson = {
  username: 'engineer',
  displayName: '张伟',
  unit: 'default',
  skills: ['router'],
  inRotation: true,
  mobile: '13800000002',
  homePhone: '025-5550102',
  place: '南京',
};
export const leave: DutyLeave = {
  id: '0197a0f4-1b1e-7c3a-9d1f-3f6a1c2b4d03',
  username: 'engineer',
  displayName: '张伟',
  from: '2026-10-02',
  to: '2026-10-03',
  kind: 'leave',
  note: '年假',
  onDuty: ['2026-10-03'],
};
export const leaveBody: CreateDutyLeaveRequest = {
  username: 'engineer',
  from: '2026-10-02',
  to: '2026-10-03',
  kind: 'leave',
  note: '年假',
};
export const shift: DutyShift = {
  id: '0197a0f4-1b1e-7c3a-9d1f-3f6a1c2b4d04',
  rosterId: ROSTER_ID,
  date: '2026-10-01',
  from: '2026-10-01T09:00:00.000+08:00',
  to: '2026-10-02T09:00:00.000+08:00',
  rule: { id: 'holiday', name: { zh: '法定节假日', en: 'Public holiday' } },
  slot: 'engineer',
  role: 'primary',
  staysLocal: true,
  username: 'engineer',
  displayName: '张伟',
  reason: {
    code: 'rested',
    points: 4,
    candidates: 3,
    hindered: [{ username: 'engineer2', displayName: '王强', why: 'leave' }],
    by: null,
    note: null,
  },
  signedInAt: null,
  handover: null,
};
export const summary: RosterSummary = {
  id: ROSTER_ID,
  unit: 'default',
  unitName: unit.name,
  from: '2026-10-01',
  to: '2026-10-07',
  state: 'approved',
  version: 1,
  approvedBy: 'manager',
  approvedAt: '2026-09-10T10:00:00.000+08:00',
  sentVersion: null,
};
export const roster: Roster = {
  ...summary,
  shifts: [shift],
  scores: {
    places: 21,
    gaps: 0,
    cutRests: 0,
    fairness: 98.7,
    people: [{ username: 'engineer', displayName: '张伟', before: 4, here: 8, shifts: 3 }],
  },
  earlyLeave: [{ username: 'engineer', displayName: '张伟', date: '2026-09-30', holiday: '2026-10-01' }],
  missingYears: [],
  deliveries: [],
};
export const swap: DutySwap = {
  id: '0197a0f4-1b1e-7c3a-9d1f-3f6a1c2b4d05',
  shift,
  inReturn: null,
  asker: 'engineer',
  askerName: '张伟',
  other: 'engineer2',
  otherName: '王强',
  reason: '家人住院',
  state: 'asked',
};
export const onDutyNow: OnDuty = {
  at: '2026-10-01T12:00:00.000+08:00',
  unit: 'default',
  unitName: unit.name,
  hotline: unit.hotline,
  rule: shift.rule,
  hotlineTo: '13800000002',
  people: [
    {
      username: 'engineer',
      displayName: '张伟',
      mobile: '13800000002',
      homePhone: '025-5550102',
      role: 'primary',
      staysLocal: true,
      shiftId: shift.id,
      until: shift.to,
      signedInAt: '2026-10-01T08:55:00.000+08:00',
      standsInFor: null,
    },
  ],
  absent: [],
  fixedEngineer: { username: 'engineer2', displayName: '王强', mobile: '13800000003', call: 'inform' },
};
export const keyPeriodExample: KeyPeriod = {
  id: '0197a0f4-1b1e-7c3a-9d1f-3f6a1c2b4d06',
  unit: 'default',
  partyId: PARTY_ID,
  partyName: '甘肃电信演示客户',
  name: '敦煌文博会保障',
  from: '2026-09-18T00:00:00.000+08:00',
  to: '2026-09-22T00:00:00.000+08:00',
  freeze: true,
  createdBy: 'pm',
  reinforced: 'partly',
};
export const delivery: RosterDelivery = {
  rosterId: ROSTER_ID,
  unitName: unit.name,
  from: '2026-10-01',
  to: '2026-10-07',
  partyId: PARTY_ID,
  partyName: '甘肃电信演示客户',
  version: 1,
  documentId: '0197a0f4-1b1e-7c3a-9d1f-3f6a1c2b4d07',
  sentAt: '2026-09-12T10:00:00.000+08:00',
  acknowledgedAt: '2026-09-12T15:20:00.000+08:00',
  acknowledgedBy: 'customer',
};
