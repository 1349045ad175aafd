import type { Role } from '@pledge/contracts';
import { addDays } from '@pledge/time';
import { v7 as uuidv7 } from 'uuid';
import type { NewRows } from '../contracts/index.js';
import { shippedProfile } from '../profiles/index.js';
import type { DemoUser } from '../users/index.js';

/** Fixed, so that users and rows belong together whoever is written first. */
export const DEMO_PARTIES = {
  provider: '0198c0de-0000-7000-8000-00000000a001',
  telecom: '0198c0de-0000-7000-8000-00000000a002',
  other: '0198c0de-0000-7000-8000-00000000a003',
} as const;
const ZONE = 'Asia/Shanghai';

const person = (
  username: string,
  displayName: string,
  roles: readonly Role[],
  mobile: string,
  partyId: string | null = null,
): DemoUser => ({
  username,
  displayName,
  roles,
  mobile,
  partyId,
  mail: `${username}@demo.example`,
});

/** Demo accounts (contracts, Configuration): the roles of catalogue 3.1, two representatives of one customer, one of another. */
export const DEMO_USERS: readonly DemoUser[] = [
  person('admin', '系统管理员', ['admin'], '13800000000'),
  person('dispatcher', '李敏（客户代表）', ['dispatcher'], '13800000001'),
  person('engineer', '张伟', ['engineer'], '13800000002'),
  person('engineer2', '王强', ['engineer'], '13800000003'),
  person('pm', '赵磊（项目维护经理）', ['pm'], '13800000004'),
  person('manager', '刘芳（中心经理）', ['manager'], '13800000005'),
  person('supervisor', '陈工（技术督导小组）', ['supervisor'], '13800000006'),
  person('director', '孙涛（技术总监）', ['director'], '13800000007'),
  person('deputy', '周敏（分管副总）', ['deputy'], '13800000008'),
  person('gm', '吴刚（总经理）', ['gm'], '13800000009'),
  person('customer', '马建国', ['customer'], '13909310001', DEMO_PARTIES.telecom),
  person('customer2', '田晓梅', ['customer'], '13909310002', DEMO_PARTIES.telecom),
  person('other', '韩志远', ['customer'], '13709710001', DEMO_PARTIES.other),
];

/** Regions and the support centre of each (S1-08). */
const REGIONS = [
  ['east', '华东', 'East China', 'nanjing'],
  ['central', '华中', 'Central China', 'nanjing'],
  ['south', '华南', 'South China', 'shenzhen'],
  ['southwest', '西南', 'Southwest China', 'shenzhen'],
  ['north', '华北', 'North China', 'beijing'],
  ['northeast', '东北', 'Northeast China', 'beijing'],
  ['northwest', '西北', 'Northwest China', 'beijing'],
] as const;
const CENTRES = {
  nanjing: ['南京技术支持中心', 'Nanjing support centre'],
  shenzhen: ['深圳技术支持中心', 'Shenzhen support centre'],
  beijing: ['北京技术支持中心', 'Beijing support centre'],
} as const;

const device =
  (contractId: string, partyId: string, siteId: string) =>
  (serialNumber: string, model: string, name: string, component: string) => ({
    id: uuidv7(),
    serialNumber,
    model,
    name,
    component,
    partyId,
    siteId,
    contractId,
  });

/** Parties, contracts with their copied profiles, sites, devices and contacts. `today` is a calendar day, `now` epoch ms. */
export function demoRows(now: number, today: string): NewRows {
  const { provider, telecom, other } = DEMO_PARTIES;
  const lanzhou = uuidv7();
  const tianshui = uuidv7();
  const xining = uuidv7();
  const demo = uuidv7();
  const old = uuidv7();
  const education = uuidv7();
  const at = { signedAt: now };
  const term = { startsOn: addDays(today, -200), endsOn: addDays(today, 900) };
  const inLanzhou = device(demo, telecom, lanzhou);
  const inTianshui = device(demo, telecom, tianshui);
  const inXining = device(education, other, xining);
  return {
    parties: [
      {
        id: provider,
        name: '苏州演示网络科技有限公司',
        shortName: '演示科技',
        kind: 'provider',
        createdAt: now,
        phone: '400-800-1234',
      },
      {
        id: telecom,
        name: '甘肃电信演示客户',
        shortName: '甘肃演示',
        kind: 'customer',
        createdAt: now,
        industry: '电信',
        address: '甘肃省兰州市城关区演示路 1 号',
        phone: '0931-5550188',
      },
      {
        id: other,
        name: '青海教育演示客户',
        shortName: '青海演示',
        kind: 'customer',
        createdAt: now,
        industry: '教育',
        address: '青海省西宁市城西区演示路 3 号',
        phone: '0971-5550166',
      },
    ],
    regions: REGIONS.map(([code, nameZh, nameEn, centreCode]) => ({
      code,
      nameZh,
      nameEn,
      centreCode,
      centreZh: CENTRES[centreCode][0],
      centreEn: CENTRES[centreCode][1],
    })),
    contracts: [
      {
        id: demo,
        number: 'P-DEMO',
        name: '综合网管改造项目维护合同',
        partyId: telecom,
        phase: 'maintenance',
        firstPhase: 'maintenance',
        dedicatedPerson: 'engineer',
        scopeNote: '兰州、天水两地的核心、汇聚设备和网管服务器；不含光缆线路。',
        ...term,
        ...at,
        ...signed('P-DEMO'),
      },
      {
        id: old,
        number: 'P-2018',
        name: '接入网网管一期（已到期）',
        partyId: telecom,
        phase: 'expired',
        firstPhase: 'maintenance',
        startsOn: '2018-08-01',
        endsOn: '2021-07-31',
        ...at,
        ...signed('P-S1'),
      },
      {
        id: education,
        number: 'P-QH-01',
        name: '教育城域网维护合同',
        partyId: other,
        phase: 'warranty',
        firstPhase: 'install',
        trialFrom: addDays(today, -150),
        acceptedOn: addDays(today, -120),
        partyLabels: { customer: { zh: '甲方', en: 'Party A' }, provider: { zh: '乙方', en: 'Party B' } },
        dedicatedPerson: 'engineer2',
        ...term,
        ...at,
        ...signed('P-S1'),
      },
    ],
    sites: [
      {
        id: lanzhou,
        partyId: telecom,
        name: '兰州枢纽机房',
        address: '甘肃省兰州市城关区演示路 1 号',
        regionCode: 'northwest',
        distance: 'city',
        zone: ZONE,
      },
      {
        id: tianshui,
        partyId: telecom,
        name: '天水汇聚机房',
        address: '甘肃省天水市秦州区演示路 2 号',
        regionCode: 'northwest',
        distance: 'other',
        zone: ZONE,
      },
      {
        id: xining,
        partyId: other,
        name: '西宁中心机房',
        address: '青海省西宁市城西区演示路 3 号',
        regionCode: 'northwest',
        distance: 'city',
        zone: ZONE,
      },
    ],
    devices: [
      inLanzhou('CR-LZ-0001', 'Cisco CRS-8', '核心路由器 1', 'network'),
      inLanzhou('CR-LZ-0002', 'Cisco CRS-8', '核心路由器 2', 'network'),
      inLanzhou('SV-LZ-0101', 'HPE DL380', '网管服务器', 'server'),
      inTianshui('AS-TS-0201', 'Huawei S5735', '接入交换机', 'network'),
      inTianshui('SV-TS-0202', 'HPE DL360', '采集服务器', 'server'),
      inXining('SW-XN-0301', 'H3C S7506', '汇聚交换机', 'network'),
    ],
    contacts: [
      {
        id: uuidv7(),
        partyId: telecom,
        siteId: lanzhou,
        name: '马建国',
        phone: '13909310001',
        email: 'customer@demo.example',
        account: 'customer',
        kind: 'representative',
      },
      {
        id: uuidv7(),
        partyId: telecom,
        siteId: tianshui,
        name: '田晓梅',
        phone: '13909310002',
        email: 'customer2@demo.example',
        account: 'customer2',
        kind: 'representative',
      },
      {
        id: uuidv7(),
        partyId: telecom,
        siteId: lanzhou,
        name: '郭振华',
        phone: '13909310003',
        email: 'confirmer@demo.example',
        kind: 'confirmer',
      },
      {
        id: uuidv7(),
        partyId: other,
        siteId: xining,
        name: '韩志远',
        phone: '13709710001',
        email: 'other@demo.example',
        account: 'other',
        kind: 'representative',
      },
    ],
  };
}

/** The profile as it is copied into a contract at signing. */
function signed(
  profileId: string,
): Pick<NonNullable<NewRows['contracts']>[number], 'profileId' | 'profileVersion' | 'profile'> {
  const profile = shippedProfile(profileId);
  if (!profile) throw new Error(`the profile ${profileId} does not ship`);
  return { profileId, profileVersion: profile.version, profile };
}
