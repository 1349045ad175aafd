import { describe, expect, it } from '@jest/globals';
import { arrange, mailedPath, newPlan, providerSigns, signOnPage, waitingRequest } from './support/change-walk.js';
import { Stage } from './support/stage.js';
import type { Language } from './support/texts.js';
import type { Visitor, Width } from './support/visitor.js';

/** The page behind the mailed link: no account, any telephone (S1-47, C15 level 3). */
describe('confirming by a mailed link', () => {
  const stage = new Stage({ virtualClock: true });
  const asked = async (title: string): Promise<{ number: string; planId: string; path: string }> => {
    const plan = await newPlan(stage, title);
    await arrange(stage, plan.number);
    await providerSigns(stage, plan.number);
    await waitingRequest(stage, plan.number, 'customer');
    return { ...plan, path: await mailedPath(stage, plan.number) };
  };

  /** Somebody without an account. */
  const anybody = (width: Width, language: Language): Promise<Visitor> => stage.visitor(width, language);

  it.each<[Width, Language]>([
    ['phone', 'zh-CN'],
    ['desktop', 'en'],
  ])(
    'given the link on a %s in %s, then the whole plan is read, signed with code and name, and the copy is there',
    async (width, language) => {
      const tag = `${width}-${language}`;
      const { number, path } = await asked(language === 'en' ? 'Core router unreachable' : '核心路由器不可达');
      const visitor = await anybody(width, language);
      await visitor.goto(path);
      await visitor.page.getByText('copy running-config').waitFor();
      expect(await visitor.accessibility()).toEqual([]);
      expect(await visitor.overflow()).toBeLessThanOrEqual(0);
      await visitor.picture(`confirm-waiting-${tag}`, { whole: true });
      // Nothing typed: the page says what is missing, beside the field.
      await visitor.button('confirm.submit').click();
      await visitor.text('confirm.codeSix').waitFor();
      // A wrong name is refused in words.
      visitor.expectAnswer(422, '/api/public/confirmations/');
      await signOnPage(visitor, stage, number, '张三');
      await visitor.page.getByText('郭振华').last().waitFor();
      await visitor.page.locator('.field-error').first().waitFor();
      await visitor.picture(`confirm-wrong-name-${tag}`, { whole: true });
      // A wrong code too, with the tries that are left.
      await visitor.page.getByLabel(visitor.t('confirm.fullName')).fill('郭振华');
      const code = visitor.page.getByLabel(visitor.t('confirm.code'));
      const right = await code.inputValue();
      await code.fill(right === '000000' ? '000001' : '000000');
      await visitor.button('confirm.submit').click();
      await visitor.page.locator('.form-error', { hasText: '4' }).waitFor();
      await visitor.picture(`confirm-wrong-code-${tag}`, { whole: true });
      await code.fill(right);
      await visitor.button('confirm.submit').click();
      await visitor.page.getByRole('heading', { name: visitor.t('confirm.outcome.confirmed') }).waitFor();
      const copy = visitor.page.getByRole('link', { name: visitor.t('sign.copy') });
      await copy.waitFor();
      expect(await visitor.accessibility()).toEqual([]);
      await visitor.picture(`confirm-done-${tag}`);
      const pdf = await visitor.context.request.get(`${visitor.base}${(await copy.getAttribute('href')) ?? ''}`);
      expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
      // Opened again: it is over, and says so.
      const second = await anybody(width, language);
      await second.goto(path);
      await second.page.getByRole('heading', { name: second.t('confirm.outcome.confirmed') }).waitFor();
      expect(await second.button('confirm.submit').count()).toBe(0);
    },
    240_000,
  );

  it('given a link, when it is rejected, expires, is void or unknown, then the page says so in plain words', async () => {
    // rejected
    const rejected = await asked('核心路由器不可达');
    const visitor = await anybody('phone', 'zh-CN');
    await visitor.goto(rejected.path);
    await visitor.button('confirm.reject').click();
    await visitor.button('confirm.rejectSubmit').click();
    await visitor.text('web.form.required').waitFor();
    await visitor.page.getByLabel(visitor.t('confirm.rejectReason')).fill('请改到周六凌晨');
    await visitor.picture('confirm-reject-phone-zh-CN', { whole: true });
    await visitor.button('confirm.rejectSubmit').click();
    await visitor.page.getByRole('heading', { name: visitor.t('confirm.outcome.rejected') }).waitFor();
    await visitor.picture('confirm-rejected-phone-zh-CN');
    // void: edited after the mail went out
    const changed = await asked('备用链路抖动');
    const engineer = await stage.client('engineer');
    const plan = (
      await engineer.get<{ revision: number; content: Record<string, unknown> }>(`/api/change-plans/${changed.planId}`)
    ).body;
    await engineer.put(`/api/change-plans/${changed.planId}`, {
      revision: plan.revision,
      content: { ...plan.content, impact: '业务中断不超过 60 秒。' },
    });
    await visitor.goto(changed.path);
    await visitor.page.getByRole('heading', { name: visitor.t('confirm.outcome.void') }).waitFor();
    await visitor.picture('confirm-void-phone-zh-CN');
    // unknown
    visitor.expectAnswer(404, '/api/public/confirmations/');
    await visitor.goto(`/confirm/${'x'.repeat(32)}`);
    await visitor.page.locator('.state').waitFor();
    await visitor.picture('confirm-unknown-phone-zh-CN');
    // expired
    const late = await asked('电源模块告警');
    const english = await anybody('phone', 'en');
    await english.goto(late.path);
    await english.button('confirm.codeGet').waitFor();
    await stage.advance('PT3H');
    await english.goto(late.path);
    await english.page.getByRole('heading', { name: english.t('confirm.outcome.expired') }).waitFor();
    expect(await english.button('confirm.submit').count()).toBe(0);
    await english.picture('confirm-expired-phone-en');
  }, 240_000);
});
