import { column, type FeatureMigration } from '@pledge/persistence';

export const notificationsMigration: FeatureMigration = {
  name: 'notifications-001',
  up: async (schema) => {
    await schema.createTable('notification_outbox', {
      columns: {
        id: column.id(),
        message_id: column.code(),
        template: column.code(),
        channel: column.code(20),
        username: column.code().nullable(),
        recipient_name: column.name(),
        address: column.name(),
        channel_id: column.id().nullable(),
        subject: column.name(500),
        body_text: column.text(),
        body_html: column.text().nullable(),
        language: column.code(10),
        state: column.code(10),
        tries: column.int(),
        next_attempt_at: column.instant().nullable(),
        last_error: column.text().nullable(),
        run_mode: column.code(10),
        case_number: column.code().nullable(),
        task_id: column.id().nullable(),
        ack_state: column.code(20),
        ack_token_hash: column.code(64).nullable(),
        ack_by: column.instant().nullable(),
        acknowledged_at: column.instant().nullable(),
        pass_on: column.json().nullable(),
        attachments: column.json(),
        created_at: column.instant(),
        sent_at: column.instant().nullable(),
        locked_until: column.instant().nullable(),
      },
      primaryKey: ['id'],
      indexes: {
        notification_outbox_message: { columns: ['message_id'], unique: true },
        notification_outbox_due: { columns: ['state', 'next_attempt_at'] },
        notification_outbox_case: { columns: ['case_number', 'id'] },
        notification_outbox_user: { columns: ['username', 'id'] },
        notification_outbox_ack: { columns: ['ack_token_hash'] },
      },
    });
    await schema.createTable('notification_source', {
      columns: { source: column.code(200), created_at: column.instant() },
      primaryKey: ['source'],
    });
    await schema.createTable('notification_channel', {
      columns: {
        id: column.id(),
        channel: column.code(20),
        target_kind: column.code(10),
        target: column.code(),
        name: column.name(),
        url: column.text(),
        secret: column.text().nullable(),
        enabled: column.flag(),
        created_at: column.instant(),
      },
      primaryKey: ['id'],
      indexes: { notification_channel_target: { columns: ['target_kind', 'target'] } },
    });
  },
};

/** When a receiver saw a message in the desk. What was there before counts as unread. */
export const noticesReadMigration: FeatureMigration = {
  name: 'notifications-002',
  up: (schema) => schema.addColumn('notification_outbox', 'read_at', column.instant().nullable()),
};
