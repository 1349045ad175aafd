import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ConfirmationRequest, PublicConfirmation } from '@pledge/contracts';
import { testDatabases } from '@pledge/testing';
import { ConfirmationWorld, PLAN, SIGNATURE } from '../../../../../test/support/confirmation-world.js';
import { ChangePlansRepository } from './change-plans.repository.js';

// The whole server with the shipped processes; papers are laid out on busy machines.
jest.setTimeout(240_000);

/** The copy as somebody checks it who has nothing but Debian: the seal by pdfsig, the hash by what is enclosed. */
function checkCopy(
  folder: string,
  copy: Buffer,
  expected: { readonly pdf: Buffer; readonly canonical: string; readonly hash: string },
): void {
  const inside = mkdtempSync(join(folder, 'copy-'));
  const file = join(inside, 'copy.pdf');
  writeFileSync(file, copy);
  const seal = execFileSync('pdfsig', [file], { encoding: 'utf8' });
  expect(seal).toContain('Signature Validation: Signature is Valid.');
  expect(seal).toContain('Signature Type: ETSI.CAdES.detached');
  expect(seal).toContain('Total document signed');
  expect(seal).toContain('远景网络技术服务有限公司');
  execFileSync('pdfdetach', ['-saveall', '-o', inside, file]);
  const json = readdirSync(inside).find((name) => name.endsWith('.json')) ?? '';
  const enclosed = [json, json.replace('.json', '.pdf')].map((name) => readFileSync(join(inside, name)));
  expect(enclosed[1]).toEqual(expected.pdf);
  expect(enclosed[0]?.toString()).toBe(`${expected.canonical}\n`);
  expect(createHash('sha256').update(Buffer.concat(enclosed)).digest('hex')).toBe(expected.hash);
  const text = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' }).replace(/\s+/g, '');
  expect(text).toContain(expected.hash);
  for (const part of ['郭振华', '139****0003', '127.0.0.1', '自签名证书不能证明', '第1页共'])
    expect(text).toContain(part);
  const tampered = Buffer.from(copy);
  tampered[copy.length - 3_000] = (tampered[copy.length - 3_000] ?? 0) ^ 1;
  writeFileSync(file, tampered);
  expect(spawnSync('pdfsig', [file], { encoding: 'utf8' }).stdout).not.toContain('Signature is Valid');
}

describe.each(testDatabases())('change approval over HTTP on $name', (place) => {
  let world: ConfirmationWorld;
  beforeAll(async () => {
    world = await ConfirmationWorld.start(place.name);
  });
  afterAll(async () => {
    await world?.stop();
  });

  it('given a plan that both parties confirmed, when the window opens, then it may be carried out, and everything is on record', async () => {
    const { planId, caseNumber } = await world.newPlan();
    await world.work('engineer', caseNumber, 'write-plan', { planReady: 'ready' });
    const frozen = await world.plan(planId);
    expect(frozen).toMatchObject({ state: 'frozen', version: 1, number: `${caseNumber}-BG01` });
    expect(frozen.lock).toMatchObject({ open: false });
    expect(frozen.lock.reasons.map((one) => one.code)).toEqual(['NOT_REQUESTED', 'NOT_REQUESTED', 'WINDOW_NOT_OPEN']);

    // The hash is that of the stored JSON and the stored PDF: nothing but `cat` and `sha256sum` is needed.
    const version = await world.app.app.get(ChangePlansRepository).version(planId, 1);
    const admin = await world.as('admin');
    const pdf = await pdfOf(world, `/api/documents/${version?.documentId ?? ''}`, admin.accessToken);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    const hash = createHash('sha256')
      .update(`${version?.canonical ?? ''}\n`)
      .update(pdf)
      .digest('hex');
    expect(frozen.versions[0]).toMatchObject({ hash, documentNumber: `${caseNumber}-BG01-V1` });

    await world.work('pm', caseNumber, 'review-plan', { planApproved: true });
    await arrange(world, caseNumber);
    expect(await world.waiting(caseNumber)).toEqual([]);
    await world.providerSigns(caseNumber);

    const mail = await world.message(caseNumber, 'confirmation-request');
    expect(mail).toMatchObject({ channel: 'mail', address: 'confirmer@demo.example' });
    const token = await world.linkToken(caseNumber);
    const page = (await world.nobody.get<PublicConfirmation>(`/api/public/confirmations/${token}`)).body;
    expect(page).toMatchObject({
      state: 'waiting',
      expectedName: '郭振华',
      mobileMasked: '139****0003',
      hash,
      number: `${caseNumber}-BG01`,
      copyReady: false,
    });
    expect(page.sections.flatMap((section) => section.commands)).toEqual([PLAN.steps[0]?.commands]);
    expect(await pdfOf(world, `/api/public/confirmations/${token}/document`)).toEqual(pdf);

    const signed = await world.customerSigns(caseNumber);
    expect(signed.body).toMatchObject({ state: 'confirmed', decided: { personName: '郭振华' }, copyReady: true });
    expect(await world.message(caseNumber, 'confirmation-code')).toMatchObject({
      channel: 'sms',
      address: '13909310003',
    });
    const copy = await pdfOf(world, `/api/public/confirmations/${token}/copy`);
    checkCopy(world.folder, copy, { pdf, canonical: version?.canonical ?? '', hash });
    expect((await world.plan(planId)).lock.reasons.map((one) => one.code)).toEqual(['WINDOW_NOT_OPEN']);

    await world.advance('PT14H5M');
    expect((await world.plan(planId)).lock).toEqual({ open: true, reasons: [] });
    await world.work('engineer', caseNumber, 'back-up', { backupEvidence: '已备份到 10.0.0.9' });
    await world.work('engineer', caseNumber, 'implement', { stepResults: '均成功', implementResult: 'success' });
    await world.work('engineer', caseNumber, 'explain-result', { resultExplained: '业务正常' });
    expect(await world.plan(planId)).toMatchObject({ state: 'closed', outcome: 'done', lock: { open: false } });
    const events = await admin.get<{ items: { type: string }[] }>(`/api/cases/${caseNumber}/events`);
    expect(events.body.items.map((one) => one.type).filter((type) => /change|confirmation/.test(type))).toEqual([
      'change_plan_frozen',
      'confirmation_requested',
      'confirmation_given',
      'confirmation_requested',
      'confirmation_given',
      'change_started',
      'change_implemented',
      'change_finished',
    ]);
  });

  it('given a confirmed plan, when one word of it is edited, then its confirmations are void, the work stops, and a new version is confirmed anew', async () => {
    const { planId, caseNumber } = await world.newPlan({ window: later(world, 1, 4) });
    await world.untilConfirmed(caseNumber);
    await world.advance('PT1H1M');
    expect((await world.plan(planId)).lock.open).toBe(true);
    const claimed = await world.task(caseNumber, 'back-up', 'engineer');
    await world.edit(planId, { impact: '业务中断不超过 60 秒。' });
    expect(await world.waiting(caseNumber)).toEqual(['write-plan']);
    expect((await world.requests(caseNumber)).map((one) => one.state)).toEqual(['void', 'void']);
    const engineer = await world.as('engineer');
    expect((await engineer.post(`/api/tasks/${claimed?.id ?? ''}/claim`)).status).toBe(409);
    await world.untilConfirmed(caseNumber);
    const again = await world.plan(planId);
    expect(again).toMatchObject({ version: 2, lock: { open: true } });
    expect(new Set(again.versions.map((one) => one.hash)).size).toBe(2);
  });

  it('given an unconfirmed plan, when the administrator tries every way to the work, then none opens it', async () => {
    const { planId, caseNumber } = await world.newPlan({ window: later(world, -1, 8) });
    const other = await world.newPlan({ window: later(world, -1, 8) });
    await world.untilConfirmed(other.caseNumber);
    expect((await world.plan(other.planId)).lock.open).toBe(true);
    await world.untilAsked(caseNumber);
    const { processInstanceId: id } = await world.plan(planId);
    const confirmed = await world.plan(other.planId);
    const admin = await world.as('admin');
    const instance = `/api/process-instances/${id ?? ''}`;

    // Over to the work by hand, straight or into the scope around it.
    for (const elementId of ['back-up', 'implement']) {
      for (const instruction of [
        { add: elementId },
        { move: 'provider-signs', target: elementId },
        { type: 'add', elementId },
        { type: 'move', elementId: 'provider-signs', target: elementId },
      ]) {
        const answer = await admin.post(`${instance}/modifications`, { instructions: [instruction], reason: '试' });
        expect([403, 422]).toContain(answer.status);
      }
    }
    await admin.post(`${instance}/modifications`, {
      instructions: [{ type: 'move', elementId: 'provider-signs', target: 'work' }],
      reason: '试',
    });
    await admin.post(`${instance}/modifications`, {
      instructions: [{ type: 'move', elementId: 'provider-signs', target: 'window-opens' }],
      reason: '试',
    });
    // Another plan slipped under it: variables, drafts, messages, a start with the other's ids.
    const swapped = { planId: other.planId, planHash: confirmed.versions[0]?.hash, planVersion: 1 };
    await admin.send('PATCH', `${instance}/variables`, { variables: swapped });
    await admin.put(`${instance}/variables`, { variables: swapped });
    await admin.post(`${instance}/variables`, { variables: swapped });
    await admin.post('/api/messages', {
      name: 'confirmation-decided',
      correlationKey: (await world.waitingRequest(caseNumber, 'provider')).id,
      variables: { confirmationDecision: 'confirmed', ...swapped },
    });
    await world.settle();
    await admin.post('/api/messages', {
      name: 'confirmation-decided',
      correlationKey: (await world.requests(caseNumber)).find((one) => one.side === 'customer')?.id ?? '',
      variables: { confirmationDecision: 'confirmed', ...swapped },
    });
    await world.settle();
    // The process believes it; the lock does not.
    const task = await world.task(caseNumber, 'back-up');
    expect(task).toBeDefined();
    const path = `/api/tasks/${task?.id ?? ''}`;
    for (const [action, body] of [
      ['claim', {}],
      ['complete', { variables: { backupEvidence: 'x', ...swapped } }],
      ['complete', { variables: { backupEvidence: 'x' } }],
      ['transfer', { user: 'admin' }],
      ['delegate', { user: 'engineer2' }],
      ['add-signer', { users: ['engineer2'], position: 'parallel' }],
      ['return', { targetElementId: 'back-up', reason: 'x' }],
      ['withdraw', { reason: 'x' }],
    ] as const) {
      const answer = await admin.post(`${path}/${action}`, body);
      expect(answer.status).toBeGreaterThanOrEqual(400);
    }
    for (const who of ['admin', 'engineer']) {
      const answer = await (await world.as(who)).post(`${path}/complete`, { variables: { backupEvidence: 'x' } });
      expect(answer.body).toMatchObject({ code: 'GUARD_VETOED' });
    }
    await admin.post(`${path}/unclaim`, {});
    expect((await admin.post(`${path}/claim`, {})).body).toMatchObject({ code: 'GUARD_VETOED' });
    const started = await admin.post<{ id: string }>('/api/process-instances', {
      key: 'change-approval',
      businessKey: caseNumber,
      variables: { ...swapped, caseNumber, engineer: 'engineer', confirmationDecision: 'confirmed' },
    });
    await world.settle();
    if (started.status < 300) {
      const moved = await admin.post(`/api/process-instances/${started.body.id}/modifications`, {
        instructions: [{ type: 'move', elementId: 'write-plan', target: 'implement' }],
        reason: '试',
      });
      expect([403, 404, 422]).toContain(moved.status);
    }
    expect((await world.task(caseNumber, 'back-up'))?.state).toBe('open');
    const history = await admin.get<{ items: { type: string; elementId?: string }[] }>(`${instance}/history?limit=200`);
    expect(history.body.items.filter((one) => one.elementId === 'back-up' && one.type === 'element-completed')).toEqual(
      [],
    );
    expect((await world.plan(planId)).lock.open).toBe(false);
  });

  it('given a telephone call, when "yes" is recorded, then the gate stays shut, and nobody can click what needs a signature', async () => {
    const { planId, caseNumber } = await world.newPlan({ window: later(world, 1, 5) });
    await world.untilAsked(caseNumber);
    await world.providerSigns(caseNumber);
    const request = await world.waitingRequest(caseNumber, 'customer');
    const dispatcher = await world.as('dispatcher');
    const oral = await dispatcher.post<ConfirmationRequest>(`/api/confirmations/${request.id}/oral`, {
      personName: '郭振华',
      note: '电话同意，稍后签字',
    });
    expect(oral.body).toMatchObject({ state: 'waiting', records: [{ kind: 'oral', level: 1 }] });
    const customer = await world.as('customer');
    expect((await customer.post(`/api/confirmations/${request.id}/click`, {})).body).toMatchObject({
      code: 'CONFIRMATION_WAY_REFUSED',
    });
    expect(request.ways).toEqual(['signature', 'scan']);
    await world.advance('PT2H');
    expect((await world.plan(planId)).outcome).toBe('unconfirmed');
    expect((await world.message(caseNumber, 'change-unconfirmed')).text).toContain('按约定不实施');
  });

  it('given a stamped fax, when it is taken in, then a second person is called for, finds it and compares it; the uploader, and a paper of another version, do not', async () => {
    const { planId, caseNumber } = await world.newPlan({ window: later(world, 1, 5) });
    await world.untilAsked(caseNumber);
    await world.providerSigns(caseNumber);
    const request = await world.waitingRequest(caseNumber, 'customer');
    const fileId = await upload(world, 'dispatcher', caseNumber);
    const dispatcher = await world.as('dispatcher');
    const taken = await dispatcher.post<ConfirmationRequest>(`/api/confirmations/${request.id}/scans`, {
      fileId,
      channel: 'fax',
      signerName: '郭振华',
    });
    const scanId = taken.body.scans[0]?.id ?? '';
    const check = {
      accept: true,
      number: `${caseNumber}-BG01-V1`,
      version: 1,
      allPages: true,
      qrMatches: true,
      nameMatches: true,
      sealMatches: true,
    };
    const path = `/api/confirmation-scans/${scanId}/check`;
    const toCheck = async (who: string): Promise<string[]> => {
      const client = await world.as(who);
      const answer = await client.get<{ items: { id: string }[] }>('/api/confirmations?toCheck=true');
      return answer.body.items.map((one) => one.id);
    };
    await world.advance('PT1S');
    expect((await world.message(caseNumber, 'scan-to-check')).text).toContain(`${caseNumber}-BG01-V1`);
    expect(await toCheck('pm')).toEqual([request.id]);
    for (const who of ['dispatcher', 'engineer', 'customer', 'other']) expect(await toCheck(who)).toEqual([]);
    expect((await dispatcher.post(path, check)).body).toMatchObject({ code: 'CONFIRMATION_SCAN_SECOND_PERSON' });
    const pm = await world.as('pm');
    expect((await pm.post(path, { ...check, version: 2 })).body).toMatchObject({ code: 'CONFIRMATION_SCAN_MISMATCH' });
    expect((await pm.post(path, { ...check, number: 'GD-2026-9999-BG01-V1' })).body).toMatchObject({
      code: 'CONFIRMATION_SCAN_MISMATCH',
    });
    expect((await pm.post(path, { ...check, sealMatches: false })).status).toBe(422);
    expect((await pm.post(path, check)).body).toMatchObject({
      state: 'confirmed',
      records: [{ kind: 'confirm', level: 4, way: 'scan', actor: 'dispatcher', checkedBy: 'pm' }],
    });
    expect((await world.plan(planId)).lock.reasons.map((one) => one.code)).toEqual(['WINDOW_NOT_OPEN']);
    expect(await toCheck('pm')).toEqual([]);
    await world.advance('PT1S');
    expect(await world.running(caseNumber, 'scan-check')).toBe(0);
  });

  it('given a scan that nobody checked, when the customer signs instead, then nobody is asked any more', async () => {
    const { caseNumber } = await world.newPlan({ window: later(world, 1, 5) });
    await world.untilAsked(caseNumber);
    await world.providerSigns(caseNumber);
    const request = await world.waitingRequest(caseNumber, 'customer');
    const scan = { fileId: await upload(world, 'dispatcher', caseNumber), channel: 'upload', signerName: '郭振华' };
    const dispatcher = await world.as('dispatcher');
    expect((await dispatcher.post(`/api/confirmations/${request.id}/scans`, scan)).status).toBe(201);
    await world.advance('PT1S');
    expect(await world.running(caseNumber, 'scan-check')).toBe(1);
    await world.customerSigns(caseNumber);
    await world.advance('PT1S');
    expect(await world.running(caseNumber, 'scan-check')).toBe(0);
  });

  it('given a confirmed plan, when the customer revokes before or during the work, then the gate shuts at once', async () => {
    const { planId, caseNumber } = await world.newPlan({ window: later(world, 1, 5) });
    await world.untilConfirmed(caseNumber);
    await world.advance('PT1H1M');
    await world.work('engineer', caseNumber, 'back-up', { backupEvidence: '已备份' });
    const request = (await world.requests(caseNumber)).find((one) => one.side === 'customer');
    const other = await world.as('other');
    expect((await other.post(`/api/confirmations/${request?.id ?? ''}/revoke`, { reason: 'x' })).status).toBe(404);
    const customer = await world.as('customer');
    const revoked = await customer.post(`/api/confirmations/${request?.id ?? ''}/revoke`, { reason: '当晚有保障' });
    expect(revoked.body).toMatchObject({ state: 'revoked', reason: '当晚有保障' });
    expect(await world.waiting(caseNumber)).toEqual(['write-plan']);
    expect((await world.plan(planId)).lock.reasons.map((one) => one.code)).toEqual(['REVOKED']);
  });

  it('given a window that has begun, when both parties are asked without a limit, then they have until it closes', async () => {
    const window = later(world, -1, 4);
    const { caseNumber } = await world.newPlan({ window });
    await world.untilAsked(caseNumber);
    const [asked] = await world.requests(caseNumber);
    expect(Date.parse(asked?.confirmBy ?? '')).toBe(Date.parse(window.to));
    await world.advance('PT30M');
    await world.providerSigns(caseNumber);
    const customer = (await world.requests(caseNumber)).find((one) => one.side === 'customer');
    expect(customer).toMatchObject({ state: 'waiting' });
    expect(Date.parse(customer?.confirmBy ?? '')).toBe(Date.parse(window.to));
  });

  it('given a rejection by link, when said with a reason, then the author has it again with the reason, and no code was needed', async () => {
    const { caseNumber } = await world.newPlan({ window: later(world, 1, 5) });
    await world.untilAsked(caseNumber);
    await world.providerSigns(caseNumber);
    const token = await world.linkToken(caseNumber);
    const answer = await world.nobody.post(`/api/public/confirmations/${token}/reject`, { reason: '请改到周六凌晨' });
    expect(answer.body).toMatchObject({ state: 'rejected', decided: { reason: '请改到周六凌晨' } });
    expect(await world.waiting(caseNumber)).toEqual(['write-plan']);
    expect(
      (
        await world.nobody.post(`/api/public/confirmations/${token}/sign`, {
          personName: '郭振华',
          code: '000000',
          signature: SIGNATURE,
        })
      ).body,
    ).toMatchObject({ code: 'CONFIRMATION_ALREADY_DECIDED' });
  });
});

/** A window that begins and ends this many hours from the product's now. */
function later(world: ConfirmationWorld, from: number, to: number): { from: string; to: string } {
  const at = (hours: number): string => new Date(world.app.clock.now() + hours * 3_600_000).toISOString();
  return { from: at(from), to: at(to) };
}
async function arrange(world: ConfirmationWorld, caseNumber: string): Promise<void> {
  const task = await world.task(caseNumber, 'arrange-window', 'pm');
  const form = await (
    await world.as('pm')
  ).get<{ variables: { confirmers: { value: string }[] } }>(`/api/tasks/${task?.id ?? ''}/form`);
  const confirmer = form.body.variables.confirmers[0]?.value;
  await world.work('pm', caseNumber, 'arrange-window', { windowAgreed: true, confirmer, providerSigner: 'pm' });
}
async function pdfOf(world: ConfirmationWorld, path: string, token: string | null = null): Promise<Buffer> {
  const headers: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` };
  return Buffer.from(await (await fetch(`${world.app.url}${path}`, { headers })).arrayBuffer());
}
async function upload(world: ConfirmationWorld, as: string, caseNumber: string): Promise<string> {
  const form = new FormData();
  const bytes = Buffer.from(SIGNATURE.slice(SIGNATURE.indexOf(',') + 1), 'base64');
  form.set('file', new Blob([bytes], { type: 'image/png' }), '盖章扫描件.png');
  form.set('caseNumber', caseNumber);
  const headers = { authorization: `Bearer ${(await world.as(as)).accessToken ?? ''}` };
  const answer = await fetch(`${world.app.url}/api/files`, { method: 'POST', body: form, headers });
  return ((await answer.json()) as { id: string }).id;
}
