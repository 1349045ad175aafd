import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createPersistence, type Persistence } from '@pledge/persistence';
import { VirtualClock } from '@pledge/runtime';
import { testDatabases, type TestDatabase } from '@pledge/testing';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { Receivers } from '../../../../../test/support/receivers.js';
import { documentsEntities, documentsMigration, DocumentsService, TemplateCatalog } from '../documents/index.js';
import { DocumentsRepository } from '../documents/documents.repository.js';
import { projectRoot } from '../documents/project-root.js';
import { notificationsEntities } from './notifications.entity.js';
import { noticesReadMigration, notificationsMigration } from './notifications.migration.js';
import { NotificationsRepository, type OutboxRow } from './notifications.repository.js';
import { notificationOptions } from './options.js';
import { OutboxSender } from './outbox-sender.js';

// Real servers on busy machines; nothing here is judged by how long it takes.
jest.setTimeout(180_000);
const START = Date.UTC(2026, 10, 22, 1, 0);
const CONTACTS = 200;

describe.each(testDatabases())(
  'the outbox with 200 contacts on $name (issue 7: an emergency reaches them at once)',
  (place) => {
    let database: TestDatabase;
    let persistence: Persistence;
    let statements: string[];
    let repository: NotificationsRepository;
    let documents: DocumentsService;
    let receivers: Receivers;
    let senders: OutboxSender[];
    let system: number;

    beforeAll(async () => {
      database = await place.create();
      persistence = await createPersistence(database.url, {
        entities: [...documentsEntities, ...notificationsEntities],
        migrations: [documentsMigration, notificationsMigration, noticesReadMigration],
        clock: new VirtualClock(START),
        onStatement: (sql) => statements?.push(sql),
      });
    });
    afterAll(async () => {
      await persistence.close();
      await database.drop();
    });
    beforeEach(async () => {
      await persistence.unitOfWork.run(
        async () => void (await persistence.writer.query('DELETE FROM notification_outbox')),
      );
      statements = [];
      system = START;
      senders = [];
      receivers = new Receivers();
      await receivers.open();
      repository = new NotificationsRepository(() => persistence.reader());
      documents = new DocumentsService(
        new DocumentsRepository(() => persistence.reader()),
        new TemplateCatalog(join(projectRoot(), 'templates')),
        'https://pledge.example',
      );
    });
    afterEach(async () => {
      for (const sender of senders) await sender.onModuleDestroy();
      await documents.onModuleDestroy();
      await receivers.close();
    });

    const sender = (smtpUrl: string = receivers.environment.SMTP_URL): OutboxSender => {
      const { SMS_URL } = receivers.environment;
      const one = new OutboxSender(
        repository,
        documents,
        persistence.unitOfWork,
        new VirtualClock(START, () => system),
        notificationOptions(smtpUrl, { sms: { url: SMS_URL, headers: {}, body: null, success: null } }),
      );
      senders.push(one);
      return one;
    };
    const message = (channel: 'mail' | 'sms', n: number): OutboxRow => ({
      id: v7(),
      messageId: `${channel}-${String(n)}@pledge`,
      template: 'emergency-notice',
      channel,
      username: null,
      recipientName: `Contact ${String(n)}`,
      address: channel === 'mail' ? `contact${String(n)}@example.com` : `139${String(n).padStart(8, '0')}`,
      channelId: null,
      subject: 'OA is down',
      text: 'Use the telephone.',
      html: null,
      language: 'en',
      state: 'queued',
      tries: 0,
      nextAttemptAt: START,
      lastError: null,
      mode: 'live',
      caseNumber: null,
      taskId: null,
      ackState: 'none',
      ackTokenHash: null,
      ackBy: null,
      acknowledgedAt: null,
      chain: null,
      attachments: [],
      createdAt: START,
      sentAt: null,
      readAt: null,
      lockedUntil: null,
    });
    const put = (rows: readonly OutboxRow[]): Promise<void> =>
      persistence.unitOfWork.run((tx) => repository.insert(tx, rows));
    const contacts = (channel: 'mail' | 'sms', count = CONTACTS): OutboxRow[] =>
      Array.from({ length: count }, (_, n) => message(channel, n));
    const rows = (): Promise<OutboxRow[]> => repository.list({ limit: 1_000 });
    const commits = (): number => statements.filter((sql) => /^COMMIT/i.test(sql)).length;

    it('given 200 contacts by mail, when they are told, then each gets it once over few connections, and the database hears of all in a bounded number of transactions', async () => {
      await put(contacts('mail'));
      statements = [];
      await sender().drain();
      expect(receivers.mails.toSorted()).toEqual(
        contacts('mail')
          .map((row) => row.address)
          .toSorted(),
      );
      expect((await rows()).every((row) => row.state === 'sent' && row.tries === 1 && row.lockedUntil === null)).toBe(
        true,
      );
      // One by one these are 400 commits; taken and settled many at once, a slow machine needs some ten, a fast one four.
      expect(commits()).toBeLessThan(100);
      expect(commits()).toBeGreaterThanOrEqual(4);
      expect(statements.filter((sql) => /^UPDATE/i.test(sql)).length).toBeLessThan(100);
      expect(receivers.connections.mostAtOnce).toBeLessThanOrEqual(16);
      expect(receivers.connections.opened).toBeLessThan(CONTACTS / 2);
    });

    it('given a mail server that allows three connections, when it is named so in SMTP_URL, then no more are opened', async () => {
      await put(contacts('mail', 30));
      await sender(`${receivers.environment.SMTP_URL}&maxConnections=3`).drain();
      expect(receivers.mails).toHaveLength(30);
      expect(receivers.connections.mostAtOnce).toBeLessThanOrEqual(3);
    });

    it('given two nodes at once, when 200 contacts are told by two channels, then nobody is told twice by one of them', async () => {
      await put([...contacts('mail'), ...contacts('sms')]);
      const nodes = [sender(), sender()];
      await Promise.all(nodes.map((node) => node.drain()));
      for (const node of nodes) await node.drain();
      expect(receivers.mails.toSorted()).toEqual(
        contacts('mail')
          .map((row) => row.address)
          .toSorted(),
      );
      expect(receivers.texts.toSorted()).toEqual(
        contacts('sms')
          .map((row) => row.address)
          .toSorted(),
      );
      expect((await rows()).every((row) => row.state === 'sent')).toBe(true);
    });

    it('given the mail server is down, when 200 contacts are told, then all learn it from the first tries, and nothing is lost', async () => {
      const { SMTP_URL } = receivers.environment;
      await receivers.close();
      receivers = new Receivers();
      await receivers.open();
      await put(contacts('mail'));
      const one = sender(SMTP_URL);
      await one.drain();
      const waiting = await rows();
      expect(new Set(waiting.map((row) => [row.state, row.tries].join()))).toEqual(new Set(['queued,1']));
      expect(waiting.every((row) => row.lastError?.includes('ECONNREFUSED') && row.lockedUntil === null)).toBe(true);
      expect(waiting.every((row) => (row.nextAttemptAt ?? 0) >= START + 5_000)).toBe(true);
      system += 10_000;
      await sender().drain();
      expect(receivers.mails).toHaveLength(CONTACTS);
      expect((await rows()).every((row) => row.state === 'sent' && row.tries === 2)).toBe(true);
    });

    it('given one address of many is refused for good, then it alone fails and the connections stay', async () => {
      receivers.refused.add('contact7@example.com');
      await put(contacts('mail'));
      await sender().drain();
      expect((await rows()).filter((row) => row.state !== 'sent').map((row) => [row.address, row.state])).toEqual([
        ['contact7@example.com', 'failed'],
      ]);
      expect(receivers.mails).toHaveLength(CONTACTS - 1);
    });

    it('given a node that stops in the middle, when another goes on, then what the first had only taken is sent at once, under the same ids', async () => {
      await put(contacts('mail'));
      const first = sender(`${receivers.environment.SMTP_URL}&maxConnections=1`);
      const drained = first.drain();
      while (receivers.mails.length === 0) await new Promise((resolve) => setImmediate(resolve));
      await first.onModuleDestroy();
      await drained;
      senders = senders.filter((one) => one !== first);
      expect(receivers.mails.length).toBeLessThan(CONTACTS);
      // The clock stands still: no lease has run out.
      await sender().drain();
      expect(receivers.mails.toSorted()).toEqual(
        contacts('mail')
          .map((row) => row.address)
          .toSorted(),
      );
      expect((await rows()).every((row) => row.tries === 1)).toBe(true);
    });

    it('given a try that takes so long that the leases of those behind run out, then they are given back and sent later', async () => {
      await put(contacts('sms', 60));
      const real = receivers.texts.push.bind(receivers.texts);
      receivers.texts.push = (...texts) => {
        system = START + 50_000;
        return real(...texts);
      };
      const one = sender();
      await one.drain();
      const early = receivers.texts.length;
      expect(early).toBeGreaterThan(0);
      expect((await rows()).every((row) => row.lockedUntil === null)).toBe(true);
      await one.drain();
      expect(receivers.texts.toSorted()).toEqual(
        contacts('sms', 60)
          .map((row) => row.address)
          .toSorted(),
      );
      expect((await rows()).map((row) => row.tries)).toEqual(Array(60).fill(1));
    });
  },
);
