import { Inject, Injectable } from '@nestjs/common';
import type { OnDuty, OnDutyPerson, OnDutyQuery } from '@pledge/contracts';
import { CLOCK, PLATFORM_OPTIONS, PROVIDER_SCOPE, type PlatformOptions } from '@pledge/nest';
import type { Clock } from '@pledge/runtime';
import { fromIso, localDate, toIso } from '@pledge/time';
import { ContractsService } from '../contracts/index.js';
import { SubstitutesService, UsersDirectory, type DirectoryEntry } from '../users/index.js';
import { DEFAULT_UNIT, DutyUnits } from './duty-units.service.js';
import type { DutyShiftEntity } from './rosters.entity.js';
import { RostersRepository } from './rosters.repository.js';

/** Who is on duty at an instant (F-01.10, C18). */
@Injectable()
export class OnDutyNow {
  constructor(
    private readonly repository: RostersRepository,
    private readonly units: DutyUnits,
    private readonly contracts: ContractsService,
    private readonly directory: UsersDirectory,
    private readonly substitutes: SubstitutesService,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PLATFORM_OPTIONS) private readonly platform: PlatformOptions,
  ) {}

  /**
   * People in the order in which they are called. Somebody absent is replaced by the substitute, or named as absent so that the
   * next one is called. @throws Problem DUTY_UNIT_UNKNOWN
   */
  async at(query: OnDutyQuery): Promise<OnDuty> {
    const at = query.at === undefined ? this.clock.now() : fromIso(query.at);
    const unitId = query.unit ?? (query.region === undefined ? DEFAULT_UNIT : await this.units.ofRegion(query.region));
    const unit = await this.units.get(unitId);
    const shifts = (await this.repository.shiftsAt(at)).filter((one) => one.unit === unit.id);
    const day = localDate(at, this.platform.zone);
    const away = new Set((await this.repository.leaves(day, day)).map((one) => one.username));
    const people: OnDutyPerson[] = [];
    const absent: OnDuty['absent'] = [];
    for (const shift of shifts) {
      if (shift.username === null) continue;
      const stand = await this.substitutes.substituteOf(shift.username, at);
      const [entry] = await this.directory.enabled([stand ?? shift.username]);
      if (entry && (stand !== null || !away.has(shift.username)))
        people.push(await this.person(shift, entry, stand === null ? null : shift.username));
      else absent.push({ username: shift.username, displayName: await this.directory.displayName(shift.username) });
    }
    const [first] = shifts;
    const forwards = shifts.find((one) => one.forwardsHotline && people.some((person) => person.shiftId === one.id));
    return {
      at: toIso(at, this.platform.zone),
      unit: unit.id,
      unitName: unit.name,
      hotline: unit.hotline,
      rule: first ? { id: first.ruleId, name: { zh: first.ruleZh, en: first.ruleEn } } : null,
      hotlineTo: forwards ? (people.find((person) => person.shiftId === forwards.id)?.mobile ?? null) : null,
      people,
      absent,
      fixedEngineer: await this.fixedEngineer(query, people, unit.stickyTiers, away),
    };
  }

  private async person(
    shift: DutyShiftEntity,
    entry: DirectoryEntry,
    standsInFor: string | null,
  ): Promise<OnDutyPerson> {
    const iso = (at: number): string => toIso(at, this.platform.zone);
    return {
      username: entry.username,
      displayName: entry.displayName,
      mobile: entry.mobile,
      homePhone: (await this.repository.person(entry.username))?.homePhone ?? null,
      role: shift.role,
      staysLocal: shift.staysLocal,
      shiftId: shift.id,
      until: iso(shift.endsAt),
      signedInAt: shift.signedInAt === null ? null : iso(shift.signedInAt),
      standsInFor,
    };
  }

  /** Tried first when on shift or for a light fault; else only told (C18). */
  private async fixedEngineer(
    query: OnDutyQuery,
    people: readonly OnDutyPerson[],
    stickyTiers: readonly string[],
    away: ReadonlySet<string>,
  ): Promise<OnDuty['fixedEngineer']> {
    if (query.contractNumber === undefined) return null;
    const { contract } = await this.contracts.lookUp({ contractNumber: query.contractNumber }, PROVIDER_SCOPE);
    const username = contract?.dedicatedPerson ?? null;
    const [entry] = username === null ? [] : await this.directory.enabled([username]);
    if (!entry) return null;
    const { displayName, mobile } = entry;
    const onShift = people.some((one) => one.username === entry.username);
    const sticky = query.tier !== undefined && stickyTiers.includes(query.tier) && !away.has(entry.username);
    return { username: entry.username, displayName, mobile, call: onShift || sticky ? 'first' : 'inform' };
  }
}
