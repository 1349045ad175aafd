import { column, type FeatureMigration } from '@pledge/persistence';

export const timeStampsMigration: FeatureMigration = {
  name: 'time-stamps-001',
  up: async (schema) => {
    await schema.createTable('time_stamp', {
      columns: {
        id: column.id(),
        stamped_kind: column.code(20),
        ref: column.code(40),
        state: column.code(20),
        token: column.text().nullable(),
        stamped_at: column.instant().nullable(),
        authority: column.name().nullable(),
        fingerprint: column.code(64).nullable(),
        problem: column.code(20).nullable(),
        detail: column.name().nullable(),
        tries: column.int(),
        tried_at: column.instant(),
      },
      primaryKey: ['id'],
      indexes: {
        time_stamp_ref: { columns: ['stamped_kind', 'ref'], unique: true },
        time_stamp_state: { columns: ['state', 'tried_at'] },
      },
    });
  },
};
