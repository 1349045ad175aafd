import { column, type FeatureMigration } from '@pledge/persistence';

export const documentsMigration: FeatureMigration = {
  name: 'documents-001',
  up: async (schema) => {
    await schema.createTable('document', {
      columns: {
        id: column.id(),
        doc_number: column.code(),
        title: column.name(),
        template: column.code(),
        template_version: column.int(),
        case_number: column.code().nullable(),
        party_id: column.id().nullable(),
        language: column.code(10),
        run_mode: column.code(10),
        size: column.int(),
        sha256: column.code(64),
        bytes: column.blob(),
        created_at: column.instant(),
        created_by: column.code().nullable(),
        delivered_at: column.instant().nullable(),
      },
      primaryKey: ['id'],
      indexes: {
        // Two papers rendered at the same moment cannot get the same number: the second is rendered again with the next.
        document_number: { columns: ['doc_number'], unique: true },
        document_case: { columns: ['case_number', 'created_at'] },
      },
    });
  },
};
