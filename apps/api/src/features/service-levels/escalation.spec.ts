import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { VirtualClock } from '@pledge/runtime';
import type { RunningApp } from '../../create-app.js';
import { CaseQueries, CasesService } from '../cases/index.js';
import { UsersService } from '../users/index.js';
import { specApp } from '../../../../../test/support/spec-app.js';

const MINUTE = 60_000;
const PROVIDER = { kind: 'provider' } as const;

describe('a T3 fault that nobody takes, with the shipped processes (story 6)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pledge-escalation-'));
  let running: RunningApp;
  let number = '';

  beforeAll(async () => {
    running = await specApp(`file:${join(folder, 'pledge.db')}`);
  }, 120_000);
  afterAll(async () => {
    await running?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const engine = (): RunningApp['engine'] => running.engine;
  const quiet = async (): Promise<void> => {
    for (let round = 0; round < 50; round += 1) {
      if ((await engine().settled(20_000)) && (await engine().runDueJobs()) === 0) return;
    }
  };
  /** Moves product time from due job to due job. */
  async function advance(minutes: number): Promise<void> {
    const clock = running.clock as VirtualClock;
    const until = clock.now() + minutes * MINUTE;
    for (;;) {
      await quiet();
      const { items } = await engine().listJobs({ state: 'waiting', limit: 200 });
      const next = Math.min(...items.map((job) => job.dueAt).filter((at) => at > clock.now()));
      if (next > until) break;
      clock.moveTo(next);
    }
    clock.moveTo(until);
    await quiet();
  }
  const tasks = async (): Promise<string[]> =>
    (await engine().listTasks({ businessKey: number, state: 'open', limit: 50 })).items
      .filter((task) => task.elementId === 'take-over')
      .map((task) => task.candidateGroups.join('+'));
  const session = async (username: string) => {
    const { displayName, roles, memberOf, partyId, language } = await running.app.get(UsersService).get(username);
    return { username, displayName, roles, groups: memberOf, partyId, language };
  };

  it('given the report, when assessed as T3, then arrival within 2 h runs and the inbox knows it', async () => {
    const created = await running.app.get(CasesService).create(
      {
        contractNumber: 'P-DEMO',
        serialNumber: 'CR-LZ-0001',
        title: '短信业务不通',
        description: '个别业务异常',
        channel: 'portal',
        contact: { name: '马建国', phone: '13909310001' },
        answers: { impact: 'single-service' },
      },
      await session('customer'),
    );
    number = created.number;
    expect(created.severity).toBe('T3');
    await quiet();
    const assess = (await engine().listTasks({ businessKey: number, state: 'open', limit: 5 })).items.find(
      (task) => task.elementId === 'assess',
    );
    expect(assess?.urgencyAt).toBe(running.clock.now() + 120 * MINUTE);
    await engine().completeTask(
      assess!.id,
      { impact: 'single-service', faultKind: 'network', alreadyComplained: false, simpleProblem: false },
      { userId: 'dispatcher' },
    );
    await quiet();
  }, 180_000);

  it('given a wrong contract number and answers that mean a standstill, when the customer corrects it, then the severity follows and the clocks count from the receipt', async () => {
    const customer = await session('customer');
    const reported = await running.app.get(CasesService).create(
      {
        contractNumber: 'P-DEMOO',
        title: '核心路由不可达',
        description: '全网中断',
        channel: 'portal',
        contact: { name: '马建国', phone: '13909310001' },
        answers: { impact: 'paralysed' },
      },
      customer,
    );
    expect(reported).toMatchObject({ status: 'waiting-contract', severity: null });
    await quiet();
    await running.app.get(CasesService).correctContract(reported.number, { contractNumber: 'P-DEMO' }, customer);
    await quiet();
    const detail = await running.app.get(CaseQueries).detail(reported.number, PROVIDER);
    expect(detail).toMatchObject({
      severity: { code: 'T1' },
      headline: { metric: 'respond', startedAt: reported.receivedAt },
    });
    const open = (await engine().listTasks({ businessKey: reported.number, state: 'open', limit: 5 })).items;
    expect(open.map((task) => task.elementId)).toEqual(['assess']);
    await running.app.get(CasesService).withdraw(reported.number, '测试', customer);
    await quiet();
    expect((await engine().listTasks({ businessKey: reported.number, state: 'open', limit: 5 })).items).toEqual([]);
  }, 180_000);

  it('given nobody comes, when 2 h have passed, then the level rises T3, T2, T1 and one ladder begins with the first step', async () => {
    await advance(121);
    const events = (await running.app.get(CaseQueries).events(number, PROVIDER)).items;
    expect(
      events.filter((e) => e.type === 'severity_changed' && e.actor === 'system').map((e) => e.payload['severity']),
    ).toEqual(['T2', 'T1']);
    expect(await tasks()).toEqual(['pm+manager']);
    const once = events.filter((e) => e.type === 'promise_breached').map((e) => e.payload['clockId']);
    expect(new Set(once).size).toBe(once.length);
    expect((await engine().listIncidents({ open: true, limit: 10 })).items).toEqual([]);
  }, 120_000);

  it('given nobody takes over, when the steps run out, then it is the general manager, who appoints someone: he has the case', async () => {
    await advance(16);
    expect(await tasks()).toEqual(['director+supervisor']);
    await advance(30);
    expect(await tasks()).toEqual(['deputy']);
    await advance(30);
    expect(await tasks()).toEqual(['gm']);
    const task = (await engine().listTasks({ businessKey: number, state: 'open', limit: 50 })).items.find(
      (one) => one.elementId === 'take-over',
    );
    await engine().completeTask(task!.id, { instruction: '立即派人', engineer: 'engineer2' }, { userId: 'gm' });
    await quiet();
    expect((await running.app.get(CaseQueries).detail(number, PROVIDER)).owner).toBe('engineer2');
    expect((await running.app.get(CaseQueries).events(number, PROVIDER)).intact).toBe(true);
  }, 120_000);
});
