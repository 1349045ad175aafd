import { Inject, Injectable } from '@nestjs/common';
import type { DeviceList, DeviceQuery, SaveDeviceRequest } from '@pledge/contracts';
import { UNIT_OF_WORK, type Scope, type SessionUser } from '@pledge/nest';
import { Problem, type Transaction, type UnitOfWork } from '@pledge/runtime';
import { v7 as uuidv7 } from 'uuid';
import { ContractEntity, DeviceEntity, SiteEntity, deviceView } from '../contracts/index.js';
import { Archive } from './archive.service.js';
import { ChangeLog } from './change-log.js';
import { CustomersRepository } from './customers.repository.js';
import { fieldProblem } from './refusals.js';

/** Devices: what is under contract, where it stands, how it is set up (Y27). */
@Injectable()
export class Devices {
  constructor(
    private readonly repository: CustomersRepository,
    private readonly archive: Archive,
    private readonly log: ChangeLog,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
  ) {}

  /** By serial number. A customer sees the own ones. */
  async list(scope: Scope, query: DeviceQuery): Promise<DeviceList> {
    const contract =
      query.contract === undefined ? null : await this.repository.one(ContractEntity, { number: query.contract });
    if (query.contract !== undefined && !contract) return { items: [], nextCursor: null, total: 0 };
    const { rows, total } = await this.repository.devices(scope, query, contract?.id);
    const page = rows.slice(0, query.limit);
    const [sites, contracts] = [
      await this.repository.sitesById(page.map((row) => row.siteId)),
      await this.repository.contractNumbers(page.flatMap((row) => row.contractId ?? [])),
    ];
    const names = new Map(sites.map((site) => [site.id, site.name]));
    const numbers = new Map(contracts.map((one) => [one.id, one.number]));
    return {
      items: page.map((row) => deviceView(row, names, numbers)),
      nextCursor: rows.length > query.limit ? (page.at(-1)?.serialNumber ?? null) : null,
      total,
    };
  }

  /** @throws Problem DEVICE_NOT_FOUND also for a device the person may not see */
  async device(serialNumber: string, scope: Scope, tx?: Transaction): Promise<DeviceEntity> {
    const own = scope.kind === 'customer' ? { partyId: scope.partyId } : {};
    const found = await this.repository.one(DeviceEntity, { serialNumber: serialNumber.toUpperCase(), ...own }, tx);
    if (!found) throw new Problem('not-found', 'DEVICE_NOT_FOUND', { serialNumber });
    return found;
  }

  /**
   * Creates a device, or changes the one of that serial number; every changed cell goes to the archive.
   * @throws Problem DEVICE_NOT_FOUND, PARTY_NOT_FOUND, SERIAL_TAKEN, SITE_OF_ANOTHER, CONTRACT_NOT_THERE, FILE_NOT_THERE, CHANGED_MEANWHILE
   */
  async save(serialNumber: string | null, request: SaveDeviceRequest, user: SessionUser): Promise<string> {
    const topologyFileId = request.topologyFileId ?? null;
    if (topologyFileId !== null) await this.archive.checkFile(topologyFileId, 'topologyFileId', user);
    return this.unitOfWork.run(async (tx) => {
      const before = serialNumber === null ? null : await this.device(serialNumber, { kind: 'provider' }, tx);
      const partyId = before?.partyId ?? request.partyId;
      if (!(await this.repository.lockParty(tx, partyId))) throw new Problem('not-found', 'PARTY_NOT_FOUND');
      const after: DeviceEntity = {
        ...cells(request),
        id: before?.id ?? uuidv7(),
        partyId,
        contractId: await this.contractOf(tx, partyId, request.contractNumber ?? null),
        topologyFileId,
        revision: before ? (request.revision ?? 0) + 1 : 1,
      };
      await this.check(tx, after);
      if (!before) await this.repository.insert(tx, DeviceEntity, [after]);
      else if (!(await this.repository.update(tx, DeviceEntity, after)))
        throw new Problem('conflict', 'CHANGED_MEANWHILE');
      if (topologyFileId !== null) await this.archive.give(tx, [topologyFileId], partyId);
      const change = {
        partyId,
        kind: 'device' as const,
        id: after.id,
        name: after.serialNumber,
        after,
        note: request.note ?? '',
        by: user.username,
      };
      await this.log.write(tx, [before ? { ...change, action: 'changed', before } : { ...change, action: 'created' }]);
      return after.serialNumber;
    });
  }

  private async check(tx: Transaction, device: DeviceEntity): Promise<void> {
    const { serialNumber, siteId, partyId } = device;
    const same = await this.repository.one(DeviceEntity, { serialNumber }, tx);
    if (same && same.id !== device.id) {
      throw fieldProblem('SERIAL_TAKEN', 'serialNumber', { serialNumber, name: same.name }, 'conflict');
    }
    if (!(await this.repository.one(SiteEntity, { id: siteId, partyId }, tx))) {
      throw fieldProblem('SITE_OF_ANOTHER', 'siteId');
    }
  }

  private async contractOf(tx: Transaction, partyId: string, number: string | null): Promise<string | null> {
    if (number === null) return null;
    const found = await this.repository.one(ContractEntity, { number, partyId }, tx);
    if (!found) throw fieldProblem('CONTRACT_NOT_THERE', 'contractNumber', { number });
    return found.id;
  }
}

function cells(
  request: SaveDeviceRequest,
): Omit<DeviceEntity, 'id' | 'partyId' | 'contractId' | 'topologyFileId' | 'revision'> {
  const { model, name, component, siteId, status = 'in-service', firmware = '', location = '' } = request;
  const { warrantyUntil = null, licences = [], topology = [] } = request;
  return {
    serialNumber: request.serialNumber.toUpperCase(),
    model,
    name,
    component,
    siteId,
    status,
    firmware,
    location,
    warrantyUntil,
    licences: licences.map(({ key = '', count = null, expiresOn = null, ...rest }) => ({
      ...rest,
      key,
      count,
      expiresOn,
    })),
    topology: topology.map(({ peerPort = '', medium = '', ...rest }) => ({ ...rest, peerPort, medium })),
  };
}
