import { Inject, Injectable } from '@nestjs/common';
import type { ActivateContractRequest, SaveContractRequest } from '@pledge/contracts';
import { CLOCK, UNIT_OF_WORK } from '@pledge/nest';
import { Problem, type Clock, type Transaction, type UnitOfWork } from '@pledge/runtime';
import { localDate } from '@pledge/time';
import { v7 as uuidv7 } from 'uuid';
import { ContractEntity, PROVIDER_ZONE, PartyEntity, phaseOn } from '../contracts/index.js';
import { ProfilesService, accepting, complete, refuse, validateProfile } from '../profiles/index.js';
import { UsersDirectory } from '../users/index.js';
import { ChangeLog } from './change-log.js';
import { CustomersRepository } from './customers.repository.js';
import { fieldProblem } from './refusals.js';

/** Contracts from draft to signature (Y01): the profile is copied when the contract is activated, and stays as it was signed. */
@Injectable()
export class ContractWriting {
  constructor(
    private readonly repository: CustomersRepository,
    private readonly profiles: ProfilesService,
    private readonly log: ChangeLog,
    private readonly people: UsersDirectory,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * A new draft: it is shown, and no case is handled under it.
   * @throws Problem CONTRACT_NUMBER_TAKEN, PARTY_NOT_FOUND, PROFILE_UNKNOWN, PROFILE_VERSION_UNKNOWN, PERSON_UNKNOWN,
   * CONTRACT_ENDS_BEFORE_START, PHASE_OUT_OF_ORDER
   */
  async create(request: SaveContractRequest, by: string): Promise<void> {
    await this.checkPerson(request.dedicatedPerson ?? null);
    await this.unitOfWork.run(async (tx) => {
      const number = request.number.toUpperCase();
      if (!(await this.repository.lockParty(tx, request.partyId))) throw fieldProblem('PARTY_NOT_FOUND', 'partyId');
      const party = await this.repository.one(PartyEntity, { id: request.partyId }, tx);
      if (party?.kind !== 'customer') throw fieldProblem('PARTY_NOT_FOUND', 'partyId');
      if (await this.repository.one(ContractEntity, { number }, tx)) {
        throw fieldProblem('CONTRACT_NUMBER_TAKEN', 'number', { number }, 'conflict');
      }
      const now = this.clock.now();
      const row = this.withPhase({
        ...cells(request),
        ...(await this.copyOf(request, tx)),
        id: uuidv7(),
        number,
        partyId: request.partyId,
        state: 'draft',
        signedAt: now,
        phase: request.firstPhase,
        revision: 1,
      });
      await this.repository.insert(tx, ContractEntity, [row]);
      await this.log.write(tx, [{ ...subject(row), action: 'created', after: row, by }]);
    });
  }

  /**
   * Changes a contract; of a signed one the dates of the phases, labels, scope and people, never number, customer and profile.
   * @throws Problem CONTRACT_NOT_FOUND, CONTRACT_ALREADY_SIGNED, CHANGED_MEANWHILE, and those of `create`
   */
  async change(number: string, request: SaveContractRequest, by: string): Promise<void> {
    await this.checkPerson(request.dedicatedPerson ?? null);
    await this.unitOfWork.run(async (tx) => {
      const before = await this.contract(number, tx);
      const draft = before.state === 'draft';
      const asked = { ...request, number: request.number.toUpperCase() };
      const version = asked.profileVersion ?? before.profileVersion;
      const same =
        asked.number === before.number &&
        asked.partyId === before.partyId &&
        asked.profileId === before.profileId &&
        version === before.profileVersion;
      if (!draft && !same) throw new Problem('conflict', 'CONTRACT_ALREADY_SIGNED', { number });
      if (asked.number !== before.number && (await this.repository.one(ContractEntity, { number: asked.number }, tx))) {
        throw fieldProblem('CONTRACT_NUMBER_TAKEN', 'number', { number: asked.number }, 'conflict');
      }
      if (asked.partyId !== before.partyId && !(await this.repository.lockParty(tx, asked.partyId))) {
        throw fieldProblem('PARTY_NOT_FOUND', 'partyId');
      }
      const after = this.withPhase({
        ...before,
        ...cells(asked),
        ...(draft ? { ...(await this.copyOf(asked, tx)), number: asked.number, partyId: asked.partyId } : {}),
        revision: (request.revision ?? 0) + 1,
      });
      await this.store(tx, after);
      await this.log.write(tx, [{ ...subject(after), action: 'changed', before, after, by }]);
    });
  }

  /**
   * Signing: the newest state of the chosen version is copied for good. Empty cells are refused (C28), contradictions too;
   * questions need a reason each (C05, C07).
   * @throws Problem CONTRACT_NOT_FOUND, CONTRACT_ALREADY_SIGNED, CHANGED_MEANWHILE, CONTRACT_HAS_EMPTY_CELLS,
   * CONTRACT_PROFILE_CONTRADICTS, CONTRACT_QUESTIONS_OPEN
   */
  async activate(number: string, request: ActivateContractRequest, by: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const before = await this.contract(number, tx);
      if (before.state === 'active') throw new Problem('conflict', 'CONTRACT_ALREADY_SIGNED', { number });
      const { row } = await this.profiles.version(before.profileId, before.profileVersion, tx);
      const profile = accepting(complete(row.profile), request.accept ?? []);
      const findings = validateProfile(profile);
      refuse(findings, 'blank', 'CONTRACT_HAS_EMPTY_CELLS');
      refuse(findings, 'error', 'CONTRACT_PROFILE_CONTRADICTS');
      refuse(findings, 'question', 'CONTRACT_QUESTIONS_OPEN');
      const after = this.withPhase({
        ...before,
        profile,
        state: 'active',
        signedAt: this.clock.now(),
        revision: request.revision + 1,
      });
      await this.store(tx, after);
      await this.log.write(tx, [{ ...subject(after), action: 'activated', before, after, by }]);
    });
  }

  /** The acceptance report was signed on that day: the warranty begins (F-23, S3-15). For delegates; the same day twice changes nothing. */
  async accept(tx: Transaction, number: string, acceptedOn: string, by: string): Promise<ContractEntity> {
    const before = await this.contract(number, tx);
    const after = this.withPhase({ ...before, acceptedOn, revision: before.revision + 1 });
    await this.store(tx, after);
    await this.log.write(tx, [{ ...subject(after), action: 'changed', before, after, by }]);
    return after;
  }

  /** The engineer who looks after the customer from now on (F-23, S3-07). For delegates. */
  async dedicate(tx: Transaction, number: string, dedicatedPerson: string, by: string): Promise<void> {
    const before = await this.contract(number, tx);
    const after = { ...before, dedicatedPerson, revision: before.revision + 1 };
    await this.store(tx, after);
    await this.log.write(tx, [{ ...subject(after), action: 'changed', before, after, by }]);
  }

  /** @throws Problem CONTRACT_NOT_FOUND */
  async contract(number: string, tx?: Transaction): Promise<ContractEntity> {
    const found = await this.repository.one(ContractEntity, { number }, tx);
    if (!found) throw new Problem('not-found', 'CONTRACT_NOT_FOUND', { number });
    return found;
  }

  private async store(tx: Transaction, row: ContractEntity): Promise<void> {
    if (!(await this.repository.update(tx, ContractEntity, row))) throw new Problem('conflict', 'CHANGED_MEANWHILE');
  }

  private async checkPerson(username: string | null): Promise<void> {
    const person = username === null ? null : await this.people.find(username);
    if (username !== null && person?.partyId !== null) {
      throw fieldProblem('PERSON_UNKNOWN', 'dedicatedPerson', { username });
    }
  }

  private async copyOf(
    request: SaveContractRequest,
    tx: Transaction,
  ): Promise<Pick<ContractEntity, 'profileId' | 'profileVersion' | 'profile'>> {
    const { row } = await this.profiles.version(request.profileId, request.profileVersion, tx);
    return { profileId: row.profileId, profileVersion: row.version, profile: row.profile };
  }

  private withPhase(row: ContractEntity): ContractEntity {
    checkDates(row);
    return { ...row, phase: phaseOn(row, localDate(this.clock.now(), PROVIDER_ZONE)) };
  }
}

type Dates = Pick<ContractEntity, 'startsOn' | 'endsOn' | 'trialFrom' | 'acceptedOn'>;

/** @throws Problem CONTRACT_ENDS_BEFORE_START, PHASE_OUT_OF_ORDER */
export function checkDates({ startsOn, endsOn, trialFrom, acceptedOn }: Dates): void {
  if (endsOn < startsOn) throw fieldProblem('CONTRACT_ENDS_BEFORE_START', 'endsOn', { startsOn, endsOn });
  if (trialFrom !== null && (trialFrom < startsOn || trialFrom > endsOn)) {
    throw fieldProblem('PHASE_OUT_OF_ORDER', 'trialFrom', { day: trialFrom });
  }
  if (acceptedOn !== null && (acceptedOn < (trialFrom ?? startsOn) || acceptedOn > endsOn)) {
    throw fieldProblem('PHASE_OUT_OF_ORDER', 'acceptedOn', { day: acceptedOn });
  }
}

type Cells = Pick<
  ContractEntity,
  | 'name'
  | 'startsOn'
  | 'endsOn'
  | 'firstPhase'
  | 'trialFrom'
  | 'acceptedOn'
  | 'warrantyMonths'
  | 'partyLabels'
  | 'scopeNote'
  | 'dedicatedPerson'
>;
function cells(request: SaveContractRequest): Cells {
  const { name, startsOn, endsOn, firstPhase, trialFrom = null, acceptedOn = null } = request;
  const { warrantyMonths = 12, partyLabels = null, scopeNote = '', dedicatedPerson = null } = request;
  return {
    name,
    startsOn,
    endsOn,
    firstPhase,
    trialFrom,
    acceptedOn,
    warrantyMonths,
    partyLabels,
    scopeNote: scopeNote === '' ? null : scopeNote,
    dedicatedPerson,
  };
}

function subject(row: ContractEntity): { partyId: string; kind: 'contract'; id: string; name: string } {
  return { partyId: row.partyId, kind: 'contract', id: row.id, name: row.number };
}
