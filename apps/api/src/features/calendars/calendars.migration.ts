import { column, type FeatureMigration, type SchemaBuilder } from '@pledge/persistence';

export const calendarsMigration: FeatureMigration = {
  name: 'calendars-001',
  up: async (schema: SchemaBuilder) => {
    await schema.createTable('holiday_set', {
      columns: { id: column.code(), name_zh: column.name(), name_en: column.name() },
      primaryKey: ['id'],
    });
    await schema.createTable('holiday_override', {
      columns: {
        set_id: column.code(),
        day: column.code(10),
        kind: column.code(10),
        name: column.name(),
        windows: column.json().nullable(),
        origin: column.code(10),
        written_by: column.code(),
        written_at: column.instant(),
      },
      primaryKey: ['set_id', 'day'],
    });
    await schema.createTable('holiday_year', {
      columns: {
        set_id: column.code(),
        in_year: column.int(),
        written_by: column.code(),
        written_at: column.instant(),
      },
      primaryKey: ['set_id', 'in_year'],
    });
    await schema.createTable('business_calendar', {
      columns: {
        id: column.code(),
        name_zh: column.name(),
        name_en: column.name(),
        kind: column.code(20),
        week: column.json(),
        holidays: column.code().nullable(),
        makeup_days_count: column.flag(),
        revision: column.int(),
        written_by: column.code(),
        written_at: column.instant(),
      },
      primaryKey: ['id'],
    });
    await schema.createTable('calendar_change', {
      columns: {
        id: column.id(),
        set_id: column.code(),
        dates: column.json(),
        total: column.int(),
        done: column.int(),
        cursor_case: column.code().nullable(),
        written_by: column.code(),
        written_at: column.instant(),
        finished_at: column.instant().nullable(),
      },
      primaryKey: ['id'],
      indexes: { calendar_change_written: { columns: ['written_at'] } },
    });
  },
};
