import { Inject, Injectable } from '@nestjs/common';
import type {
  ContractCheck,
  ContractDetail,
  ContractProblem,
  ContractSummary,
  IntakeHit,
  Party,
  ServiceLevelProfile,
} from '@pledge/contracts';
import { CLOCK, PROVIDER_SCOPE, type Scope } from '@pledge/nest';
import { Problem, type Clock, type Transaction } from '@pledge/runtime';
import { localDate, toIso } from '@pledge/time';
import { complete, validateProfile } from '../profiles/index.js';
import { judgeContract, problem } from './contract-check.js';
import { phaseOn, phaseSpans } from './contract-phases.js';
import { contactView, deviceView, siteView, summaryView } from './contract-views.js';
import type { ContactPersonEntity, ContractEntity, DeviceEntity, PartyEntity, SiteEntity } from './contracts.entity.js';
import { ContractsRepository } from './contracts.repository.js';
import type { NewRows } from './new-rows.js';

/** Zone of the provider: contract dates and case numbers are read in it. */
export const PROVIDER_ZONE = 'Asia/Shanghai';
const SEARCH_LIMIT = 20;

/** What is known after looking up a contract number and a serial number. */
export interface ContractLookup {
  readonly check: ContractCheck;
  readonly problem: ContractProblem | null;
  readonly contract: ContractEntity | null;
  readonly party: PartyEntity | null;
  readonly device: DeviceEntity | null;
  readonly site: SiteEntity | null;
}
export interface StatedContract {
  readonly contractNumber?: string | undefined;
  readonly serialNumber?: string | undefined;
  readonly siteId?: string | undefined;
}
type IntakeBase = Omit<IntakeHit, 'openCases'>;

/** A customer whom the provider serves now. */
export interface ServedCustomer {
  readonly party: PartyEntity;
  readonly contracts: readonly ContractEntity[];
  /** Codes. */
  readonly regions: readonly string[];
}

/** Contracts and what they cover: looking up, checking, showing. */
@Injectable()
export class ContractsService {
  constructor(
    private readonly repository: ContractsRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Writes parties, contracts and what they cover; the profile in a contract is the copy that holds for good. */
  insert(tx: Transaction, rows: NewRows): Promise<void> {
    return this.repository.insert(tx, rows);
  }

  /**
   * Looks up what was stated and judges it (F-01.3). A contract or device of another customer is unknown to a customer.
   * Without a number the device's contract is taken.
   */
  async lookUp(stated: StatedContract, scope: Scope, tx?: Transaction): Promise<ContractLookup> {
    const device = stated.serialNumber ? await this.repository.findDevice(stated.serialNumber, scope, tx) : null;
    const contract = stated.contractNumber
      ? await this.repository.findContract(stated.contractNumber, scope, tx)
      : device?.contractId
        ? await this.repository.contractById(device.contractId, tx)
        : null;
    const draft = contract?.state === 'draft';
    const { check, problem: found } = draft
      ? { check: 'unknown' as const, problem: problem('CONTRACT_NOT_SIGNED', { number: contract.number }) }
      : judgeContract(stated, contract, device, this.today());
    const partyId = contract?.partyId ?? device?.partyId ?? (scope.kind === 'customer' ? scope.partyId : undefined);
    const party = partyId === undefined ? null : await this.repository.findParty(partyId, tx);
    const siteId = stated.siteId ?? device?.siteId;
    const site = siteId === undefined ? null : await this.repository.findSite(siteId, scope, tx);
    const here = site && party && site.partyId !== party.id ? null : site;
    return { check, problem: found, contract: draft ? null : contract, party, device, site: here };
  }

  /** Profiles of the contracts in force that a customer can report a fault under; at most a page of them. */
  async profilesInForce(scope: Scope): Promise<ServiceLevelProfile[]> {
    const rows = await this.repository.listContracts(scope, { after: undefined, limit: SEARCH_LIMIT });
    const today = this.today();
    return rows
      .filter((row) => row.state !== 'draft' && phaseOn(row, today) !== 'expired')
      .map(({ profile }) => profile);
  }

  contractById(id: string, tx?: Transaction): Promise<ContractEntity | null> {
    return this.repository.contractById(id, tx);
  }
  siteById(id: string, tx?: Transaction): Promise<SiteEntity | null> {
    return this.repository.findSite(id, PROVIDER_SCOPE, tx);
  }
  deviceBySerial(serialNumber: string, tx?: Transaction): Promise<DeviceEntity | null> {
    return this.repository.findDevice(serialNumber, PROVIDER_SCOPE, tx);
  }
  party(id: string): Promise<PartyEntity | null> {
    return this.repository.findParty(id);
  }
  /** Code of the support centre that serves a region (S1-08); null for an unknown region. */
  async centreOf(regionCode: string): Promise<string | null> {
    return (await this.repository.region(regionCode))?.centreCode ?? null;
  }
  /** Customers with a contract in force today, and the regions of their sites. */
  served(): Promise<{ readonly partyId: string; readonly regions: readonly string[] }[]> {
    return this.repository.served(this.today());
  }
  /** The technician the customer named to sign (S2-13). */
  async expectedSigner(partyId: string): Promise<string | null> {
    return (await this.repository.confirmer(partyId))?.name ?? null;
  }
  /** Devices of a signed contract with the name of its customer; null: there is no such contract. */
  async devicesOf(number: string): Promise<{
    readonly contract: ContractEntity;
    readonly customerName: string;
    readonly devices: readonly DeviceEntity[];
  } | null> {
    const contract = await this.repository.findContract(number, PROVIDER_SCOPE);
    if (contract?.state !== 'active') return null;
    const [devices, party] = await Promise.all([
      this.repository.devicesOfContract(contract.id),
      this.repository.findParty(contract.partyId),
    ]);
    return { contract, customerName: party?.name ?? '', devices };
  }
  /** Who answers for a site on the customer's side; nobody there: representatives of any site. */
  async responsible(partyId: string, siteId: string): Promise<readonly ContactPersonEntity[]> {
    const here = await this.repository.siteContacts(partyId, siteId);
    return here.length > 0 ? here : this.repository.representatives(partyId);
  }
  /** Customers with a contract in force today, with those contracts and the regions of their sites; by name. */
  async servedCustomers(): Promise<ServedCustomer[]> {
    const contracts = await this.repository.contractsOn(this.today());
    const ids = [...new Set(contracts.map((one) => one.partyId))];
    const [parties, sites] = await Promise.all([this.repository.partiesById(ids), this.repository.sitesOf(ids)]);
    return parties
      .map((party) => ({
        party,
        contracts: contracts.filter((one) => one.partyId === party.id),
        regions: [...new Set(sites.filter((site) => site.partyId === party.id).map((site) => site.regionCode))],
      }))
      .sort((a, b) => a.party.name.localeCompare(b.party.name));
  }
  /** The representatives of a customer, with and without an account. */
  representatives(partyId: string): Promise<readonly ContactPersonEntity[]> {
    return this.repository.representatives(partyId);
  }
  /** Regions by the code of the support centre that serves them (S1-08). */
  async regionsByCentre(): Promise<ReadonlyMap<string, readonly string[]>> {
    const byCentre = new Map<string, string[]>();
    for (const { code, centreCode } of await this.repository.regions())
      byCentre.set(centreCode, [...(byCentre.get(centreCode) ?? []), code]);
    return byCentre;
  }
  /** The provider itself, with its hotline. */
  provider(): Promise<PartyEntity | null> {
    return this.repository.provider();
  }
  async providerName(): Promise<string> {
    return (await this.repository.provider())?.name ?? '';
  }

  async parties(
    scope: Scope,
    after: string | undefined,
    limit: number,
  ): Promise<{ items: Party[]; nextCursor: string | null }> {
    const rows = await this.repository.listParties(scope, { after, limit: limit + 1 });
    const page = rows.slice(0, limit);
    return {
      items: page.map(({ id, name, shortName, kind }) => ({ id, name, shortName, kind })),
      nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
    };
  }

  async list(
    scope: Scope,
    after: string | undefined,
    limit: number,
  ): Promise<{ items: ContractSummary[]; nextCursor: string | null }> {
    const rows = await this.repository.listContracts(scope, { after, limit: limit + 1 });
    const page = rows.slice(0, limit);
    const names = await this.partyNames(page.map((c) => c.partyId));
    return {
      items: page.map((c) => summaryView(c, names.get(c.partyId) ?? '', this.today())),
      nextCursor: rows.length > limit ? (page.at(-1)?.number ?? null) : null,
    };
  }

  /** A customer sees signed contracts only. @throws Problem CONTRACT_NOT_FOUND */
  async detail(number: string, scope: Scope): Promise<ContractDetail> {
    const contract = await this.repository.findContract(number, scope);
    if (!contract || (contract.state === 'draft' && scope.kind === 'customer')) {
      throw new Problem('not-found', 'CONTRACT_NOT_FOUND', { number });
    }
    const covered = await this.repository.coverage(contract);
    const names = await this.partyNames([contract.partyId]);
    const siteNames = new Map(covered.sites.map((s) => [s.id, s.name]));
    const numbers = new Map([[contract.id, contract.number]]);
    const profile = complete(contract.profile);
    const draft = contract.state === 'draft';
    return {
      ...summaryView(contract, names.get(contract.partyId) ?? '', this.today()),
      signedAt: draft ? null : toIso(contract.signedAt, PROVIDER_ZONE),
      phases: phaseSpans(contract, this.today()),
      firstPhase: contract.firstPhase ?? contract.phase,
      trialFrom: contract.trialFrom,
      acceptedOn: contract.acceptedOn,
      warrantyMonths: contract.warrantyMonths,
      partyLabels: contract.partyLabels ?? profile.partyLabels,
      scopeNote: contract.scopeNote ?? '',
      dedicatedPerson: contract.dedicatedPerson,
      revision: contract.revision,
      deviceCount: covered.deviceCount,
      findings: draft ? validateProfile(profile) : [],
      profile,
      sites: covered.sites.map((s) => siteView(s, covered.regions)),
      devices: covered.devices.map((d) => deviceView(d, siteNames, numbers)),
      contacts: covered.contacts.map((c) => contactView(c, numbers)),
    };
  }

  /** Who may be calling: by contract number, serial number, phone, or name of customer or contact (story 3). */
  async search(q: string): Promise<IntakeBase[]> {
    const words = q.trim();
    const [contracts, devices, contacts, parties] = await Promise.all([
      this.repository.searchContracts(words.toUpperCase(), SEARCH_LIMIT),
      this.repository.searchDevices(words.toUpperCase(), SEARCH_LIMIT),
      this.repository.searchContacts(words, SEARCH_LIMIT),
      this.repository.searchParties(words, SEARCH_LIMIT),
    ]);
    const partyIds = [...contracts, ...devices, ...contacts].map((row) => row.partyId).concat(parties.map((p) => p.id));
    const [byId, ofParties, sites] = await Promise.all([
      this.repository.partiesById(partyIds).then((rows) => new Map(rows.map((p) => [p.id, p]))),
      this.repository.contractsOf([...new Set(partyIds)], PROVIDER_SCOPE),
      this.repository
        .sitesById([...devices.map((d) => d.siteId), ...contacts.flatMap((c) => (c.siteId ? [c.siteId] : []))])
        .then((rows) => new Map(rows.map((s) => [s.id, s]))),
    ]);
    const firstOf = (partyId: string): ContractEntity | null => ofParties.find((c) => c.partyId === partyId) ?? null;
    const hit = (
      matched: IntakeHit['matched'],
      partyId: string,
      found: {
        contract: ContractEntity | null;
        device?: DeviceEntity;
        contact?: ContactPersonEntity;
        siteId?: string | null;
      },
    ): IntakeBase[] => {
      const party = byId.get(partyId);
      const site = found.siteId ? (sites.get(found.siteId) ?? null) : null;
      const { contract, device, contact } = found;
      if (!party) return [];
      return [
        {
          matched,
          party: { id: party.id, name: party.name },
          contract: contract && this.contractHit(contract, device),
          site: site && { id: site.id, name: site.name },
          device: device ? { serialNumber: device.serialNumber, model: device.model, name: device.name } : null,
          contact: contact ? { name: contact.name, phone: contact.phone } : null,
        },
      ];
    };
    return [
      ...contracts.flatMap((c) => hit('contract', c.partyId, { contract: c })),
      ...devices.flatMap((d) =>
        hit('serial', d.partyId, {
          contract: ofParties.find((c) => c.id === d.contractId) ?? null,
          device: d,
          siteId: d.siteId,
        }),
      ),
      ...contacts.flatMap((c) =>
        hit('phone', c.partyId, { contract: firstOf(c.partyId), contact: c, siteId: c.siteId }),
      ),
      ...parties.flatMap((p) => hit('customer', p.id, { contract: firstOf(p.id) })),
    ].slice(0, SEARCH_LIMIT);
  }

  private contractHit(contract: ContractEntity, device: DeviceEntity | undefined): NonNullable<IntakeBase['contract']> {
    const today = this.today();
    const stated = { contractNumber: contract.number, serialNumber: device?.serialNumber };
    const { check } = judgeContract(stated, contract, device ?? null, today);
    return {
      number: contract.number,
      name: contract.name,
      phase: phaseOn(contract, today),
      endsOn: contract.endsOn,
      check,
    };
  }

  private today(): string {
    return localDate(this.clock.now(), PROVIDER_ZONE);
  }

  private async partyNames(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return new Map((await this.repository.partiesById(ids)).map((p) => [p.id, p.name]));
  }
}
