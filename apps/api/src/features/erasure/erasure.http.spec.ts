import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type {
  ConfirmationRequest,
  ContactPerson,
  ContractDetail,
  ErasedPerson,
  EvidenceVerdict,
  PersonalAccessList,
  ProblemBody,
} from '@pledge/contracts';
import { testDatabases } from '@pledge/testing';
import { Client } from '../../../../../test/support/client.js';
import { ConfirmationWorld } from '../../../../../test/support/confirmation-world.js';
import { Intruder } from '../../../../../test/support/tampering.js';
import { PersonalDataRepository } from '../personal-data/index.js';

// The whole server with the shipped processes; papers are laid out on busy machines.
jest.setTimeout(300_000);

const NAME = '郭振华';
const PHONE = '13909310003';
const MAIL = 'confirmer@demo.example';

describe.each(testDatabases())('personal data on $name', (place) => {
  let world: ConfirmationWorld;
  let intruder: Intruder;
  let caseNumber: string;
  let person: ContactPerson;
  let partyId: string;
  beforeAll(async () => {
    world = await ConfirmationWorld.start(place.name);
    intruder = new Intruder(world);
    ({ caseNumber } = await world.newPlan());
  });
  afterAll(async () => {
    await world?.stop();
  });

  const accesses = async (as: string, query = ''): Promise<PersonalAccessList['items']> =>
    (await (await world.as(as)).get<PersonalAccessList>(`/api/personal-data/accesses?limit=200${query}`)).body.items;
  const get = async (as: string, path: string): Promise<number> => (await (await world.as(as)).get(path)).status;
  const erase = async (as: string, change: object = {}) =>
    (await world.as(as)).post<ErasedPerson & ProblemBody>(`/api/contacts/${person.id}/erase`, {
      reason: '本人来函要求',
      revision: person.revision,
      ...change,
    });
  const verify = async (): Promise<EvidenceVerdict> =>
    (await (await world.as('manager')).post<EvidenceVerdict>('/api/evidence/verify', {})).body;
  const stated = async (): Promise<ConfirmationRequest | undefined> =>
    (await world.requests(caseNumber)).find((one) => one.side === 'customer');

  it('given people of the provider who look, then the customer sees who, at what and when; once an hour, and nothing of others', async () => {
    const contract = (await (await world.as('dispatcher')).get<ContractDetail>('/api/contracts/P-DEMO')).body;
    ({ partyId } = contract);
    expect(await get('dispatcher', `/api/cases/${caseNumber}`)).toBe(200);
    expect(await get('dispatcher', `/api/cases/${caseNumber}`)).toBe(200);
    expect(await get('engineer', `/api/parties/${partyId}`)).toBe(200);
    expect(await get('manager', `/api/cases/${caseNumber}/evidence/pack`)).toBe(200);
    const seal = contract.contacts.find((one) => one.sealFileId !== null)?.sealFileId ?? '';
    expect(await get('pm', `/api/files/${seal}/content`)).toBe(200);
    // The own eyes are no access, and a refused request shows nothing.
    expect(await get('customer', `/api/cases/${caseNumber}`)).toBe(200);
    expect(await get('other', `/api/cases/${caseNumber}`)).toBe(404);
    const seen = (await accesses('customer')).map(({ kind, ref, by }) => `${kind} ${ref} ${by.replace(/（.*/, '')}`);
    expect(seen.filter((one) => one.includes(caseNumber)).toSorted()).toEqual(
      expect.arrayContaining([
        expect.stringMatching(`^case ${caseNumber} `),
        expect.stringMatching(`^evidence-pack ${caseNumber} `),
      ]),
    );
    expect(seen).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^contract P-DEMO /),
        expect.stringMatching(/^customer-file .* 张伟$/),
      ]),
    );
    expect(seen.filter((one) => one.startsWith('file '))).toHaveLength(1);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.some((one) => /马建国|田晓梅/.test(one))).toBe(false);
    expect(JSON.stringify(await accesses('other'))).not.toContain(caseNumber);
    // Whatever party a customer asks for, it is the own one.
    expect(JSON.stringify(await accesses('other', `&party=${partyId}`))).not.toContain(caseNumber);
    expect((await accesses('manager', `&party=${partyId}`)).length).toBeGreaterThanOrEqual(5);
    expect(await get('engineer', '/api/personal-data/accesses')).toBe(403);

    await world.advance('PT1H1M');
    await get('dispatcher', `/api/cases/${caseNumber}`);
    const again = (await accesses('customer')).filter((one) => one.kind === 'case' && one.ref === caseNumber);
    expect(again.filter((one) => one.by === again[0]?.by)).toHaveLength(2);
  });

  it('given a record of accesses that cannot be written, then nothing is shown', async () => {
    const broken = jest
      .spyOn(world.app.app.get(PersonalDataRepository), 'insert')
      .mockRejectedValue(new Error('disk I/O error'));
    try {
      const answer = await (await world.as('supervisor')).get<Record<string, unknown>>(`/api/cases/${caseNumber}`);
      expect(answer.status).toBe(500);
      expect(JSON.stringify(answer.body)).not.toContain('13909310001');
    } finally {
      broken.mockRestore();
    }
  });

  it('given a confirmation that is waited for, when its person is to be erased, then it is refused and everything stands', async () => {
    await world.linkConfirmer('customer2');
    await world.untilAsked(caseNumber);
    await world.providerSigns(caseNumber);
    const contract = (await (await world.as('admin')).get<ContractDetail>('/api/contracts/P-DEMO')).body;
    const found = contract.contacts.find((one) => one.name === NAME);
    if (!found) throw new Error('no confirmer');
    person = found;
    const refused = await erase('admin');
    expect([refused.status, refused.body.code]).toEqual([409, 'CONFIRMATION_PERSON_ASKED']);
    expect(refused.body.detail).toContain((await stated())?.subject.number);
    expect((await (await world.as('admin')).get<ContractDetail>('/api/contracts/P-DEMO')).body.contacts).toEqual(
      contract.contacts,
    );
    expect((await (await world.as('customer2')).get('/api/auth/me')).status).toBe(200);
  });

  it('given everything answered, when erased, then the rows hold nothing of the person, the chains are whole, and the customer sees it', async () => {
    expect((await world.customerSigns(caseNumber)).status).toBe(200);
    await world.advance('PT1H');
    const before = await stated();
    expect(before?.records).toMatchObject([{ personName: NAME, way: 'signature' }]);
    expect(await verify()).toMatchObject({ intact: true });
    for (const role of ['pm', 'manager', 'dispatcher', 'customer'])
      expect([role, (await erase(role)).status]).toEqual([role, 403]);
    expect((await erase('admin', { reason: ' ' })).status).toBe(422);
    expect((await erase('admin', { revision: 0 })).status).toBe(409);
    const held = await tablesWith(intruder, place.name);
    expect(held).toEqual(expect.arrayContaining(['confirmation_record', 'contact_person', 'notification_outbox']));

    const answer = await erase('admin');
    expect(answer.status).toBe(200);
    expect(answer.body.erased.map((one) => one.holder).toSorted()).toEqual([
      'accounts',
      'changes',
      'confirmations',
      'contacts',
      'messages',
    ]);
    const after = await stated();
    expect(after).toMatchObject({
      state: 'confirmed',
      expected: { name: '***', mobileMasked: null, mailMasked: null },
      records: [{ personName: '***', rowHash: before?.records[0]?.rowHash }],
    });
    expect(await verify()).toMatchObject({ intact: true });
    // The bytes of frozen papers are not looked at: they are the evidence.
    expect(await tablesWith(intruder, place.name)).toEqual(LEFT);
    const login = await Client.anonymous(world.app.url).post('/api/auth/login', {
      username: 'customer2',
      password: 'pledge-demo',
    });
    expect(login.status).toBe(401);
    expect((await accesses('customer'))[0]).toMatchObject({ kind: 'erasure', ref: '本人来函要求' });
    expect((await erase('admin')).status).toBe(404);
  });

  it('given an erased record, when somebody writes another person into its hashes, then it is found', async () => {
    const [record] = await intruder.rows('confirmation_record', { request_id: (await stated())?.id });
    const kept = JSON.parse(String(record?.['kept_hashes'])) as Record<string, string>;
    expect(kept['personName']).toMatch(/^[0-9a-f]{64}$/);
    await intruder.update('confirmation_record', record?.['id'], {
      kept_hashes: JSON.stringify({ ...kept, personName: 'f'.repeat(64) }),
    });
    const verdict = await verify();
    expect(verdict.intact).toBe(false);
    expect(verdict.findings).toEqual(
      expect.arrayContaining([expect.objectContaining({ table: 'confirmation_record', problem: 'changed' })]),
    );
  });
});

/** Variables that people entered at steps of a run stay with the run. */
const LEFT: readonly string[] = ['process_instance'];

/** Tables with a row that names the person, or the way to reach them. */
async function tablesWith(intruder: Intruder, database: string): Promise<string[]> {
  const names = await intruder.rows(
    database === 'libsql' ? 'sqlite_master' : 'information_schema.tables',
    database === 'libsql' ? { type: 'table' } : {},
  );
  const tables = database === 'libsql' ? names.map((row) => String(row['name'])) : await own(intruder, names);
  const found: string[] = [];
  for (const table of tables.toSorted()) {
    const rows = await intruder.rows(`\`${table}\``, {});
    const texts = rows.map((row) => JSON.stringify(row, (_, value: unknown) => (isBytes(value) ? null : value)));
    if (texts.some((text) => [NAME, PHONE, MAIL].some((part) => text.includes(part)))) found.push(table);
  }
  return found;
}
const isBytes = (value: unknown): boolean =>
  value instanceof Uint8Array || value instanceof ArrayBuffer || (value as { type?: string } | null)?.type === 'Buffer';
/** Of all tables that MariaDB knows, those of this database. */
async function own(intruder: Intruder, names: readonly Record<string, unknown>[]): Promise<string[]> {
  const [current] = await intruder.rows('(SELECT DATABASE() AS name) AS current', {});
  return names.filter((row) => row['TABLE_SCHEMA'] === current?.['name']).map((row) => String(row['TABLE_NAME']));
}
