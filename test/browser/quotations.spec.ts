import { describe, expect, it } from '@jest/globals';
import type { Quotation, QuotationContent } from '@pledge/contracts';
import { eventually } from '../support/story.js';
import { doOnPage, doTask, reportCase, taskPanel } from './support/case-walk.js';
import { mailedPath, signOnPage, waitingRequest } from './support/change-walk.js';
import { choose, field, fillFields } from './support/fields.js';
import { stepName } from './support/process.js';
import { Stage } from './support/stage.js';
import type { Language } from './support/texts.js';
import type { Visitor, Width } from './support/visitor.js';

const DAY = 86_400_000;

/** F-13 as project manager, customer and engineer walk it (Y18, S0g-07). */
describe('a quotation', () => {
  const stage = new Stage({ virtualClock: true });

  /** A fault of a device whose contract has expired. */
  async function reportExpired(title: string): Promise<string> {
    const answer = await (
      await stage.client('customer')
    ).post<{ number: string }>('/api/cases', {
      contractNumber: 'P-2018',
      title,
      description: '两个风扇停转，机箱温度告警。',
      channel: 'portal',
      contact: { name: '马建国', phone: '13909310001' },
    });
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    return answer.body.number;
  }

  /** Types the quotation into the editor, as a project manager does. */
  async function write(pm: Visitor): Promise<void> {
    const { page } = pm;
    const form = page.locator('form.plan-editor');
    await field(form, pm.t('quotation.scope')).locator('textarea').fill('到场更换两个风扇模块，观察 2 小时。');
    const add = async (kind: string, text: string, quantity: string, price: string): Promise<void> => {
      await pm.button('quotation.addItem').click();
      const last = (label: string) => field(form, pm.t(label)).last();
      await choose(page, last('quotation.kind'), pm.t(`quotation.kinds.${kind}`));
      await last('quotation.description').locator('input').fill(text);
      await last('quotation.quantity').locator('input').fill(quantity);
      await last('quotation.unitPrice').locator('input').fill(price);
    };
    await add('parts', '风扇模块', '2', '860');
    await add('labour', '工程师现场服务', '0.5', '1800');
    // A price that is none: said beside the field, and not saved.
    const price = field(form, pm.t('quotation.unitPrice')).last();
    await price.locator('input').fill('十八');
    await price.locator('.field-error').waitFor();
    expect(await page.locator('form.plan-editor button[type=submit]').isDisabled()).toBe(true);
    await price.locator('input').fill('1800');
    await field(form, pm.t('quotation.terms')).locator('textarea').fill('接受后 5 日内付款。');
    const until = new Date(Date.now() + 7 * DAY + 8 * 3_600_000).toISOString().slice(0, 16);
    await fillFields(form, { [pm.t('quotation.validUntil')]: until });
  }

  it.each<[Width, Width, Language]>([
    ['desktop', 'phone', 'zh-CN'],
    ['phone', 'phone', 'en'],
  ])(
    'given an expired contract, when a project manager on a %s quotes and the customer on a %s accepts (%s), then the repair is unlocked, not before',
    async (staffWidth, customerWidth, language) => {
      const tag = `${staffWidth}-${language}`;
      const step = (process: string, id: string): string => stepName(language, process, id);
      const title = language === 'en' ? 'Fans of the server stopped' : '服务器风扇停转';
      const number = await reportExpired(title);

      // Outside the contract: the project manager decides to quote, and finds the quotation at the case.
      const pm = await stage.person('pm', staffWidth, language, `/cases/${number}`);
      await doOnPage(pm, step('fault-handling', 'decide-out-of-contract'), 'decide-out-of-contract', {
        handleAnyway: true,
        decisionReason: '合同已到期，先报价',
      });
      await pm.page.locator('a[href^="/quotations/"]').first().click();
      await pm.page.waitForURL(/\/quotations\/[0-9a-f-]{36}$/);
      const path = new URL(pm.page.url()).pathname;
      await pm.text('quotation.lockShut').waitFor();
      await pm.button('quotation.edit').click();
      await write(pm);
      // 2 × 860 less 5 %, half a day of 1,800 less 10 %: what the decision takes off, in the browser as on paper.
      await pm.text('quotation.total', { total: '2444.00' }).waitFor();
      expect(await pm.accessibility()).toEqual([]);
      expect(await pm.overflow()).toBeLessThanOrEqual(0);
      await pm.picture(`quotation-editor-${tag}`, { whole: true });
      await pm.button('plan.save').click();
      await doOnPage(pm, step('quotation', 'write-quotation'), 'write-quotation', { quotationReady: 'ready' });
      await waitingRequest(stage, number, 'customer');
      await pm.page.locator('.request-line[data-state="waiting"]').waitFor();
      expect(await pm.accessibility()).toEqual([]);
      expect(await pm.overflow()).toBeLessThanOrEqual(0);
      await pm.picture(`quotation-waiting-${tag}`, { whole: true });

      // The customer sees it in the portal, and answers by the mailed link, without an account.
      const portal = await stage.person('customer', customerWidth, language, `/cases/${number}`);
      await portal.page.locator('a[href^="/quotations/"]').first().click();
      await portal.text('quotation.lockShut').waitFor();
      expect(await portal.accessibility()).toEqual([]);
      expect(await portal.overflow()).toBeLessThanOrEqual(0);
      await portal.picture(`portal-quotation-${customerWidth}-${language}`, { whole: true });
      const customer = await stage.visitor(customerWidth, language);
      const link = await eventually(
        () => mailedPath(stage, number),
        (found) => found !== '',
      );
      await customer.goto(link);
      await customer.page.getByText('2444.00').first().waitFor();
      expect(await customer.accessibility()).toEqual([]);
      expect(await customer.overflow()).toBeLessThanOrEqual(0);
      await customer.picture(`confirm-quotation-${customerWidth}-${language}`, { whole: true });
      await signOnPage(customer, stage, number, '郭振华');
      await customer.page.getByRole('heading', { name: customer.t('confirm.outcome.confirmed') }).waitFor();
      await customer.picture(`confirm-quotation-done-${customerWidth}-${language}`);

      // Accepted: the order is recorded, and the case goes on.
      await pm.goto(path);
      await pm.text('quotation.lockOpen').waitFor();
      await doOnPage(pm, step('quotation', 'record-order'), 'record-order', { orderNumber: 'DD-2026-0007' });
      await pm.page.getByText(pm.t('quotation.state.accepted')).first().waitFor();
      await pm.picture(`quotation-accepted-${tag}`, { whole: true });
      await doTask(await stage.client('dispatcher'), number, 'assess', {
        impact: 'single-service',
        faultKind: 'hardware',
        alreadyComplained: false,
        simpleProblem: false,
      });
      await doTask(await stage.client('pm'), number, 'assign-engineer', { engineer: 'engineer' });
      const engineer = await stage.person('engineer', 'phone', language, `/cases/${number}`);
      const contact = step('fault-handling', 'first-contact');
      await taskPanel(engineer, contact).locator('.thumb-bar .ant-btn-primary:enabled').waitFor();
      await engineer.picture(`quotation-unlocked-phone-${language}`, { whole: true });
      await doOnPage(engineer, contact, 'first-contact', { contactNotes: '已约定明天到场', softFault: false });
      await taskPanel(engineer, step('fault-handling', 'remote-diagnosis')).waitFor();
    },
    300_000,
  );

  it.each<[Width, Language]>([
    ['phone', 'zh-CN'],
    ['desktop', 'en'],
  ])(
    'given repair work that has begun, when a price is asked for on the way, then the engineer on a %s (%s) is told why the step is locked',
    async (width, language) => {
      const number = await reportCase(await stage.client('customer'), '路由器风扇异响', 'single-service');
      await doTask(await stage.client('dispatcher'), number, 'assess', {
        impact: 'single-service',
        faultKind: 'hardware',
        alreadyComplained: false,
        simpleProblem: false,
      });
      await doTask(await stage.client('pm'), number, 'assign-engineer', { engineer: 'engineer' });
      const engineer = await stage.person('engineer', width, language, `/cases/${number}`);
      const contact = stepName(language, 'fault-handling', 'first-contact');
      await taskPanel(engineer, contact).locator('.thumb-bar .ant-btn-primary:enabled').waitFor();
      const content: QuotationContent = {
        title: '更换风扇模块',
        occasion: 'extra',
        priceRule: 'single-service',
        scope: '到场更换风扇模块。',
        items: [{ kind: 'parts', description: '风扇模块', quantity: '1', unit: '个', unitPrice: '860' }],
        terms: '',
        validUntil: new Date(Date.now() + 7 * DAY).toISOString(),
      };
      const pm = await stage.client('pm');
      const { body } = await pm.post<{ id: string }>('/api/quotations', { caseNumber: number, content });
      const panel = taskPanel(engineer, contact);
      engineer.expectAnswer(403, '/api/tasks/');
      await panel.locator('textarea').first().fill('已联系客户');
      await panel.locator('.fjs-form-field-radio, .fjs-form-field-checkbox').last().locator('input').last().click();
      await panel.locator('.thumb-bar .ant-btn-primary').click();
      const { number: quoted } = (await pm.get<Quotation>(`/api/quotations/${body.id}`)).body;
      await engineer.page.getByText(quoted).first().waitFor();
      expect(await engineer.overflow()).toBeLessThanOrEqual(0);
      expect(await engineer.accessibility()).toEqual([]);
      await engineer.picture(`quotation-locked-${width}-${language}`, { whole: true });
    },
    240_000,
  );
});
