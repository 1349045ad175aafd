import { column, type FeatureMigration, type SchemaBuilder } from '@pledge/persistence';

export const rostersMigration: FeatureMigration = {
  name: 'rosters-001',
  up: async (schema: SchemaBuilder) => {
    await schema.createTable('duty_unit', {
      columns: {
        id: column.code(),
        definition: column.json(),
        revision: column.int(),
        written_by: column.code(),
        written_at: column.instant(),
      },
      primaryKey: ['id'],
    });
    await schema.createTable('duty_person', {
      columns: {
        username: column.code(60),
        unit: column.code(),
        skills: column.json(),
        in_rotation: column.flag(),
        home_phone: column.name().nullable(),
        place: column.name().nullable(),
      },
      primaryKey: ['username'],
      indexes: { duty_person_unit: { columns: ['unit'] } },
    });
    await schema.createTable('duty_leave', {
      columns: {
        id: column.id(),
        username: column.code(60),
        first_day: column.code(10),
        last_day: column.code(10),
        kind: column.code(20),
        note: column.name(),
        written_by: column.code(),
      },
      primaryKey: ['id'],
      indexes: { duty_leave_last: { columns: ['last_day'] } },
    });
    await schema.createTable('roster', {
      columns: {
        id: column.id(),
        unit: column.code(),
        first_day: column.code(10),
        last_day: column.code(10),
        state: column.code(10),
        version: column.int(),
        points_before: column.json(),
        early_leave: column.json(),
        missing_years: column.json(),
        written_by: column.code(),
        written_at: column.instant(),
        approved_by: column.code().nullable(),
        approved_at: column.instant().nullable(),
      },
      primaryKey: ['id'],
      indexes: { roster_unit: { columns: ['unit', 'first_day'] } },
    });
    await schema.createTable('duty_shift', {
      columns: {
        id: column.id(),
        roster_id: column.id(),
        unit: column.code(),
        in_force: column.flag(),
        duty_day: column.code(10),
        starts_at: column.instant(),
        ends_at: column.instant(),
        rule_id: column.code(),
        rule_zh: column.name(),
        rule_en: column.name(),
        forwards_hotline: column.flag(),
        slot: column.code(),
        place: column.int(),
        role: column.code(20),
        groups: column.json(),
        skills: column.json(),
        stays_local: column.flag(),
        weight: column.number(),
        username: column.code(60).nullable(),
        reason: column.json(),
        signed_in_at: column.instant().nullable(),
        handed_over_at: column.instant().nullable(),
        handed_to: column.code(60).nullable(),
        handover_note: column.text().nullable(),
      },
      primaryKey: ['id'],
      indexes: {
        duty_shift_roster: { columns: ['roster_id', 'starts_at'] },
        duty_shift_now: { columns: ['in_force', 'ends_at'] },
      },
    });
    await schema.createTable('duty_swap', {
      columns: {
        id: column.id(),
        shift_id: column.id(),
        in_return_id: column.id().nullable(),
        asker: column.code(60),
        other: column.code(60),
        reason: column.name(),
        state: column.code(10),
        asked_at: column.instant(),
        decided_by: column.code().nullable(),
      },
      primaryKey: ['id'],
      indexes: { duty_swap_state: { columns: ['state', 'asked_at'] } },
    });
    await schema.createTable('roster_delivery', {
      columns: {
        roster_id: column.id(),
        party_id: column.id(),
        version: column.int(),
        document_id: column.id(),
        calendar: column.text(),
        sent_at: column.instant(),
        acknowledged_at: column.instant().nullable(),
        acknowledged_by: column.code().nullable(),
      },
      primaryKey: ['roster_id', 'party_id', 'version'],
      indexes: { roster_delivery_party: { columns: ['party_id', 'sent_at'] } },
    });
    await schema.createTable('key_period', {
      columns: {
        id: column.id(),
        unit: column.code(),
        party_id: column.id(),
        name: column.name(),
        starts_at: column.instant(),
        ends_at: column.instant(),
        freeze: column.flag(),
        created_by: column.code(),
      },
      primaryKey: ['id'],
      indexes: { key_period_end: { columns: ['ends_at'] } },
    });
  },
};
