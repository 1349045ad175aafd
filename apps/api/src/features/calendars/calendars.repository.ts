import { Inject, Injectable } from '@nestjs/common';
import { READER } from '@pledge/nest';
import { managerOf } from '@pledge/persistence';
import type { Transaction } from '@pledge/runtime';
import { Between, type EntityManager } from 'typeorm';
import {
  BusinessCalendarEntity,
  CalendarChangeEntity,
  HolidayOverrideEntity,
  HolidaySetEntity,
  HolidayYearEntity,
} from './calendars.entity.js';

/** Rows of holidays, calendars and their changes. */
@Injectable()
export class CalendarsRepository {
  constructor(@Inject(READER) private readonly reader: () => EntityManager) {}

  private on(tx?: Transaction): EntityManager {
    return tx ? managerOf(tx) : this.reader();
  }

  sets(tx?: Transaction): Promise<HolidaySetEntity[]> {
    return this.on(tx).find(HolidaySetEntity, { order: { id: 'ASC' } });
  }

  async insertSet(tx: Transaction, row: HolidaySetEntity): Promise<void> {
    await managerOf(tx).insert(HolidaySetEntity, row);
  }

  /** What stands over the package, of one year or of all. A set has tens of such days. */
  overrides(setId: string, year?: number, tx?: Transaction): Promise<HolidayOverrideEntity[]> {
    return this.on(tx).find(HolidayOverrideEntity, {
      where: { setId, ...(year === undefined ? {} : { date: Between(`${year}-01-01`, `${year}-12-31`) }) },
      order: { date: 'ASC' },
    });
  }

  async saveOverride(tx: Transaction, row: HolidayOverrideEntity): Promise<void> {
    await managerOf(tx).save(HolidayOverrideEntity, row);
  }

  async removeOverride(tx: Transaction, setId: string, date: string): Promise<void> {
    await managerOf(tx).delete(HolidayOverrideEntity, { setId, date });
  }

  /** The overrides of a year, all at once. */
  async replaceYear(tx: Transaction, setId: string, year: number, rows: HolidayOverrideEntity[]): Promise<void> {
    const manager = managerOf(tx);
    await manager.delete(HolidayOverrideEntity, { setId, date: Between(`${year}-01-01`, `${year}-12-31`) });
    if (rows.length > 0) await manager.insert(HolidayOverrideEntity, rows as never);
  }

  years(setId: string, tx?: Transaction): Promise<HolidayYearEntity[]> {
    return this.on(tx).findBy(HolidayYearEntity, { setId });
  }

  async saveYear(tx: Transaction, row: HolidayYearEntity): Promise<void> {
    await managerOf(tx).save(HolidayYearEntity, row);
  }

  calendars(tx?: Transaction): Promise<BusinessCalendarEntity[]> {
    return this.on(tx).find(BusinessCalendarEntity, { order: { id: 'ASC' } });
  }

  calendar(id: string, tx?: Transaction): Promise<BusinessCalendarEntity | null> {
    return this.on(tx).findOneBy(BusinessCalendarEntity, { id });
  }

  async insertCalendars(tx: Transaction, rows: readonly BusinessCalendarEntity[]): Promise<void> {
    if (rows.length > 0) await managerOf(tx).insert(BusinessCalendarEntity, rows as never);
  }

  /** False when somebody saved meanwhile. */
  async updateCalendar(tx: Transaction, row: BusinessCalendarEntity, seen: number): Promise<boolean> {
    const { id, ...change } = row;
    const result = await managerOf(tx).update(BusinessCalendarEntity, { id, revision: seen }, change as never);
    return result.affected === 1;
  }

  changes(limit: number): Promise<CalendarChangeEntity[]> {
    return this.reader().find(CalendarChangeEntity, { order: { writtenAt: 'DESC', id: 'DESC' }, take: limit });
  }

  change(id: string, tx?: Transaction): Promise<CalendarChangeEntity | null> {
    return this.on(tx).findOneBy(CalendarChangeEntity, { id });
  }

  async insertChange(tx: Transaction, row: CalendarChangeEntity): Promise<void> {
    await managerOf(tx).insert(CalendarChangeEntity, row as never);
  }

  async updateChange(tx: Transaction, id: string, change: Partial<CalendarChangeEntity>): Promise<void> {
    await managerOf(tx).update(CalendarChangeEntity, { id }, change as never);
  }
}
