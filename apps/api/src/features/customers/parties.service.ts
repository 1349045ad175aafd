import { Inject, Injectable } from '@nestjs/common';
import type { CustomerFile, RegionList, SavePartyRequest, SaveSiteRequest, Site } from '@pledge/contracts';
import { CLOCK, UNIT_OF_WORK } from '@pledge/nest';
import { Problem, type Clock, type Transaction, type UnitOfWork } from '@pledge/runtime';
import { isZone, localDate } from '@pledge/time';
import { v7 as uuidv7 } from 'uuid';
import { CasesRepository } from '../cases/index.js';
import {
  DeviceEntity,
  PROVIDER_ZONE,
  PartyEntity,
  SiteEntity,
  contactView,
  phaseOn,
  siteView,
} from '../contracts/index.js';
import { Archive } from './archive.service.js';
import { ChangeLog } from './change-log.js';
import { CustomersRepository } from './customers.repository.js';
import { fieldProblem } from './refusals.js';

/** Customers and their sites (Y28). */
@Injectable()
export class Parties {
  constructor(
    private readonly repository: CustomersRepository,
    private readonly archive: Archive,
    private readonly log: ChangeLog,
    private readonly cases: CasesRepository,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem PARTY_NOT_FOUND */
  async party(id: string, tx?: Transaction): Promise<PartyEntity> {
    const found = await this.repository.one(PartyEntity, { id }, tx);
    if (!found) throw new Problem('not-found', 'PARTY_NOT_FOUND');
    return found;
  }

  /** The customer file (Y28). @throws Problem PARTY_NOT_FOUND */
  async file(id: string): Promise<CustomerFile> {
    const party = await this.party(id);
    const { sites, contacts, contracts, regions } = await this.repository.rowsWithoutDevices(id);
    const [devices, openCases, entries] = [
      await this.repository.count(DeviceEntity, { partyId: id }),
      await this.cases.countOpen(id),
      await this.archive.list('party', id),
    ];
    const today = localDate(this.clock.now(), PROVIDER_ZONE);
    const numbers = new Map(contracts.map((c) => [c.id, c.number]));
    const byCode = new Map(regions.map((r) => [r.code, r]));
    const { name, shortName, kind, industry, address, phone, note, revision } = party;
    return {
      id,
      name,
      shortName,
      kind,
      industry,
      address,
      phone,
      note: note ?? '',
      revision,
      contracts: contracts.map((c) => ({ number: c.number, name: c.name, phase: phaseOn(c, today), state: c.state })),
      sites: sites.map((s) => siteView(s, byCode)),
      contacts: contacts.map((c) => contactView(c, numbers)),
      devices,
      openCases,
      entries,
    };
  }

  /** @throws Problem PARTY_NAME_TAKEN */
  async create(request: SavePartyRequest, by: string): Promise<string> {
    const row: PartyEntity = {
      ...partyCells(request),
      id: uuidv7(),
      kind: 'customer',
      createdAt: this.clock.now(),
      revision: 1,
    };
    await this.unitOfWork.run(async (tx) => {
      await this.refuseNameTwice(tx, row);
      await this.repository.insert(tx, PartyEntity, [row]);
      await this.log.write(tx, [{ ...subject(row), action: 'created', after: row, by }]);
    });
    return row.id;
  }

  /** @throws Problem PARTY_NOT_FOUND, PARTY_NAME_TAKEN, CHANGED_MEANWHILE */
  async change(id: string, request: SavePartyRequest, by: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const before = await this.party(id, tx);
      const after: PartyEntity = { ...before, ...partyCells(request), revision: (request.revision ?? 0) + 1 };
      await this.refuseNameTwice(tx, after);
      if (!(await this.repository.update(tx, PartyEntity, after))) throw new Problem('conflict', 'CHANGED_MEANWHILE');
      await this.log.write(tx, [{ ...subject(after), action: 'changed', before, after, by }]);
    });
  }

  /** Creates a site, or changes the one of that id. @throws Problem SITE_NOT_THERE, REGION_UNKNOWN, ZONE_NOT_KNOWN, SITE_NAME_TAKEN, CHANGED_MEANWHILE */
  async saveSite(id: string | null, request: SaveSiteRequest, by: string): Promise<Site> {
    return this.unitOfWork.run(async (tx) => {
      const before = id === null ? null : await this.site(id, tx);
      const partyId = before?.partyId ?? request.partyId;
      if (!(await this.repository.lockParty(tx, partyId))) throw new Problem('not-found', 'PARTY_NOT_FOUND');
      const regions = await this.repository.regions(tx);
      const { name, regionCode, distance, address = '', zone = PROVIDER_ZONE, revision = 0 } = request;
      if (!regions.some((region) => region.code === regionCode)) {
        const known = regions.map((region) => region.code).join(', ');
        throw fieldProblem('REGION_UNKNOWN', 'regionCode', { region: regionCode, known });
      }
      if (!isZone(zone)) throw fieldProblem('ZONE_NOT_KNOWN', 'zone', { zone });
      const same = await this.repository.one(SiteEntity, { partyId, name }, tx);
      if (same && same.id !== id) throw fieldProblem('SITE_NAME_TAKEN', 'name', { name }, 'conflict');
      const after: SiteEntity = {
        id: id ?? uuidv7(),
        partyId,
        name,
        address,
        regionCode,
        distance,
        zone,
        revision: before ? revision + 1 : 1,
      };
      if (!before) await this.repository.insert(tx, SiteEntity, [after]);
      else if (!(await this.repository.update(tx, SiteEntity, after)))
        throw new Problem('conflict', 'CHANGED_MEANWHILE');
      const change = { partyId, kind: 'site' as const, id: after.id, name, by, after };
      await this.log.write(tx, [before ? { ...change, action: 'changed', before } : { ...change, action: 'created' }]);
      return siteView(after, new Map(regions.map((region) => [region.code, region])));
    });
  }

  /** @throws Problem SITE_NOT_THERE, SITE_IN_USE */
  async removeSite(id: string, by: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const before = await this.site(id, tx);
      await this.repository.lockParty(tx, before.partyId);
      const count = await this.repository.count(DeviceEntity, { siteId: id }, tx);
      if (count > 0) throw new Problem('conflict', 'SITE_IN_USE', { name: before.name, count });
      await this.repository.remove(tx, SiteEntity, { id });
      const { partyId, name } = before;
      await this.log.write(tx, [{ partyId, kind: 'site', id, name, action: 'removed', before, by }]);
    });
  }

  async regions(): Promise<RegionList> {
    const rows = await this.repository.regions();
    return {
      items: rows.map((r) => ({
        code: r.code,
        name: { zh: r.nameZh, en: r.nameEn },
        centre: { code: r.centreCode, zh: r.centreZh, en: r.centreEn },
      })),
    };
  }

  private async site(id: string, tx: Transaction): Promise<SiteEntity> {
    const found = await this.repository.one(SiteEntity, { id }, tx);
    if (!found) throw new Problem('not-found', 'SITE_NOT_THERE');
    return found;
  }

  private async refuseNameTwice(tx: Transaction, row: PartyEntity): Promise<void> {
    const same = await this.repository.one(PartyEntity, { name: row.name }, tx);
    if (same && same.id !== row.id) throw fieldProblem('PARTY_NAME_TAKEN', 'name', { name: row.name }, 'conflict');
  }
}

function partyCells(
  request: SavePartyRequest,
): Pick<PartyEntity, 'name' | 'shortName' | 'industry' | 'address' | 'phone' | 'note'> {
  const { name, shortName, industry = '', address = '', phone = '', note = '' } = request;
  return { name, shortName, industry, address, phone, note: note === '' ? null : note };
}

function subject(row: PartyEntity): { partyId: string; kind: 'party'; id: string; name: string } {
  return { partyId: row.id, kind: 'party', id: row.id, name: row.name };
}
