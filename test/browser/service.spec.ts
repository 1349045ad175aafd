import { describe, expect, it } from '@jest/globals';
import { clocksOf, clockState, eventually } from '../support/story.js';
import { doOnPage, doTask, reportCase, taskPanel } from './support/case-walk.js';
import { drawSignature } from './support/change-walk.js';
import { fillForm } from './support/forms.js';
import { stepName } from './support/process.js';
import { Stage } from './support/stage.js';
import type { Language } from './support/texts.js';
import type { Visitor, Width } from './support/visitor.js';

/** Story steps 4, 5 and 8: from the inbox to the signed form and the report, with the clocks visible and pages that follow by themselves. */
describe('serving a fault', () => {
  const stage = new Stage();

  /** Opens a task from the inbox: one tap. */
  const openFromInbox = async (
    visitor: Visitor,
    tab: 'mine' | 'groups',
    number: string,
    name: string,
  ): Promise<void> => {
    await visitor.goto(tab === 'mine' ? '/inbox' : '/inbox?tab=groups');
    const row = visitor.page.locator('.task-row', { hasText: number }).filter({ hasText: name });
    await row.getByRole('button').click();
    await visitor.page.waitForURL(/\/cases\//);
  };

  it('given a text field that was just filled, when the next choice is pressed slowly, then nothing moves under the finger', async () => {
    // given
    const number = await reportCase(await stage.client('customer'), '核心路由器不可达', 'paralysed');
    await doTask(await stage.client('dispatcher'), number, 'assess', {
      impact: 'paralysed',
      faultKind: 'network',
      alreadyComplained: false,
      simpleProblem: false,
    });
    await doTask(await stage.client('pm'), number, 'assign-engineer', { engineer: 'engineer' });
    const engineer = await stage.person('engineer', 'phone', 'en', `/cases/${number}`);
    const panel = taskPanel(engineer, stepName('en', 'fault-handling', 'first-contact'));
    const text = panel.locator('textarea').first();
    const heights: (number | undefined)[] = [];
    for (const words of ['Talked to the customer', 'Talked to the customer again']) {
      await text.fill(words);
      heights.push((await text.boundingBox())?.height);
    }
    // when: the press ends only after the field has given its text to the form
    const choice = panel.locator('input[type=radio]').nth(1);
    await choice.scrollIntoViewIfNeeded();
    const place = await choice.boundingBox();
    if (!place) throw new Error('no choice to press');
    await engineer.page.mouse.move(place.x + place.width / 2, place.y + place.height / 2);
    await engineer.page.mouse.down();
    await engineer.page.locator('textarea:focus').waitFor({ state: 'detached' });
    heights.push((await text.boundingBox())?.height);
    await engineer.page.mouse.up();
    // then
    expect(new Set(heights).size).toBe(1);
    expect(await choice.isChecked()).toBe(true);
  }, 120_000);

  it.each<[Width, Width, Language]>([
    ['desktop', 'phone', 'zh-CN'],
    ['phone', 'desktop', 'en'],
  ])(
    'from the inbox to the report (desk on %s, engineer on %s, %s)',
    async (deskWidth, fieldWidth, language) => {
      const name = (id: string): string => stepName(language, 'fault-handling', id);
      const say = (zh: string, en: string): string => (language === 'en' ? en : zh);
      const tag = (width: Width): string => `${width}-${language}`;
      // given
      const customer = await stage.client('customer');
      const number = await reportCase(customer, say('核心路由器不可达', 'Core router unreachable'), 'paralysed');

      // when the dispatcher finds it in the inbox and assesses it
      const dispatcher = await stage.person('dispatcher', deskWidth, language, '/inbox?tab=groups');
      await dispatcher.page.locator('.task-row', { hasText: number }).waitFor();
      await dispatcher.page.locator('.task-row .countdown').first().waitFor();
      expect(await dispatcher.accessibility()).toEqual([]);
      expect(await dispatcher.overflow()).toBeLessThanOrEqual(0);
      await dispatcher.picture(`inbox-${tag(deskWidth)}`, { published: true });
      await openFromInbox(dispatcher, 'groups', number, name('assess'));
      await taskPanel(dispatcher, name('assess')).locator('.thumb-bar .ant-btn-primary:enabled').waitFor();
      // then the clocks stand in the order in which they run out
      const running = (await clocksOf(customer, number)).filter(
        (clock) => clock.state === 'running' && clock.dueAt !== null,
      );
      expect(running.length).toBeGreaterThanOrEqual(3);
      const shown = await dispatcher.page.locator('.clocks .countdown').allInnerTexts();
      const seconds = shown
        .map((text) => /(\d+):(\d+):(\d+)/.exec(text))
        .filter((found) => found !== null)
        .map(([, h, m, s]) => Number(h) * 3600 + Number(m) * 60 + Number(s));
      expect(seconds.length).toBeGreaterThanOrEqual(3);
      expect(seconds).toEqual([...seconds].sort((a, b) => a - b));
      await doOnPage(dispatcher, name('assess'), 'assess', { impact: 'paralysed', faultKind: 'network' });

      // when it is assigned on the manager's page
      const pm = await stage.person('pm', deskWidth, language, `/cases/${number}`);
      await taskPanel(pm, name('assign-engineer')).locator('.thumb-bar .ant-btn-primary:enabled').waitFor();
      expect(await pm.accessibility()).toEqual([]);
      await pm.picture(`case-assign-${tag(deskWidth)}`);
      await doOnPage(pm, name('assign-engineer'), 'assign-engineer', { engineer: '张伟' });

      // when the engineer works, on his own device
      const engineer = await stage.person('engineer', fieldWidth, language, '/inbox');
      await engineer.page.locator('.task-row', { hasText: number }).waitFor();
      expect(await engineer.accessibility()).toEqual([]);
      await engineer.picture(`inbox-engineer-${tag(fieldWidth)}`);
      await openFromInbox(engineer, 'mine', number, name('first-contact'));
      await doOnPage(engineer, name('first-contact'), 'first-contact', {
        contactNotes: say('已与客户通话，远程登录排查', 'Talked to the customer'),
        softFault: false,
      });
      await eventually(
        () => clockState(customer, number, 'respond'),
        (state) => state === 'met',
      );
      await doOnPage(engineer, name('remote-diagnosis'), 'remote-diagnosis', {
        cause: say('主控板故障', 'Board failure'),
        solution: say('更换主控板', 'Replace the board'),
        remoteResolved: false,
      });
      await engineer.page.locator('.diagram-token').first().waitFor();
      await engineer.picture(`case-${tag(fieldWidth)}`, { published: fieldWidth === 'desktop' });
      await doOnPage(engineer, name('dispatch'), 'dispatch', {});

      // then he arrives with two taps, and the manager's open page follows by itself
      await pm.page.locator('.timeline, .case-page').first().waitFor();
      await openFromInbox(engineer, 'mine', number, name('check-in'));
      const arrival = taskPanel(engineer, name('check-in'));
      await arrival.locator('.thumb-bar .ant-btn-primary').waitFor();
      await engineer.picture(`check-in-${tag(fieldWidth)}`, { published: fieldWidth === 'phone' });
      await arrival.locator('.thumb-bar .ant-btn-primary').click();
      await arrival.waitFor({ state: 'detached' }).catch(async (error: unknown) => {
        await engineer.picture(`stuck-check-in-${tag(fieldWidth)}`, { whole: true });
        throw error;
      });
      await eventually(
        () => clockState(customer, number, 'onsite_arrival'),
        (state) => state === 'met',
      );
      const arrived = (
        await (
          await stage.client('pm')
        ).get<{ items: { type: string; title?: { zh: string; en: string } }[] }>(`/api/cases/${number}/events`)
      ).body.items.find((event) => event.type === 'engineer_arrived');
      expect(arrived).toMatchObject({ type: 'engineer_arrived' });
      await pm.page.locator('.clocks .countdown[data-tone="met"]').nth(1).waitFor();
      await pm.page.locator('.diagram-token').first().waitFor();
      await pm.picture(`case-followed-${tag(deskWidth)}`, { published: deskWidth === 'desktop' });

      // when he restores the service and the customer signs on his screen
      await doOnPage(engineer, name('diagnose-onsite'), 'diagnose-onsite', {
        locatedKind: 'hardware',
        onsiteFindings: say('主控板损坏', 'The board is broken'),
      });
      await doOnPage(engineer, name('restore-service'), 'restore-service', {
        onsiteResult: 'restored',
        actionsTaken: say('更换主控板，业务恢复', 'Replaced the board'),
      });
      await eventually(
        () => clockState(customer, number, 'resolve'),
        (state) => state === 'met',
      );
      await doOnPage(engineer, name('record-result'), 'record-result', {
        serviceContent: say('更换主控板', 'Replaced the main board'),
        serviceResult: say('业务恢复', 'Service restored'),
      });
      const form = taskPanel(engineer, name('sign-service-form'));
      await form.locator('.signature-pad').waitFor();
      expect(await form.innerText()).not.toContain('customer:');
      // who may sign too, on the customer's own screen
      const reader = await stage.person('customer', fieldWidth, language, `/cases/${number}`);
      await taskPanel(reader, name('sign-service-form')).waitFor();
      await fillForm(form, language, 'sign-service-form', {
        confirmed: true,
        satisfaction: 'satisfied',
        signerName: say('李主任', 'Director Li'),
      });
      await drawSignature(engineer, form);
      expect(await engineer.accessibility()).toEqual([]);
      expect(await engineer.overflow()).toBeLessThanOrEqual(0);
      await engineer.picture(`sign-${tag(fieldWidth)}`, { published: fieldWidth === 'phone' });
      await form.locator('.thumb-bar .ant-btn-primary').click();
      await form.waitFor({ state: 'detached' });

      // then, and only then, he may leave; the analysis report becomes a PDF
      // whose calendar speaks the language of the page
      const leaving = taskPanel(engineer, name('leave-site'));
      await leaving.locator('.fjs-datepicker .fjs-input').click();
      expect(await leaving.locator('.flatpickr-weekday').first().innerText()).toContain(say('周一', 'Sun'));
      await engineer.picture(`calendar-${tag(fieldWidth)}`);
      await engineer.page.keyboard.press('Escape');
      await doOnPage(engineer, name('leave-site'), 'leave-site', {});
      await doTask(await stage.client('engineer'), number, 'write-analysis', {
        cause: say('主控板电容老化', 'Aged capacitors on the main board'),
        process: say('远程排查后到场更换主控板', 'Remote check, then replaced the board on site'),
        prevention: say('每季度巡检主控板温度', 'Check the temperature of the board every quarter'),
      });
      await doTask(await stage.client('pm'), number, 'review-analysis', { approved: true });
      await eventually(
        () => clockState(customer, number, 'fault_analysis_report'),
        (state) => state === 'met',
      );
      await reader.page.locator('.documents a').nth(1).waitFor();
      expect(await reader.accessibility()).toEqual([]);
      await reader.picture(`portal-closed-${tag(fieldWidth)}`, { whole: true });
      for (const link of await reader.page.locator('.documents a').all()) {
        const href = (await link.getAttribute('href')) ?? '';
        const answer = await reader.context.request.get(new URL(href, stage.server.url).href);
        expect(answer.headers()['content-type']).toContain('application/pdf');
      }
    },
    300_000,
  );
});
