import { Inject, Injectable } from '@nestjs/common';
import type { DutyDay, DutyUnit } from '@pledge/contracts';
import { PLATFORM_OPTIONS, type PlatformOptions } from '@pledge/nest';
import { addDays, endOfDay, startOfDay, weekday, wallClockWindow } from '@pledge/time';
import { Holidays } from '../calendars/index.js';
import type { DutyLeaveEntity } from './rosters.entity.js';
import { RostersRepository } from './rosters.repository.js';

/** What the days of a unit are. */
export interface DutyDays {
  readonly kindsOf: (date: string) => readonly DutyDay[];
  /** Years without holiday data (C10). */
  readonly missingYears: readonly number[];
  /** Holidays within the days, first and last day of each. */
  readonly holidays: readonly { readonly from: string; readonly to: string }[];
}

/** Working days, weekends, holidays and key periods of a unit. */
@Injectable()
export class DutyDayKinds {
  constructor(
    private readonly repository: RostersRepository,
    private readonly holidays: Holidays,
    @Inject(PLATFORM_OPTIONS) private readonly platform: PlatformOptions,
  ) {}

  /** For the local days `from` to `to`, both included. */
  async of(unit: DutyUnit, from: string, to: string): Promise<DutyDays> {
    const { zone } = this.platform;
    const kinds = new Map<string, 'off' | 'makeup'>();
    const missingYears: number[] = [];
    for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1) {
      const found = await this.holidays.year(unit.holidays, year);
      if (!found.covered) missingYears.push(year);
      for (const { date, kind } of found.days) if (kind === 'off' || kind === 'makeup') kinds.set(date, kind);
    }
    const periods = await this.repository.keyPeriods(startOfDay(from, zone), endOfDay(addDays(to, 1), zone), {
      unit: unit.id,
    });
    const changeOver = Number(unit.changeOver.slice(0, 2)) * 60 + Number(unit.changeOver.slice(3));
    const begins = (date: string): number =>
      wallClockWindow(date, changeOver, 1440, zone)[0]?.from ?? endOfDay(date, zone);
    const kindsOf = (date: string): readonly DutyDay[] => {
      const special = kinds.get(date);
      const day: DutyDay =
        special === 'off' ? 'holiday' : special === 'makeup' || weekday(date) <= 5 ? 'working-day' : 'weekend';
      const [start, end] = [begins(date), begins(addDays(date, 1))];
      return periods.some((one) => one.startsAt < end && start < one.endsAt) ? [day, 'key-period'] : [day];
    };
    const holidays: { from: string; to: string }[] = [];
    for (let date = from; date <= to; date = addDays(date, 1)) {
      if (kinds.get(date) !== 'off') continue;
      const last = holidays.at(-1);
      if (last && addDays(last.to, 1) === date) last.to = date;
      else holidays.push({ from: date, to: date });
    }
    return { kindsOf, missingYears, holidays };
  }

  /** The stretch of a leave, epoch ms. */
  stretchOf(leave: Pick<DutyLeaveEntity, 'from' | 'to'>): { readonly from: number; readonly to: number } {
    return { from: startOfDay(leave.from, this.platform.zone), to: endOfDay(leave.to, this.platform.zone) };
  }
}
