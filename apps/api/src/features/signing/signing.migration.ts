import { column, type FeatureMigration } from '@pledge/persistence';

export const signingMigration: FeatureMigration = {
  name: 'signing-001',
  up: async (schema) => {
    await schema.createTable('signing_certificate', {
      columns: {
        id: column.id(),
        fingerprint: column.code(64),
        name: column.name(),
        self_signed: column.flag(),
        demo: column.flag(),
        valid_from: column.instant(),
        valid_to: column.instant(),
        pem: column.text(),
        first_used_at: column.instant(),
      },
      primaryKey: ['id'],
      indexes: { signing_certificate_fingerprint: { columns: ['fingerprint'], unique: true } },
    });
  },
};
