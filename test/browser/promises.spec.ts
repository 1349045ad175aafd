import { describe, expect, it } from '@jest/globals';
import type { CaseDetail, ContractDetail, CreateCaseResponse, PromiseList } from '@pledge/contracts';
import { eventually, tasksOf } from '../support/story.js';
import { doTask, reportCase, taskPanel } from './support/case-walk.js';
import { stepName } from './support/process.js';
import { Stage } from './support/stage.js';
import type { Language } from './support/texts.js';
import type { Visitor, Width } from './support/visitor.js';

const both: [Width, Language][] = [
  ['desktop', 'zh-CN'],
  ['phone', 'en'],
];

/** Promises at work: the contract's own questionnaire (C01), what was kept and what runs out, why a limit is where it is. */
describe('promises', () => {
  const stage = new Stage();

  const check = async (visitor: Visitor, name: string, whole = true): Promise<void> => {
    expect(await visitor.accessibility(['.form-view'])).toEqual([]);
    expect(await visitor.overflow()).toBeLessThanOrEqual(0);
    await visitor.picture(`${name}-${visitor.width}-${visitor.language}`, { whole });
  };
  /** A signed contract on that profile, every question of the validator answered. */
  const sign = async (number: string, profileId: string): Promise<void> => {
    const manager = await stage.client('manager');
    const demo = await manager.get<ContractDetail>('/api/contracts/P-DEMO');
    const draft = await manager.post<ContractDetail>('/api/contracts', {
      number,
      name: '软件售后合同',
      partyId: demo.body.partyId,
      profileId,
      startsOn: '2026-01-01',
      endsOn: '2029-12-31',
      firstPhase: 'maintenance',
    });
    expect(draft.status).toBe(201);
    const accept = draft.body.findings.map(({ key }) => ({ key, reason: '双方确认保留原文' }));
    const signed = await manager.post(`/api/contracts/${number}/activate`, { revision: draft.body.revision, accept });
    expect(signed.status).toBe(200);
  };

  it.each(both)(
    'ask in the step of the dispatcher what the contract itself asks (%s, %s)',
    async (width, language) => {
      const number = `Q-${width.toUpperCase()}`;
      await sign(number, 'P-S0e');
      const dispatcher = await stage.client('dispatcher');
      const reported = await dispatcher.post<CreateCaseResponse>('/api/cases', {
        title: '汇聚层有瘫痪危险',
        description: '主备倒换失败，目前仍在运行。',
        channel: 'phone',
        contact: { name: '李主任', phone: '13900000001' },
        contractNumber: number,
      });
      expect(reported.status).toBe(201);
      await eventually(
        () => tasksOf(dispatcher, reported.body.number),
        (tasks) => tasks.some((task) => task.elementId === 'assess'),
      );
      const visitor = await stage.person('dispatcher', width, language, `/cases/${reported.body.number}`);
      const panel = taskPanel(visitor, stepName(language, 'fault-handling', 'assess'));
      const option = language === 'en' ? 'In danger of paralysis, still running' : '有瘫痪或中断的危险，目前仍在运行';
      await panel.getByLabel(option).waitFor();
      // then nothing of another contract's questions stands there, and an unanswered one is asked for
      expect(await panel.getByText(language === 'en' ? 'Single services abnormal' : '系统个别服务不正常').count()).toBe(
        0,
      );
      await check(visitor, 'assess-own-questionnaire');
      await panel.getByLabel(option).check();
      await panel.getByLabel(language === 'en' ? 'Software' : '软件', { exact: true }).check();
      await panel.locator('.thumb-bar .ant-btn-primary').click();
      await panel.waitFor({ state: 'detached' });
      const graded = await eventually(
        async () => (await dispatcher.get<CaseDetail>(`/api/cases/${reported.body.number}`)).body,
        (found) => found.severity !== null,
      );
      expect(graded.severity?.code).toBe('L2');
    },
    300_000,
  );

  it.each(both)(
    'show the manager what was kept and what runs out next, down to the clause and the case (%s, %s)',
    async (width, language) => {
      const number = await reportCase(await stage.client('customer'), '核心路由器不可达', 'paralysed');
      await doTask(await stage.client('dispatcher'), number, 'assess', {
        impact: 'paralysed',
        faultKind: 'network',
        alreadyComplained: false,
        simpleProblem: false,
      });
      await (await stage.client('dispatcher')).post(`/api/cases/${number}/events`, { type: 'first_response' });
      const visitor = await stage.person('manager', width, language, '/promises');
      const { page } = visitor;
      await page.locator('.promise-rows li', { hasText: number }).first().waitFor();
      await page.locator('.kept-board tbody tr').first().waitFor();
      await check(visitor, 'promises');
      await page.getByRole('tab', { name: visitor.t('promises.by.metric') }).click();
      await page.locator('.kept-board .kept-cell').last().click();
      const chosen = page.locator('section', { has: page.locator('#chosen-title') });
      await chosen.locator('.promise-rows li q').first().waitFor();
      await check(visitor, 'promises-chosen');
      await page.locator('.promise-rows a', { hasText: number }).first().click();
      await page.waitForURL(new RegExp(`/cases/${number}`));
      // and the case says why the limit is where it is
      await page.locator('.clock-button').first().click();
      await page.locator('.explanation blockquote').waitFor();
      await page.locator('.explanation ol li').first().waitFor();
      await visitor.picture(`clock-explained-${width}-${language}`);
    },
    300_000,
  );

  it.each<[Width, Language]>([
    ['phone', 'zh-CN'],
    ['phone', 'en'],
  ])(
    'show customers how their own promises were kept, on the phone (%s, %s)',
    async (width, language) => {
      const mine = await reportCase(await stage.client('customer'), '短信业务不通', 'single-service');
      const visitor = await stage.person('customer', width, language, '/');
      const { page } = visitor;
      await page.getByRole('link', { name: visitor.t('promises.mine') }).click();
      await page.locator('.kept-board tbody tr').first().waitFor();
      await page.locator('.promise-rows li', { hasText: mine }).first().waitFor();
      await check(visitor, 'my-promises-kept');
      // then nothing of another customer's is told
      const others = await (await stage.client('other')).get<PromiseList>('/api/promises?limit=200');
      expect(others.body.items.map((one) => one.caseNumber)).not.toContain(mine);
      expect(await page.getByText('P-QH-01').count()).toBe(0);
    },
    300_000,
  );
});
