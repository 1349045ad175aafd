import { column, type FeatureMigration } from '@pledge/persistence';

export const monitoringMigration: FeatureMigration = {
  name: 'monitoring-001',
  up: async (schema) => {
    await schema.createTable('monitoring_source', {
      columns: {
        id: column.id(),
        name: column.name(),
        enabled: column.flag(),
        token_hash: column.code(64),
        token_hint: column.code(20),
        old_token_hash: column.code(64).nullable(),
        old_token_until: column.instant().nullable(),
        created_at: column.instant(),
        rotated_at: column.instant().nullable(),
        last_received_at: column.instant().nullable(),
        last_problem: column.text().nullable(),
        last_problem_at: column.instant().nullable(),
      },
      primaryKey: ['id'],
      indexes: {
        monitoring_source_token: { columns: ['token_hash'], unique: true },
        monitoring_source_old_token: { columns: ['old_token_hash'] },
      },
    });
    await schema.createTable('monitoring_rule', {
      columns: {
        id: column.id(),
        name: column.name(),
        enabled: column.flag(),
        sort_order: column.int(),
        matchers: column.json(),
        device: column.json(),
        action: column.code(20),
        plan_key: column.code().nullable(),
        answers: column.json(),
        title: column.name(),
        join_open: column.flag(),
        revision: column.int(),
        edited_by: column.code(),
        edited_at: column.instant(),
      },
      primaryKey: ['id'],
    });
    await schema.createTable('monitoring_alert', {
      columns: {
        id: column.id(),
        source_id: column.id(),
        fingerprint: column.code(),
        starts_at: column.instant(),
        labels: column.json(),
        annotations: column.json(),
        generator_url: column.text(),
        received_at: column.instant(),
        resolved_at: column.instant().nullable(),
        resolved_noted: column.flag(),
        state: column.code(20),
        reason: column.code(30).nullable(),
        rule_id: column.id().nullable(),
        rule_name: column.name().nullable(),
        title: column.name(),
        serial_number: column.code().nullable(),
        answers: column.json(),
        join_open: column.flag(),
        proposed_plan: column.code().nullable(),
        case_number: column.code().nullable(),
        decided_by: column.code().nullable(),
        decided_at: column.instant().nullable(),
        note: column.text().nullable(),
      },
      primaryKey: ['id'],
      indexes: {
        // Alertmanager repeats what fires: the same alert is written once.
        monitoring_alert_once: { columns: ['source_id', 'fingerprint', 'starts_at'], unique: true },
        monitoring_alert_state: { columns: ['state', 'id'] },
        monitoring_alert_case: { columns: ['case_number'] },
      },
    });
    await schema.createTable('monitoring_device', {
      columns: { serial_number: column.code(), case_number: column.code().nullable() },
      primaryKey: ['serial_number'],
      clustered: true,
    });
  },
};
