import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { PublicConfirmation, Quotation, QuotationContent, QuotationList } from '@pledge/contracts';
import { testDatabases } from '@pledge/testing';
import { ConfirmationWorld, HOUR } from '../../../../../test/support/confirmation-world.js';
import { QuotationsRepository } from './quotations.repository.js';

// The whole server with the shipped processes; papers are laid out on busy machines.
jest.setTimeout(240_000);

/** 9,120.55 before, 8,468.52 after 5 % off parts and 10 % off labour: the manager approves. */
const CONTENT: QuotationContent = {
  title: '更换核心路由器风扇',
  occasion: 'extra',
  priceRule: 'single-service',
  scope: '到场更换风扇模块，观察 2 小时。',
  items: [
    { kind: 'parts', description: '风扇模块', quantity: '3', unit: '个', unitPrice: '1280.15' },
    { kind: 'labour', description: '工程师现场服务', quantity: '2.5', unit: '人天', unitPrice: '1840.04' },
    { kind: 'travel', description: '往返交通', quantity: '1', unit: '次', unitPrice: '680' },
  ],
  terms: '接受后 3 日内付款。',
  validUntil: '2026-12-03T10:00:00+08:00',
};

describe.each(testDatabases())('quotations over HTTP on $name', (place) => {
  let world: ConfirmationWorld;
  beforeAll(async () => {
    world = await ConfirmationWorld.start(place.name);
  });
  afterAll(async () => {
    await world?.stop();
  });

  async function begin(change: Partial<QuotationContent> = {}): Promise<{ id: string; caseNumber: string }> {
    const caseNumber = await world.newCase();
    const body = { caseNumber, content: { ...CONTENT, ...change } };
    const answer = await (await world.as('pm')).post<{ id: string }>('/api/quotations', body);
    expect(answer.status).toBe(201);
    await world.settle();
    return { id: answer.body.id, caseNumber };
  }
  const get = async (id: string, who = 'pm'): Promise<Quotation> =>
    (await (await world.as(who)).get<Quotation>(`/api/quotations/${id}`)).body;
  const ready = (caseNumber: string) =>
    world.work('pm', caseNumber, 'write-quotation', { quotationReady: 'ready', confirmer: undefined });
  /** Below the limit of the approval: goes to the customer at once. */
  const small = { items: CONTENT.items.slice(0, 1) };

  it('given a quotation, when it is approved and the customer accepts it in writing, then the order is recorded and everything is on record', async () => {
    const { id, caseNumber } = await begin();
    const customer = await world.as('customer');
    expect((await customer.get(`/api/quotations/${id}`)).status).toBe(404);
    expect((await customer.get<QuotationList>(`/api/quotations?caseNumber=${caseNumber}`)).body.items).toEqual([]);
    expect(await get(id)).toMatchObject({ state: 'draft', number: `${caseNumber}-BJ01`, total: '8468.52' });

    await ready(caseNumber);
    const frozen = await get(id);
    expect(frozen).toMatchObject({
      state: 'frozen',
      version: 1,
      amounts: { gross: '9120.55', discount: '652.03', total: '8468.52' },
      lock: { open: false },
    });
    expect(frozen.lock.reasons.map((one) => one.code)).toEqual(['NOT_REQUESTED']);
    expect(await world.waiting(caseNumber)).toEqual(['approve-quotation']);

    // The hash is that of the stored JSON and the stored PDF: nothing but `cat` and `sha256sum` is needed.
    const version = await world.app.app.get(QuotationsRepository).version(id, 1);
    const pdf = await bytes(`/api/documents/${version?.documentId ?? ''}`, await world.as('pm'));
    const hash = createHash('sha256')
      .update(`${version?.canonical ?? ''}\n`)
      .update(pdf)
      .digest('hex');
    expect(frozen.versions[0]).toMatchObject({ hash, documentNumber: `${caseNumber}-BJ01-V1`, total: '8468.52' });

    // Not approved inside: neither the quotation nor its paper is the customer's to see.
    const paperId = frozen.versions[0]?.documentId ?? '';
    expect((await customer.get(`/api/quotations/${id}`)).status).toBe(404);
    expect((await customer.get(`/api/documents/${paperId}`)).status).toBe(404);
    await world.work('manager', caseNumber, 'approve-quotation', { quotationApproved: true });
    expect(await world.waiting(caseNumber)).toEqual([]);
    const token = await world.linkToken(caseNumber);
    const page = (await world.nobody.get<PublicConfirmation>(`/api/public/confirmations/${token}`)).body;
    expect(page).toMatchObject({ action: 'quotation', state: 'waiting', hash, expectedName: '郭振华' });
    expect(page.sections.flatMap((section) => section.paragraphs).join('\n')).toContain('应付 ¥8468.52');
    const mail = await world.message(caseNumber, 'confirmation-request');
    expect(mail.text).toContain('有效期至 2026-12-03 10:00');
    const paper = `/api/public/verify/${version?.verifyCode ?? ''}`;
    expect((await world.nobody.get(paper)).body).toMatchObject({ state: 'unconfirmed' });

    const signed = await world.customerSigns(caseNumber);
    expect(signed.body).toMatchObject({ state: 'confirmed', decided: { personName: '郭振华' }, copyReady: true });
    expect((await world.nobody.get(paper)).body).toMatchObject({ state: 'confirmed' });
    expect(await get(id, 'customer')).toMatchObject({ lock: { open: true }, may: { edit: false }, discounts: [] });
    await world.work('pm', caseNumber, 'record-order', { orderNumber: 'DD-2026-0007' });
    expect(await get(id)).toMatchObject({ state: 'accepted', outcome: 'accepted', lock: { open: true } });
    const edit = await (await world.as('pm')).put(`/api/quotations/${id}`, { revision: 1, content: CONTENT });
    expect(edit.body).toMatchObject({ code: 'QUOTATION_ACCEPTED' });
    // The work may take longer than the price was offered for.
    await world.advance('P12D');
    expect((await get(id)).lock.open).toBe(true);
    const events = await (
      await world.as('admin')
    ).get<{ items: { type: string }[] }>(`/api/cases/${caseNumber}/events`);
    expect(events.body.items.map((one) => one.type).filter((type) => /quotation|confirmation/.test(type))).toEqual([
      'quotation_frozen',
      'confirmation_requested',
      'confirmation_given',
      'quotation_finished',
    ]);
  });

  it('given an acceptance, when one cent is edited, then it is void, the order cannot be recorded, and the new version is accepted anew', async () => {
    const { id, caseNumber } = await begin({ ...small, validUntil: at(48) });
    await ready(caseNumber);
    expect((await world.customerSigns(caseNumber)).status).toBe(200);
    expect(await world.waiting(caseNumber)).toEqual(['record-order']);
    const task = await world.task(caseNumber, 'record-order', 'pm');
    const before = await get(id);
    const items = [{ ...(CONTENT.items[0] as QuotationContent['items'][number]), unitPrice: '1280.16' }];
    const pm = await world.as('pm');
    const edited = await pm.put<Quotation>(`/api/quotations/${id}`, {
      revision: before.revision,
      content: { ...before.content, items },
    });
    expect(edited.body).toMatchObject({ state: 'draft', version: null, total: '3648.46', lock: { open: false } });
    await world.settle();
    expect(await world.waiting(caseNumber)).toEqual(['write-quotation']);
    expect((await world.requests(caseNumber)).map((one) => one.state)).toEqual(['void']);
    expect((await pm.post(`/api/tasks/${task?.id ?? ''}/complete`, { variables: {} })).status).toBe(409);
    // The customer goes on seeing what was put to them, and who edits an old state is told.
    expect(await get(id, 'customer')).toMatchObject({ total: '3648.43', version: null });
    const outdated = await pm.put(`/api/quotations/${id}`, { revision: before.revision, content: before.content });
    expect(outdated.body).toMatchObject({ code: 'QUOTATION_OUTDATED' });
    await ready(caseNumber);
    expect((await world.customerSigns(caseNumber)).status).toBe(200);
    await world.work('pm', caseNumber, 'record-order', { orderNumber: 'DD-2026-0008' });
    expect(await get(id)).toMatchObject({ state: 'accepted', version: 2, total: '3648.46' });
  });

  it('given a quotation that is not accepted, when the administrator moves the process to its order, then the lock holds', async () => {
    const { id, caseNumber } = await begin({ ...small, validUntil: at(48) });
    await ready(caseNumber);
    const admin = await world.as('admin');
    const { processInstanceId } = await get(id);
    const instance = `/api/process-instances/${processInstanceId ?? ''}`;
    const moved = await admin.post(`${instance}/modifications`, {
      instructions: [{ type: 'move', elementId: 'customer-answers', target: 'record-order' }],
      reason: '试',
    });
    expect([403, 422]).toContain(moved.status);
    // A message that says what nobody said: the process believes it, the lock does not.
    await admin.post('/api/messages', {
      name: 'confirmation-decided',
      correlationKey: (await world.waitingRequest(caseNumber, 'customer')).id,
      variables: { confirmationDecision: 'confirmed' },
    });
    await world.settle();
    const task = await world.task(caseNumber, 'record-order');
    for (const [action, body] of [
      ['claim', {}],
      ['complete', { variables: { orderNumber: 'x' } }],
    ] as const) {
      const answer = await admin.post(`/api/tasks/${task?.id ?? ''}/${action}`, body);
      expect(answer.body).toMatchObject({ code: 'GUARD_VETOED' });
    }
    expect((await get(id)).state).toBe('frozen');
  });

  it('given nobody who answers, then it is reminded and ends as expired; given a no, then it ends as rejected', async () => {
    const late = await begin({ ...small, validUntil: at(10) });
    await ready(late.caseNumber);
    await world.advance('PT11H');
    expect(await get(late.id)).toMatchObject({ state: 'closed', outcome: 'expired', lock: { open: false } });
    expect((await world.message(late.caseNumber, 'confirmation-waiting')).text).toContain('郭振华');
    expect((await world.message(late.caseNumber, 'quotation-unaccepted')).text).toContain('收费的维修不开始');
    const no = await begin({ ...small, validUntil: at(10) });
    await ready(no.caseNumber);
    const token = await world.linkToken(no.caseNumber);
    const said = await world.nobody.post(`/api/public/confirmations/${token}/reject`, { reason: '预算不足' });
    expect(said.body).toMatchObject({ state: 'rejected' });
    await world.settle();
    expect(await get(no.id)).toMatchObject({ state: 'closed', outcome: 'rejected' });
    const edit = await (await world.as('pm')).put(`/api/quotations/${no.id}`, { revision: 1, content: CONTENT });
    expect(edit.body).toMatchObject({ code: 'QUOTATION_CLOSED' });
  });

  it('given an expired contract, then nothing is repaired and no clock runs before the price is accepted; from there they count', async () => {
    const { body } = await (
      await world.as('customer')
    ).post<{ number: string }>('/api/cases', {
      contractNumber: 'P-2018',
      title: '接入网网管风扇告警',
      description: '风扇停转',
      channel: 'portal',
      contact: { name: '马建国', phone: '13909310001' },
    });
    const caseNumber = body.number;
    const yes = { handleAnyway: true, decisionReason: '合同已到期，先报价' };
    await world.work('pm', caseNumber, 'decide-out-of-contract', yes);
    const pm = await world.as('pm');
    const admin = await world.as('admin');
    const mine = async (): Promise<string> =>
      (await pm.get<QuotationList>(`/api/quotations?caseNumber=${caseNumber}&state=draft`)).body.items[0]?.id ?? '';
    const clocks = async (): Promise<{ startedAt: string | null }[]> =>
      (await admin.get<{ items: { startedAt: string | null }[] }>(`/api/cases/${caseNumber}/clocks`)).body.items;
    const fill = async (): Promise<string> => {
      const draft = await get(await mine());
      expect(draft.content.occasion).toBe('expired');
      const content = { ...draft.content, ...CONTENT, ...small, occasion: 'expired', validUntil: at(10) };
      expect((await pm.put(`/api/quotations/${draft.id}`, { revision: draft.revision, content })).status).toBe(200);
      await ready(caseNumber);
      return draft.id;
    };
    // The first price lapses: the case is kept, and the manager quotes again.
    await fill();
    await world.advance('PT11H');
    expect(await world.waiting(caseNumber)).toEqual(['decide-out-of-contract']);
    await world.work('pm', caseNumber, 'decide-out-of-contract', yes);
    const id = await fill();
    expect(await clocks()).toEqual([]);
    const instances = await admin.get<{ items: { id: string; key: string }[] }>(
      `/api/process-instances?businessKey=${caseNumber}&limit=50`,
    );
    const fault = instances.body.items.find((one) => one.key === 'fault-handling')?.id ?? '';
    for (const target of ['first-contact', 'remote-diagnosis']) {
      const moved = await admin.post(`/api/process-instances/${fault}/modifications`, {
        instructions: [{ type: 'move', elementId: 'quote-out-of-contract', target }],
        reason: '试',
      });
      expect(moved.body).toMatchObject({ code: 'GUARD_VETOED' });
    }
    expect((await world.customerSigns(caseNumber)).status).toBe(200);
    const acceptedAt = (await world.requests(caseNumber)).find((one) => one.state === 'confirmed')?.decidedAt ?? '';
    await world.work('pm', caseNumber, 'record-order', { orderNumber: 'DD-2026-0009' });
    expect(await get(id)).toMatchObject({ state: 'accepted' });
    await world.work('dispatcher', caseNumber, 'assess', {
      impact: 'paralysed',
      faultKind: 'hardware',
      alreadyComplained: false,
      simpleProblem: false,
    });
    const started = (await clocks()).flatMap((one) => (one.startedAt === null ? [] : [Date.parse(one.startedAt)]));
    expect(started.length).toBeGreaterThan(0);
    expect(Math.min(...started)).toBeGreaterThanOrEqual(Date.parse(acceptedAt));
    await world.work('pm', caseNumber, 'assign-engineer', { engineer: 'engineer' });
    const contact = await world.task(caseNumber, 'first-contact', 'engineer');
    const engineer = await world.as('engineer');
    expect((await engineer.post(`/api/tasks/${contact?.id ?? ''}/claim`, {})).status).toBeLessThan(300);
  });

  it('given strangers and bad input, then a quotation is neither seen nor written', async () => {
    const { id, caseNumber } = await begin({ ...small, validUntil: at(48) });
    await ready(caseNumber);
    const other = await world.as('other');
    expect((await other.get(`/api/quotations/${id}`)).body).toMatchObject({ code: 'QUOTATION_NOT_FOUND' });
    expect((await other.get<QuotationList>('/api/quotations')).body.items).toEqual([]);
    expect((await get(id, 'customer')).number).toBe(`${caseNumber}-BJ01`);
    for (const who of ['customer', 'engineer', 'dispatcher'])
      expect((await (await world.as(who)).post('/api/quotations', { caseNumber })).status).toBe(403);
    const pm = await world.as('pm');
    expect((await pm.post('/api/quotations', { caseNumber: 'GD-1999-0001' })).status).toBe(404);
    for (const bad of ['-1', '1e3', '1.999', '', '１２', '12345678901'])
      expect(
        (
          await pm.put(`/api/quotations/${id}`, {
            revision: 1,
            content: { ...CONTENT, items: [{ ...CONTENT.items[0], unitPrice: bad }] },
          })
        ).status,
      ).toBe(422);
    expect((await get(id)).state).toBe('frozen');
  });

  it('given a quotation that lacks something, when it is sent, then it comes back and says what', async () => {
    const { id, caseNumber } = await begin({ items: [], validUntil: at(-1) });
    expect((await get(id)).missing.map((one) => one.field)).toEqual(['items', 'validUntil']);
    await ready(caseNumber);
    const task = await world.task(caseNumber, 'write-quotation', 'pm');
    const form = await (
      await world.as('pm')
    ).get<{ variables: Record<string, unknown> }>(`/api/tasks/${task?.id ?? ''}/form`);
    expect(form.body.variables['returnReason']).toBe('请至少列出一项费用；有效期已过');
    await world.work('pm', caseNumber, 'write-quotation', { quotationReady: 'withdraw' });
    expect(await get(id)).toMatchObject({ state: 'closed', outcome: 'withdrawn' });
  });

  const at = (hours: number): string => new Date(world.app.clock.now() + hours * HOUR).toISOString();
  const bytes = async (path: string, client: { readonly accessToken: string | null }): Promise<Buffer> => {
    const headers = { authorization: `Bearer ${client.accessToken ?? ''}` };
    return Buffer.from(await (await fetch(`${world.app.url}${path}`, { headers })).arrayBuffer());
  };
});
