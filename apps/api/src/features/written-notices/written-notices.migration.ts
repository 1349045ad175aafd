import { column, type FeatureMigration } from '@pledge/persistence';

export const writtenNoticesMigration: FeatureMigration = {
  name: 'written-notices-001',
  up: async (schema) => {
    await schema.createTable('written_notice', {
      columns: {
        notice_number: column.code(),
        kind: column.code(20),
        title: column.name(),
        text_zh: column.text(),
        text_en: column.text(),
        changed_at: column.instant(),
        audience: column.json(),
        state: column.code(20),
        instance_id: column.id(),
        run_mode: column.code(10),
        created_by: column.code(),
        created_at: column.instant(),
        approved_by: column.code().nullable(),
        approved_at: column.instant().nullable(),
      },
      primaryKey: ['notice_number'],
      indexes: {
        written_notice_instance: { columns: ['instance_id'], unique: true },
        written_notice_state: { columns: ['state', 'created_at'] },
      },
    });
    await schema.createTable('notice_delivery', {
      columns: {
        id: column.id(),
        notice_number: column.code(),
        party_id: column.id(),
        state: column.code(20),
        due_at: column.instant(),
        clause: column.text(),
        document_id: column.id(),
        document_number: column.code(),
        token_hash: column.code(64).nullable(),
        sent_to: column.json(),
        sent_at: column.instant().nullable(),
        posted: column.json().nullable(),
        proof: column.code(20).nullable(),
        delivered_at: column.instant().nullable(),
        person_name: column.name().nullable(),
        recorded_by: column.code().nullable(),
        note: column.text().nullable(),
      },
      primaryKey: ['id'],
      indexes: {
        notice_delivery_party: { columns: ['notice_number', 'party_id'], unique: true },
        notice_delivery_customer: { columns: ['party_id', 'id'] },
        notice_delivery_token: { columns: ['token_hash'] },
      },
    });
    await schema.createTable('notice_counter', {
      columns: { period: column.code(20), last_number: column.int() },
      primaryKey: ['period'],
    });
  },
};
