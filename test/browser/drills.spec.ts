import { describe, expect, it } from '@jest/globals';
import type { Drill, DrillSteps, Emergency } from '@pledge/contracts';
import { eventually } from '../support/story.js';
import { doOnPage, doTask, taskPanel } from './support/case-walk.js';
import { drawSignature } from './support/change-walk.js';
import { choose, field, fillFields } from './support/fields.js';
import { fillForm } from './support/forms.js';
import { PLAN_ANSWERS } from '../support/plan-answers.js';
import { beginDrill, workPlan } from './support/plan-walk.js';
import { Stage } from './support/stage.js';
import type { Language } from './support/texts.js';
import type { Visitor, Width } from './support/visitor.js';

const SIDES: [Width, Language][] = [
  ['desktop', 'zh-CN'],
  ['phone', 'en'],
];
/** Names of the drill's tasks in both languages, as the models give them. */
const TASKS = {
  'plan-drill': { 'zh-CN': '编制演练方案', en: 'Plan the drill' },
  'agree-drill': { 'zh-CN': '同意演练窗口与方案', en: 'Agree the window and the plan' },
  'start-drill': { 'zh-CN': '开始演练', en: 'Start the drill' },
  'go-to-room': { 'zh-CN': '① 到机房，检查服务器', en: '1 To the machine room, check the server' },
  'answer-inject': { 'zh-CN': '答复情景注入', en: 'Answer the inject' },
  evaluate: { 'zh-CN': '评估演练，登记发现的问题', en: 'Evaluate the drill, register findings' },
  'correct-finding': { 'zh-CN': '落实整改', en: 'Correct what was found' },
  'verify-correction': { 'zh-CN': '核对整改结果', en: 'Check the correction' },
  'sign-provider': { 'zh-CN': '服务方签署演练报告', en: 'Sign the report for the provider' },
  'sign-customer': { 'zh-CN': '客户签署演练报告', en: 'Sign the report for the customer' },
} as const;
/** The special plans beside OA, which is walked in full: each on one side. */
const PLANS: [string, Width, Language][] = [
  ['emergency-power', 'desktop', 'en'],
  ['emergency-network', 'phone', 'zh-CN'],
  ['emergency-server', 'desktop', 'zh-CN'],
  ['emergency-sms', 'phone', 'en'],
];
const FIRST_FORM: Readonly<Record<string, string>> = {
  'emergency-power': 'ep-check-power',
  'emergency-network': 'en-find-scope',
  'emergency-server': 'es-go-to-scene',
  'emergency-sms': 'em-go-to-room',
};
const asTyped = (answers: Readonly<Record<string, string | number | boolean>> = {}): Record<string, string | boolean> =>
  Object.fromEntries(
    Object.entries(answers).map(([key, value]) => [key, typeof value === 'number' ? String(value) : value]),
  );
/** What is left of the run after the first step. */
const RUN: readonly [string, Record<string, unknown>][] = [
  ['analyse', { analysis: '服务未启动', leadersTold: true }],
  ['remote-try', { usable: 'no' }],
  ['confirm-notice', { noticeChecked: true }],
  ['find-cause', { removed: 'yes', foundCause: '磁盘满' }],
  ['test-platform', { tested: '正常' }],
  ['check-recovery', { dataConsistent: 'yes', dataGapMinutes: 5 }],
  ['write-report', { reportCause: '磁盘满', reportProcess: '清理', reportPrevention: '加监控' }],
];

/** A drill from its plan to its signed report, by coordinator, engineer, manager and customer (F-09). */
describe('drills', () => {
  const stage = new Stage({ virtualClock: true });
  const look = async (visitor: Visitor, name: string): Promise<void> => {
    await visitor.picture(`drills-${name}-${visitor.width}-${visitor.language}`, { whole: true });
    expect(await visitor.overflow()).toBe(0);
    expect(await visitor.accessibility()).toEqual([]);
  };
  const nameOf = (visitor: Visitor, element: keyof typeof TASKS): string => TASKS[element][visitor.language];
  const does = (
    visitor: Visitor,
    element: keyof typeof TASKS,
    formId: string,
    values: Readonly<Record<string, string | boolean>>,
  ): Promise<void> => doOnPage(visitor, nameOf(visitor, element), formId, values);
  const drill = async (number: string): Promise<Drill> =>
    (await (await stage.client('pm')).get<Drill>(`/api/drills/${number}`)).body;
  const until = (number: string, state: Drill['state']): Promise<Drill> =>
    eventually(
      () => drill(number),
      (one) => one.state === state,
    );
  /** Signs on the canvas of a task, as a person does. */
  const signs = async (
    visitor: Visitor,
    element: 'sign-provider' | 'sign-customer',
    values: Readonly<Record<string, string | boolean>>,
  ): Promise<void> => {
    const panel = taskPanel(visitor, nameOf(visitor, element));
    await panel.locator('.signature-pad').waitFor();
    await fillForm(panel, visitor.language, `dr-${element}`, values);
    await drawSignature(visitor, panel);
    await look(visitor, element);
    await panel.locator('.thumb-bar .ant-btn-primary').click();
    await panel.waitFor({ state: 'detached' });
  };

  it.each(SIDES)(
    'is planned with injects, agreed, run, scored, corrected and signed by both (%s, %s)',
    async (width, language) => {
      const pm = await stage.person('pm', width, language, '/drills/phase/due');
      await pm.page.locator('.work-table').waitFor();
      await look(pm, 'due');
      await pm.goto('/drills/new?plan=emergency-oa');
      const form = pm.page.locator('form.drill-editor');
      await form.waitFor();
      await fillFields(form, {
        [pm.t('drill.title')]: `OA 演练 ${width}`,
        [pm.t('drill.windowEnd.from')]: '2026-03-02T09:00',
        [pm.t('drill.windowEnd.to')]: '2031-03-09T18:00',
        [pm.t('drill.part.scenario')]: '上午 9 点全院无法登录 OA。',
      });
      await choose(pm.page, field(form, pm.t('case.customer')), '甘肃电信');
      const people = form.locator('fieldset.row-list').nth(0);
      for (const name of ['张伟', '马建国']) {
        await people.getByRole('button', { name: pm.t('drill.addParticipant') }).click();
        await choose(pm.page, field(people.locator('li').last(), pm.t('drill.person')), name);
      }
      const injects = form.locator('fieldset.row-list').nth(1);
      await injects.getByRole('button', { name: pm.t('drill.addInject') }).click();
      const inject = injects.locator('li').last();
      await fillFields(inject, { [pm.t('drill.injectText')]: '分管领导来电询问恢复时间' });
      await injects.getByRole('button', { name: pm.t('drill.addInject') }).click();
      const failure = injects.locator('li').last();
      await choose(pm.page, field(failure, pm.t('drill.injectKind')), pm.t('drill.inject.channel-failure'));
      await fillFields(failure, { [pm.t('drill.injectText')]: '短信网关中断' });
      await failure.getByText(pm.t('drill.askAnswer')).click();
      await look(pm, 'new');
      await pm.button('drill.create').click();
      await pm.page.waitForURL(/\/drills\/YX-/);
      const number = new URL(pm.page.url()).pathname.split('/').at(-1) ?? '';
      // the task above it is there first: what is drawn under a hand loses its click
      await taskPanel(pm, nameOf(pm, 'plan-drill')).locator('.thumb-bar').waitFor();
      await pm.button('drill.rehearse').click();
      await pm.page.locator('.drill-axis').waitFor();
      await look(pm, 'planned');
      await does(pm, 'plan-drill', 'dr-plan-drill', { planDecision: 'send' });
      await until(number, 'agreeing');

      // The customer answers on the own page; another customer sees nothing of it.
      const customer = await stage.person('customer', width, language, '/to-confirm');
      await customer.page
        .getByRole('link', { name: nameOf(customer, 'agree-drill') })
        .first()
        .click();
      await customer.page.waitForURL(/\/drills\//);
      await taskPanel(customer, nameOf(customer, 'agree-drill')).locator('.thumb-bar').waitFor();
      await look(customer, 'agree');
      await does(customer, 'agree-drill', 'dr-agree-drill', { windowAgreed: 'yes', agreedBy: '马建国' });
      await until(number, 'agreed');
      const other = await stage.person('other', width, language);
      other.expectAnswer(404, '/api/drills');
      await other.goto(`/drills/${number}`);
      await other.text('drill.notFound').waitFor();

      await pm.goto(`/drills/${number}`);
      await does(pm, 'start-drill', 'dr-start-drill', { safetyChecked: true });
      const { runNumber } = await until(number, 'running');
      const engineer = await stage.person('engineer', width, language, `/drills/${number}`);
      await taskPanel(engineer, nameOf(engineer, 'go-to-room')).locator('.thumb-bar').waitFor();
      await engineer.page.locator('.drill-banner').waitFor();
      await look(engineer, 'running');
      await does(engineer, 'go-to-room', 'eo-go-to-room', { serverNormal: 'no' });
      await stage.advance('PT20M');
      await customer.goto(`/drills/${number}`);
      await taskPanel(customer, nameOf(customer, 'answer-inject')).locator('.thumb-bar').waitFor();
      await look(customer, 'inject');
      await does(customer, 'answer-inject', 'dj-answer-inject', { injectAnswer: '预计 11 点恢复' });
      const admin = await stage.client('admin');
      for (const [element, variables] of RUN) await doTask(admin, runNumber ?? '', element, variables);
      await until(number, 'evaluating');

      await pm.goto(`/drills/${number}`);
      const findings = pm.page.locator('.drill-finding-form');
      await findings.waitFor();
      await fillFields(findings, {
        [pm.t('drill.findingText')]: '通讯录号码已过期',
        [pm.t('drill.findingAction')]: '逐一核对号码',
        [pm.t('drill.dueDate')]: '2031-01-01T18:00',
      });
      await choose(pm.page, field(findings, pm.t('drill.owner')), '张伟');
      await pm.button('drill.addFinding').click();
      await pm.page.locator('.drill-findings').getByText('逐一核对号码').waitFor();
      await look(pm, 'evaluate');
      await does(pm, 'evaluate', 'dr-evaluate', { evaluation: '达到恢复目标', revisionNeeded: 'no' });
      await until(number, 'correcting');
      await engineer.goto(`/drills/${number}`);
      await does(engineer, 'correct-finding', 'dc-correct-finding', { doneNote: '已核对 12 个号码' });
      await pm.goto(`/drills/${number}`);
      await does(pm, 'verify-correction', 'dc-verify-correction', { accepted: 'yes' });
      await until(number, 'signing');

      const manager = await stage.person('manager', width, language, `/drills/${number}`);
      await signs(manager, 'sign-provider', { signerName: '陈强' });
      await eventually(
        () => drill(number),
        (one) => one.signatures.length === 1,
      );
      await customer.goto(`/drills/${number}`);
      await signs(customer, 'sign-customer', { signDecision: 'sign', signerName: '马建国' });
      const done = await until(number, 'done');
      await customer.goto(`/drills/${number}`);
      const link = customer.page.getByRole('link', { name: customer.t('drill.openSigned') });
      await link.waitFor();
      const paper = await customer.context.request.get(`${customer.base}/api/documents/${done.signedDocumentId ?? ''}`);
      expect([paper.status(), paper.headers()['content-type']]).toEqual([200, 'application/pdf']);
      await look(customer, 'done');
      await pm.goto(`/drills/${number}`);
      await pm.page.locator('.drill-signatures').getByText('马建国').waitFor();
      await look(pm, 'signed');
      await pm.goto('/drills/phase/done');
      await pm.page.getByText(`OA 演练 ${width}`).waitFor();
      await look(pm, 'list');
    },
  );

  it('gives way on the screen when a real emergency starts', async () => {
    const [pm, customer, dispatcher] = await Promise.all(
      ['pm', 'customer', 'dispatcher'].map((one) => stage.client(one)),
    );
    const number = await beginDrill({ pm: pm!, customer: customer! }, 'emergency-oa', '让位演练');
    const engineer = await stage.person('engineer', 'desktop', 'zh-CN', `/drills/${number}`);
    const step = taskPanel(engineer, nameOf(engineer, 'go-to-room'));
    await step.waitFor();
    const real = await dispatcher!.post<{ number: string }>('/api/emergencies', {
      ...{ cause: 'oa', scope: 'institution', impact: 'high', urgency: 'high' },
      title: 'OA 真实故障',
      planKey: 'emergency-oa',
    });
    await engineer.page.locator('.drill-real').getByText(real.body.number).first().waitFor();
    await step.waitFor({ state: 'detached' });
    await look(engineer, 'gives-way');
    const emergency = (await pm!.get<Emergency>(`/api/emergencies/${real.body.number}`)).body;
    expect(emergency).toMatchObject({ mode: 'live', state: 'running' });
    // The real one goes on to its incident report, the drill back to its plan.
    const ended = await workPlan(await stage.client('admin'), real.body.number, 'emergency-oa');
    expect(ended).toMatchObject({ outcome: 'recovered', reportDocumentId: expect.any(String) });
    await doTask(pm!, number, 'plan-drill', { planDecision: 'cancel' });
    for (const [width, language] of SIDES) {
      const leader = await stage.person('manager', width, language, `/emergencies/${real.body.number}`);
      await leader.page
        .locator(`a[href*="${ended.reportDocumentId ?? ''}"]`)
        .first()
        .waitFor();
      await look(leader, 'real-ended');
    }
  });

  it.each(PLANS)('%s is drilled to its signed report by both sides (%s, %s)', async (planKey, width, language) => {
    const [pm, client] = await Promise.all(['pm', 'customer'].map((one) => stage.client(one)));
    const number = await beginDrill({ pm: pm!, customer: client! }, planKey, `演练 ${planKey}`);
    const { runNumber, steps } = await drill(number);
    const run = runNumber ?? '';
    const engineer = await stage.person('engineer', width, language, `/drills/${number}`);
    const first = steps[0];
    const { items } = (await pm!.get<DrillSteps>(`/api/drills/steps/${planKey}`)).body;
    const name = items.find((one) => one.elementId === first?.elementId)?.name;
    const panel = taskPanel(engineer, name?.[language === 'en' ? 'en' : 'zh'] ?? '');
    await panel.locator('.thumb-bar').waitFor();
    await look(engineer, `${planKey}-step`);
    await fillForm(
      panel,
      language,
      FIRST_FORM[planKey] ?? '',
      asTyped(PLAN_ANSWERS[planKey]?.[first?.elementId ?? '']),
    );
    await panel.locator('.thumb-bar .ant-btn-primary').click();
    await panel.waitFor({ state: 'detached' });
    await engineer.goto(`/emergencies/${run}`);
    await engineer.page.locator('.track').first().waitFor();
    await engineer.page.locator('.diagram-token').first().waitFor();
    await look(engineer, `${planKey}-run`);
    const ended = await workPlan(await stage.client('admin'), run, planKey);
    expect(ended).toMatchObject({ mode: 'drill', outcome: 'recovered' });
    await until(number, 'evaluating');
    await doTask(pm!, number, 'evaluate', { evaluation: '达到恢复目标', revisionNeeded: 'no' });
    await until(number, 'signing');
    const manager = await stage.person('manager', width, language, `/drills/${number}`);
    await signs(manager, 'sign-provider', { signerName: '陈强' });
    await eventually(
      () => drill(number),
      (one) => one.signatures.length === 1,
    );
    const customer = await stage.person('customer', width, language, `/drills/${number}`);
    await signs(customer, 'sign-customer', { signDecision: 'sign', signerName: '马建国' });
    const done = await until(number, 'done');
    await customer.goto(`/drills/${number}`);
    await customer.page.getByRole('link', { name: customer.t('drill.openSigned') }).waitFor();
    await look(customer, `${planKey}-done`);
    const paper = await customer.context.request.get(`${customer.base}/api/documents/${done.signedDocumentId ?? ''}`);
    expect([paper.status(), paper.headers()['content-type']]).toEqual([200, 'application/pdf']);
    customer.keep(`drill-${planKey}.pdf`, await paper.body());
  });
});
