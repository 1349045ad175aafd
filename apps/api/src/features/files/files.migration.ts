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

/** Files that are sent in parts, so that a scan of 20 MB survives a broken line. */
export const fileUploadsMigration: FeatureMigration = {
  name: 'files-002',
  up: async (schema) => {
    await schema.createTable('file_upload', {
      columns: {
        id: column.id(),
        name: column.name(),
        size: column.int(),
        received: column.int(),
        case_number: column.code().nullable(),
        party_id: column.id().nullable(),
        uploaded_by: column.code(60),
        touched_at: column.instant(),
      },
      primaryKey: ['id'],
      indexes: { file_upload_owner: { columns: ['uploaded_by', 'touched_at'] } },
    });
    await schema.createTable('file_part', {
      columns: { file_id: column.id(), position: column.int(), bytes: column.blob() },
      primaryKey: ['file_id', 'position'],
    });
  },
};
