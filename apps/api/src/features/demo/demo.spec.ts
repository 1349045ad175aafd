import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  CaseList,
  CaseSummary,
  ChangePlan,
  ChangePlanList,
  ClockList,
  ContractDetail,
  DocumentList,
  Drill,
  DrillList,
  Quotation,
  QuotationList,
} from '@pledge/contracts';
import { createApp, type RunningApp } from '../../create-app.js';
import { DEMO_PASSWORD, UsersService } from '../users/index.js';
import { DEMO_STORIES } from './demo-stories.js';
import { DEMO_USERS } from './index.js';

describe('the first start with demo data (story 2)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pledge-demo-'));
  let running: RunningApp;
  const start = async (): Promise<RunningApp> =>
    createApp({
      environment: { DATABASE_URL: `file:${join(folder, 'pledge.db')}`, PORT: '0', PLEDGE_DEMO: '1' },
      quiet: true,
    });
  const tokens = new Map<string, string>();
  const tokenOf = async (as: string): Promise<string> => {
    const login = await fetch(`${running.url}/api/auth/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ username: as, password: DEMO_PASSWORD }),
    });
    return ((await login.json()) as { accessToken: string }).accessToken;
  };
  const get = async <T>(path: string, as = 'admin'): Promise<T> => {
    const token = tokens.get(as) ?? (await tokenOf(as));
    tokens.set(as, token);
    const answer = await fetch(`${running.url}/api${path}`, { headers: { Authorization: `Bearer ${token}` } });
    expect(answer.status).toBe(200);
    return (await answer.json()) as T;
  };
  const byTitle = async (title: string): Promise<CaseSummary> => {
    const found = (await get<CaseList>('/cases')).items.find((one) => one.title.includes(title));
    if (!found) throw new Error(`no case ${title}`);
    return found;
  };

  const quoted = async (): Promise<boolean> =>
    (await get<QuotationList>('/quotations', 'customer')).items.some((one) => one.state === 'frozen');

  /** The stories are played in the background: asks until the last one has begun and the first one has ended. */
  async function played(): Promise<void> {
    for (let round = 0; round < 600; round += 1) {
      await running.engine.settled(1_000);
      const { items } = await get<CaseList>('/cases');
      if (items.length === DEMO_STORIES.length && (await quoted()) && items.some((one) => one.status === 'closed'))
        return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  beforeAll(async () => {
    running = await start();
    await played();
  }, 120_000);
  afterAll(async () => {
    await running?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('given an empty database, when started, then the contract P-DEMO holds the P-S1 rows and the amendments, each with its sentence', async () => {
    const contract = await get<ContractDetail>('/contracts/P-DEMO', 'customer');
    expect(contract.profile.commitments.map((c) => c.id)).toEqual([
      'SLA-023',
      'SLA-024',
      'SLA-025',
      'SLA-026',
      'SLA-027',
      'SLA-028',
      'SLA-029',
      'SLA-030',
      'SLA-056',
    ]);
    expect(contract.profile.commitments.every((c) => c.clause.length > 10)).toBe(true);
    expect(contract.profile.amendments.map((a) => a.source)).toEqual(['S0i-10', 'S2-13', 'S0i-18', 'S4-07 (SLA-056)']);
    expect(contract.devices.map((d) => d.serialNumber)).toContain('CR-LZ-0001');
    expect(contract.sites.every((site) => site.centre.code === 'beijing')).toBe(true);
  }, 180_000);

  it('given the first start, then one drill ran to its signed report and the customer is asked about the next (F-09)', async () => {
    let items: DrillList['items'] = [];
    for (let round = 0; round < 600 && !items.some((one) => one.state === 'done'); round += 1) {
      await running.engine.settled(1_000);
      ({ items } = await get<DrillList>('/drills', 'customer'));
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(items.map((one) => [one.planKey, one.state, one.grade]).sort()).toEqual([
      ['emergency-oa', 'done', 'good'],
      ['emergency-power', 'agreeing', null],
    ]);
    const done = items.find((one) => one.state === 'done');
    const drill = await get<Drill>(`/drills/${done?.number ?? ''}`, 'customer');
    expect(drill.signatures.map((one) => one.side)).toEqual(['provider', 'customer']);
    expect(drill.findings.map((one) => one.state)).toEqual(['done']);
  }, 180_000);

  it('given the engineer on site, then his change plan is frozen and waits for the project manager', async () => {
    const { items } = await get<ChangePlanList>('/change-plans', 'pm');
    expect(items.map((one) => [one.title, one.state, one.version])).toEqual([
      ['更换天水接入交换机业务板', 'frozen', 1],
    ]);
    const plan = await get<ChangePlan>(`/change-plans/${items[0]?.id ?? ''}`, 'pm');
    expect(plan.missing).toEqual([]);
    expect(plan.lock.open).toBe(false);
    const open = await get<{ items: { elementId: string }[] }>(`/tasks?caseNumber=${plan.caseNumber}&state=open`, 'pm');
    expect(open.items.map((one) => one.elementId)).toContain('arrange-window');
  }, 180_000);

  it('given a contract that has expired, then a quotation is put to the customer, and the repair is locked until it is accepted', async () => {
    const { items } = await get<QuotationList>('/quotations', 'customer');
    expect(items.map((one) => [one.title, one.state, one.total])).toEqual([
      ['接入网网管服务器风扇更换', 'frozen', '2564.00'],
    ]);
    const quotation = await get<Quotation>(`/quotations/${items[0]?.id ?? ''}`, 'customer');
    expect(quotation.lock.open).toBe(false);
    expect(quotation.confirmations.map((one) => [one.expected.name, one.state])).toEqual([['郭振华', 'waiting']]);
  }, 180_000);

  it('given the stories, when they have been played, then one case is closed with its report, one engineer is on site, one waits for a contract', async () => {
    expect((await running.engine.listIncidents({ open: true, limit: 10 })).items).toEqual([]);
    const done = await byTitle('采集服务器');
    expect(done).toMatchObject({ status: 'closed', owner: 'engineer', severity: { code: 'T3' } });
    expect((await get<DocumentList>(`/cases/${done.number}/documents`, 'customer')).items.length).toBeGreaterThan(0);
    const onSite = await byTitle('天水接入交换机');
    expect(onSite).toMatchObject({ status: 'open', headline: { metric: 'resolve', state: 'running' } });
    const { items } = await get<ClockList>(`/cases/${onSite.number}/clocks`, 'customer');
    expect(items.find((c) => c.metric === 'onsite_arrival')?.state).toBe('met');
    expect(await byTitle('风扇告警')).toMatchObject({ status: 'waiting-contract', severity: null });
  }, 180_000);

  it('given demo data, when started again, then nothing is written twice', async () => {
    await running.close();
    running = await start();
    await running.engine.settled(60_000);
    expect((await get<CaseList>('/cases')).total).toBe(DEMO_STORIES.length);
    expect(await running.app.get(UsersService).demoAccounts()).toHaveLength(DEMO_USERS.length);
  }, 120_000);
});
