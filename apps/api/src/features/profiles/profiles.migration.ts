import { column, type FeatureMigration, type SchemaBuilder } from '@pledge/persistence';

export const profilesMigration: FeatureMigration = {
  name: 'profiles-001',
  up: async (schema: SchemaBuilder) => {
    await schema.createTable('profile_version', {
      columns: {
        id: column.id(),
        profile_id: column.code(60),
        version: column.int(),
        state: column.code(20),
        origin: column.code(20),
        shipped_hash: column.code(64),
        profile: column.json(),
        comment: column.name(500),
        written_by: column.code(60),
        written_at: column.instant(),
        revision: column.int(),
      },
      primaryKey: ['id'],
      indexes: { profile_version_number: { columns: ['profile_id', 'version'], unique: true } },
    });
  },
};
