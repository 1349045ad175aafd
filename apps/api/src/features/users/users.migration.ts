import { column, type FeatureMigration } from '@pledge/persistence';

export const usersMigration: FeatureMigration = {
  name: 'users-001',
  up: async (schema) => {
    await schema.createTable('user_account', {
      columns: {
        id: column.id(),
        username: column.code(60),
        display_name: column.name(),
        mail: column.name().nullable(),
        mobile: column.code(40).nullable(),
        roles: column.json(),
        member_of: column.json(),
        party_id: column.id().nullable(),
        language: column.code(10),
        password_hash: column.text().nullable(),
        must_change_password: column.flag(),
        disabled: column.flag(),
        demo: column.flag(),
        created_at: column.instant(),
        last_login_at: column.instant().nullable(),
      },
      primaryKey: ['id'],
      indexes: {
        user_account_username: { columns: ['username'], unique: true },
        user_account_party: { columns: ['party_id'] },
      },
    });
    await schema.createTable('user_session', {
      columns: {
        id: column.id(),
        token_hash: column.code(64),
        user_id: column.id(),
        created_at: column.instant(),
        expires_at: column.instant(),
      },
      primaryKey: ['id'],
      indexes: {
        user_session_token: { columns: ['token_hash'], unique: true },
        user_session_user: { columns: ['user_id'] },
      },
    });
    await schema.createTable('user_link', {
      columns: {
        id: column.id(),
        token_hash: column.code(64),
        kind: column.code(20),
        user_id: column.id().nullable(),
        created_at: column.instant(),
        expires_at: column.instant(),
        used_at: column.instant().nullable(),
      },
      primaryKey: ['id'],
      indexes: {
        user_link_token: { columns: ['token_hash'], unique: true },
        user_link_user: { columns: ['user_id'] },
      },
    });
  },
};

export const substitutesMigration: FeatureMigration = {
  name: 'users-002',
  up: (schema) =>
    schema.createTable('user_substitute', {
      columns: {
        username: column.code(60),
        substitute: column.code(60),
        starts_at: column.instant(),
        ends_at: column.instant(),
        set_by: column.code(60),
      },
      primaryKey: ['username'],
      indexes: { user_substitute_by: { columns: ['substitute', 'ends_at'] } },
    }),
};

/** What people set for screens: filters of the inbox. */
export const settingsMigration: FeatureMigration = {
  name: 'users-003',
  up: (schema) =>
    schema.createTable('user_setting', {
      columns: { username: column.code(60), name: column.code(40), setting: column.json() },
      primaryKey: ['username', 'name'],
    }),
};
