import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ConfirmationRequest } from '@pledge/contracts';
import { testDatabases } from '@pledge/testing';
import { ConfirmationWorld, SIGNATURE } from '../../../../../test/support/confirmation-world.js';

// The whole server with the shipped processes; papers are laid out on busy machines.
jest.setTimeout(240_000);

const DAY = 86_400_000;

describe.each(testDatabases())('what people try with a mailed link on $name', (place) => {
  let world: ConfirmationWorld;
  beforeAll(async () => {
    world = await ConfirmationWorld.start(place.name);
  });
  afterAll(async () => {
    await world?.stop();
  });

  /** The customer is asked: the link, and a code on its way to the mobile. */
  async function asked(): Promise<{ caseNumber: string; path: string; code: string }> {
    const from = Date.UTC(2026, 10, 24);
    const window = { from: new Date(from).toISOString(), to: new Date(from + DAY).toISOString() };
    const { caseNumber } = await world.newPlan({ window });
    await world.untilAsked(caseNumber);
    await world.providerSigns(caseNumber);
    const path = `/api/public/confirmations/${await world.linkToken(caseNumber)}`;
    const sent = await world.nobody.post(`${path}/code`, {});
    expect(sent.status).toBe(200);
    return { caseNumber, path, code: await world.code(caseNumber) };
  }
  const other = (code: string): string => (code === '000000' ? '000001' : '000000');
  const customerRequest = async (caseNumber: string): Promise<ConfirmationRequest | undefined> =>
    (await world.requests(caseNumber)).find((one) => one.side === 'customer');

  it('given guesses, when five were wrong, then the right code is worth nothing, and a new one is not had at once', async () => {
    const { caseNumber, path, code } = await asked();
    const guess = (typed: string) =>
      world.nobody.post(`${path}/sign`, { personName: '郭振华', code: typed, signature: SIGNATURE });
    for (let left = 4; left >= 0; left -= 1)
      expect((await guess(other(code))).body).toMatchObject({ code: 'CONFIRMATION_CODE_WRONG' });
    expect((await guess(code)).body).toMatchObject({ code: 'CONFIRMATION_CODE_EXHAUSTED' });
    expect((await world.nobody.post(`${path}/code`, {})).status).toBe(429);
    expect(await customerRequest(caseNumber)).toMatchObject({ state: 'waiting', records: [] });
  });

  it('given guesses at the same moment, then no more than five are looked at', async () => {
    const { path, code } = await asked();
    const guesses = Array.from({ length: 12 }, () =>
      world.nobody.post(`${path}/sign`, { personName: '郭振华', code: other(code), signature: SIGNATURE }),
    );
    const codes = (await Promise.all(guesses)).map((answer) => (answer.body as { code?: string }).code);
    expect(codes.filter((one) => one === 'CONFIRMATION_CODE_WRONG').length).toBeLessThanOrEqual(5);
    expect((await world.nobody.get(path)).body).toMatchObject({ state: 'waiting' });
  });

  it('given the link and the portal used at once, when both sign, then one is taken, the other learns it, and there is one record', async () => {
    const { caseNumber, path, code } = await asked();
    const request = await customerRequest(caseNumber);
    const body = { personName: '郭振华', code, signature: SIGNATURE };
    const customer = await world.confirmer();
    const answers = await Promise.all([
      world.nobody.post(`${path}/sign`, body),
      customer.post(`/api/confirmations/${request?.id ?? ''}/sign`, body),
    ]);
    const statuses = answers.map((answer) => answer.status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.find((status) => status !== 200)).toBeGreaterThanOrEqual(400);
    await world.settle();
    const after = await customerRequest(caseNumber);
    expect(after?.state).toBe('confirmed');
    expect(after?.records.filter((record) => record.kind === 'confirm')).toHaveLength(1);
  });

  it('given a signature that was taken, when it is sent again, then nothing is signed twice; and links mailed before are over', async () => {
    const { caseNumber, path, code } = await asked();
    const request = await customerRequest(caseNumber);
    await (await world.as('dispatcher')).post(`/api/confirmations/${request?.id ?? ''}/link`, {});
    const second = `/api/public/confirmations/${await world.linkToken(caseNumber)}`;
    expect(second).not.toBe(path);
    const body = { personName: '郭振华', code, signature: SIGNATURE };
    expect((await world.nobody.post(`${second}/sign`, body)).status).toBe(200);
    for (const way of [second, path]) {
      const replay = await world.nobody.post(`${way}/sign`, body);
      expect([409, 410]).toContain(replay.status);
      expect([409, 410]).toContain((await world.nobody.post(`${way}/reject`, { reason: 'x' })).status);
    }
    expect((await world.nobody.get(second)).body).toMatchObject({ state: 'confirmed', copyReady: true });
    expect((await world.nobody.get(path)).status).toBe(410);
    expect((await customerRequest(caseNumber))?.records).toHaveLength(1);
  });
});
