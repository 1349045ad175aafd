import { column, type FeatureMigration } from '@pledge/persistence';

export const evidenceMigration: FeatureMigration = {
  name: 'evidence-001',
  up: async (schema) => {
    await schema.createTable('evidence_anchor', {
      columns: {
        id: column.id(),
        anchor_seq: column.int(),
        anchored_at: column.instant(),
        statement: column.text(),
        statement_hash: column.code(64),
        signature: column.text(),
        fingerprint: column.code(64),
      },
      primaryKey: ['id'],
      // Two nodes that anchor in the same moment: one of them tries again and finds nothing to do.
      indexes: { evidence_anchor_seq: { columns: ['anchor_seq'], unique: true } },
    });
    await schema.createTable('evidence_leaf', {
      columns: {
        id: column.id(),
        leaf_table: column.code(40),
        ref: column.id(),
        case_number: column.code().nullable(),
        leaf_rows: column.int(),
        hash: column.code(64),
        anchor_seq: column.int(),
        superseded_by: column.int().nullable(),
      },
      primaryKey: ['id'],
      indexes: {
        evidence_leaf_ref: { columns: ['leaf_table', 'ref', 'anchor_seq'], unique: true },
        evidence_leaf_anchor: { columns: ['anchor_seq'] },
        evidence_leaf_newest: { columns: ['superseded_by'] },
      },
    });
  },
};
