import { describe, expect, it } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { eventually } from '../support/story.js';
import { drawn, task } from './support/drawn.js';
import { takeOption } from './support/fields.js';
import { Stage } from './support/stage.js';
import type { Language } from './support/texts.js';
import type { Visitor, Width } from './support/visitor.js';

interface Detail {
  readonly id: string;
  readonly state: string;
  readonly definitionId: string;
  readonly activeElements: readonly { readonly elementId: string }[];
}

const START = { id: 'start', type: 'startEvent' };
const END = { id: 'end', type: 'endEvent' };
const GATE = { id: 'gate', type: 'exclusiveGateway', name: '金额' };
/** Who decides depends on an amount; a second look where it is high. */
const first = (key: string): string =>
  drawn(
    key,
    '采购审批',
    [START, task('check', '核对'), GATE, task('second', '复核'), END],
    ['start>check', 'check>gate', 'gate>second =amount > 10', 'gate>end =amount <= 10', 'second>end'],
  );
/** The second look is gone. */
const next = (key: string): string =>
  drawn(
    key,
    '采购审批',
    [START, task('check', '核对'), task('pay', '付款'), END],
    ['start>check', 'check>pay', 'pay>end'],
  );

/** Issue 4, cockpit: what runs stands on the diagram; an administrator looks, mends, moves and migrates by screen alone. */
describe('the cockpit', () => {
  const stage = new Stage();

  const admin = async () => stage.client('admin');
  const deploy = async (key: string, content: string): Promise<string> => {
    const answer = await (
      await admin()
    ).post<{ definitions: { id: string }[] }>('/api/deployments', {
      name: key,
      resources: [{ name: `${key}.bpmn`, content }],
    });
    expect(answer.status).toBe(201);
    return answer.body.definitions[0]?.id ?? '';
  };
  const begin = async (key: string, businessKey: string): Promise<string> =>
    (await (await admin()).post<Detail>('/api/process-instances', { key, businessKey })).body.id;
  const look = async (id: string): Promise<Detail> =>
    (await (await admin()).get<Detail>(`/api/process-instances/${id}`)).body;
  const complete = async (id: string, variables: object): Promise<void> => {
    const client = await admin();
    const tasks = await eventually(
      async () =>
        (await client.get<{ items: { id: string }[] }>(`/api/tasks?processInstanceId=${id}&state=open`)).body.items,
      (items) => items.length > 0,
    );
    const answer = await client.post(`/api/tasks/${tasks[0]?.id ?? ''}/complete`, { variables });
    expect(answer.status).toBeLessThan(300);
  };
  const dialog = (visitor: Visitor): Locator => visitor.page.locator('.ant-modal:visible').last();
  const pick = async (visitor: Visitor, field: Locator, option: string): Promise<void> => {
    await field.click();
    await takeOption(visitor.page, option);
  };
  const inDialog = (visitor: Visitor, key: string, values: Record<string, string | number> = {}): Locator =>
    dialog(visitor).getByRole('button', { name: visitor.t(key, values), exact: true });

  it.each<[Width, Language]>([
    ['desktop', 'zh-CN'],
    ['phone', 'en'],
  ])(
    'shows, mends, moves, suspends and migrates what runs (%s, %s)',
    async (width, language) => {
      // given three instances: one at the first step, one at the second look, one that does not know where to go
      const key = `purchase-${width}`;
      const old = await deploy(key, first(key));
      const [fresh, high, broken] = [
        await begin(key, `PO-1-${width}`),
        await begin(key, `PO-2-${width}`),
        await begin(key, `PO-3-${width}`),
      ];
      await complete(high, { amount: 50 });
      await complete(broken, {});
      await eventually(
        () => look(broken),
        ({ state }) => state === 'incident',
      );
      // when an administrator looks
      const visitor = await stage.person('admin', width, language, `/modeler/cockpit/${key}`);
      const { page } = visitor;
      await page.locator('.sign-trouble').first().waitFor();
      // then the diagram counts who stands where
      expect(await page.locator('.sign-heat').allTextContents()).toContain('1');
      await page.locator('.definitions tbody tr').nth(2).waitFor();
      expect(await visitor.accessibility(['.djs-container'])).toEqual([]);
      expect(await visitor.overflow()).toBeLessThanOrEqual(0);
      await visitor.picture(`cockpit-${width}-${language}`, { published: width === 'desktop' });
      // when they search and open what is broken, and put its data right
      await page.getByLabel(visitor.t('modeler.cockpit.search')).fill(`PO-3-${width}`);
      await page.keyboard.press('Enter');
      await page.locator('.definitions tbody tr').nth(1).waitFor({ state: 'detached' });
      await page.getByRole('button', { name: `PO-3-${width}`, exact: true }).click();
      await visitor.button('modeler.trial.addVariable').click();
      await page.getByLabel(visitor.t('modeler.trial.variable'), { exact: true }).fill('amount');
      await page.getByLabel(visitor.t('modeler.trial.value', { name: 'amount' })).fill('99');
      await page.keyboard.press('Tab');
      await visitor.picture(`cockpit-incident-${width}-${language}`);
      await visitor.button('modeler.cockpit.retry').click();
      // then it goes on
      await eventually(
        () => look(broken),
        ({ activeElements }) => activeElements.some(({ elementId }) => elementId === 'second'),
      );
      await visitor.text('modeler.cockpit.repairHint').waitFor({ state: 'detached' });
      // when it is moved back, after a rehearsal
      await visitor.button('modeler.cockpit.operations.move').click();
      await pick(visitor, dialog(visitor).getByLabel(visitor.t('modeler.cockpit.moveTo')), '核对');
      await inDialog(visitor, 'modeler.cockpit.rehearse').click();
      await dialog(visitor)
        .getByText(visitor.t('modeler.cockpit.wouldEnter', { name: '核对' }))
        .waitFor();
      expect((await look(broken)).activeElements[0]?.elementId).toBe('second');
      await dialog(visitor).getByLabel(visitor.t('modeler.cockpit.reason')).fill('金额录错');
      await visitor.picture(`cockpit-move-${width}-${language}`);
      await inDialog(visitor, 'modeler.cockpit.deeds.move').click();
      await eventually(
        () => look(broken),
        ({ activeElements }) => activeElements[0]?.elementId === 'check',
      );
      // and suspended
      await dialog(visitor).waitFor({ state: 'detached' });
      await visitor.button('modeler.cockpit.operations.suspend').click();
      await dialog(visitor).getByLabel(visitor.t('modeler.cockpit.reason')).fill('等待客户');
      await inDialog(visitor, 'modeler.cockpit.deeds.suspend').click();
      await eventually(
        () => look(broken),
        ({ state }) => state === 'suspended',
      );
      await dialog(visitor).waitFor({ state: 'detached' });
      // and the history tells all of it, in order, with the reasons
      await page.locator('.cockpit-history summary').click();
      const line = (type: string): Locator =>
        page.locator('.cockpit-history li', { hasText: visitor.t(`modeler.cockpit.history.types.${type}`) });
      await line('instance-suspended').filter({ hasText: '等待客户' }).waitFor();
      await line('instance-modified').filter({ hasText: '金额录错' }).waitFor();
      await line('incident-raised').first().waitFor();
      expect(await page.locator('.cockpit-history li').first().innerText()).toContain(
        visitor.t('modeler.cockpit.history.types.instance-started'),
      );
      expect(await visitor.accessibility(['.djs-container'])).toEqual([]);
      await visitor.picture(`cockpit-history-${width}-${language}`);
      // and cancelled for good, with a reason
      await visitor.button('modeler.cockpit.operations.cancel').click();
      await dialog(visitor).getByLabel(visitor.t('modeler.cockpit.reason')).fill('不采购了');
      await inDialog(visitor, 'modeler.cockpit.deeds.cancel').click();
      await eventually(
        () => look(broken),
        ({ state }) => state === 'cancelled',
      );
      // given a version without the second look
      const newest = await deploy(key, next(key));
      await page.goto(`${visitor.base}/modeler/cockpit/${key}?version=1`);
      await page.locator('.definitions tbody tr').nth(1).waitFor();
      // when all of the old version are to be migrated
      await visitor.button('modeler.cockpit.migrateAll', { version: 1 }).click();
      await dialog(visitor).locator('.mapping-row').first().waitFor();
      await inDialog(visitor, 'modeler.cockpit.rehearse').click();
      // then the rehearsal says who can move and why the other cannot, and nothing has moved
      await dialog(visitor).locator('[data-batch="rehearsal"] li li').first().waitFor();
      await visitor.picture(`cockpit-migration-${width}-${language}`, { published: width === 'desktop' });
      expect(await visitor.accessibility(['.djs-container'])).toEqual([]);
      expect((await look(fresh)).definitionId).toBe(old);
      // when the step that is gone is given a place
      await pick(
        visitor,
        dialog(visitor).getByLabel(visitor.t('modeler.cockpit.mapTo', { name: '复核' }), { exact: true }),
        '付款',
      );
      await inDialog(visitor, 'modeler.cockpit.rehearse').click();
      await dialog(visitor)
        .getByText(visitor.t('modeler.cockpit.rehearsed', { done: 2, total: 2, refused: 0 }))
        .waitFor();
      await dialog(visitor).getByLabel(visitor.t('modeler.cockpit.reason')).fill('新版上线');
      await dialog(visitor).getByRole('button', { name: /2/ }).last().click();
      // then both are on the new version
      await dialog(visitor).locator('[data-batch="real"]').waitFor();
      await dialog(visitor)
        .getByText(visitor.t('modeler.cockpit.migrated', { done: 2, total: 2, refused: 0 }))
        .waitFor();
      await visitor.picture(`cockpit-migrated-${width}-${language}`);
      expect(await look(fresh)).toMatchObject({ definitionId: newest, activeElements: [{ elementId: 'check' }] });
      expect(await look(high)).toMatchObject({ definitionId: newest, activeElements: [{ elementId: 'pay' }] });
    },
    300_000,
  );

  it('given more instances than a page holds, when an administrator goes on, then all are there, and a search looks at all', async () => {
    // given
    const key = 'many-purchases';
    await deploy(key, next(key));
    const client = await admin();
    for (let each = 1; each <= 103; each += 1)
      await client.post('/api/process-instances', { key, businessKey: `MANY-${String(each).padStart(3, '0')}` });
    const visitor = await stage.person('admin', 'desktop', 'en', `/modeler/cockpit/${key}`);
    const { page } = visitor;
    const rows = page.locator('.definitions tbody tr');
    // when: the first page
    await page
      .getByText(visitor.t('modeler.cockpit.shown_other', { count: 100, total: 103 }), { exact: true })
      .waitFor();
    expect(await rows.count()).toBe(100);
    await visitor.button('modeler.cockpit.loadMore').press('Enter');
    // then
    await page.getByText(visitor.t('modeler.cockpit.allShown_other', { count: 103 }), { exact: true }).waitFor();
    expect(await rows.count()).toBe(103);
    await visitor.picture('cockpit-paged-desktop-en', { whole: true });
    // when the oldest, which the first page does not hold, is looked for
    await page.getByLabel(visitor.t('modeler.cockpit.search')).fill('many-001');
    await page.keyboard.press('Enter');
    // then
    await page.getByRole('button', { name: 'MANY-001', exact: true }).waitFor();
    await page.getByText(visitor.t('modeler.cockpit.allShown_one', { count: 1 }), { exact: true }).waitFor();
  }, 180_000);
});
