import { column, type FeatureMigration, type SchemaBuilder } from '@pledge/persistence';

export const customersMigration: FeatureMigration = {
  name: 'customers-001',
  up: async (schema: SchemaBuilder) => {
    await schema.createTable('record_change', {
      columns: {
        id: column.id(),
        party_id: column.id(),
        subject_kind: column.code(20),
        subject_id: column.id(),
        subject_name: column.name(),
        action: column.code(20),
        fields: column.json(),
        note: column.name(500),
        changed_by: column.code(60),
        changed_at: column.instant(),
      },
      primaryKey: ['id'],
      indexes: {
        record_change_subject: { columns: ['subject_kind', 'subject_id', 'changed_at'] },
        record_change_party: { columns: ['party_id', 'changed_at'] },
      },
    });
    await schema.createTable('archive_entry', {
      columns: {
        id: column.id(),
        party_id: column.id(),
        subject_kind: column.code(20),
        subject_id: column.id(),
        kind: column.code(30),
        title: column.name(),
        body: column.text().nullable(),
        occurred_at: column.instant(),
        recorded_at: column.instant(),
        written_by: column.code(60),
        file_ids: column.json(),
        case_number: column.code().nullable(),
      },
      primaryKey: ['id'],
      indexes: { archive_entry_subject: { columns: ['subject_kind', 'subject_id', 'occurred_at'] } },
    });
    await schema.createTable('import_run', {
      columns: {
        id: column.id(),
        party_id: column.id(),
        kind: column.code(20),
        file_name: column.name(),
        state: column.code(20),
        totals: column.json(),
        created_by: column.code(60),
        created_at: column.instant(),
        applied_by: column.code(60).nullable(),
        applied_at: column.instant().nullable(),
      },
      primaryKey: ['id'],
      indexes: { import_run_party: { columns: ['party_id', 'created_at'] } },
    });
    await schema.createTable('import_rows', {
      columns: { import_id: column.id(), rows: column.json() },
      primaryKey: ['import_id'],
    });
  },
};
