import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  ContactPerson,
  ContractDetail,
  CustomerFile,
  DeviceFile,
  DeviceList,
  ProblemBody,
  RecordChangeList,
  SaveContractRequest,
  Site,
} from '@pledge/contracts';
import { testDatabases } from '@pledge/testing';
import { TestApi } from '../../../../../test/support/api.js';
import type { Client } from '../../../../../test/support/client.js';
import { DEMO_PARTIES } from '../demo/demo-data.js';

const TELECOM = DEMO_PARTIES.telecom;
const CONTRACT: SaveContractRequest = {
  number: 'P-NEW-01',
  name: '新合同',
  partyId: TELECOM,
  profileId: 'P-S1',
  startsOn: '2026-01-01',
  endsOn: '2028-12-31',
  firstPhase: 'install',
};

describe.each(testDatabases())('customer files over HTTP on $name', (place) => {
  let api: TestApi;
  let pm: Client;
  let manager: Client;
  let customer: Client;
  beforeAll(async () => {
    api = await TestApi.start(place);
    [pm, manager, customer] = [await api.as('pm'), await api.as('manager'), await api.as('customer')];
  }, 60_000);
  afterAll(() => api.stop());

  const problem = (answer: { status: number; body: unknown }): string => {
    const body = answer.body as ProblemBody;
    return `${answer.status} ${body.code} ${body.errors?.[0]?.field ?? ''}`.trim();
  };
  const detail = async (number: string): Promise<ContractDetail> =>
    (await pm.get<ContractDetail>(`/api/contracts/${number}`)).body;

  describe('contracts (Y01)', () => {
    it('given a profile, when a contract is written and signed, then it holds the copy, and cases are handled under it', async () => {
      const draft = await pm.post<ContractDetail>('/api/contracts', CONTRACT);
      expect(draft).toMatchObject({ status: 201, body: { state: 'draft', signedAt: null, phase: 'install' } });
      expect((await customer.get('/api/contracts/P-NEW-01')).status).toBe(404);
      const report = {
        contractNumber: 'P-NEW-01',
        title: '试报',
        description: '试报',
        channel: 'portal',
        contact: { name: '马建国', phone: '13909310001' },
      };
      const early = await customer.post<{ number: string }>('/api/cases', report);
      expect(early).toMatchObject({ status: 201, body: { status: 'waiting-contract' } });
      const accept = draft.body.findings.map(({ key }) => ({ key, reason: '双方确认' }));
      expect(problem(await pm.post('/api/contracts/P-NEW-01/activate', { revision: 1, accept }))).toBe('403 FORBIDDEN');
      const open = await manager.post<ProblemBody>('/api/contracts/P-NEW-01/activate', { revision: 1 });
      expect(problem(open)).toContain('422 CONTRACT_QUESTIONS_OPEN commitments.SLA-023');
      const signed = await manager.post<ContractDetail>('/api/contracts/P-NEW-01/activate', { revision: 1, accept });
      expect(signed).toMatchObject({ status: 200, body: { state: 'active', profileId: 'P-S1', profileVersion: 1 } });
      expect(signed.body.profile.acceptedFindings).toEqual(accept);
      expect(signed.body.signedAt).not.toBeNull();
      expect((await customer.get('/api/contracts/P-NEW-01')).status).toBe(200);
      expect((await (await api.as('other')).get('/api/contracts/P-NEW-01')).status).toBe(404);
      const late = await customer.post('/api/cases', report);
      expect(late).toMatchObject({ status: 201, body: { status: 'open' } });
      expect(problem(await manager.post('/api/contracts/P-NEW-01/activate', { revision: 2 }))).toBe(
        '409 CONTRACT_ALREADY_SIGNED',
      );
    });

    it('given a signed contract, when the acceptance report is entered, then the phases follow and the log says what changed; the profile stays', async () => {
      const before = await detail('P-NEW-01');
      const change = { ...CONTRACT, trialFrom: '2026-02-01', acceptedOn: '2026-03-01', revision: before.revision };
      const answer = await pm.put<ContractDetail>('/api/contracts/P-NEW-01', change);
      expect(answer).toMatchObject({ status: 200, body: { phase: 'warranty' } });
      expect(answer.body.phases.map((span) => `${span.phase} ${span.from}`)).toEqual([
        'install 2026-01-01',
        'trial 2026-02-01',
        'warranty 2026-03-01',
        'maintenance 2027-03-01',
        'expired 2029-01-01',
      ]);
      const { items } = (await pm.get<RecordChangeList>('/api/contracts/P-NEW-01/changes')).body;
      expect(items[0]).toMatchObject({
        action: 'changed',
        by: 'pm',
        fields: expect.arrayContaining([{ field: 'acceptedOn', from: null, to: '2026-03-01' }]) as unknown,
      });
      expect(items.map((item) => item.action)).toEqual(['changed', 'activated', 'created']);
      expect(problem(await pm.put('/api/contracts/P-NEW-01', change))).toBe('409 CHANGED_MEANWHILE');
      const other = { ...change, profileId: 'P-S2', revision: answer.body.revision };
      expect(problem(await pm.put('/api/contracts/P-NEW-01', other))).toBe('409 CONTRACT_ALREADY_SIGNED');
    });

    it('given a template with empty cells, when activated, then each cell is named and the contract stays a draft (C28)', async () => {
      const refused = await manager.post<ProblemBody>('/api/contracts/P-LEASE-01/activate', { revision: 1 });
      expect(problem(refused)).toContain('422 CONTRACT_HAS_EMPTY_CELLS blanks.SLA-019.max');
      expect(refused.body.errors).toHaveLength(9);
      expect(refused.body.errors[0]?.message).toContain('Template');
      expect(await detail('P-LEASE-01')).toMatchObject({ state: 'draft', signedAt: null });
    });

    it.each<[string, Partial<SaveContractRequest>, string]>([
      ['ends before it starts', { endsOn: '2025-12-31' }, '422 CONTRACT_ENDS_BEFORE_START endsOn'],
      [
        'is accepted before the trial',
        { trialFrom: '2026-05-01', acceptedOn: '2026-04-01' },
        '422 PHASE_OUT_OF_ORDER acceptedOn',
      ],
      ['is accepted after its end', { acceptedOn: '2030-01-01' }, '422 PHASE_OUT_OF_ORDER acceptedOn'],
      ['has the number of another', { number: 'P-DEMO' }, '409 CONTRACT_NUMBER_TAKEN number'],
      ['is with nobody', { partyId: 'nobody' }, '422 PARTY_NOT_FOUND partyId'],
      ['is with the provider itself', { partyId: DEMO_PARTIES.provider }, '422 PARTY_NOT_FOUND partyId'],
      ['follows a profile that is not there', { profileId: 'P-NONE' }, '404 PROFILE_UNKNOWN'],
      ['is looked after by nobody', { dedicatedPerson: 'nobody' }, '422 PERSON_UNKNOWN dedicatedPerson'],
      ['is looked after by a customer', { dedicatedPerson: 'customer' }, '422 PERSON_UNKNOWN dedicatedPerson'],
    ])('given a contract that %s, then it is refused and nothing is stored', async (_, wrong, expected) => {
      expect(problem(await pm.post('/api/contracts', { ...CONTRACT, number: 'P-BAD', ...wrong }))).toBe(expected);
      expect((await pm.get('/api/contracts/P-BAD')).status).toBe(404);
    });
  });

  describe('people (Y28, S0e-16)', () => {
    const person = (name: string, more = {}): object => ({
      partyId: TELECOM,
      name,
      phone: '13909319999',
      kind: 'representative',
      ...more,
    });

    it('given five representatives, when a sixth is named, also by two at once, then it is refused and says where', async () => {
      const file = (await pm.get<CustomerFile>(`/api/parties/${TELECOM}`)).body;
      expect(file.contacts.filter((one) => one.kind === 'representative')).toHaveLength(2);
      for (const name of ['甲', '乙']) expect((await pm.post('/api/contacts', person(name))).status).toBe(201);
      const both = await Promise.all([
        pm.post<ContactPerson>('/api/contacts', person('丙')),
        manager.post<ContactPerson>('/api/contacts', person('丁')),
      ]);
      expect(both.map((answer) => answer.status).sort()).toEqual([201, 422]);
      expect(problem(both.find((answer) => answer.status === 422)!)).toBe('422 REPRESENTATIVES_FULL kind');
      const removed = both.find((answer) => answer.status === 201)!.body.id;
      expect((await pm.delete(`/api/contacts/${removed}`)).status).toBe(204);
      expect((await pm.post('/api/contacts', person('戊'))).status).toBe(201);
    });

    it('given a confirmer, then a phone is needed, and the seal sample is a picture that is there', async () => {
      const confirmer = (more = {}): object => person('确认人甲', { kind: 'confirmer', ...more });
      expect(problem(await pm.post('/api/contacts', confirmer({ phone: 'none' })))).toBe('422 PHONE_NEEDED phone');
      expect(problem(await pm.post('/api/contacts', confirmer({ sealFileId: 'gone' })))).toBe(
        '422 FILE_NOT_THERE sealFileId',
      );
      const form = new FormData();
      form.append('file', new Blob(['just words']), 'seal.txt');
      const text = await upload(pm, form);
      expect(problem(await pm.post('/api/contacts', confirmer({ sealFileId: text })))).toBe(
        '422 SEAL_NOT_A_PICTURE sealFileId',
      );
      const file = (await pm.get<CustomerFile>(`/api/parties/${TELECOM}`)).body;
      const sample = file.contacts.find((one) => one.sealFileId !== null)?.sealFileId ?? '';
      expect((await pm.get(`/api/files/${sample}/content`)).headers.get('content-type')).toContain('image/png');
      const saved = await pm.post<ContactPerson>('/api/contacts', confirmer({ sealFileId: sample }));
      expect(saved).toMatchObject({ status: 201, body: { sealFileId: sample, revision: 1 } });
    });

    async function upload(client: Client, form: FormData): Promise<string> {
      const answer = await fetch(`${api.running.url}/api/files`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${client.accessToken ?? ''}` },
        body: form,
      });
      return ((await answer.json()) as { id: string }).id;
    }
  });

  describe('sites and devices (Y27)', () => {
    let site: Site;

    it('given an unknown region or zone, when a site is written, then the field is named', async () => {
      const body = { partyId: TELECOM, name: '武威机房', regionCode: 'northwest', distance: 'other' };
      expect(problem(await pm.post('/api/sites', { ...body, regionCode: 'moon' }))).toBe(
        '422 REGION_UNKNOWN regionCode',
      );
      expect(problem(await pm.post('/api/sites', { ...body, zone: 'Asia/Moon' }))).toBe('422 ZONE_NOT_KNOWN zone');
      expect(problem(await pm.post('/api/sites', { ...body, name: '兰州枢纽机房' }))).toBe('409 SITE_NAME_TAKEN name');
      const saved = await pm.post<Site>('/api/sites', body);
      expect(saved).toMatchObject({ status: 201, body: { centre: { code: 'beijing' }, zone: 'Asia/Shanghai' } });
      site = saved.body;
    });

    it('given a serial number that is there, when registered again, then it is refused; another device is', async () => {
      const device = {
        serialNumber: 'cr-lz-0001',
        model: 'X',
        name: 'Y',
        component: 'network',
        partyId: TELECOM,
        siteId: site.id,
        contractNumber: 'P-DEMO',
      };
      expect(problem(await pm.post('/api/devices', device))).toBe('409 SERIAL_TAKEN serialNumber');
      const elsewhere = { ...device, serialNumber: 'NEW-1', contractNumber: 'P-QH-01' };
      expect(problem(await pm.post('/api/devices', elsewhere))).toBe('422 CONTRACT_NOT_THERE contractNumber');
      const saved = await pm.post<DeviceFile>('/api/devices', { ...device, serialNumber: 'new-1' });
      expect(saved).toMatchObject({ status: 201, body: { serialNumber: 'NEW-1', siteName: '武威机房', revision: 1 } });
      expect(problem(await pm.delete(`/api/sites/${site.id}`))).toBe('409 SITE_IN_USE');
    });

    it('given a firmware upgrade and a configuration entry, when the file is read, then both stand in the time line, with the reports of its cases', async () => {
      const engineer = await api.as('engineer');
      const before = (await engineer.get<DeviceFile>('/api/devices/NEW-1')).body;
      const changed = await engineer.put<DeviceFile>('/api/devices/NEW-1', {
        serialNumber: 'NEW-1',
        model: 'X',
        name: 'Y',
        component: 'network',
        partyId: TELECOM,
        siteId: site.id,
        contractNumber: 'P-DEMO',
        firmware: '2.0',
        licences: [{ name: 'Base' }],
        note: '升级',
        revision: before.revision,
      });
      expect(changed.status).toBe(200);
      const entry = { kind: 'configuration', title: '改端口', body: 'vlan 10' };
      expect((await engineer.post('/api/devices/NEW-1/entries', entry)).status).toBe(201);
      const { timeline, licences } = (await customer.get<DeviceFile>('/api/devices/NEW-1')).body;
      expect(licences).toEqual([{ name: 'Base', key: '', count: null, expiresOn: null }]);
      expect(timeline.map((event) => event.kind).sort()).toEqual(['change', 'change', 'entry']);
      expect(timeline.find((event) => event.text === '升级')?.fields).toEqual(
        expect.arrayContaining([{ field: 'firmware', from: null, to: '2.0' }]),
      );
      const demo = (await customer.get<DeviceFile>('/api/devices/CR-LZ-0001')).body;
      expect(demo.timeline.some((event) => event.archiveKind === 'inspection-report')).toBe(true);
      expect(problem(await pm.put('/api/devices/NEW-1', { ...changed.body, revision: 1 } as object))).toContain('422');
    });

    it('given another customer, then devices and files are not there', async () => {
      const other = await api.as('other');
      expect((await other.get('/api/devices/CR-LZ-0001')).status).toBe(404);
      const { items } = (await other.get<DeviceList>('/api/devices?q=LZ')).body;
      expect(items).toEqual([]);
      expect((await other.get(`/api/parties/${TELECOM}`)).status).toBe(403);
      const own = (await customer.get<DeviceList>('/api/devices?contract=P-DEMO&limit=2')).body;
      expect(own).toMatchObject({ nextCursor: own.items[1]?.serialNumber });
      expect(own.items.every((item) => item.contractNumber === 'P-DEMO')).toBe(true);
    });
  });

  it('given a customer file, then it shows contracts, people, sites and opinions; a name stands for one customer only', async () => {
    const file = (await pm.get<CustomerFile>(`/api/parties/${TELECOM}`)).body;
    expect(file).toMatchObject({ name: '甘肃电信演示客户', industry: '电信' });
    expect(file.entries.map((entry) => entry.kind)).toEqual(['opinion']);
    expect(file.contracts.map((contract) => `${contract.number} ${contract.state}`)).toEqual(
      expect.arrayContaining(['P-DEMO active', 'P-LEASE-01 draft']),
    );
    const again = await pm.post('/api/parties', { name: file.name, shortName: 'x' });
    expect(problem(again)).toBe('409 PARTY_NAME_TAKEN name');
    const created = await pm.post<CustomerFile>('/api/parties', { name: '新客户', shortName: '新' });
    expect(created).toMatchObject({ status: 201, body: { contracts: [], revision: 1 } });
    const change = { name: '新客户', shortName: '新', phone: '010-1234567', revision: 1 };
    const path = `/api/parties/${created.body.id}`;
    expect(await pm.put<CustomerFile>(path, change)).toMatchObject({
      status: 200,
      body: { phone: '010-1234567', revision: 2 },
    });
    expect(problem(await pm.put(path, change))).toBe('409 CHANGED_MEANWHILE');
    const { items } = (await pm.get<RecordChangeList>(`${path}/changes?limit=1`)).body;
    expect(items[0]?.fields).toEqual([{ field: 'phone', from: null, to: '010-1234567' }]);
  });
});
