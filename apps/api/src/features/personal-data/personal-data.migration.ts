import { column, type FeatureMigration } from '@pledge/persistence';

/** Who of the provider looked at personal data of which customer, and when. */
export const personalDataMigration: FeatureMigration = {
  name: 'personal-data-001',
  up: (schema) =>
    schema.createTable('personal_access', {
      columns: {
        id: column.id(),
        party_id: column.id(),
        kind: column.code(20),
        ref: column.name(),
        viewer: column.code(60),
        seen_at: column.instant(),
      },
      primaryKey: ['id'],
      indexes: {
        personal_access_party: { columns: ['party_id', 'id'] },
        personal_access_viewer: { columns: ['viewer', 'seen_at'] },
      },
    }),
};
