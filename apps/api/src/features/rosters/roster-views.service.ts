import { Inject, Injectable } from '@nestjs/common';
import type { DutyShift, DutyUnit, Roster, RosterDelivery, RosterScores, RosterSummary } from '@pledge/contracts';
import { PLATFORM_OPTIONS, type PlatformOptions } from '@pledge/nest';
import type { Transaction } from '@pledge/runtime';
import { toIso } from '@pledge/time';
import { ContractsService } from '../contracts/index.js';
import { UsersDirectory } from '../users/index.js';
import { scoresOf } from './drafting/index.js';
import { DutyUnits } from './duty-units.service.js';
import type { DutyShiftEntity, RosterDeliveryEntity, RosterEntity } from './rosters.entity.js';
import { RostersRepository } from './rosters.repository.js';

/** Display names, each looked up once. */
export type Names = (username: string) => string;

/** Rosters and shifts as HTTP shows them. */
@Injectable()
export class RosterViews {
  constructor(
    private readonly repository: RostersRepository,
    private readonly units: DutyUnits,
    private readonly contracts: ContractsService,
    private readonly directory: UsersDirectory,
    @Inject(PLATFORM_OPTIONS) private readonly platform: PlatformOptions,
  ) {}

  async roster(row: RosterEntity, tx?: Transaction): Promise<Roster> {
    const [unit, shifts, deliveries, people] = await Promise.all([
      this.units.get(row.unit),
      this.repository.shifts({ rosterId: row.id }, tx),
      this.repository.deliveries({ rosterId: row.id }, tx),
      this.repository.people(row.unit, tx),
    ]);
    const rotation = people.filter((one) => one.inRotation).map((one) => one.username);
    const names = await this.names([
      ...rotation,
      ...shifts.flatMap((one) => [
        ...(one.username === null ? [] : [one.username]),
        ...one.reason.hindered.map(({ username }) => username),
      ]),
      ...row.earlyLeave.map(({ username }) => username),
    ]);
    return {
      ...summary(row, unit, deliveries, this.platform.zone),
      shifts: shifts.map((shift) => this.shift(shift, names)),
      scores: scores(row, shifts, rotation, names),
      earlyLeave: row.earlyLeave.map((one) => ({ ...one, displayName: names(one.username) })),
      missingYears: row.missingYears,
      deliveries: await Promise.all(deliveries.map((one) => this.delivery(one, row))),
    };
  }

  async summaries(rows: readonly RosterEntity[]): Promise<RosterSummary[]> {
    const units = new Map((await this.units.list()).map((unit) => [unit.id, unit]));
    return Promise.all(
      rows.flatMap((row) => {
        const unit = units.get(row.unit);
        if (!unit) return [];
        return [
          this.repository
            .deliveries({ rosterId: row.id })
            .then((deliveries) => summary(row, unit, deliveries, this.platform.zone)),
        ];
      }),
    );
  }

  shift(row: DutyShiftEntity, names: Names): DutyShift {
    const iso = (at: number): string => toIso(at, this.platform.zone);
    return {
      id: row.id,
      rosterId: row.rosterId,
      date: row.date,
      from: iso(row.startsAt),
      to: iso(row.endsAt),
      rule: { id: row.ruleId, name: { zh: row.ruleZh, en: row.ruleEn } },
      slot: row.slot,
      role: row.role,
      staysLocal: row.staysLocal,
      username: row.username,
      displayName: row.username === null ? null : names(row.username),
      reason: {
        ...row.reason,
        hindered: row.reason.hindered.map((one) => ({ ...one, displayName: names(one.username) })),
      },
      signedInAt: row.signedInAt === null ? null : iso(row.signedInAt),
      handover:
        row.handedOverAt === null
          ? null
          : {
              to: row.handedTo === null ? null : names(row.handedTo),
              note: row.handoverNote ?? '',
              at: iso(row.handedOverAt),
            },
    };
  }

  /** One shift on its own. */
  async oneShift(row: DutyShiftEntity): Promise<DutyShift> {
    const named = [row.username, row.handedTo, ...row.reason.hindered.map(({ username }) => username)];
    return this.shift(row, await this.names(named.filter((one) => one !== null)));
  }

  async names(usernames: readonly string[]): Promise<Names> {
    const unique = [...new Set(usernames)];
    const found = new Map(
      await Promise.all(unique.map(async (one) => [one, await this.directory.displayName(one)] as const)),
    );
    return (username) => found.get(username) ?? username;
  }

  /** A version that somebody was sent; `roster` is the one it is of. */
  async delivery(row: RosterDeliveryEntity, roster: RosterEntity): Promise<RosterDelivery> {
    const iso = (at: number): string => toIso(at, this.platform.zone);
    const { partyId, version, documentId, acknowledgedBy } = row;
    const unit = await this.units.get(roster.unit);
    return {
      rosterId: roster.id,
      unitName: unit.name,
      from: roster.from,
      to: roster.to,
      partyId,
      partyName: (await this.contracts.party(partyId))?.name ?? '',
      version,
      documentId,
      sentAt: iso(row.sentAt),
      acknowledgedAt: row.acknowledgedAt === null ? null : iso(row.acknowledgedAt),
      acknowledgedBy,
    };
  }
}

function summary(
  row: RosterEntity,
  unit: DutyUnit,
  deliveries: readonly RosterDeliveryEntity[],
  zone: string,
): RosterSummary {
  const { id, from, to, state, version, approvedBy } = row;
  return {
    id,
    unit: unit.id,
    unitName: unit.name,
    from,
    to,
    state,
    version,
    approvedBy,
    approvedAt: row.approvedAt === null ? null : toIso(row.approvedAt, zone),
    sentVersion: deliveries.length === 0 ? null : Math.max(...deliveries.map((one) => one.version)),
  };
}

function scores(
  row: RosterEntity,
  shifts: readonly DutyShiftEntity[],
  rotation: readonly string[],
  names: Names,
): RosterScores {
  const places = shifts.map((one) => ({
    username: one.username,
    weight: one.weight,
    tired: one.reason.code === 'tired',
  }));
  // Whoever serves without points (the hotline's usual work) takes no part in the sharing of burdens.
  const sharing = rotation.filter(
    (username) =>
      !shifts.some((one) => one.username === username) ||
      shifts.some((one) => one.username === username && one.weight > 0),
  );
  const made = scoresOf(places, sharing, row.pointsBefore);
  return { ...made, people: made.people.map((one) => ({ ...one, displayName: names(one.username) })) };
}
