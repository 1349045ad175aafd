import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { CaseParties, LiveEvents } from '@pledge/nest';
import { createPersistence, type Persistence } from '@pledge/persistence';
import { createProcessEngine, Problem, VirtualClock, type DelegateContext, type ProcessEngine } from '@pledge/runtime';
import { testDatabases, type TestDatabase } from '@pledge/testing';
import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
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
import { AcknowledgementsService } from './acknowledgements.service.js';
import { DeliverDocumentDelegate, NotifyDelegate, PassOnJob } from './notifications.delegates.js';
import { notificationsEntities } from './notifications.entity.js';
import { noticesReadMigration, notificationsMigration } from './notifications.migration.js';
import { NotificationsRepository, type OutboxRow } from './notifications.repository.js';
import { NotificationsService, PASS_ON_JOB } from './notifications.service.js';
import { notificationOptions } from './options.js';
import { OutboxSender } from './outbox-sender.js';
import { TaskWatcher } from './task-watcher.js';

// Fonts of 10 MB each are read and laid out on machines with two busy cores.
jest.setTimeout(180_000);
const START = Date.UTC(2026, 10, 22, 1, 0);
const MINUTE = 60_000;
const catalog = new TemplateCatalog(join(projectRoot(), 'templates'));

const person = (
  username: string,
  displayName: string,
  language: 'zh-CN' | 'en' = 'zh-CN',
  mail: string | null = `${username}@example.com`,
): Person => ({ username, displayName, mail, mobile: null, language });
const CHEN = person('chen', '陈强');
const WANG = person('wang', 'Wang Fang', 'en');
const LI = person('li', '李建国');
const DUMB = person('dumb', '无邮箱', 'zh-CN', null);
const people: PeoplePort = {
  byUsernames: (names) => Promise.resolve([CHEN, WANG, LI, DUMB].filter((one) => names.includes(one.username))),
  byRole: (role) => Promise.resolve(role === 'pm' ? [CHEN, WANG] : role === 'manager' ? [DUMB] : []),
  byParty: (party) => Promise.resolve(party === 'party-1' ? [LI] : []),
};
const label = (zh: string, en: string) => ({ zh, en });
const FACTS: CaseFacts = {
  number: 'GD-2026-0117',
  title: '核心路由器不可达',
  description: '',
  status: 'open',
  mode: 'live',
  severity: 'T1',
  severityName: label('一级', 'Level 1'),
  partyId: 'party-1',
  customerName: '甘肃联通',
  providerName: '远景网络',
  partyLabels: { customer: label('甲方', 'Party A'), provider: label('乙方', 'Party B') },
  contractNumber: 'P-DEMO',
  serialNumber: null,
  siteName: null,
  zone: 'Asia/Shanghai',
  contactName: '李建国',
  contactPhone: '0931',
  owner: 'wang',
  receivedAt: START,
  occurredAt: null,
  expectedSigner: null,
  events: [],
};
const PROCESS = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
  <bpmn:process id="one-task" name="一个待办" isExecutable="true">
    <bpmn:startEvent id="start"><bpmn:outgoing>a</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="a" sourceRef="start" targetRef="look" />
    <bpmn:userTask id="look" name="受理定级">
      <bpmn:extensionElements><zeebe:userTask /><zeebe:assignmentDefinition candidateGroups="pm,customer:party-1" /></bpmn:extensionElements>
      <bpmn:incoming>a</bpmn:incoming><bpmn:outgoing>b</bpmn:outgoing>
    </bpmn:userTask>
    <bpmn:sequenceFlow id="b" sourceRef="look" targetRef="end" />
    <bpmn:endEvent id="end"><bpmn:incoming>b</bpmn:incoming></bpmn:endEvent>
  </bpmn:process>
</bpmn:definitions>`;

/** A real SMTP server that keeps what it took. */
class Mailbox {
  readonly mails: { readonly messageId: string; readonly to: string; readonly raw: string }[] = [];
  refuse: number | null = null;
  private server: SMTPServer | null = null;
  port = 0;

  async open(port = this.port): Promise<void> {
    const server = new SMTPServer({
      authOptional: true,
      hideSTARTTLS: true,
      logger: false,
      onRcptTo: (_address, _session, done) => {
        done(this.refuse === null ? null : Object.assign(new Error('refused'), { responseCode: this.refuse }));
      },
      onData: (stream, session, done) => {
        void readAll(stream).then((raw) => {
          this.mails.push({
            messageId: /^Message-ID: <(.+)>/im.exec(raw)?.[1] ?? '',
            to: session.envelope.rcptTo.map((one) => one.address).join(','),
            raw,
          });
          done();
        });
      },
    });
    server.on('error', () => undefined);
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    this.port = (server.server.address() as AddressInfo).port;
    this.server = server;
  }
  async close(): Promise<void> {
    const { server } = this;
    this.server = null;
    if (server) await new Promise<void>((resolve) => server.close(resolve));
  }
}

/** A real web server in place of the chat products. */
class Robots {
  readonly posts: { readonly url: string; readonly body: Record<string, unknown> }[] = [];
  answer: unknown = { errcode: 0, code: 0 };
  private readonly server: Server = createServer((request, response) => {
    void readAll(request).then((body) => {
      this.posts.push({ url: request.url ?? '', body: JSON.parse(body) as Record<string, unknown> });
      response.setHeader('content-type', 'application/json').end(JSON.stringify(this.answer));
    });
  });
  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }
  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

describe.each(testDatabases())('notifications on $name', (place) => {
  let database: TestDatabase;
  let persistence: Persistence;
  let system: number;
  let clock: VirtualClock;
  let engine: ProcessEngine;
  let repository: NotificationsRepository;
  let documents: DocumentsService;
  let mailbox: Mailbox;
  let senders: OutboxSender[];
  let caseFacts: CaseFacts;

  beforeAll(async () => {
    database = await place.create();
    persistence = await createPersistence(database.url, {
      entities: [...documentsEntities, ...notificationsEntities],
      migrations: [documentsMigration, notificationsMigration, noticesReadMigration],
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
        'notification_channel',
        'document',
        'job',
        'user_task',
      ])
        await persistence.writer.query(`DELETE FROM ${table}`);
    });
    system = START;
    clock = new VirtualClock(START, () => system);
    engine = createProcessEngine({
      store: persistence.store,
      unitOfWork: persistence.unitOfWork,
      clock,
      zone: 'Asia/Shanghai',
    });
    repository = new NotificationsRepository(() => persistence.reader());
    documents = new DocumentsService(
      new DocumentsRepository(() => persistence.reader()),
      catalog,
      'https://pledge.example',
    );
    mailbox = new Mailbox();
    await mailbox.open();
    senders = [];
    caseFacts = FACTS;
  });
  afterEach(async () => {
    for (const sender of senders) await sender.onModuleDestroy();
    await engine.stop();
    await documents.onModuleDestroy();
    await mailbox.close();
  });

  const service = (smtp = true): NotificationsService =>
    new NotificationsService(
      repository,
      catalog,
      { find: (number) => Promise.resolve(number === caseFacts.number ? caseFacts : null) },
      people,
      engine,
      clock,
      'https://pledge.example',
      notificationOptions(smtp ? `smtp://127.0.0.1:${String(mailbox.port)}` : null),
    );
  const sender = (): OutboxSender => {
    const one = new OutboxSender(
      repository,
      documents,
      persistence.unitOfWork,
      clock,
      notificationOptions(`smtp://127.0.0.1:${String(mailbox.port)}?from=service@example.com`),
    );
    senders.push(one);
    return one;
  };
  const context = (headers: Record<string, string>, change: Partial<DelegateContext> = {}): DelegateContext => ({
    jobId: 'job-1',
    jobType: 'notify',
    instanceId: 'i',
    rootInstanceId: 'i',
    businessKey: 'GD-2026-0117',
    elementId: 'e',
    mode: 'live',
    headers,
    variables: { metricName: '到达现场', clause: '2 小时内到场', dueAt: '2026-11-22T03:00:00Z' },
    now: START,
    ...change,
  });
  const notify = async (
    headers: Record<string, string>,
    change: Partial<DelegateContext> = {},
    smtp = true,
  ): Promise<void> => {
    const delegate = new NotifyDelegate(service(smtp));
    const prepared = await delegate.prepare(context(headers, change));
    await persistence.unitOfWork.run((tx) => delegate.apply(tx, context(headers, change), prepared));
  };
  const rows = (): Promise<OutboxRow[]> => repository.list({ limit: 100 });
  const byUser = async (username: string): Promise<OutboxRow[]> =>
    (await rows()).filter((row) => row.username === username);
  const ackToken = (row: OutboxRow | undefined): string => /\/ack\/([A-Za-z0-9_-]+)/.exec(row?.text ?? '')?.[1] ?? '';

  it('given a warning for a role, when it is sent, then everybody gets it once, in their language, with a stable Message-ID', async () => {
    await notify({ template: 'promise-warning', audience: 'role:pm' });
    await notify({ template: 'promise-warning', audience: 'role:pm' });
    await sender().drain();
    await sender().drain();
    expect(mailbox.mails.map((mail) => mail.to).sort()).toEqual(['chen@example.com', 'wang@example.com']);
    const stored = await rows();
    expect(stored.map((row) => row.state)).toEqual(['sent', 'sent']);
    expect(mailbox.mails.map((mail) => mail.messageId).sort()).toEqual(stored.map((row) => row.messageId).sort());
    expect((await byUser('wang'))[0]?.subject).toContain('[Warning]');
    expect((await byUser('chen'))[0]?.subject).toContain('【时限预警】');
    expect(mailbox.mails[0]?.raw).toContain('X-Pledge-Case: GD-2026-0117');
    expect(mailbox.mails[0]?.raw).toContain('service@example.com');
  });

  it('given the mail server is down, then the message is tried again later and nothing is lost', async () => {
    await mailbox.close();
    await notify({ template: 'promise-warning', audience: 'user:chen' });
    const one = sender();
    await one.drain();
    const [waiting] = await rows();
    expect(waiting).toMatchObject({ state: 'queued', tries: 1, lastError: expect.stringContaining('ECONNREFUSED') });
    expect(waiting?.nextAttemptAt).toBeGreaterThanOrEqual(system + 5_000);

    await mailbox.open();
    await one.drain();
    expect(mailbox.mails).toHaveLength(0);
    system = waiting?.nextAttemptAt ?? 0;
    await one.drain();
    expect(mailbox.mails.map((mail) => mail.messageId)).toEqual([waiting?.messageId]);
    expect((await rows())[0]).toMatchObject({ state: 'sent', tries: 2, lastError: null });
  });

  it('given a sender died after it took a message, then another sends it under the same Message-ID when the lease is over', async () => {
    await notify({ template: 'promise-warning', audience: 'user:chen' });
    const [row] = await rows();
    if (!row) throw new Error('no row');
    expect(await persistence.unitOfWork.run((tx) => repository.lease(tx, [row], system, system + MINUTE))).toBe(true);
    expect(await persistence.unitOfWork.run((tx) => repository.lease(tx, [row], system, system + MINUTE))).toBe(false);
    await sender().drain();
    expect(mailbox.mails).toHaveLength(0);
    system += MINUTE + 1;
    await sender().drain();
    expect(mailbox.mails.map((mail) => mail.messageId)).toEqual([row.messageId]);
  });

  it('given the server refuses the recipient for good, then the message fails, says so and can be sent again by hand', async () => {
    mailbox.refuse = 550;
    await notify({ template: 'promise-warning', audience: 'user:chen' });
    const one = sender();
    await one.drain();
    const [failed] = await rows();
    expect(failed).toMatchObject({ state: 'failed', lastError: expect.stringContaining('550') });
    mailbox.refuse = null;
    expect(await persistence.unitOfWork.run((tx) => repository.requeue(tx, failed?.id ?? '', system))).toBe(true);
    await one.drain();
    expect((await rows())[0]?.state).toBe('sent');
  });

  it('given no SMTP_URL, a drill, or a person without an address, then the message stands in the outbox and never leaves', async () => {
    await notify({ template: 'promise-warning', audience: 'user:chen' }, { jobId: 'no-smtp' }, false);
    await notify({ template: 'promise-warning', audience: 'user:chen' }, { jobId: 'drill', mode: 'drill' });
    await notify({ template: 'promise-warning', audience: 'user:dumb' }, { jobId: 'no-address' });
    await sender().drain();
    expect((await rows()).map((row) => row.state)).toEqual(['sink', 'sink', 'sink']);
    expect(mailbox.mails).toHaveLength(0);
    expect((await rows()).find((row) => row.mode === 'drill')?.subject).toMatch(/^【演练】/);
  });

  it('given robots of a role, then each chat product gets its own format, signed where it has a secret, and a refusal is tried again', async () => {
    const robots = new Robots();
    const base = await robots.open();
    const robot = (channel: 'wecom' | 'dingtalk' | 'feishu', secret: string | null) => ({
      id: `robot-${channel}`,
      channel,
      targetKind: 'role' as const,
      target: 'pm',
      name: channel,
      url: `${base}/${channel}?key=k`,
      secret,
      enabled: true,
      createdAt: START,
    });
    await persistence.unitOfWork.run(async (tx) => {
      for (const row of [robot('wecom', null), robot('dingtalk', 's1'), robot('feishu', 's2')])
        await repository.saveChannel(tx, row);
    });
    await notify({ template: 'promise-breached', audience: 'role:pm' }, {}, false);
    robots.answer = { errcode: 45009, errmsg: 'too often', code: 9499, msg: 'too many' };
    const one = sender();
    await one.drain();
    expect((await rows()).filter((row) => row.channel !== 'mail').map((row) => [row.state, row.tries])).toEqual([
      ['queued', 1],
      ['queued', 1],
      ['queued', 1],
    ]);
    robots.answer = { errcode: 0, code: 0 };
    robots.posts.length = 0;
    system += 10 * MINUTE;
    await one.drain();
    const post = (name: string) => robots.posts.find((one) => one.url.startsWith(`/${name}`));
    expect(post('wecom')?.body).toMatchObject({
      msgtype: 'text',
      text: { content: expect.stringContaining('【已超时】GD-2026-0117 到达现场') },
    });
    expect(post('dingtalk')?.body).toMatchObject({
      msgtype: 'text',
      text: { content: expect.stringContaining('2 小时内到场') },
    });
    const query = new URL(post('dingtalk')?.url ?? '', base).searchParams;
    expect(query.get('timestamp')).toBe(String(system));
    expect(query.get('sign')).toBe(
      createHmac('sha256', 's1')
        .update(`${String(system)}\ns1`)
        .digest('base64'),
    );
    const seconds = String(Math.floor(system / 1000));
    expect(post('feishu')?.body).toMatchObject({
      msg_type: 'text',
      timestamp: seconds,
      sign: createHmac('sha256', `${seconds}\ns2`).digest('base64'),
      content: { text: expect.stringContaining('GD-2026-0117') },
    });
    expect((await rows()).filter((row) => row.channel !== 'mail').map((row) => row.state)).toEqual([
      'sent',
      'sent',
      'sent',
    ]);
    await robots.close();
  });

  it('given an unknown audience or template, then the delegate fails so that an incident shows it', async () => {
    await expect(notify({ template: 'promise-warning', audience: 'everybody' })).rejects.toThrow(
      'audience "everybody"',
    );
    await expect(notify({ template: 'no-such', audience: 'user:chen' })).rejects.toThrow('no-such');
    expect(await rows()).toHaveLength(0);
  });

  describe('acknowledging', () => {
    beforeEach(() => {
      engine.registerFeatureJob(PASS_ON_JOB, new PassOnJob(service()));
      engine.start();
    });
    const acknowledgements = (): AcknowledgementsService =>
      new AcknowledgementsService(repository, engine, persistence.unitOfWork, clock, new LiveEvents(new CaseParties()));

    it('given nobody acknowledges, then it passes to the next person and ends when nobody is left', async () => {
      await notify({ template: 'promise-warning', audience: 'role:pm', ack: 'PT10M' });
      expect((await rows()).map((row) => [row.username, row.ackState])).toEqual([['chen', 'waiting']]);
      clock.moveTo(START + 10 * MINUTE);
      await engine.runDueJobs();
      expect((await byUser('chen'))[0]?.ackState).toBe('passed');
      expect((await byUser('wang'))[0]).toMatchObject({
        ackState: 'waiting',
        ackBy: START + 20 * MINUTE,
        subject: expect.stringContaining('[Warning]'),
      });
      await expect(acknowledgements().byLink(ackToken((await byUser('chen'))[0]))).rejects.toMatchObject({
        code: 'ACK_PASSED_ON',
      });
      clock.moveTo(START + 20 * MINUTE);
      await engine.runDueJobs();
      expect((await byUser('wang'))[0]?.ackState).toBe('exhausted');
      expect(await rows()).toHaveLength(2);
    });

    it('given the link is used, then it counts once and nobody else is asked', async () => {
      await notify({ template: 'promise-warning', audience: 'role:pm', ack: 'PT10M' });
      const token = ackToken((await byUser('chen'))[0]);
      expect(await acknowledgements().page(token)).toMatchObject({
        state: 'waiting',
        caseNumber: 'GD-2026-0117',
        text: expect.not.stringContaining(token),
      });
      clock.moveTo(START + MINUTE);
      expect((await acknowledgements().byLink(token)).acknowledgedAt).toBe('2026-11-22T09:01:00.000+08:00');
      await expect(acknowledgements().byLink(token)).rejects.toMatchObject({ code: 'ACK_LINK_USED' });
      clock.moveTo(START + 60 * MINUTE);
      await engine.runDueJobs();
      expect((await rows()).map((row) => [row.username, row.ackState])).toEqual([['chen', 'acknowledged']]);
    });

    it('given a wrong link or another reader, then it is refused', async () => {
      await notify({ template: 'promise-warning', audience: 'role:pm', ack: 'PT10M' });
      const [row] = await rows();
      await expect(acknowledgements().byLink('x'.repeat(32))).rejects.toMatchObject({ code: 'ACK_LINK_UNKNOWN' });
      await expect(acknowledgements().byReader(row?.id ?? '', 'wang')).rejects.toBeInstanceOf(Problem);
      expect((await acknowledgements().byReader(row?.id ?? '', 'chen')).caseNumber).toBe('GD-2026-0117');
    });
  });

  it('given new tasks, one of them while nobody listened, then the candidates of each are told exactly once', async () => {
    await engine.deploy({
      name: 'spec',
      resources: [{ name: 'one-task.bpmn', content: PROCESS }],
      source: 'shipped',
      deployedBy: 'system',
    });
    engine.start();
    await engine.startInstance({ key: 'one-task', businessKey: 'GD-2026-0117', actor: { userId: 'system' } });
    const watcher = new TaskWatcher(service(), repository, engine, persistence.unitOfWork);
    watcher.onApplicationBootstrap();
    await watcher.idle();
    expect((await rows()).map((row) => row.username).sort()).toEqual(['chen', 'li', 'wang']);
    await engine.startInstance({ key: 'one-task', businessKey: 'GD-2026-0117', actor: { userId: 'system' } });
    await watcher.scan();
    await watcher.idle();
    const told = await rows();
    expect(told).toHaveLength(6);
    expect(new Set(told.map((row) => row.taskId)).size).toBe(2);
    expect((await byUser('chen'))[0]).toMatchObject({
      template: 'new-task',
      subject: '【待办】GD-2026-0117 受理定级：核心路由器不可达',
    });
    await watcher.onModuleDestroy();
  });

  it('given a stored report, when it is delivered, then the customer gets the very bytes and the document says when', async () => {
    const data = { ...catalog.find('fault-analysis-report', 'zh-CN')?.sample };
    const document = await documents.render('fault-analysis-report', data, {
      id: '0190-doc',
      caseNumber: 'GD-2026-0117',
      partyId: 'party-1',
      mode: 'live',
      language: 'zh-CN',
      createdBy: 'wang',
      now: START,
    });
    expect(document.number).toBe('GD-2026-0117-FX01');
    await persistence.unitOfWork.run((tx) => documents.store(tx, document));
    const delegate = new DeliverDocumentDelegate(service(), documents);
    const job = context({ audience: 'customer' }, { variables: { documentId: document.id } });
    const prepared = await delegate.prepare(job);
    await persistence.unitOfWork.run((tx) => delegate.apply(tx, job, prepared));
    await sender().drain();
    expect(mailbox.mails.map((mail) => mail.to)).toEqual(['li@example.com']);
    const attachment =
      /filename="?GD-2026-0117-FX01\.pdf"?(?:\r\n.+)*\r\n\r\n([\s\S]*?)\r\n--/.exec(mailbox.mails[0]?.raw ?? '')?.[1] ??
      '';
    expect(Buffer.from(attachment, 'base64').equals(document.bytes)).toBe(true);
    expect(await documents.find(document.id, { kind: 'customer', partyId: 'party-1' })).toMatchObject({
      deliveredAt: START,
      sha256: document.sha256,
    });
    expect((await documents.read(document.id, { kind: 'provider' })).bytes.equals(document.bytes)).toBe(true);
    await expect(documents.read(document.id, { kind: 'customer', partyId: 'party-2' })).rejects.toMatchObject({
      code: 'DOCUMENT_NOT_FOUND',
    });
    expect(
      (
        await documents.render('fault-analysis-report', data, {
          id: 'other',
          caseNumber: 'GD-2026-0117',
          partyId: 'party-1',
          mode: 'live',
          language: 'zh-CN',
          createdBy: null,
          now: START,
        })
      ).number,
    ).toBe('GD-2026-0117-FX02');
  });
});
