import { Inject, Injectable } from '@nestjs/common';
import type { Variables } from '@pledge/engine';
import { PLATFORM_OPTIONS, PROCESS_ENGINE, type PlatformOptions } from '@pledge/nest';
import type { DelegateContext, ProcessEngine } from '@pledge/runtime';
import { addDays, startOfDay, toIso } from '@pledge/time';
import { UsersDirectory } from '../users/index.js';
import { DutyUnits } from './duty-units.service.js';
import { rosterKey, shiftKey } from './roster-messages.js';
import type { DutyShiftEntity, RosterEntity } from './rosters.entity.js';
import { RostersRepository } from './rosters.repository.js';

const DAY = 86_400_000;

/** Text of a variable; empty where it is none. */
export const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** What the delegates of rosters and shifts share: which row a process is about, and what its forms show. */
@Injectable()
export class RosterProcess {
  constructor(
    private readonly repository: RostersRepository,
    private readonly units: DutyUnits,
    private readonly directory: UsersDirectory,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(PLATFORM_OPTIONS) private readonly platform: PlatformOptions,
  ) {}

  /** Unit and local days of the variables `unit`, `from`, `to`. @throws Error where one is missing */
  daysOf({ variables }: DelegateContext): { readonly unit: string; readonly from: string; readonly to: string } {
    const [unit, from, to] = ['unit', 'from', 'to'].map((name) => text(variables[name]));
    if (!unit || !from || !to) throw new Error('the variables "unit", "from" and "to" are needed');
    return { unit, from, to };
  }

  /** Who completed the newest task of these elements of this instance; `system` where nobody did. */
  async actorOf(context: DelegateContext, elementIds: readonly string[]): Promise<string> {
    const { items } = await this.engine.listTasks({ instanceId: context.instanceId, state: 'completed', limit: 200 });
    const tasks = items.filter((task) => elementIds.includes(task.elementId));
    const newest = tasks.toSorted((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0))[0];
    return newest?.completedBy ?? 'system';
  }

  /** The shift of the sealed variable `shiftId`. @throws Error when it is gone */
  async shiftOf(context: DelegateContext): Promise<DutyShiftEntity> {
    const id = text(context.variables['shiftId']);
    const shift = await this.repository.shift(id);
    if (!shift) throw new Error(`there is no shift ${id}`);
    return shift;
  }

  /** Variables that say what a roster's process is about. `now`: epoch ms. */
  async rosterFacts({ unit, from, to }: Pick<RosterEntity, 'unit' | 'from' | 'to'>, now: number): Promise<Variables> {
    const { name } = await this.units.get(unit);
    const { zone } = this.platform;
    // Customers have a day or two to answer, also where the roster is late.
    const daysBefore = (days: number, least: number): string =>
      toIso(Math.max(startOfDay(addDays(from, -days), zone), now + least * DAY), zone);
    return {
      ...{ unit, from, to, rosterKey: rosterKey({ unit, from }) },
      unitName: `${name.zh} / ${name.en}`,
      rosterPeriod: `${from} – ${to}`,
      remindAt: daysBefore(3, 1),
      callAt: daysBefore(1, 2),
    };
  }

  /** Variables of `duty-shift`: who is on duty, who stands behind, until when. */
  async shiftFacts(shift: DutyShiftEntity): Promise<Variables> {
    const { zone } = this.platform;
    const unit = await this.units.get(shift.unit);
    const [person] = shift.username === null ? [] : await this.directory.enabled([shift.username]);
    const others = (await this.repository.shiftsAt(shift.startsAt)).filter(
      (one) => one.unit === shift.unit && one.id !== shift.id && one.username !== shift.username,
    );
    // Whoever stands at the other place of the same shift; a second contact last.
    const backup =
      others.find((one) => one.ruleId === shift.ruleId && one.role !== 'second-contact') ?? others.at(0) ?? null;
    const clock = (at: number): string => toIso(at, zone).slice(5, 16).replace('T', ' ');
    const names = `${shift.ruleZh} / ${shift.ruleEn}`;
    return {
      shiftId: shift.id,
      shiftKey: shiftKey(shift, zone),
      engineer: shift.username,
      backup: backup?.username ?? null,
      dutyName: person?.displayName ?? shift.username,
      dutyPhone: person?.mobile ?? null,
      shiftText: `${unit.name.zh} · ${names}\n${clock(shift.startsAt)} – ${clock(shift.endsAt)}`,
      hotlineNote:
        shift.forwardsHotline && shift.place === 0
          ? `请把热线 ${unit.hotline} 转接到您的手机。/ Forward the hotline ${unit.hotline} to your mobile.`
          : null,
      shiftEnds: toIso(shift.endsAt, zone),
      standInProblem: null,
    };
  }
}
