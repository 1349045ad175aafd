import { column, type FeatureMigration, type SchemaBuilder } from '@pledge/persistence';

export const contractsMigration: FeatureMigration = {
  name: 'contracts-001',
  up: async (schema: SchemaBuilder) => {
    await schema.createTable('party', {
      columns: {
        id: column.id(),
        name: column.name(),
        short_name: column.name(),
        kind: column.code(20),
        created_at: column.instant(),
      },
      primaryKey: ['id'],
      indexes: { party_name: { columns: ['name'] } },
    });
    await schema.createTable('contract', {
      columns: {
        id: column.id(),
        number: column.code(),
        name: column.name(),
        party_id: column.id(),
        phase: column.code(20),
        starts_on: column.code(10),
        ends_on: column.code(10),
        signed_at: column.instant(),
        profile_id: column.code(),
        profile_version: column.int(),
        profile: column.json(),
      },
      primaryKey: ['id'],
      indexes: { contract_number: { columns: ['number'], unique: true }, contract_party: { columns: ['party_id'] } },
    });
    await schema.createTable('region', {
      columns: {
        code: column.code(),
        name_zh: column.name(),
        name_en: column.name(),
        centre_code: column.code(),
        centre_zh: column.name(),
        centre_en: column.name(),
      },
      primaryKey: ['code'],
    });
    await schema.createTable('site', {
      columns: {
        id: column.id(),
        party_id: column.id(),
        name: column.name(),
        address: column.name(500),
        region_code: column.code(),
        distance: column.code(20),
        zone: column.code(),
      },
      primaryKey: ['id'],
      indexes: { site_party: { columns: ['party_id'] } },
    });
    await schema.createTable('device', {
      columns: {
        id: column.id(),
        serial_number: column.code(),
        model: column.name(),
        name: column.name(),
        component: column.code(),
        party_id: column.id(),
        site_id: column.id(),
        contract_id: column.id().nullable(),
      },
      primaryKey: ['id'],
      indexes: {
        device_serial: { columns: ['serial_number'], unique: true },
        device_contract: { columns: ['contract_id'] },
        device_party: { columns: ['party_id'] },
      },
    });
    await schema.createTable('contact_person', {
      columns: {
        id: column.id(),
        party_id: column.id(),
        site_id: column.id().nullable(),
        name: column.name(),
        phone: column.code(),
        email: column.code(200).nullable(),
        kind: column.code(20),
      },
      primaryKey: ['id'],
      indexes: { contact_person_party: { columns: ['party_id'] }, contact_person_phone: { columns: ['phone'] } },
    });
  },
};

/** Phases, files of customers and devices, people with seals (Y01, Y27, Y28). */
export const contractFilesMigration: FeatureMigration = {
  name: 'contracts-002',
  up: async (schema: SchemaBuilder) => {
    await schema.addColumn('party', 'industry', column.name(100).default(''));
    await schema.addColumn('party', 'address', column.name(500).default(''));
    await schema.addColumn('party', 'phone', column.name(60).default(''));
    await schema.addColumn('party', 'note', column.text().nullable());
    await schema.addColumn('party', 'revision', column.int().default(1));
    await schema.addColumn('contract', 'state', column.code(20).default('active'));
    await schema.addColumn('contract', 'first_phase', column.code(20).nullable());
    await schema.addColumn('contract', 'trial_from', column.code(10).nullable());
    await schema.addColumn('contract', 'accepted_on', column.code(10).nullable());
    await schema.addColumn('contract', 'warranty_months', column.int().default(12));
    await schema.addColumn('contract', 'party_labels', column.json().nullable());
    await schema.addColumn('contract', 'scope_note', column.text().nullable());
    await schema.addColumn('contract', 'dedicated_person', column.code(60).nullable());
    await schema.addColumn('contract', 'revision', column.int().default(1));
    await schema.addColumn('site', 'revision', column.int().default(1));
    await schema.addColumn('device', 'status', column.code(20).default('in-service'));
    await schema.addColumn('device', 'firmware', column.name(100).default(''));
    await schema.addColumn('device', 'location', column.name(200).default(''));
    await schema.addColumn('device', 'warranty_until', column.code(10).nullable());
    await schema.addColumn('device', 'licences', column.json().nullable());
    await schema.addColumn('device', 'topology', column.json().nullable());
    await schema.addColumn('device', 'topology_file_id', column.id().nullable());
    await schema.addColumn('device', 'revision', column.int().default(1));
    await schema.createIndex('device', 'device_site', { columns: ['site_id'] });
    await schema.addColumn('contact_person', 'contract_id', column.id().nullable());
    await schema.addColumn('contact_person', 'title', column.name(100).default(''));
    await schema.addColumn('contact_person', 'seal_file_id', column.id().nullable());
    await schema.addColumn('contact_person', 'revision', column.int().default(1));
  },
};

/** Which portal account is which person of the customer: who may confirm is decided by it, not by a name (S1-47). */
export const contactAccountsMigration: FeatureMigration = {
  name: 'contracts-003',
  up: async (schema: SchemaBuilder) => {
    await schema.addColumn('contact_person', 'account', column.code(60).nullable());
    await schema.createIndex('contact_person', 'contact_person_account', { columns: ['account'] });
  },
};
