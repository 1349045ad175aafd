import { Inject, Injectable } from '@nestjs/common';
import type { DeviceEvent, DeviceFile } from '@pledge/contracts';
import { PLATFORM_OPTIONS, type PlatformOptions, type Scope } from '@pledge/nest';
import { toIso } from '@pledge/time';
import { CasesRepository, type CaseEntity } from '../cases/index.js';
import { PartyEntity, deviceView } from '../contracts/index.js';
import { DocumentsService } from '../documents/index.js';
import { Archive } from './archive.service.js';
import { ChangeLog } from './change-log.js';
import { CustomersRepository } from './customers.repository.js';
import { Devices } from './devices.service.js';

/** As many cases and changes stand in one device file. */
const MOST = 100;
const ENDED: readonly string[] = ['closed', 'withdrawn'];

/** The device archive (Y27, S0i-30): licences, status, diagram, every configuration change, all reports, as one time line. */
@Injectable()
export class DeviceFiles {
  constructor(
    private readonly devices: Devices,
    private readonly repository: CustomersRepository,
    private readonly archive: Archive,
    private readonly log: ChangeLog,
    private readonly cases: CasesRepository,
    private readonly documents: DocumentsService,
    @Inject(PLATFORM_OPTIONS) private readonly platform: PlatformOptions,
  ) {}

  /** @throws Problem DEVICE_NOT_FOUND */
  async file(serialNumber: string, scope: Scope): Promise<DeviceFile> {
    const row = await this.devices.device(serialNumber, scope);
    const [sites, contracts, party, cases] = [
      await this.repository.sitesById([row.siteId]),
      await this.repository.contractNumbers(row.contractId === null ? [] : [row.contractId]),
      await this.repository.one(PartyEntity, { id: row.partyId }),
      await this.cases.ofSerial(row.serialNumber, scope, MOST),
    ];
    const events = [
      ...(await this.changes(row.id)),
      ...(await this.entries(row.id)),
      ...cases.map((one) => this.caseEvent(one)),
      ...(await this.reports(cases, scope)),
    ];
    return {
      ...deviceView(
        row,
        new Map(sites.map((site) => [site.id, site.name])),
        new Map(contracts.map((contract) => [contract.id, contract.number])),
      ),
      partyId: row.partyId,
      partyName: party?.name ?? '',
      location: row.location,
      warrantyUntil: row.warrantyUntil,
      licences: row.licences ?? [],
      topology: row.topology ?? [],
      topologyFileId: row.topologyFileId,
      revision: row.revision,
      openCases: cases.filter((one) => !ENDED.includes(one.status)).map((one) => one.number),
      timeline: events.sort((a, b) => b.at - a.at).map(({ at, ...event }) => ({ ...event, at: this.iso(at) })),
    };
  }

  private async changes(id: string): Promise<Timed[]> {
    const rows = await this.repository.changes({ kind: 'device', id }, { limit: MOST });
    return rows.map((row) => ({
      ...EMPTY,
      id: row.id,
      at: row.changedAt,
      kind: 'change',
      title: ACTIONS[row.action],
      text: row.note,
      by: row.changedBy,
      fields: this.log.view(row).fields,
    }));
  }

  private async entries(id: string): Promise<Timed[]> {
    return (await this.repository.entries('device', id)).map((row) => ({
      ...EMPTY,
      id: row.id,
      at: row.occurredAt,
      kind: 'entry',
      title: { zh: row.title, en: row.title },
      text: row.body ?? '',
      by: row.writtenBy,
      fileIds: row.fileIds,
      caseNumber: row.caseNumber,
      archiveKind: row.kind,
    }));
  }

  private caseEvent(one: CaseEntity): Timed {
    return {
      ...EMPTY,
      id: one.id,
      at: one.receivedAt,
      kind: 'case',
      title: { zh: one.title, en: one.title },
      by: null,
      caseNumber: one.number,
    };
  }

  /** Service forms and analysis reports of the device's cases. */
  private async reports(cases: readonly CaseEntity[], scope: Scope): Promise<Timed[]> {
    const found: Timed[] = [];
    for (const one of cases) {
      for (const document of await this.documents.list(one.number, scope)) {
        found.push({
          ...EMPTY,
          id: document.id,
          at: document.createdAt,
          kind: 'document',
          title: { zh: document.title, en: document.title },
          text: document.number,
          by: document.createdBy,
          documentId: document.id,
          caseNumber: one.number,
        });
      }
    }
    return found;
  }

  private iso(at: number): string {
    return toIso(at, this.platform.zone);
  }
}

type Timed = Omit<DeviceEvent, 'at'> & { readonly at: number };
const EMPTY = { text: '', by: null, fields: [], fileIds: [], documentId: null, caseNumber: null, archiveKind: null };
const ACTIONS = {
  created: { zh: '登记设备', en: 'Registered' },
  changed: { zh: '配置变更', en: 'Configuration changed' },
  removed: { zh: '移除', en: 'Removed' },
  activated: { zh: '启用', en: 'Activated' },
  imported: { zh: '导入登记', en: 'Imported' },
} as const;
