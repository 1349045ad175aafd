import { PERSISTENCE } from '../../libs/nest/src/process-engine.module.js';
import type { Persistence } from '../../libs/persistence/src/index.js';
import { sealEvent, type CaseEventEntity } from '../../apps/api/src/features/cases/index.js';
import type { Finding } from '../../apps/api/src/features/evidence/index.js';
import type { ConfirmationWorld } from './confirmation-world.js';

type Row = Record<string, unknown>;

/** Whoever has the database's password and no key: changes rows behind the server's back, and puts them back. */
export class Intruder {
  private readonly writer;
  constructor(world: ConfirmationWorld) {
    this.writer = world.app.app.get<Persistence>(PERSISTENCE, { strict: false }).writer;
  }

  async rows(table: string, where: Row, order?: string): Promise<Row[]> {
    const { text, values } = condition(where);
    return this.writer.query(
      `SELECT * FROM ${table} WHERE ${text}${order === undefined ? '' : ` ORDER BY ${order}`}`,
      values,
    );
  }
  async update(table: string, id: unknown, change: Row): Promise<void> {
    const names = Object.keys(change);
    await this.writer.query(`UPDATE ${table} SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`, [
      ...names.map((name) => change[name]),
      id,
    ]);
  }
  async remove(table: string, id: unknown): Promise<void> {
    await this.writer.query(`DELETE FROM ${table} WHERE id = ?`, [id]);
  }
  async insert(table: string, row: Row): Promise<void> {
    const names = Object.keys(row);
    await this.writer.query(
      `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
      names.map((name) => row[name]),
    );
  }

  /** Does something to one row, looks, and puts the row back as it was. */
  async during<T>(table: string, row: Row, act: () => Promise<void>, look: () => Promise<T>): Promise<T> {
    await act();
    try {
      return await look();
    } finally {
      await this.remove(table, row['id']);
      await this.insert(table, row);
    }
  }
}

function condition(where: Row): { text: string; values: unknown[] } {
  const names = Object.keys(where);
  return {
    text: names.length === 0 ? '1 = 1' : names.map((name) => `${name} = ?`).join(' AND '),
    values: names.map((name) => where[name]),
  };
}

/** One way to tamper, and the first bad row that must be named. */
export interface Tampering {
  readonly name: string;
  readonly expected: Partial<Finding>;
  run<T>(look: () => Promise<T>): Promise<T>;
}

/** An event as the chain seals it, from the raw row of either database. */
function eventOf(row: Row): CaseEventEntity {
  return {
    id: String(row['id']),
    caseId: String(row['case_id']),
    seq: Number(row['seq']),
    type: String(row['type']),
    occurredAt: Number(row['occurred_at']),
    recordedAt: Number(row['recorded_at']),
    actor: String(row['actor']),
    payload: JSON.parse(String(row['payload'])) as Record<string, unknown>,
    prevHash: String(row['prev_hash']),
    hash: String(row['hash']),
  };
}

const pick = (rows: readonly Row[], index = 0): Row => {
  const row = rows.at(index);
  if (!row) throw new Error('there is no such row to tamper with');
  return row;
};

/** Everything that somebody with write access to the tables may try on an anchored case with a confirmed plan and quotation. */
export async function tamperings(
  world: ConfirmationWorld,
  caseNumber: string,
  { planId, quotationId }: { readonly planId: string; readonly quotationId: string },
): Promise<Tampering[]> {
  const intruder = new Intruder(world);
  const theCase = pick(await intruder.rows('service_case', { number: caseNumber }));
  const caseId = String(theCase['id']);
  const events = await intruder.rows('case_event', { case_id: caseId }, 'seq');
  const [third, last] = [pick(events, 2), pick(events, -1)];
  const request = pick(await intruder.rows('confirmation_request', { case_number: caseNumber, side: 'customer' }));
  const record = pick(await intruder.rows('confirmation_record', { request_id: request['id'] }));
  const version = pick(await intruder.rows('change_plan_version', { plan_id: planId }));
  const document = pick(await intruder.rows('document', { id: version['document_id'] }));
  const quoted = pick(await intruder.rows('quotation_version', { quotation_id: quotationId }));
  const quotedPaper = pick(await intruder.rows('document', { id: quoted['document_id'] }));
  const anchors = await intruder.rows('evidence_anchor', {}, 'anchor_seq');
  const leaf = pick(await intruder.rows('evidence_leaf', { ref: caseId }));
  const lastSeq = Number(last['seq']);
  const otherId = `${String(record['id']).slice(0, -4)}ffff`;

  const row = (
    name: string,
    table: string,
    own: Row,
    expected: Partial<Finding>,
    act: () => Promise<void>,
  ): Tampering => ({
    name,
    expected: { table, ...expected },
    run: (look) => intruder.during(table, own, act, look),
  });
  /** A row of another id is added, and taken away again. */
  const added = (table: string, like: Row, change: Row, expected: Partial<Finding> = {}): Tampering => ({
    name: `${table}: a row is added`,
    expected: { table, problem: 'added', ...expected },
    run: async (look) => {
      await intruder.insert(table, { ...like, id: otherId, ...change });
      try {
        return await look();
      } finally {
        await intruder.remove(table, otherId);
      }
    },
  });

  /** The chain from the third event on is written anew, every hash right, the head of the case with it. */
  const rewritten: Tampering = {
    name: 'case_event: the chain is written anew from the third event on',
    expected: { table: 'case_event', problem: 'changed' },
    run: async (look) => {
      let previous = eventOf(pick(events, 1)).hash;
      for (const one of events.slice(2)) {
        const event = { ...eventOf(one), prevHash: previous };
        if (event.seq === 3) event.actor = 'somebody-else';
        previous = sealEvent(event);
        await intruder.update('case_event', event.id, {
          actor: event.actor,
          prev_hash: event.prevHash,
          hash: previous,
        });
      }
      await intruder.update('service_case', caseId, { last_hash: previous });
      try {
        return await look();
      } finally {
        for (const { id, actor, prev_hash, hash } of events.slice(2))
          await intruder.update('case_event', id, { actor, prev_hash, hash });
        await intruder.update('service_case', caseId, { last_hash: theCase['last_hash'] });
      }
    },
  };
  const cutOff: Tampering = {
    name: 'case_event: the last event is cut off, and the case says so',
    expected: { table: 'case_event', problem: 'removed', seq: lastSeq },
    run: (look) =>
      intruder.during(
        'case_event',
        last,
        async () => {
          await intruder.remove('case_event', last['id']);
          await intruder.update('service_case', caseId, { event_seq: lastSeq - 1, last_hash: last['prev_hash'] });
        },
        () =>
          look().finally(() =>
            intruder.update('service_case', caseId, { event_seq: lastSeq, last_hash: last['hash'] }),
          ),
      ),
  };
  const third3 = { seq: 3, caseNumber };
  return [
    row('an event says something else', 'case_event', third, { problem: 'changed', ...third3 }, () =>
      intruder.update('case_event', third['id'], { payload: '{"note":"nothing happened"}' }),
    ),
    row('an event says something else under a new hash', 'case_event', third, { problem: 'changed', ...third3 }, () =>
      intruder.update('case_event', third['id'], {
        actor: 'somebody-else',
        hash: sealEvent({ ...eventOf(third), actor: 'somebody-else' }),
      }),
    ),
    row('an event is removed', 'case_event', third, { problem: 'removed', ...third3 }, () =>
      intruder.remove('case_event', third['id']),
    ),
    row('the last event is removed', 'case_event', last, { problem: 'removed', seq: lastSeq, caseNumber }, () =>
      intruder.remove('case_event', last['id']),
    ),
    added('case_event', last, { seq: lastSeq + 1, ...resealed(last, lastSeq + 1) }, { seq: lastSeq + 1, caseNumber }),
    rewritten,
    cutOff,
    row('a confirmation is another person’s', 'confirmation_record', record, { problem: 'changed', caseNumber }, () =>
      intruder.update('confirmation_record', record['id'], { person_name: '王五' }),
    ),
    row('a confirmation is removed', 'confirmation_record', record, { problem: 'removed', caseNumber }, () =>
      intruder.remove('confirmation_record', record['id']),
    ),
    added('confirmation_record', record, {}, { caseNumber }),
    row('a request is confirmed no more', 'confirmation_request', request, { problem: 'changed', caseNumber }, () =>
      intruder.update('confirmation_request', request['id'], { state: 'rejected' }),
    ),
    row('a request was content with less', 'confirmation_request', request, { problem: 'changed', caseNumber }, () =>
      intruder.update('confirmation_request', request['id'], { minimum_level: 1 }),
    ),
    added('confirmation_request', request, {}, { caseNumber }),
    row('a plan has a longer window', 'change_plan_version', version, { problem: 'changed', caseNumber }, () =>
      intruder.update('change_plan_version', version['id'], { window_to: Number(version['window_to']) + 3_600_000 }),
    ),
    row('a plan has other commands', 'change_plan_version', version, { problem: 'changed', caseNumber }, () =>
      intruder.update('change_plan_version', version['id'], { canonical: '{}' }),
    ),
    row('a plan is removed', 'change_plan_version', version, { problem: 'removed', caseNumber }, () =>
      intruder.remove('change_plan_version', version['id']),
    ),
    added(
      'change_plan_version',
      version,
      { version: 99, verify_code: 'x'.repeat(24), document_id: otherId },
      { caseNumber },
    ),
    {
      ...row('a paper has other bytes', 'document', document, {}, () =>
        intruder.update('document', document['id'], { bytes: Buffer.from('%PDF-1.3 something else') }),
      ),
      expected: { table: 'change_plan_version', problem: 'changed', caseNumber },
    },
    row(
      'a quotation costs less',
      'quotation_version',
      quoted,
      { problem: 'changed', detail: 'total', caseNumber },
      () => intruder.update('quotation_version', quoted['id'], { total: '1.00' }),
    ),
    row('a quotation is valid for longer', 'quotation_version', quoted, { problem: 'changed', caseNumber }, () =>
      intruder.update('quotation_version', quoted['id'], { valid_until: Number(quoted['valid_until']) + 3_600_000 }),
    ),
    row('a quotation says something else', 'quotation_version', quoted, { problem: 'changed', caseNumber }, () =>
      intruder.update('quotation_version', quoted['id'], { canonical: '{}' }),
    ),
    row('a quotation is removed', 'quotation_version', quoted, { problem: 'removed', caseNumber }, () =>
      intruder.remove('quotation_version', quoted['id']),
    ),
    added(
      'quotation_version',
      quoted,
      { version: 99, verify_code: 'x'.repeat(24), document_id: otherId },
      { caseNumber },
    ),
    {
      ...row('the paper of a quotation has other bytes', 'document', quotedPaper, {}, () =>
        intruder.update('document', quotedPaper['id'], { bytes: Buffer.from('%PDF-1.3 something else') }),
      ),
      expected: { table: 'quotation_version', problem: 'changed', because: 'pdf-bytes', caseNumber },
    },
    row('an anchor says something else', 'evidence_anchor', pick(anchors), { problem: 'changed', seq: 1 }, () =>
      intruder.update('evidence_anchor', pick(anchors)['id'], {
        statement: String(pick(anchors)['statement']).replace('"leaves":', '"leaves":1'),
      }),
    ),
    row('an anchor is removed', 'evidence_anchor', pick(anchors), { problem: 'removed' }, () =>
      intruder.remove('evidence_anchor', pick(anchors)['id']),
    ),
    row('what was anchored is rewritten', 'evidence_leaf', leaf, { problem: 'changed' }, () =>
      intruder.update('evidence_leaf', leaf['id'], { hash: 'f'.repeat(64) }),
    ),
  ];
}

/** A further event that fits the last one in every hash. */
function resealed(last: Row, seq: number): Row {
  const event = { ...eventOf(last), seq, prevHash: String(last['hash']) };
  return { prev_hash: event.prevHash, hash: sealEvent(event) };
}
