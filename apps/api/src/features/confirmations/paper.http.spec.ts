import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningApp } from '../../create-app.js';
import { TemplateCatalog } from '../documents/index.js';
import { projectRoot } from '../documents/project-root.js';
import { TaskWatcher } from '../notifications/index.js';
import { specApp } from '../../../../../test/support/spec-app.js';

// The whole server with the shipped processes; papers are laid out on busy machines.
jest.setTimeout(180_000);

/** The fields that this spec looks at, wherever they stand. */
interface Body {
  readonly accessToken: string;
  readonly number: string;
  readonly id: string;
  readonly token: string;
  readonly sha256: string;
  readonly items: readonly {
    readonly id: string;
    readonly elementId: string;
    readonly assignee?: string;
    readonly kind: string;
    readonly template: string;
    readonly size: number;
  }[];
}
interface Answer {
  readonly status: number;
  readonly body: Body;
  readonly bytes: Buffer;
  readonly type: string;
}
let server: RunningApp;
let folder: string;
let caseNumber: string;
const tokens = new Map<string, string>();
const signature = (
  new TemplateCatalog(join(projectRoot(), 'templates')).find('service-form', 'zh-CN')?.sample['signature'] as {
    image: string;
  }
).image;

async function call(method: string, path: string, as?: string, body?: unknown): Promise<Answer> {
  const token = as === undefined ? undefined : (tokens.get(as) ?? (await login(as)));
  const answer = await fetch(`${server.url}/api${path}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  const type = answer.headers.get('content-type') ?? '';
  return {
    status: answer.status,
    bytes,
    type,
    body: type.includes('json') && bytes.length > 0 ? JSON.parse(bytes.toString()) : null,
  };
}
async function login(username: string): Promise<string> {
  const { body } = await call('POST', '/auth/login', undefined, { username, password: 'pledge-demo' });
  tokens.set(username, body.accessToken);
  return body.accessToken;
}
async function task(elementId: string, as: string): Promise<{ id: string; assignee?: string }> {
  await server.engine.settled(60_000);
  const { body } = await call('GET', `/tasks?caseNumber=${caseNumber}&state=open`, as);
  const found = body.items.find((one: { elementId: string }) => one.elementId === elementId);
  if (!found)
    throw new Error(
      `no ${elementId} among ${body.items.map((one: { elementId: string }) => one.elementId).join(', ')}`,
    );
  return found;
}
async function complete(elementId: string, as: string, variables: object): Promise<void> {
  const { id, assignee } = await task(elementId, as);
  if (!assignee) await call('POST', `/tasks/${id}/claim`, as, {});
  const answer = await call('POST', `/tasks/${id}/complete`, as, { variables });
  if (answer.status >= 300) throw new Error(`${elementId}: ${JSON.stringify(answer.body)}`);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pledge-paper-http-'));
  server = await specApp(`file:${join(folder, 'pledge.db')}`, {
    startAt: Date.UTC(2026, 10, 23, 2),
    environment: { PUBLIC_URL: 'https://pledge.example' },
  });
  const { body } = await call('POST', '/cases', 'customer', {
    contractNumber: 'P-DEMO',
    title: '核心路由器不可达',
    description: '全省业务中断',
    channel: 'portal',
    contact: { name: '马建国', phone: '13909310001' },
  });
  caseNumber = body.number;
});
afterAll(async () => {
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('papers and messages over HTTP', () => {
  it('given a reported fault, then the dispatcher is told, the outbox shows it, and only administrators and operators see the outbox', async () => {
    await server.engine.settled(60_000);
    await server.app.get(TaskWatcher).scan();
    const { body } = await call('GET', `/outbox?caseNumber=${caseNumber}`, 'admin');
    expect(body).toMatchObject({
      mailConfigured: false,
      items: expect.arrayContaining([
        expect.objectContaining({ template: 'new-task', username: 'dispatcher', state: 'sink' }),
      ]),
    });
    expect((await call('GET', '/outbox', 'dispatcher')).status).toBe(403);
    expect((await call('GET', '/outbox')).status).toBe(401);
    expect((await call('GET', '/notifications/mine', 'dispatcher')).body.items[0]).toMatchObject({
      template: 'new-task',
      caseNumber,
    });
    expect((await call('GET', '/public/ack/nonsense')).body).toMatchObject({ status: 404, code: 'ACK_LINK_UNKNOWN' });
  });

  it('given robots, then an administrator keeps them and their keys are never shown', async () => {
    const robot = {
      channel: 'dingtalk',
      targetKind: 'role',
      target: 'gm',
      name: '总经理群',
      url: 'https://oapi.example/robot/send?access_token=topsecret',
      secret: 'SEC1',
    };
    const created = await call('POST', '/notification-channels', 'admin', robot);
    expect(created.body).toMatchObject({ urlMasked: 'https://oapi.example/…', hasSecret: true });
    expect((await call('GET', '/notification-channels', 'admin')).bytes.toString()).not.toMatch(/topsecret|SEC1/);
    expect(
      (
        await call('PUT', `/notification-channels/${created.body.id}`, 'admin', {
          ...robot,
          secret: undefined,
          enabled: false,
        })
      ).body,
    ).toMatchObject({ hasSecret: true, enabled: false });
    expect(
      (await call('POST', '/notification-channels', 'admin', { ...robot, url: 'file:///etc/passwd' })).status,
    ).toBe(422);
    expect((await call('POST', '/notification-channels', 'pm', robot)).status).toBe(403);
    expect((await call('DELETE', `/notification-channels/${created.body.id}`, 'admin')).status).toBe(204);
  });

  it('given the fault is solved by telephone, when the customer signs by link, then the signed copy is there for the customer and for nobody else', async () => {
    await complete('assess', 'dispatcher', { impact: 'paralysed', faultKind: 'network' });
    await complete('assign-engineer', 'pm', { engineer: 'engineer' });
    await complete('first-contact', 'engineer', { softFault: true, contactNotes: '配置错误' });
    await complete('record-result', 'engineer', {
      serviceContent: '指导客户更正路由配置',
      serviceResult: '业务已恢复',
    });
    const { id } = await task('sign-service-form', 'engineer');
    expect((await call('POST', `/cases/${caseNumber}/service-form/link`, 'customer', { taskId: id })).status).toBe(403);
    const link = (await call('POST', `/cases/${caseNumber}/service-form/link`, 'engineer', { taskId: id })).body;
    expect(link).toMatchObject({
      url: `https://pledge.example/sign/${link.token}`,
      sentTo: ['customer@demo.example', 'customer2@demo.example'],
    });
    const path = `/public/service-forms/${link.token}`;
    expect((await call('GET', path)).body).toMatchObject({
      state: 'open',
      content: '指导客户更正路由配置',
      result: '业务已恢复',
      engineer: '张伟',
      customer: { label: '局方' },
    });
    expect((await call('GET', `${path}?language=en`)).body).toMatchObject({ customer: { label: 'the customer' } });
    expect((await call('GET', `${path}?language=fr`)).status).toBe(422);
    expect(
      (await call('POST', path, undefined, { satisfaction: 'great', confirmed: true, signerName: '马', signature }))
        .status,
    ).toBe(422);
    const signed = await call('POST', path, undefined, {
      satisfaction: 'satisfied',
      confirmed: true,
      signerName: '马建国',
      signature,
    });
    expect(signed).toMatchObject({ status: 200, body: { caseNumber } });
    expect(
      (
        await call('POST', path, undefined, {
          satisfaction: 'satisfied',
          confirmed: true,
          signerName: '马建国',
          signature,
        })
      ).body,
    ).toMatchObject({ status: 409, code: 'SERVICE_FORM_ALREADY_SIGNED' });
    await server.engine.settled(60_000);
    expect((await call('GET', `${path}/document`)).bytes.subarray(0, 5).toString()).toBe('%PDF-');

    const list = (await call('GET', `/cases/${caseNumber}/documents`, 'customer2')).body;
    expect(list.items).toMatchObject([{ number: `${caseNumber}-FW01`, kind: 'service-form', mode: 'live' }]);
    const document = await call('GET', `/documents/${list.items[0].id}`, 'customer');
    expect(document).toMatchObject({ status: 200, type: 'application/pdf' });
    if (process.env['PAPER_OUT']) writeFileSync(join(process.env['PAPER_OUT'], 'http-form.pdf'), document.bytes);
    expect(document.bytes.length).toBe(list.items[0].size);
    expect((await call('GET', `/documents/${list.items[0].id}`, 'other')).body).toMatchObject({
      status: 404,
      code: 'DOCUMENT_NOT_FOUND',
    });
    expect((await call('GET', `/cases/${caseNumber}/documents`, 'other')).status).toBe(404);
    expect((await call('GET', `/documents/${list.items[0].id}`)).status).toBe(401);
  });

  it('given the analysis is written and approved, then the report is a PDF and is on its way to the customer', async () => {
    await complete('write-analysis', 'engineer', {
      cause: '静态路由下一跳配置错误',
      process: '电话指导更正',
      prevention: '变更前双人核对',
    });
    await complete('review-analysis', 'pm', { approved: true });
    await server.engine.settled(120_000);
    const { items } = (await call('GET', `/cases/${caseNumber}/documents`, 'customer')).body;
    const report = items.find((one: { kind: string }) => one.kind === 'fault-analysis-report');
    if (!report) throw new Error('no report');
    expect(report).toMatchObject({ number: `${caseNumber}-FX01`, deliveredAt: expect.any(String) });
    const outbox = (await call('GET', `/outbox?caseNumber=${caseNumber}`, 'admin')).body.items;
    expect(outbox.find((one: { template: string }) => one.template === 'report-delivered')).toMatchObject({
      username: expect.stringMatching(/^customer/),
      attachments: [{ documentId: report.id, fileName: `${caseNumber}-FX01.pdf` }],
    });
    const { bytes } = await call('GET', `/documents/${report.id}`, 'customer');
    if (process.env['PAPER_OUT']) writeFileSync(join(process.env['PAPER_OUT'], 'http-report.pdf'), bytes);
    const meta = (await call('GET', `/documents/${report.id}/meta`, 'engineer')).body;
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(meta.sha256);
  });
});
