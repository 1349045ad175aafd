import { column, type FeatureMigration } from '@pledge/persistence';

export const systemMigration: FeatureMigration = {
  name: 'system-001',
  up: async (schema) => {
    await schema.createTable('virtual_time', {
      columns: { name: column.code(20), at: column.instant() },
      primaryKey: ['name'],
    });
    await schema.createTable('system_mark', {
      columns: { name: column.code(40), value: column.code(64) },
      primaryKey: ['name'],
    });
  },
};
