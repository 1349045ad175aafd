import { column, type FeatureMigration } from '@pledge/persistence';

export const draftsMigration: FeatureMigration = {
  name: 'drafts-001',
  up: async (schema) => {
    await schema.createTable('studio_draft', {
      columns: {
        kind: column.code(20),
        resource_key: column.code(200),
        title: column.name(),
        content: column.text(),
        based_on: column.int(),
        revision: column.int(),
        edited_by: column.code(60),
        edited_at: column.instant(),
        copied_at: column.instant(),
        review_state: column.code(20),
        review_by: column.code(60).nullable(),
        review_at: column.instant().nullable(),
        review_note: column.text(),
      },
      primaryKey: ['kind', 'resource_key'],
    });
    await schema.createTable('studio_draft_copy', {
      columns: {
        id: column.id(),
        kind: column.code(20),
        resource_key: column.code(200),
        revision: column.int(),
        content: column.text(),
        edited_by: column.code(60),
        edited_at: column.instant(),
      },
      primaryKey: ['id'],
      indexes: { studio_draft_copy_resource: { columns: ['kind', 'resource_key', 'id'] } },
    });
    await schema.createTable('studio_publication', {
      columns: {
        id: column.id(),
        kind: column.code(20),
        resource_key: column.code(200),
        version: column.int(),
        note: column.text(),
        edited_by: column.code(60),
        approved_by: column.code(60).nullable(),
        published_by: column.code(60),
        published_at: column.instant(),
      },
      primaryKey: ['id'],
      indexes: { studio_publication_resource: { columns: ['kind', 'resource_key', 'version'] } },
    });
    await schema.createTable('studio_rule', {
      columns: {
        kind: column.code(20),
        resource_key: column.code(200),
        review_required: column.flag(),
        changed_by: column.code(60),
        changed_at: column.instant(),
      },
      primaryKey: ['kind', 'resource_key'],
    });
  },
};
