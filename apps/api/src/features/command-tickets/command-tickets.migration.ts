import { column, type FeatureMigration } from '@pledge/persistence';

export const commandTicketsMigration: FeatureMigration = {
  name: 'command-tickets-001',
  up: async (schema) => {
    await schema.createTable('command_approval', {
      columns: {
        id: column.id(),
        approval_number: column.code(),
        plan_id: column.id(),
        plan_version: column.int(),
        plan_hash: column.code(64),
        title: column.name(),
        case_number: column.code(),
        party_id: column.id().nullable(),
        run_mode: column.code(10),
        instance_id: column.id(),
        requested_by: column.code(),
        requested_at: column.instant(),
        commands: column.json(),
        window_from: column.instant(),
        window_to: column.instant(),
        state: column.code(20),
        effect: column.text(),
        rollback: column.text(),
        canonical: column.text().nullable(),
        approval_hash: column.code(64).nullable(),
        document_id: column.id().nullable(),
        document_number: column.code().nullable(),
        pdf_sha256: column.code(64).nullable(),
        verify_code: column.code(40),
      },
      primaryKey: ['id'],
      indexes: {
        command_approval_number: { columns: ['approval_number'], unique: true },
        command_approval_instance: { columns: ['instance_id'], unique: true },
        command_approval_plan: { columns: ['plan_id', 'requested_at'] },
        command_approval_code: { columns: ['verify_code'], unique: true },
      },
    });
    await schema.createTable('command_ticket', {
      columns: {
        id: column.id(),
        approval_id: column.id(),
        approval_hash: column.code(64),
        plan_id: column.id(),
        plan_version: column.int(),
        case_number: column.code(),
        step: column.int(),
        device: column.code(),
        command: column.text(),
        command_hash: column.code(64),
        valid_from: column.instant(),
        valid_to: column.instant(),
        issued_at: column.instant(),
        row_hash: column.code(64),
      },
      primaryKey: ['id'],
      indexes: {
        command_ticket_plan: { columns: ['plan_id', 'issued_at'] },
        command_ticket_approval: { columns: ['approval_id'] },
      },
    });
    await schema.createTable('command_use', {
      columns: {
        id: column.id(),
        ticket_id: column.id(),
        case_number: column.code(),
        device: column.code(),
        command_hash: column.code(64),
        output: column.text(),
        used_by: column.code(),
        witness: column.code(),
        used_at: column.instant(),
        row_hash: column.code(64),
      },
      primaryKey: ['id'],
      // A ticket is used once, whoever asks at the same moment.
      indexes: { command_use_ticket: { columns: ['ticket_id'], unique: true } },
    });
    await schema.createTable('command_violation', {
      columns: {
        id: column.id(),
        plan_id: column.id(),
        case_number: column.code(),
        instance_id: column.id(),
        source: column.code(20),
        device: column.code(),
        command: column.text(),
        note: column.text(),
        reported_by: column.code(),
        found_at: column.instant(),
        state: column.code(20),
        finding: column.text(),
      },
      primaryKey: ['id'],
      indexes: {
        command_violation_plan: { columns: ['plan_id', 'found_at'] },
        command_violation_instance: { columns: ['instance_id'], unique: true },
      },
    });
  },
};

export const commandTakingsMigration: FeatureMigration = {
  name: 'command-tickets-002',
  up: async (schema) => {
    await schema.createTable('command_taking', {
      columns: {
        id: column.id(),
        ticket_id: column.id(),
        case_number: column.code(),
        device: column.code(),
        command_hash: column.code(64),
        taken_by: column.code(),
        taken_at: column.instant(),
        report_by: column.instant(),
        instance_id: column.id(),
        row_hash: column.code(64),
      },
      primaryKey: ['id'],
      indexes: {
        // A ticket is taken once, whoever asks at the same moment.
        command_taking_ticket: { columns: ['ticket_id'], unique: true },
        command_taking_instance: { columns: ['instance_id'], unique: true },
      },
    });
    await schema.addColumn('command_use', 'recording_id', column.id().nullable());
    await schema.addColumn('command_use', 'recording_sha256', column.code(64).nullable());
    await schema.addColumn('command_violation', 'correction', column.text().nullable());
    await schema.addColumn('command_violation', 'corrected_at', column.instant().nullable());
  },
};
