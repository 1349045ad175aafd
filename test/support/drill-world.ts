import { toIso } from '../../libs/time/src/index.js';
import type { Drill, DrillContent, Emergency, ListOf, SpareItem, TaskView } from '@pledge/contracts';
import { createApp, type RunningApp } from '../../apps/api/src/create-app.js';
import { DEMO_PARTIES } from '../../apps/api/src/features/demo/demo-data.js';
import { OutboxSender } from '../../apps/api/src/features/notifications/index.js';
import { Client } from './client.js';
import { Receivers } from './receivers.js';
import { TEST_NOW } from './api.js';

const DAY_MS = 86_400_000;
/** What people answer at each step of the OA plan. */
const ANSWERS: Readonly<Record<string, Record<string, unknown>>> = {
  'confirm-notice': { noticeChecked: true },
  'go-to-room': { serverNormal: 'no' },
  analyse: { analysis: '服务未启动', leadersTold: true },
  'remote-try': { usable: 'no' },
  'find-cause': { removed: 'yes', foundCause: '磁盘满' },
  'test-platform': { tested: '正常' },
  'check-recovery': { dataConsistent: 'yes', dataGapMinutes: 5 },
  'write-report': { reportCause: '磁盘满', reportProcess: '清理', reportPrevention: '加监控' },
};

/** The whole server with shipped processes, the virtual clock and receivers on loopback; drills are walked by their people. */
export class DrillWorld {
  private readonly clients = new Map<string, Client>();
  private now = TEST_NOW;
  /** A real fault, so that there are promises and a case to be left alone. */
  caseNumber = '';
  private constructor(
    private readonly running: RunningApp,
    private readonly receivers: Receivers,
  ) {}

  static async start(databaseUrl: string): Promise<DrillWorld> {
    const receivers = new Receivers();
    await receivers.open();
    const running = await createApp({
      environment: {
        DATABASE_URL: databaseUrl,
        PORT: '0',
        PLEDGE_CLOCK: 'virtual',
        PLEDGE_DEMO: '1',
        SESSION_SECRET: 'x'.repeat(32),
        ...receivers.environment,
      },
      quiet: true,
      startAt: TEST_NOW,
    });
    const world = new DrillWorld(running, receivers);
    await world.report();
    return world;
  }

  private async report(): Promise<void> {
    const body = {
      contractNumber: 'P-DEMO',
      serialNumber: 'CR-LZ-0001',
      title: '主控板故障',
      description: '',
      channel: 'portal',
      contact: { name: '马建国', phone: '13909310001' },
      answers: { impact: 'paralysed', faultKind: 'hardware' },
    };
    const answer = await (await this.as('customer')).post<{ number: string }>('/api/cases', body);
    this.caseNumber = answer.body.number;
    await this.settle();
  }

  async stop(): Promise<void> {
    await this.running.close();
    await this.receivers.close();
  }

  async as(who: string): Promise<Client> {
    const known = this.clients.get(who) ?? (await Client.as(this.running.url, who));
    this.clients.set(who, known);
    return known;
  }

  /** @param by days, as `P10D` or `-P1D`, from the virtual present */
  at(by: string): string {
    const days = Number(/^(-?)P(\d+)D$/.exec(by)?.slice(1).join('') ?? NaN);
    return toIso(this.now + days * DAY_MS, 'Asia/Shanghai');
  }

  async advance(by: string): Promise<void> {
    const answer = await (await this.as('admin')).post<{ now: string }>('/api/clock/advance', { by });
    if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
    this.now = Date.parse(answer.body.now);
  }
  async settle(): Promise<void> {
    await this.running.engine.settled(10_000);
  }

  content(change: Partial<DrillContent> = {}): DrillContent {
    return {
      title: 'OA 系统故障演练',
      kind: 'live',
      planKey: 'emergency-oa',
      partyId: DEMO_PARTIES.telecom,
      objective: '检验停机公告与替代通信。',
      scenario: '上午 9 点全院无法登录 OA。',
      safetyStop: '任何人可随时中止。',
      report: { cause: 'oa', scope: 'institution', impact: 'high', urgency: 'high' },
      window: { from: this.at('P0D'), to: this.at('P7D') },
      participants: [
        { username: 'engineer', duty: '远程修复' },
        { username: 'pm', duty: '指挥' },
        { username: 'customer', duty: '信息科联络' },
      ],
      injects: [
        { id: 'i1', kind: 'message', afterMinutes: 10, text: '分管领导询问恢复时间', to: 'customer', answer: true },
        {
          id: 'i2',
          kind: 'channel-failure',
          afterMinutes: 20,
          text: '短信网关中断',
          to: 'all',
          answer: false,
          channel: 'sms',
        },
        {
          id: 'i3',
          kind: 'person-unavailable',
          afterMinutes: 30,
          text: '张伟电话不通',
          to: 'all',
          answer: false,
          username: 'engineer',
        },
      ],
      facts: { 'remote-try': { usable: 'no' } },
      ...change,
    };
  }

  async create(change: Partial<DrillContent> = {}): Promise<string> {
    const answer = await (await this.as('pm')).post<{ number: string }>('/api/drills', this.content(change));
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    await this.settle();
    return answer.body.number;
  }
  /** Planned and agreed. */
  async agree(change: Partial<DrillContent> = {}): Promise<string> {
    const number = await this.create(change);
    await this.complete('pm', number, 'plan-drill', { planDecision: 'send' });
    await this.complete('customer', number, 'agree-drill', { windowAgreed: 'yes', agreedBy: '马建国' });
    return number;
  }
  /** Planned, agreed and started. */
  async begin(change: Partial<DrillContent> = {}): Promise<string> {
    const number = await this.agree(change);
    await this.complete('pm', number, 'start-drill', { safetyChecked: true });
    return number;
  }
  /** Evaluated without findings and signed by both. */
  async finish(number: string): Promise<void> {
    await this.complete('pm', number, 'evaluate', { evaluation: '达到目标', revisionNeeded: 'no' });
    await this.complete('manager', number, 'sign-provider', { signerName: '陈强' });
    await this.complete('customer', number, 'sign-customer', { signDecision: 'sign', signerName: '马建国' });
  }
  async stopDrill(number: string): Promise<void> {
    await (await this.as('pm')).post(`/api/drills/${number}/stop`, { reason: '演习结束' });
    await this.settle();
    await this.complete('pm', number, 'plan-drill', { planDecision: 'cancel' });
  }

  async drill(number: string, who = 'pm'): Promise<Drill> {
    const answer = await (await this.as(who)).get<Drill>(`/api/drills/${number}`);
    if (answer.status !== 200) throw new Error(`${number} as ${who}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
  async task(who: string, number: string, elementId: string): Promise<TaskView> {
    const { items } = (await (await this.as(who)).get<ListOf<TaskView>>(`/api/tasks?caseNumber=${number}&state=open`))
      .body;
    const found = items.find((task) => task.elementId === elementId);
    if (!found) throw new Error(`${who} has no ${elementId} of ${number}: ${items.map((one) => one.elementId).join()}`);
    return found;
  }
  async complete(who: string, number: string, elementId: string, variables: Record<string, unknown>): Promise<void> {
    const client = await this.as(who);
    const task = await this.task(who, number, elementId);
    if (task.assignee === null) await client.post(`/api/tasks/${task.id}/claim`);
    const answer = await client.post(`/api/tasks/${task.id}/complete`, { variables });
    if (answer.status >= 300) throw new Error(`${elementId}: ${JSON.stringify(answer.body)}`);
    await this.settle();
  }

  /** Completes whatever step is open, as the administrator, each after `pace`, until the emergency or drill is over. */
  async workThrough(number: string, pace = 'PT4M'): Promise<void> {
    const admin = await this.as('admin');
    for (let round = 0; round < 40; round++) {
      const now = (await admin.get<Emergency>(`/api/emergencies/${number}`)).body;
      if (now.state === 'ended') return;
      const open = now.steps.find((step) => step.endedAt === null);
      await this.advance(pace);
      if (open === undefined) continue;
      await admin.post(`/api/tasks/${open.taskId}/claim`);
      const variables = ANSWERS[open.elementId] ?? {};
      const answer = await admin.post(`/api/tasks/${open.taskId}/complete`, { variables });
      if (answer.status >= 300) throw new Error(`${open.elementId}: ${JSON.stringify(answer.body)}`);
      await this.settle();
    }
    throw new Error(`${number} does not end`);
  }

  /** What a drill must leave as it was. */
  async traces(): Promise<Traces> {
    for (let round = 0; round < 20; round++) await this.running.app.get(OutboxSender).drain();
    const admin = await this.as('admin');
    const items = async <T>(path: string): Promise<readonly T[]> => (await admin.get<ListOf<T>>(path)).body.items;
    const parts = await items<{ id: string }>('/api/spares/items');
    const moves = await Promise.all(
      parts.map(async ({ id }) => (await admin.get<{ moves: unknown[] }>(`/api/spares/items/${id}`)).body.moves.length),
    );
    return {
      messages: this.receivers.texts.length + this.receivers.mails.filter((to) => to.startsWith('customer')).length,
      moves: moves.reduce((sum, one) => sum + one, 0),
      promises: (await items('/api/promises')).length,
      cases: (await items('/api/cases')).length,
      liveEmergencies: (await items('/api/emergencies?mode=live')).length,
    };
  }

  /** Id of a part in the demo stock. */
  async spare(serialNumber: string): Promise<string> {
    const { items } = (await (await this.as('admin')).get<ListOf<SpareItem>>('/api/spares/items')).body;
    return items.find((one) => one.serialNumber === serialNumber)?.id ?? '';
  }

  /** The OA plan as an administrator might change it: what told the outage reserves a part. */
  async deployOaThatReserves(spareId: string): Promise<void> {
    const row = await this.running.engine.latestDefinition('emergency-oa');
    const content = row?.xml.replace(
      '<zeebe:taskDefinition type="emergency-notice" />',
      `<zeebe:taskDefinition type="reserve-spare" /><zeebe:ioMapping><zeebe:input source="=&quot;${spareId}&quot;" target="spareId" /></zeebe:ioMapping>`,
    );
    if (content === undefined || content === row?.xml) throw new Error('the model tells no outage any more');
    const body = { name: 'a plan with a part', resources: [{ name: 'emergency-oa.bpmn', content }] };
    const answer = await (await this.as('admin')).post('/api/deployments', body);
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  }
}

/** Messages: short ones, and mails to the customer (coordinators are told of their real tasks). */
export interface Traces {
  readonly messages: number;
  /** Entries in the histories of the stock. */
  readonly moves: number;
  readonly promises: number;
  readonly cases: number;
  readonly liveEmergencies: number;
}
