import { column, type FeatureMigration, type SchemaBuilder } from '@pledge/persistence';

export const confirmationRequestsMigration: FeatureMigration = {
  name: 'confirmations-002',
  up: async (schema) => {
    await schema.createTable('confirmation_request', {
      columns: {
        id: column.id(),
        action: column.code(40),
        side: column.code(10),
        subject_kind: column.code(40),
        subject_id: column.id(),
        subject_version: column.int(),
        subject_hash: column.code(64),
        subject_number: column.code(),
        subject_title: column.name(),
        document_id: column.id(),
        case_number: column.code(),
        party_id: column.id().nullable(),
        run_mode: column.code(10),
        minimum_level: column.int(),
        person_kind: column.code(10),
        person_id: column.code(),
        expected_name: column.name(),
        language: column.code(10),
        window_from: column.instant(),
        window_to: column.instant(),
        requested_at: column.instant(),
        requested_by: column.code(),
        confirm_by: column.instant(),
        state: column.code(10),
        decided_at: column.instant().nullable(),
        reason: column.text().nullable(),
        record_id: column.id().nullable(),
      },
      primaryKey: ['id'],
      indexes: {
        confirmation_request_subject: { columns: ['subject_kind', 'subject_id', 'state'] },
        confirmation_request_case: { columns: ['case_number', 'requested_at'] },
        confirmation_request_party: { columns: ['party_id', 'state'] },
        confirmation_request_person: { columns: ['person_kind', 'person_id', 'state'] },
      },
    });
    await schema.createTable('confirmation_record', {
      columns: {
        id: column.id(),
        request_id: column.id(),
        kind: column.code(10),
        confirmation_level: column.int(),
        way: column.code(20),
        subject_hash: column.code(64),
        person_name: column.name(),
        actor: column.code(),
        origin: column.json().nullable(),
        mobile_masked: column.code(40).nullable(),
        signature: column.text().nullable(),
        file_id: column.id().nullable(),
        checked_by: column.code().nullable(),
        checks: column.json().nullable(),
        note: column.text(),
        stated_at: column.instant(),
        row_hash: column.code(64),
      },
      primaryKey: ['id'],
      indexes: { confirmation_record_request: { columns: ['request_id', 'stated_at'] } },
    });
    await schema.createTable('confirmation_link', {
      columns: {
        id: column.id(),
        request_id: column.id(),
        token_hash: column.code(64),
        created_by: column.code(),
        created_at: column.instant(),
        expires_at: column.instant(),
        used_at: column.instant().nullable(),
      },
      primaryKey: ['id'],
      indexes: { confirmation_link_token: { columns: ['token_hash'], unique: true } },
    });
    await schema.createTable('confirmation_code', {
      columns: {
        id: column.id(),
        request_id: column.id(),
        salt: column.code(64),
        code_hash: column.code(64),
        created_at: column.instant(),
        expires_at: column.instant(),
        tries: column.int(),
        used_at: column.instant().nullable(),
      },
      primaryKey: ['id'],
      indexes: { confirmation_code_request: { columns: ['request_id', 'created_at'] } },
    });
    await schema.createTable('confirmation_scan', {
      columns: {
        id: column.id(),
        request_id: column.id(),
        file_id: column.id(),
        channel: column.code(10),
        signer_name: column.name(),
        received_at: column.instant(),
        uploaded_by: column.code(),
        uploaded_at: column.instant(),
        state: column.code(10),
        checked_by: column.code().nullable(),
        checked_at: column.instant().nullable(),
        note: column.text(),
      },
      primaryKey: ['id'],
      indexes: { confirmation_scan_request: { columns: ['request_id', 'uploaded_at'] } },
    });
  },
};

/** What is left of an erased person in a record (`record.ts`). */
export const erasedConfirmersMigration: FeatureMigration = {
  name: 'confirmations-003',
  up: async (schema: SchemaBuilder) => {
    await schema.addColumn('confirmation_record', 'kept_hashes', column.json().nullable());
  },
};
