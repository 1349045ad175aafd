import { column, type FeatureMigration } from '@pledge/persistence';

export const changePlansMigration: FeatureMigration = {
  name: 'change-plans-001',
  up: async (schema) => {
    await schema.createTable('change_plan', {
      columns: {
        id: column.id(),
        plan_number: column.code(),
        case_number: column.code(),
        party_id: column.id().nullable(),
        title: column.name(),
        content: column.json(),
        revision: column.int(),
        version: column.int().nullable(),
        last_version: column.int(),
        state: column.code(20),
        outcome: column.code(40).nullable(),
        instance_id: column.id().nullable(),
        run_mode: column.code(10),
        created_by: column.code(),
        created_at: column.instant(),
        edited_by: column.code(),
        edited_at: column.instant(),
      },
      primaryKey: ['id'],
      indexes: {
        change_plan_number: { columns: ['plan_number'], unique: true },
        // A plan belongs to one instance, an instance to one plan: nothing is carried out twice on one confirmation.
        change_plan_instance: { columns: ['instance_id'], unique: true },
        change_plan_case: { columns: ['case_number', 'created_at'] },
        change_plan_state: { columns: ['state', 'created_at'] },
      },
    });
    await schema.createTable('change_plan_version', {
      columns: {
        id: column.id(),
        plan_id: column.id(),
        version: column.int(),
        revision: column.int(),
        canonical: column.text(),
        content_hash: column.code(64),
        plan_hash: column.code(64),
        document_id: column.id(),
        document_number: column.code(),
        pdf_sha256: column.code(64),
        verify_code: column.code(40),
        window_from: column.instant(),
        window_to: column.instant(),
        frozen_at: column.instant(),
        frozen_by: column.code(),
      },
      primaryKey: ['id'],
      indexes: {
        change_plan_version_plan: { columns: ['plan_id', 'version'], unique: true },
        change_plan_version_code: { columns: ['verify_code'], unique: true },
        change_plan_version_window: { columns: ['window_from', 'window_to'] },
      },
    });
    await schema.createTable('change_freeze', {
      columns: {
        id: column.id(),
        name: column.name(),
        party_id: column.id().nullable(),
        starts_at: column.instant(),
        ends_at: column.instant(),
        created_by: column.code(),
        created_at: column.instant(),
      },
      primaryKey: ['id'],
      indexes: { change_freeze_time: { columns: ['starts_at', 'ends_at'] } },
    });
  },
};
