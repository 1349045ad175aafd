import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { SessionUser } from '@pledge/nest';
import { createPersistence, type Persistence } from '@pledge/persistence';
import { createProcessEngine, VirtualClock, type ProcessEngine } from '@pledge/runtime';
import { testDatabases, type TestDatabase } from '@pledge/testing';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import {
  documentsEntities,
  documentsMigration,
  DocumentsService,
  TemplateCatalog,
  type CaseFacts,
  type PeoplePort,
  type Person,
} from '../documents/index.js';
import { DocumentsRepository } from '../documents/documents.repository.js';
import { projectRoot } from '../documents/project-root.js';
import {
  noticesReadMigration,
  notificationsEntities,
  notificationsMigration,
  NotificationsService,
} from '../notifications/index.js';
import { NotificationsRepository } from '../notifications/notifications.repository.js';
import { notificationOptions } from '../notifications/options.js';
import { confirmationsEntities } from './confirmations.entity.js';
import { confirmationsMigration } from './confirmations.migration.js';
import { ConfirmationsRepository } from './confirmations.repository.js';
import { ServiceFormJob } from './service-form.job.js';
import { SERVICE_FORM_JOB, ServiceFormsService } from './service-forms.service.js';
import { checkSignature } from './signature-image.js';

// Fonts of 10 MB each are read and laid out on machines with two busy cores.
jest.setTimeout(180_000);
const START = Date.UTC(2026, 10, 22, 4, 30);
const DAY = 86_400_000;
const CASE = 'GD-2026-0117';
const catalog = new TemplateCatalog(join(projectRoot(), 'templates'));
const form = readFileSync(join(projectRoot(), 'processes/fault-handling/sign-service-form.form.json'), 'utf8');
const label = (zh: string, en: string) => ({ zh, en });
const LI: Person = {
  username: 'customer',
  displayName: '李建国',
  mail: 'li@example.com',
  mobile: null,
  language: 'zh-CN',
};
const ENGINEER: Person = { username: 'engineer', displayName: '张伟', mail: null, mobile: null, language: 'zh-CN' };
const people: PeoplePort = {
  byUsernames: (names) => Promise.resolve([LI, ENGINEER].filter((one) => names.includes(one.username))),
  byRole: () => Promise.resolve([]),
  byParty: () => Promise.resolve([LI]),
};
const FACTS: CaseFacts = {
  number: CASE,
  title: '核心路由器不可达',
  description: '全省业务中断',
  status: 'open',
  mode: 'live',
  severity: 'T1',
  severityName: label('一级', 'Level 1'),
  partyId: 'party-1',
  customerName: '甘肃联通',
  providerName: '远景网络',
  partyLabels: { customer: label('采购人', 'Purchaser'), provider: label('供应商', 'Supplier') },
  contractNumber: 'P-DEMO',
  serialNumber: null,
  siteName: '兰州机房',
  zone: 'Asia/Shanghai',
  contactName: '李建国',
  contactPhone: '0931',
  owner: 'engineer',
  receivedAt: START - DAY,
  occurredAt: null,
  expectedSigner: '李建国',
  events: [{ type: 'engineer_arrived', occurredAt: START - 3_600_000, actor: 'engineer', note: '' }],
};
const PROCESS = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
  <bpmn:process id="signing" name="签署" isExecutable="true">
    <bpmn:startEvent id="start"><bpmn:outgoing>a</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="a" sourceRef="start" targetRef="sign-service-form" />
    <bpmn:userTask id="sign-service-form" name="客户签署服务单">
      <bpmn:extensionElements><zeebe:userTask /><zeebe:formDefinition formId="sign-service-form" /><zeebe:assignmentDefinition candidateGroups="engineer" /></bpmn:extensionElements>
      <bpmn:incoming>a</bpmn:incoming><bpmn:outgoing>b</bpmn:outgoing>
    </bpmn:userTask>
    <bpmn:sequenceFlow id="b" sourceRef="sign-service-form" targetRef="wait" />
    <bpmn:userTask id="wait" name="离场"><bpmn:incoming>b</bpmn:incoming><bpmn:outgoing>c</bpmn:outgoing></bpmn:userTask>
    <bpmn:sequenceFlow id="c" sourceRef="wait" targetRef="end" />
    <bpmn:endEvent id="end"><bpmn:incoming>c</bpmn:incoming></bpmn:endEvent>
  </bpmn:process>
</bpmn:definitions>`;

/** A real PNG, drawn here: `width` × `height` in grey with a black line. */
function png(width: number, height: number, pixels = height): string {
  const chunk = (type: string, body: Buffer): Buffer => {
    const out = Buffer.alloc(12 + body.length);
    out.writeUInt32BE(body.length, 0);
    out.write(type, 4, 'latin1');
    body.copy(out, 8);
    out.writeUInt32BE(crc(out.subarray(4, 8 + body.length)), 8 + body.length);
    return out;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const raw = Buffer.alloc(pixels * (width + 1), 0x00);
  for (let y = 0; y < pixels; y += 1)
    for (let x = 1; x <= width; x += 1) raw[y * (width + 1) + x] = Math.abs(x - y * 2) < 3 ? 0 : 255;
  const bytes = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(raw)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  return `data:image/png;base64,${bytes.toString('base64')}`;
}
const crc = (bytes: Buffer): number => (typeof crc32 === 'function' ? crc32(bytes) : 0);
const SIGNATURE = png(200, 80);

describe('pictures of signatures', () => {
  it('given a PNG, then it is taken as it is', () => {
    expect(checkSignature(SIGNATURE)).toBe(SIGNATURE);
  });
  it.each([
    ['no picture', 'data:image/png;base64,AAAA'],
    ['another type', SIGNATURE.replace('image/png', 'image/svg+xml')],
    ['half a picture', SIGNATURE.slice(0, SIGNATURE.length - 24)],
    ['no base64', 'data:image/png;base64,<svg/>'],
    ['a picture that unpacks to more than its size', png(10, 10, 5_000)],
    ['a side of 5,000 pixels', png(5_000, 1)],
  ])('given %s, then it is refused', (_name, text) => {
    expect(() => checkSignature(text)).toThrow(expect.objectContaining({ code: 'SERVICE_FORM_SIGNATURE_INVALID' }));
  });
  it('given more than 300 KB, then it is refused as too large', () => {
    expect(() => checkSignature(`data:image/png;base64,${'A'.repeat(420_000)}`)).toThrow(
      expect.objectContaining({ code: 'SERVICE_FORM_SIGNATURE_TOO_LARGE' }),
    );
  });
});

describe.each(testDatabases())('service forms on $name', (place) => {
  let database: TestDatabase;
  let persistence: Persistence;
  let clock: VirtualClock;
  let engine: ProcessEngine;
  let documents: DocumentsService;
  let outbox: NotificationsRepository;
  let forms: ServiceFormsService;
  const user = { username: 'engineer' } as SessionUser;

  beforeAll(async () => {
    database = await place.create();
    persistence = await createPersistence(database.url, {
      entities: [...documentsEntities, ...notificationsEntities, ...confirmationsEntities],
      migrations: [documentsMigration, notificationsMigration, noticesReadMigration, confirmationsMigration],
      clock: new VirtualClock(START),
    });
  });
  afterAll(async () => {
    await persistence.close();
    await database.drop();
  });
  beforeEach(async () => {
    await persistence.unitOfWork.run(async () => {
      for (const table of [
        'notification_outbox',
        'notification_source',
        'document',
        'service_form_link',
        'service_form_signature',
        'job',
      ])
        await persistence.writer.query(`DELETE FROM ${table}`);
    });
    clock = new VirtualClock(START);
    engine = createProcessEngine({
      store: persistence.store,
      unitOfWork: persistence.unitOfWork,
      clock,
      zone: 'Asia/Shanghai',
    });
    documents = new DocumentsService(
      new DocumentsRepository(() => persistence.reader()),
      catalog,
      'https://pledge.example',
    );
    outbox = new NotificationsRepository(() => persistence.reader());
    const notifications = new NotificationsService(
      outbox,
      catalog,
      { find: (number) => Promise.resolve(number === CASE ? FACTS : null) },
      people,
      engine,
      clock,
      'https://pledge.example',
      notificationOptions(null),
    );
    const repository = new ConfirmationsRepository(() => persistence.reader());
    forms = new ServiceFormsService(
      repository,
      notifications,
      documents,
      engine,
      persistence.unitOfWork,
      clock,
      'https://pledge.example',
    );
    engine.registerFeatureJob(
      SERVICE_FORM_JOB,
      new ServiceFormJob(forms, repository, documents, notifications, engine),
    );
    await engine.deploy({
      name: 'spec',
      resources: [
        { name: 'signing.bpmn', content: PROCESS },
        { name: 'sign-service-form.form.json', content: form },
      ],
      source: 'shipped',
      deployedBy: 'system',
    });
    engine.start();
    forms.onApplicationBootstrap();
  });
  afterEach(async () => {
    await forms.onModuleDestroy();
    await engine.stop();
    await documents.onModuleDestroy();
  });

  const openTask = async (): Promise<{ id: string; instanceId: string }> => {
    const { id: instanceId } = await engine.startInstance({
      key: 'signing',
      businessKey: CASE,
      variables: { serviceContent: '更换主控板\n业务拨测', serviceResult: '12:02 恢复', engineer: 'engineer' },
      actor: { userId: 'system' },
    });
    const { items } = await engine.listTasks({ instanceId, state: 'open', limit: 1 });
    return { id: items[0]?.id ?? '', instanceId };
  };
  const answer = (change: object = {}) => ({
    satisfaction: 'satisfied' as const,
    confirmed: true,
    signerName: '李建国',
    signature: SIGNATURE,
    ...change,
  });
  const textOf = (bytes: Buffer): string => {
    const folder = mkdtempSync(join(tmpdir(), 'pledge-form-'));
    writeFileSync(join(folder, 'form.pdf'), bytes);
    const text = execFileSync('pdftotext', ['-layout', join(folder, 'form.pdf'), '-'], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    return text;
  };

  it('given a link, when the customer signs, then the task is done in their name and the signed copy exists', async () => {
    const task = await openTask();
    const link = await forms.createLink(CASE, { taskId: task.id }, user);
    expect(link.sentTo).toEqual(['li@example.com']);
    expect((await outbox.list({ limit: 5 }))[0]).toMatchObject({
      template: 'service-form-link',
      text: expect.stringContaining(link.url),
    });
    expect(await forms.page(link.token)).toMatchObject({
      state: 'open',
      content: '更换主控板\n业务拨测',
      result: '12:02 恢复',
      engineer: '张伟',
      expectedSigner: '李建国',
      customer: { label: '采购人' },
      arrivedAt: '2026-11-22T11:30:00.000+08:00',
      signed: null,
    });

    const signed = await forms.sign(link.token, answer({ satisfaction: 'average', comment: '到得及时' }));
    expect(signed).toMatchObject({ caseNumber: CASE, signedAt: '2026-11-22T12:30:00.000+08:00' });
    await engine.settled(60_000);
    expect(await engine.findTask(task.id)).toMatchObject({ state: 'completed', completedBy: 'link:李建国' });
    expect((await engine.findInstance(task.instanceId))?.variables).toMatchObject({
      satisfaction: 'average',
      confirmed: true,
      signerName: '李建国',
      comment: '到得及时',
    });
    expect(await forms.page(link.token)).toMatchObject({
      state: 'signed',
      signed: { signerName: '李建国', satisfaction: 'average', confirmed: true },
    });
    const copy = await forms.signedCopy(link.token);
    expect(copy.number).toBe(`${CASE}-FW01`);
    expect(textOf(copy.bytes).replace(/\s+/g, '')).toMatch(
      /采购人.*甘肃联通.*更换主控板.*■一般.*到得及时.*李建国2026-11-2212:30/,
    );
    expect((await documents.list(CASE, { kind: 'customer', partyId: 'party-1' })).map((row) => row.number)).toEqual([
      `${CASE}-FW01`,
    ]);

    await expect(forms.sign(link.token, answer())).rejects.toMatchObject({ code: 'SERVICE_FORM_ALREADY_SIGNED' });
    await expect(forms.createLink(CASE, { taskId: task.id }, user)).rejects.toMatchObject({
      code: 'SERVICE_FORM_TASK_MISMATCH',
    });
  });

  it('given two people sign at the same moment, then one signature counts and the paper shows that one', async () => {
    const task = await openTask();
    const links = await Promise.all([
      forms.createLink(CASE, { taskId: task.id, to: 'a@example.com' }, user),
      forms.createLink(CASE, { taskId: task.id, to: 'b@example.com' }, user),
    ]);
    const results = await Promise.allSettled(
      links.map((link, index) => forms.sign(link.token, answer({ signerName: `签字人${String(index)}` }))),
    );
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find((result) => result.status === 'rejected')).toMatchObject({
      reason: { code: 'SERVICE_FORM_ALREADY_SIGNED' },
    });
    const winner = results.findIndex((result) => result.status === 'fulfilled');
    await engine.settled(60_000);
    const copy = await forms.signedCopy(links[winner]?.token ?? '');
    expect(textOf(copy.bytes)).toContain(`签字人${String(winner)}`);
    expect(textOf(copy.bytes)).not.toContain(`签字人${String(1 - winner)}`);
    await expect(forms.page(links[1 - winner]?.token ?? '')).rejects.toMatchObject({
      code: 'SERVICE_FORM_ALREADY_SIGNED',
    });
  });

  it('given the customer signs on the phone of the engineer, then the paper is made from the form', async () => {
    const task = await openTask();
    await engine.completeTask(
      task.id,
      { satisfaction: 'satisfied', confirmed: false, signerName: '王工', signature: SIGNATURE },
      { userId: 'engineer' },
    );
    await forms.idle();
    await engine.settled(60_000);
    const [row] = await documents.list(CASE, { kind: 'provider' });
    const { bytes } = await documents.read(row?.id ?? '', { kind: 'provider' });
    expect(textOf(bytes).replace(/\s+/g, '')).toMatch(/■未完成.*■满意.*王工/);
    expect(bytes.toString('latin1')).toContain('/Subtype /Image');
  });

  it('given the word of the completion was lost, then the job finds the signature by itself', async () => {
    const task = await openTask();
    await forms.idle();
    await engine.stop();
    await engine.completeTask(
      task.id,
      { satisfaction: 'satisfied', confirmed: true, signerName: '王工' },
      { userId: 'engineer' },
    );
    await forms.idle();
    // As after a crash: only what was scheduled while the task was open is there.
    await persistence.unitOfWork.run(async (tx) =>
      engine.schedule(tx, { name: SERVICE_FORM_JOB, ref: task.id, dueAt: START + DAY / 4 }),
    );
    engine.start();
    expect(await documents.list(CASE, { kind: 'provider' })).toHaveLength(0);
    clock.moveTo(START + DAY / 4);
    await engine.runDueJobs();
    expect(await documents.list(CASE, { kind: 'provider' })).toHaveLength(1);
  });

  it('given a link that expired, is unknown, or whose task is gone, then it says so and nothing is signed', async () => {
    const task = await openTask();
    const link = await forms.createLink(CASE, { taskId: task.id }, user);
    await expect(forms.page('A'.repeat(32))).rejects.toMatchObject({
      kind: 'not-found',
      code: 'SERVICE_FORM_LINK_UNKNOWN',
    });
    await expect(forms.createLink('GD-2026-0999', { taskId: task.id }, user)).rejects.toMatchObject({
      code: 'SERVICE_FORM_TASK_MISMATCH',
    });
    await expect(forms.sign(link.token, answer({ signature: 'data:image/png;base64,AAAA' }))).rejects.toMatchObject({
      code: 'SERVICE_FORM_SIGNATURE_INVALID',
    });
    await expect(forms.signedCopy(link.token)).rejects.toMatchObject({ code: 'SERVICE_FORM_NOT_SIGNED' });
    clock.moveTo(START + 7 * DAY);
    await expect(forms.sign(link.token, answer())).rejects.toMatchObject({
      status: 410,
      code: 'SERVICE_FORM_LINK_EXPIRED',
    });
    const fresh = await forms.createLink(CASE, { taskId: task.id }, user);
    await engine.cancelInstance(task.instanceId, '撤回', { userId: 'pm' });
    await expect(forms.sign(fresh.token, answer())).rejects.toMatchObject({ code: 'SERVICE_FORM_GONE' });
  });
});
