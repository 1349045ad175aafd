import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  ChangePlan,
  ChangePlanContent,
  ConfirmationRequest,
  ContractDetail,
  QuotationContent,
} from '@pledge/contracts';
import { createApp, type RunningApp } from '../../apps/api/src/create-app.js';
import { TemplateCatalog } from '../../apps/api/src/features/documents/index.js';
import { makeSelfSigned } from '../../apps/api/src/features/signing/index.js';
import { projectRoot } from '../../apps/api/src/features/documents/project-root.js';
import { testDatabases } from '../../libs/testing/src/database.js';
import { Client, type Answer } from './client.js';
import { tasksOf, work, type TaskItem } from './story.js';

/** 2026-11-23, a Monday, 10:00 in Shanghai. */
export const START = Date.UTC(2026, 10, 23, 2);
export const HOUR = 3_600_000;
/** A real picture of a signature, as a telephone draws it. */
export const SIGNATURE = (
  new TemplateCatalog(join(projectRoot(), 'templates')).find('service-form', 'zh-CN')?.sample['signature'] as {
    image: string;
  }
).image;

const KEY_PASSPHRASE = 'pledge-test';
let madeKey: Promise<Buffer> | null = null;
/** One key for all worlds of a spec: a new one costs a second. */
function signingKey(): Promise<Buffer> {
  madeKey ??= makeSelfSigned({
    name: '远景网络技术服务有限公司',
    unit: null,
    passphrase: KEY_PASSPHRASE,
    from: START - 30 * 24 * HOUR,
    to: START + 3650 * 24 * HOUR,
    bits: 2048,
  });
  return madeKey;
}

/** A signing key in that folder, and the environment of a server that signs with it. */
export async function signingEnvironment(folder: string): Promise<Readonly<Record<string, string>>> {
  const file = join(folder, 'signing.p12');
  writeFileSync(file, await signingKey(), { mode: 0o600 });
  return { SIGNING_P12: file, SIGNING_P12_PASSPHRASE: KEY_PASSPHRASE };
}

/** A whole plan; the window is the night after the start. */
export const PLAN: ChangePlanContent = {
  title: '更换核心路由器主控板',
  purpose: '更换故障主控板，恢复主备冗余。',
  scale: 'small',
  devices: [{ serialNumber: 'CR-LZ-0001', name: '核心路由器 1', address: '兰州枢纽机房 A03' }],
  steps: [
    {
      action: '备份配置',
      device: 'CR-LZ-0001',
      commands: 'copy running-config tftp://10.0.0.9/cr.cfg',
      expected: '文件大小一致',
    },
    { action: '更换主控板', device: 'CR-LZ-0001', commands: '', expected: '新板为备用' },
  ],
  window: { from: '2026-11-24T00:00:00+08:00', to: '2026-11-24T04:00:00+08:00' },
  impact: '业务中断不超过 30 秒。',
  backup: '备份运行配置与系统软件。',
  rollback: '插回原主控板并恢复配置。',
  tests: '全省拨测，观察 30 分钟。',
  people: [{ name: '张伟', duty: '实施', phone: '13800000002' }],
};

/** The whole server with demo data and a virtual clock, and the people who act on it. */
export class ConfirmationWorld {
  private readonly clients = new Map<string, Client>();
  /** The confirmer was given an account, once. */
  private linked: Promise<Answer> | null = null;
  private constructor(
    readonly app: RunningApp,
    /** Temporary, of this world alone; its key `signing.p12` lies there. */
    readonly folder: string,
    readonly databaseUrl: string,
    private readonly drop: () => Promise<void>,
  ) {}

  /** @param place name of a test database; default libsql */
  static async start(place = 'libsql', environment: Readonly<Record<string, string>> = {}): Promise<ConfirmationWorld> {
    const folder = mkdtempSync(join(tmpdir(), 'pledge-confirm-'));
    const kind = testDatabases().find((one) => one.name === place);
    if (!kind) throw new Error(`no database ${place}`);
    const database = await kind.create();
    const signing = await signingEnvironment(folder);
    const app = await createApp({
      environment: {
        DATABASE_URL: database.url,
        ...signing,
        PORT: '0',
        PLEDGE_CLOCK: 'virtual',
        PLEDGE_DEMO: '1',
        PUBLIC_URL: 'https://pledge.example',
        SESSION_SECRET: 'test-session-secret-0123456789abcdef',
        ...environment,
      },
      startAt: START,
      quiet: true,
    });
    return new ConfirmationWorld(app, folder, database.url, () => database.drop());
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.drop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async as(username: string): Promise<Client> {
    const known = this.clients.get(username);
    if (known) return known;
    const client = await Client.as(this.app.url, username);
    this.clients.set(username, client);
    return client;
  }
  /** The customer's confirmer with an account: the administrator links a demo account with the contact. */
  async confirmer(): Promise<Client> {
    this.linked ??= this.linkConfirmer('customer2');
    const answer = await this.linked;
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return this.as('customer2');
  }
  /** Says whose account the confirmer of the demo contract has. */
  async linkConfirmer(account: string | null, as = 'admin', revision?: number): Promise<Answer> {
    const { body } = await (await this.as('admin')).get<ContractDetail>('/api/contracts/P-DEMO');
    const person = body.contacts.find((one) => one.kind === 'confirmer');
    return (await this.as(as)).put(`/api/contacts/${person?.id ?? ''}/account`, {
      account,
      revision: revision ?? person?.revision,
    });
  }
  get nobody(): Client {
    return Client.anonymous(this.app.url);
  }

  /** A case of the customer `customer`; its fault process waits for the dispatcher and is left alone. */
  async newCase(): Promise<string> {
    const { body } = await (
      await this.as('customer')
    ).post<{ number: string }>('/api/cases', {
      contractNumber: 'P-DEMO',
      title: '核心路由器不可达',
      description: '全省业务中断',
      channel: 'portal',
      contact: { name: '马建国', phone: '13909310001' },
    });
    return body.number;
  }

  /** A plan with its process; the author has not handed it in yet. */
  async newPlan(content: Partial<ChangePlanContent> = {}): Promise<{ planId: string; caseNumber: string }> {
    const caseNumber = await this.newCase();
    const answer = await (
      await this.as('engineer')
    ).post<{ id: string }>('/api/change-plans', { caseNumber, content: { ...PLAN, ...content } });
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    await this.settle();
    return { planId: answer.body.id, caseNumber };
  }

  /** A quotation that the customer accepted in writing; below the limit of the approval. */
  async acceptedQuotation(caseNumber: string): Promise<string> {
    const content: QuotationContent = {
      title: '更换核心路由器风扇',
      occasion: 'extra',
      priceRule: 'single-service',
      scope: '到场更换风扇模块，观察 2 小时。',
      items: [{ kind: 'parts', description: '风扇模块', quantity: '3', unit: '个', unitPrice: '1280.15' }],
      terms: '接受后 3 日内付款。',
      validUntil: new Date(this.app.clock.now() + 48 * HOUR).toISOString(),
    };
    const answer = await (await this.as('pm')).post<{ id: string }>('/api/quotations', { caseNumber, content });
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    await this.work('pm', caseNumber, 'write-quotation', { quotationReady: 'ready', confirmer: undefined });
    const signed = await this.customerSigns(caseNumber);
    if (signed.status !== 200) throw new Error(JSON.stringify(signed.body));
    await this.work('pm', caseNumber, 'record-order', { orderNumber: 'DD-2026-0007' });
    return answer.body.id;
  }

  async plan(planId: string, as = 'admin'): Promise<ChangePlan> {
    return (await (await this.as(as)).get<ChangePlan>(`/api/change-plans/${planId}`)).body;
  }
  async edit(planId: string, change: Partial<ChangePlanContent>, as = 'engineer'): Promise<Answer> {
    const { revision, content } = await this.plan(planId);
    const answer = await (
      await this.as(as)
    ).put(`/api/change-plans/${planId}`, { revision, content: { ...content, ...change } });
    await this.settle();
    return answer;
  }

  async settle(): Promise<void> {
    if (!(await this.app.engine.settled(60_000))) throw new Error('jobs do not settle');
  }
  async advance(by: string): Promise<void> {
    const answer = await (await this.as('admin')).post('/api/clock/advance', { by });
    if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
    await this.settle();
  }

  async task(caseNumber: string, elementId: string, as = 'admin'): Promise<TaskItem | undefined> {
    await this.settle();
    return (await tasksOf(await this.as(as), caseNumber)).find((item) => item.elementId === elementId);
  }
  /** Open tasks of the change, not of the fault around it. */
  async waiting(caseNumber: string): Promise<string[]> {
    await this.settle();
    const items = await tasksOf(await this.as('admin'), caseNumber);
    return items.map((item) => item.elementId).filter((id) => id !== 'assess');
  }
  async work(as: string, caseNumber: string, elementId: string, variables: Record<string, unknown>): Promise<void> {
    await this.settle();
    await work(await this.as(as), caseNumber, elementId, variables);
    await this.settle();
  }

  /** Handed in, reviewed and arranged: both parties are about to be asked. */
  async untilAsked(caseNumber: string): Promise<void> {
    await this.work('engineer', caseNumber, 'write-plan', { planReady: 'ready' });
    await this.work('pm', caseNumber, 'review-plan', { planApproved: true });
    const { body } = await (
      await this.as('pm')
    ).get<{ variables: { confirmers: { value: string }[] } }>(
      `/api/tasks/${(await this.task(caseNumber, 'arrange-window', 'pm'))?.id ?? ''}/form`,
    );
    await this.work('pm', caseNumber, 'arrange-window', {
      windowAgreed: true,
      confirmer: body.variables.confirmers[0]?.value,
      providerSigner: 'pm',
    });
    // Other plans of the same customer may have a window at the same time.
    if (await this.task(caseNumber, 'decide-conflict'))
      await this.work('manager', caseNumber, 'decide-conflict', { conflictAccepted: true });
  }

  async requests(caseNumber: string): Promise<ConfirmationRequest[]> {
    await this.settle();
    const client = await this.as('admin');
    const answer = await client.get<{ items: ConfirmationRequest[] }>(`/api/confirmations?caseNumber=${caseNumber}`);
    return answer.body.items;
  }
  async waitingRequest(caseNumber: string, side: 'provider' | 'customer'): Promise<ConfirmationRequest> {
    const found = (await this.requests(caseNumber)).find((one) => one.side === side && one.state === 'waiting');
    if (!found) throw new Error(`no waiting request of the ${side}`);
    return found;
  }

  /** The newest message by a template, as the demo outbox shows it. */
  async message(caseNumber: string, template: string): Promise<{ channel: string; address: string; text: string }> {
    const client = await this.as('admin');
    const answer = await client.get<{
      items: { template: string; channel: string; address: string; text: string }[];
    }>(`/api/outbox?caseNumber=${caseNumber}&limit=200`);
    const found = answer.body.items.find((item) => item.template === template);
    if (!found) throw new Error(`no ${template} among ${answer.body.items.map((one) => one.template).join(', ')}`);
    return found;
  }
  /** Running instances of a process about that case. */
  async running(caseNumber: string, key: string): Promise<number> {
    const page = await this.app.engine.listInstances({ key, businessKey: caseNumber, status: 'active', limit: 200 });
    return page.items.length;
  }
  /** Token of the newest mailed link. */
  async linkToken(caseNumber: string): Promise<string> {
    const { text } = await this.message(caseNumber, 'confirmation-request');
    const token = /\/confirm\/([A-Za-z0-9_-]{32})/.exec(text)?.[1];
    if (token === undefined) throw new Error(`no link in ${text}`);
    return token;
  }
  /** Newest code on its way to a mobile. */
  async code(caseNumber: string): Promise<string> {
    const { text } = await this.message(caseNumber, 'confirmation-code');
    return /\d{6}/.exec(text)?.[0] ?? '';
  }

  /** The provider's signer signs in the portal: code to the own mobile, name, signature. */
  async providerSigns(caseNumber: string): Promise<void> {
    const request = await this.waitingRequest(caseNumber, 'provider');
    const pm = await this.as('pm');
    const sent = await pm.post(`/api/confirmations/${request.id}/code`, {});
    if (sent.status !== 200) throw new Error(JSON.stringify(sent.body));
    const answer = await pm.post(`/api/confirmations/${request.id}/sign`, {
      personName: '赵磊',
      code: await this.code(caseNumber),
      signature: SIGNATURE,
    });
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    await this.settle();
  }
  /** The customer's confirmer signs by the mailed link, without an account. */
  async customerSigns(caseNumber: string): Promise<Answer> {
    const token = await this.linkToken(caseNumber);
    const sent = await this.nobody.post(`/api/public/confirmations/${token}/code`, {});
    if (sent.status !== 200) throw new Error(JSON.stringify(sent.body));
    const answer = await this.nobody.post(`/api/public/confirmations/${token}/sign`, {
      personName: '郭振华',
      code: await this.code(caseNumber),
      signature: SIGNATURE,
    });
    await this.settle();
    return answer;
  }
  /** Confirmed by both, before the window. */
  async untilConfirmed(caseNumber: string): Promise<void> {
    await this.untilAsked(caseNumber);
    await this.providerSigns(caseNumber);
    const answer = await this.customerSigns(caseNumber);
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  }
}
