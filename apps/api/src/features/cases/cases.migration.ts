import { column, type FeatureMigration, type SchemaBuilder } from '@pledge/persistence';

export const casesMigration: FeatureMigration = {
  name: 'cases-001',
  up: async (schema: SchemaBuilder) => {
    await schema.createTable('service_case', {
      columns: {
        id: column.id(),
        number: column.code(),
        run_mode: column.code(10),
        status: column.code(20),
        type: column.code(20),
        channel: column.code(20),
        title: column.name(),
        description: column.text(),
        party_id: column.id().nullable(),
        contract_id: column.id().nullable(),
        contract_number: column.code().nullable(),
        stated_contract_number: column.code().nullable(),
        contract_problem: column.json().nullable(),
        serial_number: column.code().nullable(),
        site_id: column.id().nullable(),
        customer_name: column.name().nullable(),
        site_name: column.name().nullable(),
        severity: column.code().nullable(),
        owner: column.code().nullable(),
        contact_name: column.name(),
        contact_phone: column.code(),
        answers: column.json().nullable(),
        created_by: column.code(),
        received_at: column.instant(),
        reported_at: column.instant().nullable(),
        reported_late_reason: column.name(500).nullable(),
        occurred_at: column.instant().nullable(),
        closed_at: column.instant().nullable(),
        headline: column.json().nullable(),
        urgency_at: column.instant().nullable(),
        event_seq: column.int(),
        last_hash: column.code(64),
      },
      primaryKey: ['id'],
      indexes: {
        service_case_number: { columns: ['number'], unique: true },
        service_case_received: { columns: ['received_at', 'id'] },
        service_case_status: { columns: ['status', 'received_at', 'id'] },
        service_case_party: { columns: ['party_id', 'received_at', 'id'] },
      },
    });
    await schema.createTable('case_event', {
      columns: {
        id: column.id(),
        case_id: column.id(),
        seq: column.int(),
        type: column.code(60),
        occurred_at: column.instant(),
        recorded_at: column.instant(),
        actor: column.code(),
        payload: column.json(),
        prev_hash: column.code(64),
        hash: column.code(64),
      },
      primaryKey: ['id'],
      indexes: { case_event_seq: { columns: ['case_id', 'seq'], unique: true } },
    });
    await schema.createTable('case_counter', {
      columns: { period: column.code(10), last_number: column.int() },
      primaryKey: ['period'],
    });
  },
};
