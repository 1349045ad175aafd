import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { CreateWrittenNotice, DutyUnit, PublicNotice, WrittenNotice, WrittenNoticeList } from '@pledge/contracts';
import { testDatabases } from '@pledge/testing';
import { ConfirmationWorld, START } from '../../../../../test/support/confirmation-world.js';
import type { TaskItem } from '../../../../../test/support/story.js';

// The whole server with the shipped processes; papers are laid out on busy machines.
jest.setTimeout(240_000);

const NOTICE: CreateWrittenNotice = {
  kind: 'outage',
  title: '停机检修公告',
  text: { zh: '周六 0 点至 4 点停机检修。\n期间请拨打热线。', en: 'Down for maintenance on Saturday, 0:00 to 4:00.' },
  changedAt: new Date(START).toISOString(),
  audience: { kind: 'all' },
};

describe.each(testDatabases())('written notices over HTTP on $name (F-24)', (place) => {
  let world: ConfirmationWorld;
  beforeAll(async () => {
    world = await ConfirmationWorld.start(place.name);
  });
  afterAll(async () => {
    await world?.stop();
  });

  async function create(change: Partial<CreateWrittenNotice> = {}): Promise<string> {
    const answer = await (
      await world.as('dispatcher')
    ).post<WrittenNotice>('/api/written-notices', { ...NOTICE, ...change });
    expect(answer.body).toMatchObject({ state: 'draft' });
    await world.settle();
    return answer.body.number;
  }
  const get = async (number: string, who = 'manager'): Promise<WrittenNotice> =>
    (await (await world.as(who)).get<WrittenNotice>(`/api/written-notices/${number}`)).body;
  async function tasks(number: string): Promise<TaskItem[]> {
    await world.settle();
    const { processInstanceId } = await get(number);
    const client = await world.as('admin');
    return (
      await client.get<{ items: TaskItem[] }>(`/api/tasks?processInstanceId=${processInstanceId ?? ''}&state=open`)
    ).body.items;
  }
  async function work(who: string, number: string, elementId: string, variables: Record<string, unknown>) {
    const task = (await tasks(number)).find((one) => one.elementId === elementId);
    const client = await world.as(who);
    await client.post(`/api/tasks/${task?.id ?? ''}/claim`, {});
    const done = await client.post(`/api/tasks/${task?.id ?? ''}/complete`, { variables });
    expect({ elementId, status: done.status, body: done.body }).toMatchObject({ status: 200 });
    await world.settle();
  }
  const approve = (number: string, change: Record<string, unknown> = {}) =>
    work('manager', number, 'approve-notice', {
      noticeApproved: true,
      noticeTitle: NOTICE.title,
      noticeText: NOTICE.text.zh,
      noticeTextEn: NOTICE.text.en,
      ...change,
    });
  const outbox = async (template: string, text: string) =>
    (
      await (
        await world.as('admin')
      ).get<{
        items: {
          template: string;
          channel: string;
          address: string;
          text: string;
          attachments: { fileName: string }[];
        }[];
      }>('/api/outbox?limit=200')
    ).body.items.filter((one) => one.template === template && one.text.includes(text));
  const link = (text: string): string => /\/notice\/([A-Za-z0-9_-]{32})/.exec(text)?.[1] ?? '';

  it('given a notice, when a manager approves its text, then every customer with a contract in force gets a letter by mail and a text message, and says so by link or in the portal', async () => {
    const number = await create();
    expect(number).toMatch(/^TZ-2026-\d{4}$/);
    const customer = await world.as('customer');
    // Nothing before it is approved.
    expect((await customer.get(`/api/written-notices/${number}`)).status).toBe(404);
    expect(await outbox('written-notice', number)).toEqual([]);
    await approve(number, { noticeTitle: '停机检修公告（改）' });
    const sent = await get(number);
    expect(sent).toMatchObject({
      state: 'sending',
      title: '停机检修公告（改）',
      approvedBy: 'manager',
      customers: 2,
      delivered: 0,
    });
    // SLA-018 of P-S0e: three natural days, to midnight of the third day after the change (C11).
    expect(sent.deliveries.map((one) => [one.partyName, one.dueAt, one.clause])).toEqual([
      ['甘肃电信演示客户', '2026-11-27T00:00:00.000+08:00', '三天内以书面形式（含传真）通知'],
      ['青海教育演示客户', '2026-11-27T00:00:00.000+08:00', '三天内以书面形式（含传真）通知'],
    ]);
    const mails = await outbox('written-notice', number);
    expect(mails.map((one) => one.address).sort()).toEqual([
      'customer2@demo.example',
      'customer@demo.example',
      'other@demo.example',
    ]);
    expect(mails[0]?.attachments.map((one) => one.fileName)[0]).toMatch(/^TZ-2026-\d{4}-0[12]\.pdf$/);
    const texts = await outbox('written-notice-sms', number);
    expect(texts.map((one) => one.address).sort()).toEqual(['13709710001', '13909310001', '13909310002']);
    // The customer’s own letter, nobody else’s.
    const [own] = (await get(number, 'customer')).deliveries;
    expect((await get(number, 'customer')).deliveries.map((one) => one.partyName)).toEqual(['甘肃电信演示客户']);
    const letter = `/api/documents/${own?.documentId ?? ''}`;
    expect((await customer.get(letter)).status).toBe(200);
    expect((await (await world.as('other')).get(letter)).status).toBe(404);

    const token = link(mails.find((one) => one.address === 'customer@demo.example')?.text ?? '');
    const page = await world.nobody.get<PublicNotice>(`/api/public/written-notices/${token}`);
    expect(page.body).toMatchObject({ customer: '甘肃电信演示客户', deliveredAt: null });
    expect((await world.nobody.post(`/api/public/written-notices/${token}/receipt`, { personName: '' })).status).toBe(
      422,
    );
    const received = await world.nobody.post<PublicNotice>(`/api/public/written-notices/${token}/receipt`, {
      personName: '马建国',
    });
    expect(received.body.deliveredAt).not.toBeNull();
    // Twice is once: who was first stays.
    await world.nobody.post(`/api/public/written-notices/${token}/receipt`, { personName: '别人' });
    await (await world.as('other')).post(`/api/written-notices/${number}/receipt`, {});
    await world.settle();
    const done = await get(number);
    expect(done).toMatchObject({ state: 'done', delivered: 2 });
    expect(done.deliveries.map((one) => [one.state, one.proof, one.personName, one.late])).toEqual([
      ['delivered', 'link', '马建国', false],
      ['delivered', 'portal', '韩志远', false],
    ]);
  });

  it('given nobody who answers, when three days are over, then the dispatcher telephones each unfinished customer', async () => {
    const number = await create({ changedAt: new Date(world.app.clock.now()).toISOString() });
    await approve(number);
    await (await world.as('customer')).post(`/api/written-notices/${number}/receipt`, {});
    await world.advance('P4D');
    expect((await tasks(number)).map((one) => one.elementId)).toEqual(['phone-customer']);
    expect((await get(number)).deliveries.map((one) => [one.partyName, one.state, one.late])).toEqual([
      ['青海教育演示客户', 'waiting', true],
      ['甘肃电信演示客户', 'delivered', false],
    ]);
    await work('dispatcher', number, 'phone-customer', {
      phoneReached: true,
      phonePerson: '韩志远',
      phoneNote: '已电话告知',
    });
    expect(await get(number)).toMatchObject({ state: 'done', delivered: 2 });
    expect((await get(number)).deliveries.find((one) => one.proof === 'phone')).toMatchObject({
      personName: '韩志远',
      late: true,
    });
  });

  it('given a customer without any address, then the letter is posted, and staff record the proof', async () => {
    const admin = await world.as('admin');
    const made = await admin.post<{ id: string }>('/api/parties', { name: '青海试验客户', shortName: '青海试验' });
    expect(made.status).toBe(201);
    const number = await create({
      changedAt: new Date(world.app.clock.now()).toISOString(),
      audience: { kind: 'customers', partyIds: [made.body.id] },
    });
    await approve(number);
    const [copy] = (await get(number)).deliveries;
    expect(copy).toMatchObject({ partyName: '青海试验客户', sentTo: [], sentAt: null });
    await work('dispatcher', number, 'post-letter', { postedWay: 'letter', postedNote: 'SF1234567890' });
    expect((await get(number)).deliveries[0]).toMatchObject({ posted: { way: 'letter', note: 'SF1234567890' } });
    const path = `/api/written-notices/${number}/deliveries/${copy?.id ?? ''}/receipt`;
    expect((await (await world.as('engineer')).post(path, { proof: 'letter', personName: '收发室' })).status).toBe(403);
    const proof = { proof: 'letter', personName: '收发室', note: '快递签收' };
    expect((await (await world.as('dispatcher')).post<WrittenNotice>(path, proof)).body.delivered).toBe(1);
    await world.settle();
    expect(await get(number)).toMatchObject({ state: 'done' });
  });

  it('given a duty unit whose hotline is changed, then a notice to the customers it serves is drafted by itself, once', async () => {
    const manager = await world.as('manager');
    const units = (await manager.get<{ items: DutyUnit[] }>('/api/duty-units')).body.items;
    const unit = units.find((one) => one.id === 'default') ?? units[0];
    const { id = '', ...definition } = unit ?? {};
    const before = (await manager.get<WrittenNoticeList>('/api/written-notices')).body.items.length;
    const saved = await manager.put<DutyUnit>(`/api/duty-units/${id}`, { ...definition, hotline: '400-800-4321' });
    expect(saved.body).toMatchObject({ hotline: '400-800-4321' });
    await world.settle();
    const { items } = (await manager.get<WrittenNoticeList>('/api/written-notices')).body;
    expect(items).toHaveLength(before + 1);
    expect(items[0]).toMatchObject({
      kind: 'hotline',
      state: 'draft',
      title: '服务热线号码变更',
      createdBy: 'manager',
    });
    const text = (await get(items[0]?.number ?? '')).text;
    expect(text.zh).toContain('变更为 400-800-4321');
    expect(text.en).toContain('is 400-800-4321 instead of');
    // Another change of the unit is none of the hotline.
    const revision = saved.body.revision;
    await manager.put(`/api/duty-units/${id}`, { ...definition, revision, hotline: '400-800-4321' });
    await world.settle();
    expect((await manager.get<WrittenNoticeList>('/api/written-notices')).body.items).toHaveLength(before + 1);
    await work('manager', items[0]?.number ?? '', 'approve-notice', {
      noticeApproved: false,
      noticeTitle: 'x',
      noticeText: 'x',
    });
    expect(await get(items[0]?.number ?? '')).toMatchObject({ state: 'withdrawn', customers: 0 });
  });

  it('given strangers, guesses and bad input, then nothing is seen and nothing is sent', async () => {
    const number = await create({ audience: { kind: 'regions', regions: ['northwest'] } });
    for (const who of ['customer', 'engineer'])
      expect((await (await world.as(who)).post('/api/written-notices', NOTICE)).status).toBe(403);
    const dispatcher = await world.as('dispatcher');
    for (const audience of [
      { kind: 'customers', partyIds: [] },
      { kind: 'regions', regions: [] },
      { kind: 'everybody' },
    ])
      expect((await dispatcher.post('/api/written-notices', { ...NOTICE, audience })).status).toBe(422);
    const nobody = { ...NOTICE, audience: { kind: 'regions', regions: ['nowhere'] } };
    expect((await dispatcher.post('/api/written-notices', nobody)).body).toMatchObject({ code: 'NOTICE_NOBODY' });
    const unknown = { ...NOTICE, audience: { kind: 'customers', partyIds: ['0197a0f5-1b1e-7c3a-9d1f-3f6a1c2b4d5e'] } };
    expect((await dispatcher.post('/api/written-notices', unknown)).body).toMatchObject({
      code: 'NOTICE_PARTY_UNKNOWN',
    });
    for (const token of ['A'.repeat(32), "' OR 1=1 --", '..%2F..'])
      expect((await world.nobody.get(`/api/public/written-notices/${encodeURIComponent(token)}`)).status).toBe(404);
    expect((await (await world.as('customer')).get(`/api/written-notices/${number}`)).status).toBe(404);
    expect((await (await world.as('customer')).post(`/api/written-notices/${number}/receipt`, {})).status).toBe(404);
    expect((await dispatcher.get('/api/written-notices/TZ-1999-0001')).status).toBe(404);
  });
});
