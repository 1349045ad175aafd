import { column, type FeatureMigration } from '@pledge/persistence';

export const confirmationsMigration: FeatureMigration = {
  name: 'confirmations-001',
  up: async (schema) => {
    await schema.createTable('service_form_link', {
      columns: {
        id: column.id(),
        token_hash: column.code(64),
        case_number: column.code(),
        task_id: column.id(),
        language: column.code(10),
        created_by: column.code(),
        created_at: column.instant(),
        expires_at: column.instant(),
      },
      primaryKey: ['id'],
      indexes: {
        service_form_link_token: { columns: ['token_hash'], unique: true },
        service_form_link_task: { columns: ['task_id'] },
      },
    });
    await schema.createTable('service_form_signature', {
      columns: {
        id: column.id(),
        task_id: column.id(),
        link_id: column.id(),
        case_number: column.code(),
        signer_name: column.name(),
        satisfaction: column.code(20),
        confirmed: column.code(3),
        remark: column.text().nullable(),
        signature: column.text(),
        signed_at: column.instant(),
        completed_at: column.instant().nullable(),
      },
      primaryKey: ['id'],
      indexes: { service_form_signature_task: { columns: ['task_id'] } },
    });
  },
};
