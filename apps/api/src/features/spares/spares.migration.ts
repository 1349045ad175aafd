import { column, type FeatureMigration } from '@pledge/persistence';

export const sparesMigration: FeatureMigration = {
  name: 'spares-001',
  up: async (schema) => {
    await schema.createTable('spare_store', {
      columns: {
        id: column.id(),
        name: column.name(),
        kind: column.code(20),
        search_order: column.int(),
        address: column.name(500),
        party_id: column.id().nullable(),
      },
      primaryKey: ['id'],
    });
    await schema.createTable('spare_item', {
      columns: {
        id: column.id(),
        serial_number: column.code(),
        model: column.name(),
        name: column.name(),
        fits: column.json(),
        store_id: column.id(),
        state: column.code(20),
        case_number: column.code().nullable(),
        due_at: column.instant().nullable(),
        vendor_name: column.name().nullable(),
        vendor_due_at: column.instant().nullable(),
        revision: column.int(),
      },
      primaryKey: ['id'],
      indexes: {
        spare_item_serial: { columns: ['serial_number'], unique: true },
        spare_item_state: { columns: ['state', 'due_at'] },
        spare_item_case: { columns: ['case_number'] },
      },
    });
    await schema.createTable('spare_move', {
      columns: {
        id: column.id(),
        item_id: column.id(),
        kind: column.code(20),
        moved_at: column.instant(),
        moved_by: column.code(),
        case_number: column.code().nullable(),
        replaced_serial: column.code().nullable(),
        signed_by: column.name().nullable(),
        note: column.text().nullable(),
      },
      primaryKey: ['id'],
      indexes: { spare_move_item: { columns: ['item_id', 'id'] } },
    });
  },
};
