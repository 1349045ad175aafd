import { column, type FeatureMigration } from '@pledge/persistence';

export const filesMigration: FeatureMigration = {
  name: 'files-001',
  up: async (schema) => {
    await schema.createTable('file', {
      columns: {
        id: column.id(),
        name: column.name(),
        media_type: column.code(),
        size: column.int(),
        sha256: column.code(64),
        case_number: column.code().nullable(),
        party_id: column.id().nullable(),
        uploaded_by: column.code(60),
        uploaded_at: column.instant(),
      },
      primaryKey: ['id'],
      indexes: { file_case: { columns: ['case_number'] } },
    });
    await schema.createTable('file_content', {
      columns: { file_id: column.id(), bytes: column.blob() },
      primaryKey: ['file_id'],
    });
  },
};
