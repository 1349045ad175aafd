import { column, type FeatureMigration, type SchemaBuilder } from '@pledge/persistence';

export const operationsMigration: FeatureMigration = {
  name: 'operations-001',
  up: async (schema: SchemaBuilder) => {
    await schema.createTable('instance_batch', {
      columns: {
        id: column.id(),
        kind: column.code(20),
        state: column.code(20),
        dry_run: column.flag(),
        source_definition_id: column.id().nullable(),
        definition_id: column.id(),
        request: column.json(),
        reason: column.text().nullable(),
        created_by: column.code(),
        created_at: column.instant(),
        ended_at: column.instant().nullable(),
      },
      primaryKey: ['id'],
      indexes: { instance_batch_created: { columns: ['created_at', 'id'] } },
    });
    await schema.createTable('instance_batch_item', {
      columns: {
        batch_id: column.id(),
        instance_id: column.id(),
        state: column.code(20),
        report: column.json().nullable(),
        happened_at: column.instant().nullable(),
      },
      primaryKey: ['batch_id', 'instance_id'],
      indexes: { instance_batch_item_state: { columns: ['batch_id', 'state', 'instance_id'] } },
    });
  },
};
