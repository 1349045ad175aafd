import { Inject, Injectable } from '@nestjs/common';
import type { AddEntryRequest, SaveContractRequest, SaveDeviceRequest } from '@pledge/contracts';
import { CLOCK, PROVIDER_SCOPE, type SessionUser } from '@pledge/nest';
import type { Clock } from '@pledge/runtime';
import { addDays, localDate, toIso } from '@pledge/time';
import { ContractsService, PROVIDER_ZONE } from '../contracts/index.js';
import { Archive, Contacts, ContractWriting, Devices } from '../customers/index.js';
import { FilesService } from '../files/index.js';
import { UsersService } from '../users/index.js';
import { DEMO_PARTIES } from './demo-data.js';
import seal from './demo-seal.json' with { type: 'json' };

const DAY = 86_400_000;
type DeviceChange = Pick<
  SaveDeviceRequest,
  'firmware' | 'location' | 'warrantyUntil' | 'licences' | 'topology' | 'note'
>;

/** What a first start shows of customer files, written as people write it: a device with its history, a confirmer with a seal, two drafts of contracts. */
@Injectable()
export class DemoFiles {
  constructor(
    private readonly users: UsersService,
    private readonly contracts: ContractsService,
    private readonly contacts: Contacts,
    private readonly devices: Devices,
    private readonly archive: Archive,
    private readonly writing: ContractWriting,
    private readonly files: FilesService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async write(): Promise<void> {
    const [pm, engineer] = [await this.session('pm'), await this.session('engineer')];
    await this.sealSample(pm);
    await this.changeDevice('CR-LZ-0001', FIRST_SETUP, pm);
    await this.changeDevice('CR-LZ-0001', UPGRADE, engineer);
    await this.changeDevice('AS-TS-0201', { firmware: 'V200R021C10', location: '2 楼 03 柜' }, engineer);
    for (const [daysAgo, entry] of DEVICE_ENTRIES) await this.remember('CR-LZ-0001', daysAgo, entry, engineer);
    const opinion: AddEntryRequest = { kind: 'opinion', title: '希望巡检报告附上近三个月的流量趋势图' };
    await this.archive.add({ kind: 'party', id: DEMO_PARTIES.telecom, partyId: DEMO_PARTIES.telecom }, opinion, pm);
    for (const draft of this.drafts()) await this.writing.create(draft, pm.username);
  }

  /** A template whose table is lost and cannot be signed (C28), and a profile with a contradiction to confirm (C05). */
  private drafts(): SaveContractRequest[] {
    const today = localDate(this.clock.now(), PROVIDER_ZONE);
    const term = { startsOn: today, endsOn: addDays(today, 1_095), firstPhase: 'install' as const };
    return [
      {
        number: 'P-LEASE-01',
        name: '违停抓拍系统租用服务（草稿）',
        partyId: DEMO_PARTIES.telecom,
        profileId: 'P-S0i',
        ...term,
      },
      {
        number: 'P-QH-02',
        name: '多媒体教室设备售后服务（草稿）',
        partyId: DEMO_PARTIES.other,
        profileId: 'P-S2',
        partyLabels: {
          customer: { zh: '采购人', en: 'the purchaser' },
          provider: { zh: '供应商', en: 'the supplier' },
        },
        ...term,
      },
    ];
  }

  /** The confirmer of the demo contract gets a picture of the seal (S1-47). */
  private async sealSample(user: SessionUser): Promise<void> {
    const { id } = await this.files.upload(seal.name, Buffer.from(seal.base64, 'base64'), null, user);
    const { contacts } = await this.contracts.detail('P-DEMO', PROVIDER_SCOPE);
    const confirmer = contacts.find((one) => one.kind === 'confirmer');
    if (!confirmer) return;
    const { name, phone, email, siteId, revision } = confirmer;
    await this.contacts.save(
      confirmer.id,
      {
        partyId: DEMO_PARTIES.telecom,
        name,
        title: '传输室主任',
        phone,
        email,
        siteId,
        kind: 'confirmer',
        sealFileId: id,
        revision,
      },
      user,
    );
  }

  private async changeDevice(serialNumber: string, change: DeviceChange, user: SessionUser): Promise<void> {
    const row = await this.devices.device(serialNumber, PROVIDER_SCOPE);
    const { model, name, component, partyId, siteId, status, firmware, location, warrantyUntil } = row;
    const before = { firmware, location, warrantyUntil, licences: row.licences ?? [], topology: row.topology ?? [] };
    const number = row.contractId === null ? null : (await this.contracts.contractById(row.contractId))?.number;
    await this.devices.save(
      serialNumber,
      {
        serialNumber,
        model,
        name,
        component,
        partyId,
        siteId,
        status,
        contractNumber: number ?? null,
        ...before,
        ...change,
        revision: row.revision,
      },
      user,
    );
  }

  private async remember(serial: string, daysAgo: number, entry: AddEntryRequest, user: SessionUser): Promise<void> {
    const { id, partyId } = await this.devices.device(serial, PROVIDER_SCOPE);
    const occurredAt = toIso(this.clock.now() - daysAgo * DAY, PROVIDER_ZONE);
    await this.archive.add({ kind: 'device', id, partyId }, { ...entry, occurredAt }, user);
  }

  private async session(username: string): Promise<SessionUser> {
    const { displayName, roles, memberOf, partyId, language } = await this.users.get(username);
    return { username, displayName, roles, groups: memberOf, partyId, language };
  }
}

const FIRST_SETUP: DeviceChange = {
  firmware: '6.7.3',
  location: '3 楼 A 列 07 柜',
  warrantyUntil: '2027-06-14',
  licences: [
    { name: 'Advanced IP Services', key: 'AIS-2F41-99B0', count: 1, expiresOn: '2027-06-30' },
    { name: 'MPLS VPN', count: 64 },
  ],
  topology: [
    { port: 'Te0/0/0/1', peer: 'CR-LZ-0002', peerPort: 'Te0/0/0/1', medium: '10G 光纤' },
    { port: 'Te0/1/0/0', peer: 'AS-TS-0201', peerPort: 'XGE0/0/1', medium: '10G 传输' },
    { port: 'Gi0/2/0/0', peer: 'SV-LZ-0101', peerPort: 'eno1', medium: '双绞线' },
  ],
  note: '验收后首次建档',
};
const UPGRADE: DeviceChange = { firmware: '6.7.4', note: '升级固件，修复风扇误报' };
const DEVICE_ENTRIES: readonly (readonly [number, AddEntryRequest])[] = [
  [
    12,
    {
      kind: 'configuration',
      title: '增加到天水的备用路由',
      body: 'ip route 10.20.0.0/16 10.1.0.2，优先级 20；变更前配置已备份。',
    },
  ],
  [40, { kind: 'inspection-report', title: '季度巡检报告', body: '风扇转速正常，CPU 峰值 41%，日志无异常。' }],
  [90, { kind: 'note', title: '更换 2 号电源模块', body: '旧模块已返厂。' }],
];
