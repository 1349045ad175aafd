import type { HolidayKind } from '@pledge/contracts';
import {
  CodeColumn,
  FlagColumn,
  IdColumn,
  InstantColumn,
  IntColumn,
  JsonColumn,
  NameColumn,
} from '@pledge/persistence';
import { Entity } from 'typeorm';

/** A set of statutory holidays that somebody began; the set of the package has no row. */
@Entity('holiday_set')
export class HolidaySetEntity {
  @CodeColumn({ primary: true }) id!: string;
  @NameColumn() nameZh!: string;
  @NameColumn() nameEn!: string;
}

/** One day that stands over the package. */
@Entity('holiday_override')
export class HolidayOverrideEntity {
  @CodeColumn({ primary: true }) setId!: string;
  /** `2026-10-01`. */
  @CodeColumn({ primary: true, name: 'day', length: 10 }) date!: string;
  @CodeColumn({ length: 10 }) kind!: HolidayKind;
  @NameColumn() name!: string;
  @JsonColumn({ nullable: true }) windows!: { from: string; to: string }[] | null;
  @CodeColumn({ length: 10 }) origin!: 'notice' | 'edited';
  @CodeColumn() writtenBy!: string;
  @InstantColumn() writtenAt!: number;
}

/** A year whose days somebody has entered completely. */
@Entity('holiday_year')
export class HolidayYearEntity {
  @CodeColumn({ primary: true }) setId!: string;
  @IntColumn({ primary: true, name: 'in_year' }) year!: number;
  @CodeColumn() writtenBy!: string;
  @InstantColumn() writtenAt!: number;
}

/** A calendar of the installation. */
@Entity('business_calendar')
export class BusinessCalendarEntity {
  @CodeColumn({ primary: true }) id!: string;
  @NameColumn() nameZh!: string;
  @NameColumn() nameEn!: string;
  @CodeColumn({ length: 20 }) kind!: 'always' | 'natural-days' | 'windows';
  @JsonColumn() week!: Record<string, { from: string; to: string }[]>;
  @CodeColumn({ nullable: true }) holidays!: string | null;
  @FlagColumn() makeupDaysCount!: boolean;
  @IntColumn() revision!: number;
  @CodeColumn() writtenBy!: string;
  @InstantColumn() writtenAt!: number;
}

/** A change of days, and how far the clocks that it touches are reckoned again. */
@Entity('calendar_change')
export class CalendarChangeEntity {
  @IdColumn({ primary: true }) id!: string;
  @CodeColumn() setId!: string;
  @JsonColumn() dates!: string[];
  @IntColumn() total!: number;
  @IntColumn() done!: number;
  /** Number of the last case that was done. */
  @CodeColumn({ nullable: true }) cursorCase!: string | null;
  @CodeColumn() writtenBy!: string;
  @InstantColumn() writtenAt!: number;
  @InstantColumn({ nullable: true }) finishedAt!: number | null;
}

export const calendarsEntities = [
  HolidaySetEntity,
  HolidayOverrideEntity,
  HolidayYearEntity,
  BusinessCalendarEntity,
  CalendarChangeEntity,
];
