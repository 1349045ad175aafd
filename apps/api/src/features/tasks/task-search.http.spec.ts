import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { CaseSummary, TaskView } from '@pledge/contracts';
import { testDatabases, type TestDatabase } from '@pledge/testing';
import { Client } from '../../../../../test/support/client.js';
import { specApp } from '../../../../../test/support/spec-app.js';
import { eventually } from '../../../../../test/support/story.js';
import type { RunningApp } from '../../create-app.js';

jest.setTimeout(180_000);

interface Page {
  readonly items: readonly TaskView[];
  readonly total: number;
}

describe.each(testDatabases())('the filter of the inbox on $name', (place) => {
  let running: RunningApp;
  let database: TestDatabase;
  const numbers: string[] = [];
  const as = (username: string): Promise<Client> => Client.as(running.url, username);
  const search = async (username: string, query: string): Promise<readonly (string | null)[]> =>
    (await (await as(username)).get<Page>(`/api/tasks?${query}`)).body.items.map((task) => task.caseNumber);

  beforeAll(async () => {
    database = await place.create();
    running = await specApp(database.url);
    const customer = await as('customer');
    for (const title of ['核心路由器不可达', 'OSPF 邻居抖动']) {
      const made = await customer.post<CaseSummary>('/api/cases', {
        contractNumber: 'P-DEMO',
        serialNumber: 'CR-LZ-0001',
        title,
        description: '见截图',
        channel: 'portal',
        contact: { name: '马建国', phone: '13909310001' },
      });
      expect(made.status).toBe(201);
      numbers.push(made.body.number);
    }
    await eventually(
      () => search('dispatcher', 'limit=200'),
      (found) => numbers.every((number) => found.includes(number)),
    );
  });
  afterAll(async () => {
    await running?.close();
    await database?.drop();
  });

  it('given two cases, when a person searches, then title, customer, number and step lead to the tasks, whatever the letters', async () => {
    const [router, ospf] = numbers;
    const found = async (words: string): Promise<readonly (string | null)[]> => [
      ...new Set(await search('dispatcher', `words=${encodeURIComponent(words)}`)),
    ];
    expect(await found('路由器不可达')).toEqual([router]);
    expect(await found('ospf')).toEqual([ospf]);
    expect(await found((router ?? '').toLowerCase())).toEqual([router]);
    expect(await found('没有这样的')).toEqual([]);
    expect(await found('%')).toEqual([]);
    const [task] = (await (await as('dispatcher')).get<Page>('/api/tasks?limit=1')).body.items;
    expect((await found(task?.name ?? '')).length).toBeGreaterThan(0);
  });

  it('given a step with an English name, when a task is listed, read or claimed, then it tells both names', async () => {
    const dispatcher = await as('dispatcher');
    const [listed] = (await dispatcher.get<Page>(`/api/tasks?caseNumber=${numbers[0] ?? ''}`)).body.items;
    const names = { name: '受理定级', nameEn: 'Assess' };
    expect(listed).toMatchObject(names);
    expect((await dispatcher.get<TaskView>(`/api/tasks/${listed?.id ?? ''}`)).body).toMatchObject(names);
    expect((await dispatcher.post<TaskView>(`/api/tasks/${listed?.id ?? ''}/claim`, {})).body).toMatchObject(names);
  });

  it('given the same words, when another customer searches, then nothing of the first one’s is told', async () => {
    expect(await search('other', 'words=ospf')).toEqual([]);
    expect((await (await as('other')).get<Page>('/api/tasks?words=ospf')).body.total).toBe(0);
  });

  it.each(['due=tomorrow', `words=${'长'.repeat(101)}`])('given %s, when asked, then it is refused', async (query) => {
    expect((await (await as('dispatcher')).get(`/api/tasks?${query}`)).status).toBe(422);
  });
});
