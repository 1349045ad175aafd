import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ConfirmationRequest, ContractDetail, ProblemBody, RecordChangeList } from '@pledge/contracts';
import { testDatabases } from '@pledge/testing';
import { ConfirmationWorld, HOUR } from '../../../../../test/support/confirmation-world.js';

// The whole server with the shipped processes; papers are laid out on busy machines.
jest.setTimeout(240_000);

/** A quotation of the demo contract may be accepted by a click (C15 level 2), by the account of the confirmer alone. */
describe.each(testDatabases())('whose account the confirmer has on $name', (place) => {
  let world: ConfirmationWorld;
  let request: ConfirmationRequest;
  let caseNumber: string;
  beforeAll(async () => {
    world = await ConfirmationWorld.start(place.name);
    caseNumber = await world.newCase();
    const quoted = await (
      await world.as('pm')
    ).post('/api/quotations', {
      caseNumber,
      content: {
        title: '更换核心路由器风扇',
        occasion: 'extra',
        priceRule: 'single-service',
        scope: '到场更换风扇模块。',
        items: [{ kind: 'parts', description: '风扇模块', quantity: '3', unit: '个', unitPrice: '1280.15' }],
        terms: '接受后 3 日内付款。',
        validUntil: new Date(world.app.clock.now() + 48 * HOUR).toISOString(),
      },
    });
    expect(quoted.status).toBe(201);
    await world.work('pm', caseNumber, 'write-quotation', { quotationReady: 'ready', confirmer: undefined });
    request = await world.waitingRequest(caseNumber, 'customer');
  });
  afterAll(async () => {
    await world?.stop();
  });
  const click = async (as: string): Promise<{ status: number; code: string | undefined }> => {
    const answer = await (await world.as(as)).post<ProblemBody>(`/api/confirmations/${request.id}/click`, {});
    return { status: answer.status, code: answer.body.code };
  };
  const seen = async (as: string): Promise<ConfirmationRequest> =>
    (await (await world.as(as)).get<ConfirmationRequest>(`/api/confirmations/${request.id}`)).body;

  it('given an account that only bears the name of the confirmer, when it clicks, then it is refused', async () => {
    const renamed = await (
      await world.as('admin')
    ).send('PATCH', '/api/users/customer2', { displayName: '郭振华（传输室主任）' });
    expect(renamed.status).toBe(200);
    expect(request).toMatchObject({ minimumLevel: 2, expected: { name: '郭振华' } });
    expect((await seen('customer2')).may).toMatchObject({ click: false, sign: false, reject: true });
    expect(await click('customer2')).toEqual({ status: 403, code: 'CONFIRMATION_NOT_YOURS' });
    const code = await (await world.as('customer2')).post<ProblemBody>(`/api/confirmations/${request.id}/code`, {});
    expect([code.status, code.body.code]).toEqual([403, 'CONFIRMATION_NOT_THE_PERSON']);
  });

  it('given people who keep the files, and accounts of others, when they link one, then it is refused', async () => {
    for (const role of ['pm', 'manager', 'dispatcher', 'customer'])
      expect([role, (await world.linkConfirmer('customer2', role)).status]).toEqual([role, 403]);
    for (const account of ['other', 'pm', 'nobody-at-all']) {
      const answer = await world.linkConfirmer(account);
      expect([account, answer.status, answer.body]).toEqual([
        account,
        422,
        expect.objectContaining({ code: 'ACCOUNT_OF_ANOTHER' }),
      ]);
    }
    const late = await world.linkConfirmer('customer2', 'admin', 99);
    expect(late.status).toBe(409);
  });

  it('given the link, then exactly this account may click; another name of the contact ends it', async () => {
    await world.linkConfirmer('customer');
    expect((await seen('customer')).may.click).toBe(true);
    const admin = await world.as('admin');
    const contract = (await admin.get<ContractDetail>('/api/contracts/P-DEMO')).body;
    const person = contract.contacts.find((one) => one.account === 'customer' && one.kind === 'confirmer');
    if (!person) throw new Error('not linked');
    const { id, name, title, phone, email, kind, siteId, sealFileId } = person;
    const cells = { partyId: contract.partyId, title, phone, email, kind, siteId, sealFileId };
    const save = (change: object, revision: number) =>
      admin.put(`/api/contacts/${id}`, { ...cells, ...change, revision });
    expect((await save({ name, title: '主任' }, person.revision)).body).toMatchObject({ account: 'customer' });
    expect((await save({ name: '郭晓' }, person.revision + 1)).body).toMatchObject({ account: null });
    expect((await seen('customer')).may.click).toBe(false);
    expect((await save({ name }, person.revision + 2)).status).toBe(200);
    expect((await click('customer')).status).toBe(403);

    await world.linkConfirmer('customer2');
    expect((await click('customer')).status).toBe(403);
    expect((await click('other')).status).toBe(404);
    expect((await click('pm')).status).toBe(403);
    expect((await click('admin')).status).toBe(403);
    expect((await click('customer2')).status).toBe(200);
    await world.settle();
    expect(await seen('admin')).toMatchObject({
      state: 'confirmed',
      records: [{ kind: 'confirm', way: 'click', level: 2, personName: '郭振华', actor: 'customer2' }],
    });
    const log = await admin.get<RecordChangeList>(`/api/parties/${contract.partyId}/changes`);
    expect(log.body.items[0]).toMatchObject({
      subjectName: '郭振华',
      by: 'admin',
      fields: [{ field: 'account', from: null, to: 'customer2' }],
    });
  });
});
