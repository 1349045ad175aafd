import type {
  ArchiveEntry,
  ContactPerson,
  CustomerFile,
  Device,
  DeviceFile,
  ImportPreview,
  ImportRunList,
  RecordChangeList,
  RegionList,
  SaveContactRequest,
  SaveContractRequest,
  SaveDeviceRequest,
  SavePartyRequest,
  SaveSiteRequest,
  Site,
} from '@pledge/contracts';

/** Examples of the API description: the customer, site and device of the demo data. */
const PARTY_ID = '0198c0de-0000-7000-8000-00000000a002';
const SITE_ID = '0197a0c2-1c1e-7c3a-9d1f-3f6a1c2b4d5e';
const AT = '2026-03-02T10:00:00.000+08:00';

const site: Site = {
  id: SITE_ID,
  name: '兰州枢纽机房',
  address: '甘肃省兰州市城关区演示路 1 号',
  regionCode: 'northwest',
  regionName: { zh: '西北', en: 'Northwest China' },
  centre: { code: 'beijing', zh: '北京技术支持中心', en: 'Beijing support centre' },
  distance: 'city',
  zone: 'Asia/Shanghai',
  revision: 1,
};
const contact: ContactPerson = {
  id: '0197a0c2-1e1e-7c3a-9d1f-3f6a1c2b4d5e',
  name: '郭振华',
  title: '传输室主任',
  phone: '13909310003',
  email: null,
  kind: 'confirmer',
  siteId: SITE_ID,
  contractNumber: null,
  sealFileId: '0197a0c2-ab1e-7c3a-9d1f-3f6a1c2b4d5e',
  account: null,
  revision: 1,
};
const device: Device = {
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
};
const entry: ArchiveEntry = {
  id: '0197a0c2-1f1e-7c3a-9d1f-3f6a1c2b4d5e',
  kind: 'configuration',
  title: '增加到天水的备用路由',
  body: 'ip route 10.20.0.0/16 via 10.1.0.2，优先级 20',
  occurredAt: AT,
  recordedAt: AT,
  by: 'engineer',
  fileIds: [],
  caseNumber: null,
};

const party: SavePartyRequest = {
  name: '甘肃电信演示客户',
  shortName: '甘肃演示',
  industry: '电信',
  address: '甘肃省兰州市城关区演示路 1 号',
  phone: '0931-5550188',
};
export const partyBody = party;
export const fileExample: { response: CustomerFile } = {
  response: {
    id: PARTY_ID,
    name: party.name,
    shortName: party.shortName,
    kind: 'customer',
    industry: '电信',
    address: '甘肃省兰州市城关区演示路 1 号',
    phone: '0931-5550188',
    note: '',
    revision: 1,
    contracts: [{ number: 'P-DEMO', name: '综合网管改造项目维护合同', phase: 'maintenance', state: 'active' }],
    sites: [site],
    contacts: [contact],
    devices: 5,
    openCases: 1,
    entries: [{ ...entry, kind: 'opinion', title: '希望巡检报告附上趋势图', body: '' }],
  },
};
const siteBody: SaveSiteRequest = {
  partyId: PARTY_ID,
  name: site.name,
  address: site.address,
  regionCode: site.regionCode,
  distance: site.distance,
};
export const siteExample = { body: siteBody, response: site };
const contactBody: SaveContactRequest = {
  partyId: PARTY_ID,
  siteId: SITE_ID,
  name: contact.name,
  title: contact.title,
  phone: contact.phone,
  kind: 'confirmer',
  sealFileId: contact.sealFileId,
};
export const contactExample = { body: contactBody, response: contact };
export const contactAccountExample = {
  body: { account: 'guo.zhenhua', revision: 1 },
  response: { ...contact, account: 'guo.zhenhua', revision: 2 },
};
export const entryExample = {
  body: { kind: 'configuration' as const, title: entry.title, body: entry.body },
  response: entry,
};
export const regionsExample: { response: RegionList } = {
  response: {
    items: [
      {
        code: 'northwest',
        name: { zh: '西北', en: 'Northwest China' },
        centre: { code: 'beijing', zh: '北京技术支持中心', en: 'Beijing support centre' },
      },
    ],
  },
};
const deviceBody: SaveDeviceRequest = {
  serialNumber: device.serialNumber,
  model: device.model,
  name: device.name,
  component: device.component,
  partyId: PARTY_ID,
  siteId: SITE_ID,
  contractNumber: 'P-DEMO',
  firmware: '6.7.4',
  location: '3 楼 A 列 07 柜',
  licences: [{ name: 'Advanced IP', count: 1, expiresOn: '2027-06-30' }],
  topology: [{ port: 'Te0/0/0/1', peer: 'CR-LZ-0002', peerPort: 'Te0/0/0/1', medium: '10G' }],
  note: '升级到 6.7.4，修复风扇误报',
};
export const devicesExample = { response: { items: [device], nextCursor: null, total: 1 } };
export const deviceFileExample: { response: DeviceFile } = {
  response: {
    ...device,
    partyId: PARTY_ID,
    partyName: party.name,
    location: '3 楼 A 列 07 柜',
    warrantyUntil: '2027-06-14',
    licences: [{ name: 'Advanced IP', key: '', count: 1, expiresOn: '2027-06-30' }],
    topology: [{ port: 'Te0/0/0/1', peer: 'CR-LZ-0002', peerPort: 'Te0/0/0/1', medium: '10G' }],
    topologyFileId: null,
    revision: 2,
    openCases: [],
    timeline: [
      {
        id: entry.id,
        at: AT,
        kind: 'change',
        title: { zh: '配置变更', en: 'Configuration changed' },
        text: '升级到 6.7.4，修复风扇误报',
        by: 'engineer',
        fields: [{ field: 'firmware', from: '6.7.3', to: '6.7.4' }],
        fileIds: [],
        documentId: null,
        caseNumber: null,
        archiveKind: null,
      },
    ],
  },
};
export const saveDeviceExample = { body: deviceBody, ...deviceFileExample };
const contractBody: SaveContractRequest = {
  number: 'P-METRO-01',
  name: '地铁专网维护合同',
  partyId: PARTY_ID,
  profileId: 'P-S1',
  startsOn: '2026-03-01',
  endsOn: '2029-02-28',
  firstPhase: 'install',
  acceptedOn: '2026-06-15',
  partyLabels: { customer: { zh: '业主', en: 'the owner' }, provider: { zh: '承包人', en: 'the contractor' } },
};
export const contractBodyExample = contractBody;
export const activateBody = {
  revision: 1,
  accept: [{ key: 'NO_FIGURE:commitments:SLA-023', reason: '双方约定“立即”按 5 分钟计' }],
};
export const changesExample: { response: RecordChangeList } = {
  response: {
    items: [
      {
        id: entry.id,
        subjectKind: 'contract',
        subjectId: '0197a0c2-1d1e-7c3a-9d1f-3f6a1c2b4d00',
        subjectName: 'P-METRO-01',
        action: 'changed',
        fields: [{ field: 'acceptedOn', from: null, to: '2026-06-15' }],
        note: '',
        by: 'pm',
        at: AT,
      },
    ],
    nextCursor: null,
  },
};
export const previewExample: { response: ImportPreview } = {
  response: {
    id: '0197a0c2-1f1e-7c3a-9d1f-3f6a1c2b4d77',
    partyId: PARTY_ID,
    kind: 'devices',
    fileName: '设备清单.xlsx',
    state: 'preview',
    totals: { new: 9_997, changed: 0, same: 0, wrong: 3 },
    by: 'pm',
    at: AT,
    appliedAt: null,
    rows: [
      {
        row: 17,
        state: 'wrong',
        key: 'SW-LZ-0016',
        values: { serialNumber: 'SW-LZ-0016', name: '接入交换机 16', site: '兰州枢纽' },
        fields: [],
        errors: [
          {
            field: 'site',
            message: { zh: '这个客户没有站点“兰州枢纽”。', en: 'The customer has no site "兰州枢纽".' },
          },
        ],
      },
    ],
    nextAfter: null,
  },
};
const { rows: _rows, nextAfter: _nextAfter, ...run } = previewExample.response;
export const importsExample: { response: ImportRunList } = { response: { items: [run] } };
