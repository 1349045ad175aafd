import { describe, expect, it } from '@jest/globals';
import type { ContractDetail, CustomerFile, ImportPreview } from '@pledge/contracts';
import writeXlsxFile from 'write-excel-file/node';
import type { Client } from '../support/client.js';
import { eventually, tasksOf, work } from '../support/story.js';
import { doOnPage } from './support/case-walk.js';
import { choose, field, fillFields } from './support/fields.js';
import { stepName } from './support/process.js';
import { Stage } from './support/stage.js';
import type { Language } from './support/texts.js';
import type { Visitor, Width } from './support/visitor.js';

const both: [Width, Language][] = [
  ['desktop', 'zh-CN'],
  ['phone', 'en'],
];
const YEAR = 2026;

/** Customers, contracts and devices from the first word to the customer's own page (Y01, Y27, Y28, F-23, C28). */
describe('contracts', () => {
  const stage = new Stage();

  const check = async (visitor: Visitor, name: string, whole = true): Promise<void> => {
    expect(await visitor.accessibility(['.form-view'])).toEqual([]);
    expect(await visitor.overflow()).toBeLessThanOrEqual(0);
    await visitor.picture(`${name}-${visitor.width}-${visitor.language}`, { whole });
  };
  const ok = <T>(answer: { status: number; body: T }): T => {
    if (answer.status >= 300) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  /** A signed contract with a site, a device, a representative and a confirmer, written over HTTP. */
  const signedContract = async (number: string): Promise<ContractDetail> => {
    const manager = await stage.client('manager');
    const party = ok(await manager.post<CustomerFile>('/api/parties', { name: `${number} 客户`, shortName: number }));
    const site = ok(
      await manager.post<{ id: string }>('/api/sites', {
        partyId: party.id,
        name: '一号机房',
        regionCode: 'northwest',
        distance: 'city',
      }),
    );
    const draft = ok(
      await manager.post<ContractDetail>('/api/contracts', {
        number,
        name: '移交的合同',
        partyId: party.id,
        profileId: 'P-S0a',
        startsOn: `${YEAR}-01-01`,
        endsOn: `${YEAR + 3}-12-31`,
        firstPhase: 'install',
      }),
    );
    ok(
      await manager.post('/api/devices', {
        serialNumber: `${number}-SN`,
        model: 'DL380',
        name: '服务器',
        component: 'server',
        partyId: party.id,
        siteId: site.id,
        contractNumber: number,
      }),
    );
    const demo = ok(await manager.get<ContractDetail>('/api/contracts/P-DEMO'));
    const sealFileId = demo.contacts.find((one) => one.sealFileId !== null)?.sealFileId ?? null;
    for (const kind of ['representative', 'confirmer'])
      ok(
        await manager.post('/api/contacts', {
          partyId: party.id,
          siteId: site.id,
          name: kind === 'confirmer' ? '郭主任' : '马代表',
          phone: '13900009999',
          kind,
          sealFileId: kind === 'confirmer' ? sealFileId : null,
        }),
      );
    return ok(
      await manager.post<ContractDetail>(`/api/contracts/${number}/activate`, { revision: draft.revision, accept: [] }),
    );
  };

  it.each(both)(
    'lead from a new customer to a signed contract with site and devices; empty cells stop the signature (%s, %s)',
    async (width, language) => {
      const visitor = await stage.person('manager', width, language, '/customers');
      const { page } = visitor;
      const dialog = page.getByRole('dialog');
      const number = `B-${width.toUpperCase()}`;
      // given a new customer with a site
      await visitor.button('customers.addParty').click();
      await dialog.locator('button[type=submit]').click();
      await dialog.locator('.field-error').first().waitFor();
      await fillFields(dialog, {
        [visitor.t('customers.name')]: `甘肃广电网络 ${width}`,
        [visitor.t('customers.shortName')]: `广电 ${width}`,
      });
      await check(visitor, 'customer-form', false);
      await dialog.locator('button[type=submit]').click();
      await page.waitForURL(/\/customers\/[0-9a-f-]+$/);
      await visitor.button('site.add').click();
      await fillFields(dialog, {
        [visitor.t('cell.name')]: '白银机房',
        [visitor.t('cell.address')]: '白银区一路 1 号',
      });
      await choose(page, field(dialog, visitor.t('cell.regionCode')), language === 'en' ? 'Northwest' : '西北');
      await dialog.locator('button[type=submit]').click();
      await page.locator('.plain-list li', { hasText: '白银机房' }).waitFor();
      // and a contract on a profile whose table is lost
      await visitor.button('customers.addContract').click();
      await fillFields(dialog, {
        [visitor.t('contract.number')]: number,
        [visitor.t('contract.name')]: '广电平台维护合同',
        [visitor.t('contract.startsOn')]: `${YEAR}-01-01`,
        [visitor.t('contract.endsOn')]: `${YEAR - 1}-12-31`,
      });
      await choose(page, field(dialog, visitor.t('contract.profile')), 'P-S0i');
      await choose(page, field(dialog, visitor.t('contract.firstPhase')), visitor.t('phase.maintenance'));
      visitor.expectAnswer(422, '/api/contracts');
      await dialog.locator('button[type=submit]').click();
      await dialog.locator('.field-error').first().waitFor();
      await check(visitor, 'contract-form', false);
      await fillFields(dialog, { [visitor.t('contract.endsOn')]: `${YEAR + 3}-12-31` });
      await dialog.locator('button[type=submit]').click();
      await page.waitForURL(new RegExp(`/contracts/${number}`));
      // then the page says why it cannot be signed, and offers no signature
      await page.locator('.activate-panel .findings li[data-kind="blank"]').nth(8).waitFor();
      expect(await visitor.button('contract.activate').count()).toBe(0);
      await check(visitor, 'contract-blank');
      // when it stands on a complete profile
      await visitor.button('contract.change').click();
      await choose(page, field(dialog, visitor.t('contract.profile')), 'P-S3');
      await dialog.locator('button[type=submit]').click();
      await dialog.waitFor({ state: 'detached' });
      await visitor.button('contract.activate').click();
      // then its questions want a reason each
      const reasons = page.locator('.activate-panel .findings input');
      await page.locator('.activate-panel .findings input[aria-invalid="true"]').first().waitFor();
      await reasons.first().fill('双方确认保留原文');
      await check(visitor, 'contract-questions');
      await visitor.button('finding.sameReason', { count: await reasons.count() }).click();
      await visitor.button('contract.activate').click();
      await page.locator('.activate-panel').waitFor({ state: 'detached' });
      // and devices are registered under it
      await visitor.button('device.add').click();
      await fillFields(dialog, {
        [visitor.t('cell.serialNumber')]: `BY-${width.toUpperCase()}-1`,
        [visitor.t('cell.name')]: '核心交换机',
        [visitor.t('cell.model')]: 'H3C S12508',
      });
      await choose(page, field(dialog, visitor.t('cell.component')));
      await choose(page, field(dialog, visitor.t('cell.siteId')), '白银机房');
      await check(visitor, 'device-form', false);
      await dialog.locator('button[type=submit]').click();
      // each has a file of its own
      await page.waitForURL(/\/devices\//);
      await page.locator('.life-line').waitFor();
      await check(visitor, 'device-file');
      await visitor.goto(`/contracts/${number}`);
      await page.locator('.plain-list li', { hasText: `BY-${width.toUpperCase()}-1` }).waitFor();
      await check(visitor, 'contract-signed');
      const detail = await (await stage.client('manager')).get<ContractDetail>(`/api/contracts/${number}`);
      expect(detail.body).toMatchObject({ state: 'active', phase: 'maintenance', profileId: 'P-S3', deviceCount: 1 });
    },
    300_000,
  );

  it.each(both)(
    'take an Excel list with three bad rows: the difference first, the three named, nothing lost (%s, %s)',
    async (width, language) => {
      const visitor = await stage.person('pm', width, language, '/customers?tab=parties');
      const { page } = visitor;
      await page.getByRole('link', { name: '青海教育演示客户' }).click();
      await page.locator('#devices-title').waitFor();
      const head = ['序列号', '名称', '型号', '类别', '站点', '合同编号', '固件版本'];
      const site = ((await page.locator('.plain-list li strong').first().textContent()) ?? '').trim();
      const rows = Array.from({ length: 20 }, (_, n) => [
        `IMP-${width}-${n}`.toUpperCase(),
        `汇聚交换机 ${n}`,
        'S5560',
        '网络设备',
        site,
        'P-QH-01',
        '7.1',
      ]);
      rows[3]![4] = '没有的站点';
      rows[7]![0] = rows[6]![0] ?? '';
      rows[11]![3] = '什么';
      const buffer = await writeXlsxFile(
        [head, ...rows].map((row) => row.map((value) => ({ value, type: String }))),
      ).toBuffer();
      const section = page.locator('section', { has: page.locator('#devices-title') });
      await section.locator('input[type=file]').setInputFiles({
        name: '设备清单.xlsx',
        mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        buffer,
      });
      await page.waitForURL(/\/imports\//);
      // then nothing is written, and each bad row says what is wrong
      const wrong = page.locator('tr[data-state="wrong"]');
      await wrong.nth(2).waitFor();
      expect(await wrong.count()).toBe(3);
      const write = page.locator('.record-band .ant-btn-primary');
      expect(await write.isDisabled()).toBe(true);
      const pm = await stage.client('pm');
      const total = async (): Promise<number | undefined> =>
        (await pm.get<{ total?: number }>(`/api/devices?q=IMP-${width.toUpperCase()}`)).body.total;
      expect(await total()).toBe(0);
      await check(visitor, 'import-preview');
      // when the good ones are written and the bad ones left
      await page.locator('.sheet-wrong input[type=checkbox]').check();
      await write.click();
      await page.locator('.record-band strong').waitFor();
      expect(await total()).toBe(17);
      await check(visitor, 'import-applied', false);
      // then the three come back as a sheet, complete
      const id = new URL(page.url()).pathname.split('/').pop() ?? '';
      const left = await pm.get<ImportPreview>(`/api/imports/${id}?state=wrong`);
      expect(left.body.rows.map(({ row }) => row)).toEqual([5, 9, 13]);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: visitor.t('sheet.downloadWrong') }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(/\.xlsx$/);
    },
    300_000,
  );

  it.each<[Width, Language]>([['desktop', 'zh-CN']])(
    'are handed over to the support centre from the inbox, step by step (%s, %s)',
    async (width, language) => {
      const number = `H-${width.toUpperCase()}`;
      await signedContract(number);
      const visitor = await stage.person('pm', width, language, `/contracts/${number}`);
      const { page } = visitor;
      // when the acceptance report is signed
      await page.locator('.onboarding .ant-picker input').fill(`${YEAR}-03-01`);
      await page.locator('.onboarding .ant-picker input').press('Tab');
      await visitor.button('onboarding.start').click();
      // then the inbox leads to the contract, where the task is done
      const handOver = stepName(language, 'contract-onboarding', 'hand-over');
      await page.locator('.onboarding .task-panel').waitFor();
      await visitor.goto('/inbox?tab=groups');
      const row = page.locator('.task-row', { hasText: number }).filter({ hasText: handOver });
      await row.getByRole('link').click();
      await page.waitForURL(new RegExp(`/contracts/${number}`));
      await check(visitor, 'onboarding');
      await doOnPage(visitor, handOver, 'hand-over', {
        handoverList: '服务器 1 台，账号 2 个',
        docSystemDescription: true,
        docRequirements: true,
        docDesign: true,
        docOperation: true,
        docExperience: true,
        docTechnical: true,
        docDeviceManual: true,
        docUserManual: true,
        docMaintenanceManual: true,
      });
      const manager = await stage.person('manager', width, language, '/inbox?tab=groups');
      const accept = stepName(language, 'contract-onboarding', 'accept-handover');
      await manager.page
        .locator('.task-row', { hasText: number })
        .filter({ hasText: accept })
        .getByRole('link')
        .click();
      await doOnPage(manager, accept, 'accept-handover', { accepted: true });
      const engineer = await stage.client('engineer');
      await step(engineer, number, 'survey', {
        surveyDevices: 'DL380',
        surveyState: '正常',
        surveyNetwork: '双上联',
        surveyApplication: '网管',
      });
      await step(engineer, number, 'import-archive', { archiveImported: true });
      await step(await stage.client('pm'), number, 'set-up-contract', {
        profileConfirmed: true,
        peopleConfirmed: true,
      });
      const dedicate = stepName(language, 'contract-onboarding', 'name-dedicated');
      await doOnPage(manager, dedicate, 'name-dedicated', { dedicated: '张伟' });
      const plan = stepName(language, 'contract-onboarding', 'plan-inspection');
      await page.locator('.task-switch').getByRole('button', { name: plan, exact: true }).click();
      await doOnPage(visitor, plan, 'plan-inspection', { inspectionCycle: 'quarter', inspectionContent: '风扇、日志' });
      await step(await stage.client('pm'), number, 'plan-emergency', {
        emergencyScope: '服务器',
        emergencyMeasures: '备机一台',
      });
      await visitor.goto(`/contracts/${number}`);
      await page
        .locator('.onboarding')
        .getByText(language === 'en' ? /^Done/ : /已完成|完成/)
        .waitFor();
      const detail = await (await stage.client('manager')).get<ContractDetail>(`/api/contracts/${number}`);
      expect(detail.body).toMatchObject({
        phase: 'warranty',
        acceptedOn: `${YEAR}-03-01`,
        dedicatedPerson: 'engineer',
      });
      await check(visitor, 'onboarding-done');
    },
    300_000,
  );

  it.each<[Width, Language]>([
    ['phone', 'zh-CN'],
    ['phone', 'en'],
  ])(
    "show customers their own promises on the phone, and nobody else's (%s, %s)",
    async (width, language) => {
      const visitor = await stage.person('customer', width, language, '/');
      const { page } = visitor;
      await page.getByRole('link', { name: visitor.t('portal.contracts') }).click();
      await page.locator('.work-table tbody tr').first().waitFor();
      expect(await page.getByText('P-QH-01').count()).toBe(0);
      await check(visitor, 'my-contracts');
      await page.getByRole('link', { name: '综合网管改造项目维护合同' }).click();
      await page.locator('.promise-table li').first().waitFor();
      for (const key of ['contract.change', 'people.add', 'site.add', 'device.add'])
        expect(await visitor.button(key).count()).toBe(0);
      await check(visitor, 'my-promises');
      visitor.expectAnswer(404, '/api/contracts/P-QH-01');
      await visitor.goto('/contracts/P-QH-01');
      await visitor.text('contract.notFound', { number: 'P-QH-01' }).waitFor();
      await check(visitor, 'not-my-contract', false);
    },
    300_000,
  );
});

async function step(
  client: Client,
  number: string,
  elementId: string,
  variables: Record<string, unknown>,
): Promise<void> {
  await eventually(
    () => tasksOf(client, number),
    (tasks) => tasks.some((task) => task.elementId === elementId),
  );
  await work(client, number, elementId, variables);
}
