import { column, type FeatureMigration } from '@pledge/persistence';

export const quotationsMigration: FeatureMigration = {
  name: 'quotations-001',
  up: async (schema) => {
    await schema.createTable('quotation', {
      columns: {
        id: column.id(),
        quotation_number: column.code(),
        case_number: column.code(),
        party_id: column.id().nullable(),
        title: column.name(),
        content: column.json(),
        revision: column.int(),
        version: column.int().nullable(),
        last_version: column.int(),
        offered_version: column.int(),
        state: column.code(20),
        outcome: column.code(40).nullable(),
        instance_id: column.id(),
        run_mode: column.code(10),
        created_by: column.code(),
        created_at: column.instant(),
        edited_by: column.code(),
        edited_at: column.instant(),
      },
      primaryKey: ['id'],
      indexes: {
        quotation_number: { columns: ['quotation_number'], unique: true },
        // A quotation belongs to one instance, an instance to one quotation.
        quotation_instance: { columns: ['instance_id'], unique: true },
        quotation_case: { columns: ['case_number', 'created_at'] },
        quotation_state: { columns: ['state', 'created_at'] },
      },
    });
    await schema.createTable('quotation_version', {
      columns: {
        id: column.id(),
        quotation_id: column.id(),
        version: column.int(),
        revision: column.int(),
        canonical: column.text(),
        content_hash: column.code(64),
        quotation_hash: column.code(64),
        document_id: column.id(),
        document_number: column.code(),
        pdf_sha256: column.code(64),
        verify_code: column.code(40),
        total: column.code(30),
        valid_until: column.instant(),
        frozen_at: column.instant(),
        frozen_by: column.code(),
      },
      primaryKey: ['id'],
      indexes: {
        quotation_version_quotation: { columns: ['quotation_id', 'version'], unique: true },
        quotation_version_code: { columns: ['verify_code'], unique: true },
      },
    });
  },
};
