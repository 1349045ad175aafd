import { column, type FeatureMigration } from '@pledge/persistence';

export const emergenciesMigration: FeatureMigration = {
  name: 'emergencies-001',
  up: async (schema) => {
    await schema.createTable('emergency_plan', {
      columns: {
        plan_key: column.code(),
        version: column.int(),
        content: column.json(),
        content_hash: column.code(64),
        created_by: column.code(),
        created_at: column.instant(),
      },
      primaryKey: ['plan_key', 'version'],
    });
    await schema.createTable('emergency_plan_agreement', {
      columns: {
        plan_key: column.code(),
        version: column.int(),
        party_id: column.id(),
        side: column.code(10),
        signed_by: column.code(),
        signed_at: column.instant(),
      },
      primaryKey: ['plan_key', 'version', 'party_id'],
    });
    await schema.createTable('emergency_readiness', {
      columns: {
        plan_key: column.code(),
        item_id: column.code(),
        result: column.code(10),
        note: column.name(1000),
        checked_by: column.code(),
        checked_at: column.instant(),
      },
      primaryKey: ['plan_key', 'item_id'],
    });
    await schema.createTable('emergency', {
      columns: {
        emergency_number: column.code(),
        title: column.name(),
        run_mode: column.code(10),
        state: column.code(20),
        report: column.json(),
        party_id: column.id().nullable(),
        plan_key: column.code().nullable(),
        plan_version: column.int().nullable(),
        instance_id: column.id(),
        outcome: column.code(40).nullable(),
        data_gap_minutes: column.int().nullable(),
        report_document_id: column.id().nullable(),
        reported_by: column.code(),
        reported_at: column.instant(),
        plan_started_at: column.instant().nullable(),
        recovered_at: column.instant().nullable(),
        ended_at: column.instant().nullable(),
      },
      primaryKey: ['emergency_number'],
      indexes: {
        emergency_instance: { columns: ['instance_id'], unique: true },
        emergency_time: { columns: ['run_mode', 'reported_at'] },
        emergency_party: { columns: ['party_id', 'reported_at'] },
      },
    });
    await schema.createTable('emergency_counter', {
      columns: { period: column.code(20), last_number: column.int() },
      primaryKey: ['period'],
    });
    await schema.createTable('emergency_reach', {
      columns: {
        id: column.id(),
        emergency_number: column.code(),
        notice_id: column.id(),
        kind: column.code(40),
        contact: column.json(),
        step: column.int(),
        message_id: column.code().nullable(),
        tried: column.json(),
        reached_at: column.instant().nullable(),
        reached_by: column.code().nullable(),
      },
      primaryKey: ['id'],
      indexes: {
        emergency_reach_number: { columns: ['emergency_number', 'id'] },
        emergency_reach_notice: { columns: ['notice_id'] },
      },
    });
  },
};

/** The plans on paper (Y12). */
export const emergencyPackMigration: FeatureMigration = {
  name: 'emergencies-002-pack',
  up: async (schema) => {
    await schema.createTable('emergency_pack', {
      columns: {
        document_id: column.id(),
        seq: column.int(),
        pack_number: column.code(),
        sha256: column.code(64),
        fingerprint: column.code(64),
        created_at: column.instant(),
      },
      primaryKey: ['document_id'],
      indexes: { emergency_pack_seq: { columns: ['seq'], unique: true } },
    });
  },
};

/** What a drill pretends (F-09). */
export const emergencyDrillsMigration: FeatureMigration = {
  name: 'emergencies-003-drills',
  up: async (schema) => {
    await schema.addColumn('emergency', 'simulated', column.json().nullable());
  },
};
