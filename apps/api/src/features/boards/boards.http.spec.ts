import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Board } from '@pledge/contracts';
import { testDatabases, type TestDatabase } from '@pledge/testing';
import { Client } from '../../../../../test/support/client.js';
import type { RunningApp } from '../../create-app.js';
import { specApp } from '../../../../../test/support/spec-app.js';

jest.setTimeout(240_000);

/** A fault reported on a Monday morning that nobody takes care of until the promises are broken. */
describe.each(testDatabases())('the board on $name', (place) => {
  let running: RunningApp;
  let database: TestDatabase;
  let number = '';
  const board = async (username: string, query = ''): Promise<Board> =>
    (await (await Client.as(running.url, username)).get<Board>(`/api/board${query}`)).body;

  beforeAll(async () => {
    database = await place.create();
    running = await specApp(database.url);
    const customer = await Client.as(running.url, 'customer');
    const reported = await customer.post<{ number: string }>('/api/cases', {
      contractNumber: 'P-DEMO',
      title: '核心路由器不可达',
      description: '全省业务中断',
      channel: 'portal',
      contact: { name: '马建国', phone: '13909310001' },
      answers: { impact: 'paralysed' },
    });
    number = reported.body.number;
    await running.engine.settled(60_000);
  });
  afterAll(async () => {
    await running?.close();
    await database?.drop();
  });

  it('given a promise that runs out today, when the manager looks, then it is due and the unclaimed task is load', async () => {
    const seen = await board('manager');
    expect(seen.scope).toBe('all');
    expect(seen.due.items.map((item) => item.caseNumber)).toContain(number);
    expect(seen.due.today).toBeGreaterThan(0);
    expect(seen.load.find((row) => row.username === null)?.open).toBeGreaterThan(0);
  });

  it('given somebody who owns nothing, when that one looks, then nothing is shown, and a customer is refused', async () => {
    const seen = await board('engineer');
    expect([seen.scope, seen.due.items.filter((item) => item.caseNumber === number), seen.breaches.items]).toEqual([
      'own',
      [],
      [],
    ]);
    expect(seen.load.every((row) => row.username === 'engineer')).toBe(true);
    const customer = await Client.as(running.url, 'customer');
    expect((await customer.get('/api/board')).status).toBe(403);
  });

  it('given the limits have passed, when the manager looks, then the breach names the step that was open', async () => {
    const before = (await board('manager')).breaches.total;
    const admin = await Client.as(running.url, 'admin');
    expect((await admin.post('/api/clock/advance', { by: 'P1D' })).status).toBeLessThan(300);
    await running.engine.settled(60_000);
    const seen = await board('manager');
    const broken = seen.breaches.items.filter((item) => item.caseNumber === number);
    expect(broken.length).toBeGreaterThan(0);
    expect(broken[0]?.steps.map((step) => step.elementId)).toContain('assess');
    expect(seen.breaches.byStep.find((step) => step.elementId === 'assess')?.count).toBe(broken.length);
    expect(seen.breaches.byMetric.reduce((sum, row) => sum + row.count, 0)).toBe(seen.breaches.total);
    expect(seen.breaches.total).toBeGreaterThan(before);
    expect(seen.due.overdue).toBeGreaterThan(0);
    expect(seen.load.find((row) => row.username === null)?.overdue).toBeGreaterThan(0);
  });

  it('given a dispatcher who takes the task, when that one looks, then the case is now among the own ones', async () => {
    const dispatcher = await Client.as(running.url, 'dispatcher');
    const tasks = await dispatcher.get<{ items: { id: string; elementId: string }[] }>(
      `/api/tasks?caseNumber=${number}`,
    );
    const id = tasks.body.items.find((task) => task.elementId === 'assess')?.id ?? '';
    expect((await board('dispatcher')).breaches.items.map((item) => item.caseNumber)).not.toContain(number);
    await dispatcher.post(`/api/tasks/${id}/claim`);
    expect((await board('dispatcher')).breaches.items.map((item) => item.caseNumber)).toContain(number);
  });

  it('given a window that is too wide or no number, when asked, then it is refused', async () => {
    const manager = await Client.as(running.url, 'manager');
    for (const days of ['0', '400', 'x']) expect((await manager.get(`/api/board?days=${days}`)).status).toBe(422);
  });
});
