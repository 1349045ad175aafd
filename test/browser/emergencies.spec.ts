import { beforeAll, afterAll, describe, expect, it } from '@jest/globals';
import type { Emergency, EmergencyPlan } from '@pledge/contracts';
import { Receivers } from '../support/receivers.js';
import { eventually, work } from '../support/story.js';
import { fillForm } from './support/forms.js';
import { fillFields } from './support/fields.js';
import { Stage } from './support/stage.js';
import type { Language } from './support/texts.js';
import type { Visitor, Width } from './support/visitor.js';

const SIDES: [Width, Language][] = [
  ['desktop', 'zh-CN'],
  ['phone', 'en'],
];
const REPORT = { scope: 'institution', impact: 'high', urgency: 'high' };

/** From the report to the running plan, what leaders, engineers and customers see, and what a lost network does (F-08). */
describe('emergencies', () => {
  const receivers = new Receivers();
  const env: Record<string, string> = {};
  // Before the server starts: its addresses are part of the server's settings.
  beforeAll(async () => {
    await receivers.open();
    Object.assign(env, receivers.environment);
  });
  afterAll(() => receivers.close());
  const stage = new Stage({ env });

  const look = async (visitor: Visitor, name: string): Promise<void> => {
    await visitor.picture(`emergency-${name}-${visitor.width}-${visitor.language}`, { whole: true });
    expect(await visitor.overflow()).toBe(0);
    expect(await visitor.accessibility()).toEqual([]);
  };
  /** The customer of the demo contract, whom the account `customer` represents. */
  const customer = async (): Promise<string> => {
    const dispatcher = await stage.client('dispatcher');
    const parties = await dispatcher.get<{ items: { id: string; name: string }[] }>('/api/parties');
    return parties.body.items.find((one) => one.name.startsWith('甘肃'))?.id ?? '';
  };
  const view = async (number: string): Promise<Emergency> =>
    (await (await stage.client('dispatcher')).get<Emergency>(`/api/emergencies/${number}`)).body;
  const begin = async (body: Record<string, unknown>): Promise<string> => {
    const answer = await (
      await stage.client('dispatcher')
    ).post<{ number: string }>('/api/emergencies', {
      ...REPORT,
      ...body,
    });
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    return answer.body.number;
  };
  const openStep = (number: string, elementId: string): Promise<Emergency> =>
    eventually(
      () => view(number),
      (emergency) => emergency.steps.some((step) => step.elementId === elementId && step.endedAt === null),
    );
  /** The track of a step, whatever language its name is in. */
  const track = async (visitor: Visitor, number: string, elementId: string) => {
    const step = (await openStep(number, elementId)).steps.find((one) => one.elementId === elementId);
    return visitor.page.locator(`[id="track-${step?.taskId ?? ''}"]`);
  };

  it.each(SIDES)('a report becomes a running plan in two actions (%s, %s)', async (width, language) => {
    const dispatcher = await stage.person('dispatcher', width, language, '/emergencies');
    const { page } = dispatcher;
    await page.getByRole('button', { name: dispatcher.t('emergency.cause.oa'), exact: true }).click();
    const plan = page.locator('.plan-choice');
    await plan.waitFor();
    await look(dispatcher, 'proposed');
    await plan.getByRole('button').click();
    await page.waitForURL(/\/emergencies\/YJ-\d{4}-\d{4}$/);
    await page.locator('.track').first().waitFor();
    const number = page.url().split('/').at(-1) ?? '';
    expect(await view(number)).toMatchObject({ planKey: 'emergency-oa', planVersion: 1, state: 'running' });
    expect(await page.locator('.mode-frame').getAttribute('data-mode')).toBe('live');
    await page.locator('.diagram-token').first().waitFor();
    await look(dispatcher, 'running');
    // A single workstation starts no plan.
    await dispatcher.goto('/emergencies');
    await page.getByRole('button', { name: dispatcher.t('emergency.cause.server'), exact: true }).click();
    await page.getByText(dispatcher.t('emergency.scope.workstation'), { exact: true }).click();
    await dispatcher.text('emergency.start.alone').waitFor();
    expect(await plan.count()).toBe(0);
  });

  it.each(SIDES)('what an engineer does without a network is kept and sent once (%s, %s)', async (width, language) => {
    const number = await begin({ cause: 'oa', title: `OA 无法登录 ${width}`, planKey: 'emergency-oa' });
    const engineer = await stage.person('engineer', width, language, `/emergencies/${number}`);
    const { page } = engineer;
    const room = await track(engineer, number, 'go-to-room');
    await room.locator('.thumb-bar').waitFor();
    await fillForm(room, language, 'eo-go-to-room', { serverNormal: 'no' });
    const supplier = page.locator('.reach-row', { hasText: '4008' }).first();
    await engineer.connected(false);
    await room.locator('.thumb-bar .ant-btn-primary').click();
    await room.getByText(engineer.t('unsent.here')).waitFor();
    await page.locator('.unsent').waitFor();
    if ((await supplier.count()) > 0) {
      await supplier.getByRole('button').click();
      await supplier.getByText(engineer.t('emergency.callUnsent')).waitFor();
    }
    await look(engineer, 'offline');
    expect((await view(number)).steps.filter((step) => step.endedAt !== null)).toEqual([]);
    await engineer.connected(true);
    await page.reload();
    await track(engineer, number, 'analyse').then((next) => next.waitFor());
    await page.locator('.unsent').waitFor({ state: 'detached' });
    const { steps } = await view(number);
    expect(steps.filter((step) => step.elementId === 'go-to-room')).toHaveLength(1);
    expect(steps.find((step) => step.elementId === 'go-to-room')?.endedAt).not.toBeNull();
    await page
      .locator('.steps-done')
      .getByText(engineer.t('emergency.reported', { cause: engineer.t('emergency.cause.oa') }))
      .waitFor();
  });

  it.each(SIDES)('the leader decides, and the plan that was chosen runs (%s, %s)', async (width, language) => {
    const number = await begin({ cause: 'unknown', title: `多个系统异常 ${width}` });
    await openStep(number, 'find-cause');
    await work(await stage.client('engineer'), number, 'find-cause', { cause: 'network', causeNote: '核心交换机告警' });
    const leader = await stage.person('manager', width, language, `/emergencies/${number}`);
    const decide = await track(leader, number, 'decide-plan');
    await decide.locator('.thumb-bar').waitFor();
    await decide.locator('.fjs-input-group').click();
    const none = language === 'en' ? 'No matching plan' : '没有匹配的预案';
    await leader.page.locator('.fjs-dropdownlist-item', { hasText: none }).waitFor();
    await look(leader, 'decide');
    const plan = language === 'en' ? 'Network line or device' : '网络';
    await leader.page.locator('.fjs-dropdownlist-item', { hasText: plan }).click();
    await decide.locator('.thumb-bar .ant-btn-primary').click();
    await track(leader, number, 'find-scope').then((next) => next.waitFor());
    expect(await view(number)).toMatchObject({ planKey: 'emergency-network' });
  });

  it.each(SIDES)(
    'a drill cannot be taken for a real emergency, which comes first (%s, %s)',
    async (width, language) => {
      const number = await begin({ cause: 'server', title: '核心服务器', planKey: 'emergency-server', mode: 'drill' });
      const engineer = await stage.person('engineer', width, language, `/emergencies/${number}`);
      const { page } = engineer;
      await page.locator('.mode-frame[data-mode="drill"]').waitFor();
      expect(await engineer.text('emergency.modeStrip.drill').count()).toBe(2);
      await page.locator('.reach-row').first().waitFor();
      // Nobody is dialled by mistake.
      expect(await page.locator('.reach-row a[href^="tel:"]').count()).toBe(0);
      // While real ones run, the bar on top of every screen is theirs.
      await page.locator('.live-bar li[data-mode="live"]').first().waitFor();
      expect(await page.locator('.live-bar li[data-mode="drill"]').count()).toBe(0);
      await look(engineer, 'drill');
      await engineer.goto('/emergencies');
      const cards = page.locator('.run-card');
      await cards.first().waitFor();
      const modes = await cards.evaluateAll((all) => all.map((card) => card.getAttribute('data-mode')));
      expect(modes.indexOf('drill')).toBeGreaterThan(modes.lastIndexOf('live'));
      await look(engineer, 'console');
    },
  );

  it.each(SIDES)(
    'a customer sees the own emergency, no numbers of our people, and nobody else does (%s, %s)',
    async (width, language) => {
      const number = await begin({
        cause: 'power',
        title: '机房停电',
        planKey: 'emergency-power',
        partyId: await customer(),
      });
      await openStep(number, 'check-power');
      const visitor = await stage.person('customer', width, language, `/emergencies/${number}`);
      await visitor.page.locator('.track').first().waitFor();
      expect(await visitor.page.content()).not.toContain('13800000002');
      expect(await visitor.page.locator('.track form, .track .thumb-bar').count()).toBe(0);
      await look(visitor, 'customer');
      const stranger = await stage.visitor(width, language);
      stranger.expectAnswer(404, `/api/emergencies/${number}`);
      await stranger.enter('other', `/emergencies/${number}`);
      await stranger.text('emergency.notFoundBody').waitFor();
    },
  );

  it.each(SIDES)(
    'both parties sign a proposal, and a check that is due is registered (%s, %s)',
    async (width, language) => {
      const key = width === 'desktop' ? 'emergency-network' : 'emergency-power';
      const path = `/emergencies/plans/${key}`;
      const theirs = await stage.person('customer', width, language, path);
      await theirs.text('emergency.proposalBody').waitFor();
      await theirs.button('emergency.sign', { version: 1 }).click();
      await theirs.button('emergency.sign', { version: 1 }).waitFor({ state: 'detached' });
      const ours = await stage.person('pm', width, language, path);
      await ours.button('emergency.sign', { version: 1 }).click();
      await ours.text('emergency.proposalBody').waitFor({ state: 'detached' });
      const item = ours.page.locator('.readiness > li').first();
      await item.getByRole('button', { name: ours.t('emergency.check') }).click();
      await item.getByText(ours.t('emergency.result.unfit'), { exact: true }).click();
      await fillFields(item, { [ours.t('emergency.note')]: '放电测试 95 分钟' });
      await item.getByRole('button', { name: ours.t('emergency.register') }).click();
      await item.getByText('放电测试 95 分钟').waitFor();
      await look(ours, 'plan');
      const plan = (await (await stage.client('pm')).get<EmergencyPlan>(`/api/emergency-plans/${key}`)).body;
      expect(plan).toMatchObject({ agreed: true });
      expect(plan.notReady).toBeGreaterThan(0);
      // It is said wherever the plan is.
      await ours.goto('/emergencies/plans');
      await ours.page.locator('.plan-card .not-ready').first().waitFor();
      await look(ours, 'library');
    },
  );

  it('a plan is revised on its page: a new version that both sign anew', async () => {
    const path = '/emergencies/plans/emergency-oa';
    const pm = await stage.person('pm', 'desktop', 'zh-CN', path);
    const { page } = pm;
    await pm.button('emergency.revise').click();
    const editor = page.locator('.plan-editor');
    const trigger = editor.getByLabel(pm.t('emergency.inLanguage.zh', { label: pm.t('emergency.part.trigger') }));
    await trigger.fill('任一部门无法使用 OA 超过 10 分钟。');
    await look(pm, 'revise');
    await editor.getByRole('button', { name: pm.t('emergency.saveVersion', { version: 2 }) }).click();
    await editor.waitFor({ state: 'detached' });
    await page.getByText('任一部门无法使用 OA 超过 10 分钟。').waitFor();
    await pm.button('emergency.sign', { version: 2 }).waitFor();
    const engineer = await stage.person('engineer', 'desktop', 'zh-CN', path);
    await engineer.page.getByText('任一部门无法使用 OA 超过 10 分钟。').waitFor();
    expect(await engineer.button('emergency.revise').count()).toBe(0);
  });
});
