import { describe, expect, it } from '@jest/globals';
import { eventually, tasksOf } from '../support/story.js';
import { doTask, reportCase } from './support/case-walk.js';
import { drawSignature } from './support/change-walk.js';
import { Stage } from './support/stage.js';
import type { Language } from './support/texts.js';
import type { Width } from './support/visitor.js';

/** Story step 5: the customer signs the service form by a link, without an account (F-02.8, S2-13, S0i-18). */
describe('signing the service form by a link', () => {
  const stage = new Stage();

  /** A fault solved by telephone, as far as the signature; the address that the engineer sends. */
  const linkOf = async (title: string): Promise<{ number: string; path: string }> => {
    const number = await reportCase(await stage.client('customer'), title, 'paralysed');
    await doTask(await stage.client('dispatcher'), number, 'assess', { impact: 'paralysed', faultKind: 'network' });
    await doTask(await stage.client('pm'), number, 'assign-engineer', { engineer: 'engineer' });
    const engineer = await stage.client('engineer');
    await doTask(engineer, number, 'first-contact', { softFault: true, contactNotes: title });
    await doTask(engineer, number, 'record-result', { serviceContent: title, serviceResult: title });
    const [task] = await eventually(
      () => tasksOf(engineer, number),
      (tasks) => tasks.some((one) => one.elementId === 'sign-service-form'),
    );
    const answer = await engineer.post<{ url: string }>(`/api/cases/${number}/service-form/link`, { taskId: task?.id });
    return { number, path: new URL(answer.body.url).pathname };
  };

  it.each<[Width, Language]>([
    ['phone', 'en'],
    ['desktop', 'zh-CN'],
  ])(
    'reads, is told what is missing, signs and has the copy (%s, %s)',
    async (width, language) => {
      // given
      const { number, path } = await linkOf(language === 'en' ? 'Core router unreachable' : '核心路由器不可达');
      const customer = await stage.visitor(width, language);
      const { page } = customer;
      await customer.goto(path);
      await page.locator('table.paper').waitFor();
      // then all of it stands there in one language, and nothing leaves its place
      const headings = await page.locator('table.paper th').allInnerTexts();
      if (language === 'en') expect(headings.filter((text) => /\p{Script=Han}/u.test(text))).toEqual([]);
      expect(await customer.accessibility()).toEqual([]);
      expect(await customer.overflow()).toBeLessThanOrEqual(0);
      for (const choice of await page.locator('.choice').all())
        expect(await choice.evaluate((one) => one.scrollWidth - one.clientWidth)).toBeLessThanOrEqual(0);
      // when nothing is filled in
      await customer.button('sign.submit').click();
      expect(await page.getByText(customer.t('web.form.required')).count()).toBe(2);
      await customer.picture(`sign-link-${width}-${language}`, { whole: true });
      // when it is signed
      await page.getByLabel(customer.t('sign.confirmedYes')).check();
      await page.getByLabel(customer.t('satisfaction.average'), { exact: true }).check();
      await page.getByLabel(customer.t('sign.signerName')).fill(language === 'en' ? 'Director Li' : '李主任');
      await drawSignature(customer, page.locator('form.form'));
      await customer.button('sign.submit').click();
      await page.getByRole('heading', { name: customer.t('sign.thanks') }).waitFor();
      await customer.picture(`sign-link-signed-${width}-${language}`, { whole: true });
      // then the copy is there by the same link, and the fault is the engineer's to close
      const href = (await page.getByRole('link', { name: customer.t('sign.copy') }).getAttribute('href')) ?? '';
      const copy = await eventually(
        () => customer.context.request.get(new URL(href, stage.server.url).href),
        (answer) => answer.status() === 200,
      );
      expect(copy.headers()['content-type']).toContain('application/pdf');
      const left = await tasksOf(await stage.client('engineer'), number);
      expect(left.map((task) => task.elementId)).not.toContain('sign-service-form');
    },
    120_000,
  );
});
