import { column, type FeatureMigration, type SchemaBuilder } from '@pledge/persistence';

export const serviceLevelsMigration: FeatureMigration = {
  name: 'service-levels-001',
  up: async (schema: SchemaBuilder) => {
    await schema.createTable('promise_clock', {
      columns: {
        id: column.code(200),
        case_id: column.id(),
        case_number: column.code(),
        party_id: column.id().nullable(),
        commitment_id: column.code(),
        metric: column.code(),
        severity: column.code(),
        state: column.code(20),
        is_open: column.flag(),
        started_at: column.instant().nullable(),
        warn_at: column.instant().nullable(),
        due_at: column.instant().nullable(),
        stopped_at: column.instant().nullable(),
      },
      primaryKey: ['id'],
      indexes: { promise_clock_case: { columns: ['case_id'] }, promise_clock_due: { columns: ['is_open', 'due_at'] } },
    });
    await schema.createTable('ladder_run', {
      columns: { case_number: column.code(), instance_id: column.id(), started_at: column.instant() },
      primaryKey: ['case_number'],
    });
  },
};

/** Which clocks a change of holidays touches is asked of an index. */
export const serviceLevelsHolidays: FeatureMigration = {
  name: 'service-levels-002',
  up: async (schema: SchemaBuilder) => {
    await schema.addColumn('promise_clock', 'holiday_set', column.code().nullable());
    await schema.addColumn('promise_clock', 'counts_from', column.instant().nullable());
    await schema.createIndex('promise_clock', 'promise_clock_holidays', {
      columns: ['holiday_set', 'is_open', 'counts_from', 'due_at'],
    });
  },
};

/** The newest limits over all cases, kept, broken and owed alike, are a page of an index. */
export const serviceLevelsLimits: FeatureMigration = {
  name: 'service-levels-003',
  up: (schema: SchemaBuilder) =>
    schema.createIndex('promise_clock', 'promise_clock_limits', { columns: ['due_at', 'id'] }),
};
