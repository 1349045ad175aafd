import { assignmentRoutine, isWithoutRoutine } from '../dialect-assignment.js';
import { column, type FeatureMigration, type SchemaBuilder } from '../schema/schema-builder.js';

const element = () => column.code(255);
const key = () => column.code(255);
const mode = () => column.code(10);

/** Tables of the engine; column lengths follow `*.entities.ts`, which the drift check proves. */
export const engineMigrations: readonly FeatureMigration[] = [
  {
    name: 'engine-001',
    up: async (schema) => {
      await instanceTables(schema);
      await workTables(schema);
      await deploymentTables(schema);
    },
  },
  {
    name: 'engine-002',
    up: (schema) =>
      schema.createTable('case_urgency', {
        columns: { business_key: column.code(), urgency_at: column.instant() },
        primaryKey: ['business_key'],
      }),
  },
  {
    name: 'engine-003',
    up: async (schema) => {
      try {
        await schema.run(assignmentRoutine(schema.database));
      } catch (error) {
        // The user of the database may not make routines: claims then take a few statements more.
        if (!isWithoutRoutine(error)) throw error;
      }
    },
  },
  {
    name: 'human-tasks-001',
    up: async (schema) => {
      await schema.addColumn('user_task', 'owner', column.code().nullable());
      await schema.addColumn('user_task', 'duty', column.code(10).nullable());
      await schema.addColumn('user_task', 'held', column.flag().default(false));
      await schema.createTable('task_comment', {
        columns: {
          id: column.id(),
          task_id: column.id(),
          instance_id: column.id(),
          author: column.code(),
          on_behalf_of: column.code().nullable(),
          text: column.text(),
          mentions: column.json(),
          created_at: column.instant(),
        },
        primaryKey: ['id'],
        indexes: {
          task_comment_task: { columns: ['task_id', 'created_at', 'id'] },
          task_comment_instance: { columns: ['instance_id'] },
        },
      });
      await schema.createTable('task_read', {
        columns: { task_id: column.id(), username: column.code(), read_at: column.instant() },
        primaryKey: ['task_id', 'username'],
      });
    },
  },
  {
    name: 'engine-operations-001',
    up: (schema) =>
      schema.createIndex('process_instance', 'process_instance_version', { columns: ['definition_id', 'status'] }),
  },
];

async function instanceTables(schema: SchemaBuilder): Promise<void> {
  await schema.createTable('process_instance', {
    columns: {
      id: column.id(),
      definition_id: column.id(),
      definition_key: element(),
      business_key: column.code().nullable(),
      root_instance_id: column.id(),
      parent_instance_id: column.id().nullable(),
      parent_call_id: column.id().nullable(),
      mode: mode(),
      status: column.code(20),
      incident_count: column.int(),
      state: column.text(),
      revision: column.int(),
      started_at: column.instant(),
      ended_at: column.instant().nullable(),
    },
    primaryKey: ['id'],
    indexes: {
      process_instance_started: { columns: ['started_at', 'id'] },
      process_instance_definition: { columns: ['definition_key', 'started_at', 'id'] },
      process_instance_business_key: { columns: ['business_key', 'started_at', 'id'] },
      process_instance_incidents: { columns: ['incident_count'] },
    },
  });
  await schema.createTable('user_task', {
    columns: {
      id: column.id(),
      instance_id: column.id(),
      definition_id: column.id(),
      definition_key: element(),
      element_id: element(),
      element_instance_id: column.code(),
      name: column.name(1000),
      state: column.code(20),
      assignee: column.code().nullable(),
      candidate_groups: column.json(),
      candidate_users: column.json(),
      form_id: element().nullable(),
      requires: column.json(),
      business_key: column.code().nullable(),
      mode: mode(),
      priority: column.int(),
      due_at: column.instant().nullable(),
      follow_up_at: column.instant().nullable(),
      urgency_at: column.instant().nullable(),
      sort_at: column.instant(),
      draft: column.json().nullable(),
      created_at: column.instant(),
      ended_at: column.instant().nullable(),
      completed_by: column.code().nullable(),
    },
    primaryKey: ['id'],
    indexes: {
      user_task_instance: { columns: ['instance_id'] },
      user_task_case: { columns: ['business_key'] },
      user_task_list: { columns: ['state', 'sort_at', 'created_at', 'id'] },
      user_task_completed_by: { columns: ['completed_by', 'sort_at', 'created_at', 'id'] },
    },
  });
  await schema.createTable('task_audience', {
    columns: {
      task_id: column.id(),
      slot: column.code(110),
      kind: column.code(1),
      ref: column.code(),
      is_open: column.flag(),
      sort_at: column.instant(),
      created_at: column.instant(),
    },
    primaryKey: ['task_id', 'slot'],
    clustered: true,
    indexes: { task_audience_inbox: { columns: ['is_open', 'kind', 'ref', 'sort_at', 'created_at', 'task_id'] } },
  });
  await schema.createTable('incident', {
    columns: {
      id: column.id(),
      instance_id: column.id().nullable(),
      job_id: column.id().nullable(),
      element_id: element().nullable(),
      code: column.code(),
      message: column.text(),
      created_at: column.instant(),
      resolved_at: column.instant().nullable(),
    },
    primaryKey: ['id'],
    indexes: {
      incident_instance: { columns: ['instance_id'] },
      incident_created: { columns: ['resolved_at', 'created_at', 'id'] },
    },
  });
  await schema.createTable('history_entry', {
    columns: {
      instance_id: column.id(),
      seq: column.int(),
      happened_at: column.instant(),
      type: column.code(40),
      element_id: element().nullable(),
      element_type: column.code(60).nullable(),
      element_instance_id: column.code().nullable(),
      actor: column.code().nullable(),
      detail: column.json().nullable(),
    },
    primaryKey: ['instance_id', 'seq'],
    clustered: true,
  });
  await schema.createTable('subject', {
    columns: { instance_id: column.id(), kind: column.code(), id: column.code() },
    primaryKey: ['instance_id', 'kind', 'id'],
  });
}

async function workTables(schema: SchemaBuilder): Promise<void> {
  await schema.createTable('job', {
    columns: {
      id: column.id(),
      type: column.code(30),
      name: key(),
      instance_id: column.id().nullable(),
      ref: key().nullable(),
      due_at: column.instant(),
      created_at: column.instant(),
      retries_left: column.int(),
      payload: column.json(),
      mode: mode(),
      state: column.code(10),
      lock_owner: column.code().nullable(),
      locked_until: column.instant().nullable(),
      lock_token: column.int(),
      last_error: column.text().nullable(),
      feature_key: column.code(520).nullable(),
    },
    primaryKey: ['id'],
    indexes: {
      job_due: { columns: ['state', 'due_at', 'created_at', 'id'] },
      job_instance: { columns: ['instance_id', 'locked_until'] },
      job_feature: { columns: ['feature_key'], unique: true },
    },
  });
  await schema.createTable('event_subscription', {
    columns: {
      id: column.id(),
      kind: column.code(10),
      name: key(),
      correlation_key: key().nullable(),
      instance_id: column.id().nullable(),
      definition_id: column.id().nullable(),
      element_id: element(),
      mode: mode(),
      created_at: column.instant(),
    },
    primaryKey: ['id'],
    indexes: {
      event_subscription_match: { columns: ['name', 'kind', 'correlation_key', 'created_at'] },
      event_subscription_definition: { columns: ['definition_id'] },
    },
  });
  await schema.createTable('message', {
    columns: {
      id: key(),
      name: key(),
      correlation_key: key().nullable(),
      variables: column.json(),
      mode: mode(),
      created_at: column.instant(),
      expires_at: column.instant(),
      state: column.code(20),
      instance_id: column.id().nullable(),
    },
    primaryKey: ['id'],
    indexes: {
      message_match: { columns: ['name', 'state', 'correlation_key', 'created_at'] },
      message_expires: { columns: ['expires_at'] },
    },
  });
  await schema.createTable('message_key', {
    columns: { name: key(), correlation_key: key(), touched: column.int() },
    primaryKey: ['name', 'correlation_key'],
  });
  await schema.createTable('idempotency', {
    columns: {
      scope: key(),
      idempotency_key: key(),
      body_hash: column.code(),
      status: column.int().nullable(),
      response: column.text().nullable(),
      created_at: column.instant(),
    },
    primaryKey: ['scope', 'idempotency_key'],
    indexes: { idempotency_created: { columns: ['created_at'] } },
  });
}

async function deploymentTables(schema: SchemaBuilder): Promise<void> {
  await schema.createTable('deployment', {
    columns: {
      id: column.id(),
      name: column.name(),
      source: column.code(20),
      deployed_by: column.code(),
      deployed_at: column.instant(),
    },
    primaryKey: ['id'],
  });
  await schema.createTable('process_definition', {
    columns: {
      id: column.id(),
      deployment_id: column.id(),
      definition_key: element(),
      version: column.int(),
      name: column.name(),
      resource_name: column.name(),
      xml: column.text(),
      hash: column.code(),
      source: column.code(20),
      status: column.code(20),
      blocked_reason: column.text().nullable(),
      findings: column.json(),
      deployed_at: column.instant(),
    },
    primaryKey: ['id'],
    indexes: { process_definition_version: { columns: ['definition_key', 'version'], unique: true } },
  });
  await schema.createTable('resource', {
    columns: {
      id: column.id(),
      deployment_id: column.id(),
      kind: column.code(20),
      resource_key: element(),
      version: column.int(),
      name: column.name(),
      content: column.text(),
      hash: column.code(),
      source: column.code(20),
      deployed_at: column.instant(),
    },
    primaryKey: ['id'],
    indexes: { resource_version: { columns: ['kind', 'resource_key', 'version'], unique: true } },
  });
}
