import { column, type FeatureMigration } from '@pledge/persistence';

export const drillsMigration: FeatureMigration = {
  name: 'drills-001',
  up: async (schema) => {
    await schema.createTable('drill', {
      columns: {
        drill_number: column.code(),
        title: column.name(),
        state: column.code(20),
        plan_key: column.code(),
        plan_version: column.int().nullable(),
        party_id: column.id().nullable(),
        content: column.json(),
        revision: column.int(),
        instance_id: column.id(),
        run_number: column.code().nullable(),
        agreement: column.json().nullable(),
        stopped: column.json().nullable(),
        measurement: column.json().nullable(),
        score: column.json().nullable(),
        evaluation: column.text().nullable(),
        report_document_id: column.id().nullable(),
        signed_document_id: column.id().nullable(),
        created_by: column.code(),
        created_at: column.instant(),
        started_at: column.instant().nullable(),
        over_at: column.instant().nullable(),
        closed_at: column.instant().nullable(),
      },
      primaryKey: ['drill_number'],
      indexes: {
        drill_instance: { columns: ['instance_id'], unique: true },
        drill_run: { columns: ['run_number'] },
        drill_plan: { columns: ['plan_key', 'state', 'over_at'] },
        drill_state: { columns: ['state', 'created_at'] },
        drill_party: { columns: ['party_id', 'created_at'] },
      },
    });
    await schema.createTable('drill_inject', {
      columns: {
        run_number: column.code(),
        inject_id: column.code(),
        delivered_at: column.instant(),
        effect: column.json().nullable(),
        answered_at: column.instant().nullable(),
        answered_by: column.code().nullable(),
        answer: column.text().nullable(),
      },
      primaryKey: ['run_number', 'inject_id'],
    });
    await schema.createTable('drill_finding', {
      columns: {
        id: column.id(),
        drill_number: column.code(),
        text: column.name(1000),
        action: column.name(1000),
        owner: column.code(),
        due_at: column.instant(),
        opened: column.flag(),
        done_note: column.text().nullable(),
        done_at: column.instant().nullable(),
        created_by: column.code(),
        created_at: column.instant(),
      },
      primaryKey: ['id'],
      indexes: { drill_finding_drill: { columns: ['drill_number', 'id'] } },
    });
    await schema.createTable('drill_signature', {
      columns: {
        drill_number: column.code(),
        side: column.code(10),
        signer: column.name(),
        signed_by: column.code(),
        signed_at: column.instant(),
        document_id: column.id(),
        sha256: column.code(64),
        image: column.text().nullable(),
      },
      primaryKey: ['drill_number', 'side'],
    });
    await schema.createTable('drill_counter', {
      columns: { period: column.code(20), last_number: column.int() },
      primaryKey: ['period'],
    });
  },
};
