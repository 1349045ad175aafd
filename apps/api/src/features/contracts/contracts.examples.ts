import type { ContractDetail, ContractList, ContractSummary, PartyList } from '@pledge/contracts';
import { exampleProfile } from '@pledge/contracts';

/** Examples of the API description: the customer and the contract of the demo data. */

const PARTY_ID = '0198c0de-0000-7000-8000-00000000a002';
const SITE_ID = '0197a0c2-1c1e-7c3a-9d1f-3f6a1c2b4d5e';

export const partiesExample: { response: PartyList } = {
  response: {
    items: [{ id: PARTY_ID, name: '甘肃电信演示客户', shortName: '甘肃演示', kind: 'customer' }],
    nextCursor: null,
  },
};

const contractExample: ContractSummary = {
  number: 'P-DEMO',
  name: '综合网管改造项目维护合同',
  partyId: PARTY_ID,
  partyName: '甘肃电信演示客户',
  phase: 'maintenance',
  state: 'active',
  startsOn: '2025-08-14',
  endsOn: '2028-08-18',
  profileId: 'P-DEMO',
  profileVersion: 1,
};

export const contractsExample: { response: ContractList } = {
  response: { items: [contractExample], nextCursor: null },
};

export const contractDetailExample: { response: ContractDetail } = {
  response: {
    ...contractExample,
    signedAt: '2025-08-14T09:00:00.000+08:00',
    phases: [
      { phase: 'maintenance', from: '2025-08-14', to: '2028-08-18', current: true },
      { phase: 'expired', from: '2028-08-19', to: null, current: false },
    ],
    firstPhase: 'maintenance',
    trialFrom: null,
    acceptedOn: null,
    warrantyMonths: 12,
    partyLabels: exampleProfile.partyLabels,
    scopeNote: '',
    dedicatedPerson: 'engineer',
    revision: 1,
    deviceCount: 1,
    findings: [],
    profile: exampleProfile,
    sites: [
      {
        id: SITE_ID,
        name: '兰州枢纽机房',
        address: '甘肃省兰州市城关区演示路 1 号',
        regionCode: 'northwest',
        regionName: { zh: '西北', en: 'Northwest China' },
        centre: { code: 'beijing', zh: '北京技术支持中心', en: 'Beijing support centre' },
        distance: 'city',
        zone: 'Asia/Shanghai',
        revision: 1,
      },
    ],
    devices: [
      {
        id: '0197a0c2-1d1e-7c3a-9d1f-3f6a1c2b4d5e',
        serialNumber: 'CR-LZ-0001',
        model: 'Cisco CRS-8',
        name: '核心路由器 1',
        component: 'network',
        siteId: SITE_ID,
        siteName: '兰州枢纽机房',
        contractNumber: 'P-DEMO',
        status: 'in-service',
        firmware: '6.7.4',
      },
    ],
    contacts: [
      {
        id: '0197a0c2-1e1e-7c3a-9d1f-3f6a1c2b4d5e',
        name: '马建国',
        phone: '13909310001',
        email: 'customer@demo.example',
        kind: 'representative',
        siteId: SITE_ID,
        title: '网管中心主任',
        contractNumber: null,
        sealFileId: null,
        account: 'customer',
        revision: 1,
      },
    ],
  },
};
