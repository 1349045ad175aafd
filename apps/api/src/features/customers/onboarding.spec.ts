import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ArchiveEntry, ContractDetail, ContractOnboarding, ProblemBody, TaskView } from '@pledge/contracts';
import { testDatabases } from '@pledge/testing';
import { TestApi } from '../../../../../test/support/api.js';
import type { Client } from '../../../../../test/support/client.js';
import { archiveProblems, contractProblems } from './onboarding.delegates.js';

const NUMBER = 'P-QH-01';
const AT = `/api/contracts/${NUMBER}`;

describe.each(testDatabases())('onboarding a contract on $name (F-23)', (place) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await TestApi.start(place, { shipped: true });
  }, 120_000);
  afterAll(() => api.stop());

  const tasks = async (client: Client): Promise<readonly TaskView[]> =>
    (await client.get<{ items: TaskView[] }>(`/api/tasks?caseNumber=${NUMBER}&state=open`)).body.items;
  /** Somebody of the role finishes the open task of an element, and what follows has settled. */
  const complete = async (username: string, elementId: string, variables: object): Promise<number> => {
    const client = await api.as(username);
    await api.running.engine.settled(20_000);
    const task = (await tasks(client)).find((one) => one.elementId === elementId);
    if (!task) throw new Error(`${username} sees no task ${elementId}`);
    const answer = await client.post(`/api/tasks/${task.id}/complete`, { variables });
    await api.running.engine.settled(20_000);
    return answer.status;
  };

  it('given a signed acceptance report, when everybody does the own part, then the warranty runs, the papers are filed, the engineer is named and the customer is welcomed', async () => {
    const pm = await api.as('pm');
    expect((await (await api.as('engineer')).post(`${AT}/onboarding`, { acceptedOn: '2025-12-01' })).status).toBe(403);
    const early = await pm.post<ProblemBody>(`${AT}/onboarding`, { acceptedOn: '2020-01-01' });
    expect(early).toMatchObject({ status: 422, body: { code: 'PHASE_OUT_OF_ORDER' } });
    const started = await pm.post<ContractOnboarding>(`${AT}/onboarding`, { acceptedOn: '2025-12-01' });
    expect(started).toMatchObject({ status: 201, body: { state: 'active' } });
    const again = await pm.post<ProblemBody>(`${AT}/onboarding`, { acceptedOn: '2025-12-01' });
    expect(again).toMatchObject({ status: 409, body: { code: 'ONBOARDING_RUNS' } });

    await complete('pm', 'hand-over', {
      handoverList: '交换机 1 台',
      docDesign: true,
      missingDocuments: '用户手册周五补',
    });
    await complete('manager', 'accept-handover', { accepted: true });
    const detail = (await pm.get<ContractDetail>(AT)).body;
    expect(detail).toMatchObject({ acceptedOn: '2025-12-01', phase: 'warranty' });
    const { items } = (await pm.get<{ items: ArchiveEntry[] }>(`${AT}/entries`)).body;
    expect(items[0]).toMatchObject({ kind: 'document', title: '项目移交清单' });
    expect(items[0]?.body.split('\n')).toEqual(
      expect.arrayContaining(['交换机 1 台', '☑ 系统设计', '☐ 用户手册', '用户手册周五补']),
    );
    const survey = { surveyDevices: 'a', surveyState: 'b', surveyNetwork: 'c', surveyApplication: 'd' };
    await complete('engineer', 'survey', survey);
    await complete('engineer', 'import-archive', { archiveImported: true });

    // when nobody is named to confirm, then the process waits for it
    const setUp = { profileConfirmed: true, peopleConfirmed: true };
    await complete('pm', 'set-up-contract', setUp);
    const waiting = (await tasks(pm)).find((task) => task.elementId === 'set-up-contract');
    const form = await pm.get<{ variables: { contractProblem: string } }>(`/api/tasks/${waiting?.id ?? ''}/form`);
    expect(form.body.variables.contractProblem).toContain('没有确认人');
    const seal = (await pm.get<ContractDetail>('/api/contracts/P-DEMO')).body.contacts.find((one) => one.sealFileId);
    const confirmer = {
      partyId: detail.partyId,
      name: '赵老师',
      phone: '13709710002',
      kind: 'confirmer',
      sealFileId: seal?.sealFileId,
    };
    expect((await pm.post('/api/contacts', confirmer)).status).toBe(201);
    await complete('pm', 'set-up-contract', setUp);

    await complete('manager', 'name-dedicated', { dedicated: 'engineer' });
    await complete('pm', 'plan-emergency', { emergencyScope: 'a', emergencyMeasures: 'b' });
    await complete('engineer', 'plan-inspection', { inspectionCycle: 'quarter', inspectionContent: 'c' });
    expect((await pm.get<ContractOnboarding>(`${AT}/onboarding`)).body).toMatchObject({ state: 'completed' });
    expect((await pm.get<ContractDetail>(AT)).body.dedicatedPerson).toBe('engineer');
    const outbox = await (await api.as('admin')).get<{ items: { template: string; subject: string }[] }>('/api/outbox');
    expect(outbox.body.items.find((one) => one.template === 'contract-welcome')?.subject).toContain(NUMBER);
    const incidents = await api.running.engine.listIncidents({ open: true, limit: 5 });
    expect(incidents.items).toEqual([]);
  }, 120_000);
});

describe('what is missing before a contract is served', () => {
  const person = { kind: 'representative' as const, contractId: null, sealFileId: null };
  const confirmer = { kind: 'confirmer' as const, contractId: null, sealFileId: 'f' };

  it('given devices, a signature, a representative and a confirmer with a seal, then nothing', () => {
    expect(archiveProblems([{ serialNumber: 'A', model: 'B' }])).toEqual([]);
    expect(contractProblems({ id: 'c', state: 'active' }, [person, confirmer])).toEqual([]);
  });

  it('given one of them is missing, or belongs to another contract, then it is said in both languages', () => {
    expect(archiveProblems([])).toHaveLength(1);
    expect(contractProblems({ id: 'c', state: 'draft' }, [])).toHaveLength(3);
    expect(contractProblems({ id: 'c', state: 'active' }, [person, { ...confirmer, sealFileId: null }])[0]).toContain(
      'no confirmer has a seal sample',
    );
    expect(contractProblems({ id: 'c', state: 'active' }, [person, { ...confirmer, contractId: 'other' }])).toEqual([
      '没有确认人 / no confirmer is named',
    ]);
  });
});
