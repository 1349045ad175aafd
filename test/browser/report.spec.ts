import { Buffer } from 'node:buffer';
import { describe, expect, it } from '@jest/globals';
import { MAX_FILE_BYTES, megabytes, type FileView } from '@pledge/contracts';
import type { Client } from '../support/client.js';
import { SIGNATURE } from '../support/confirmation-world.js';
import { Stage } from './support/stage.js';
import type { Language } from './support/texts.js';
import type { Width } from './support/visitor.js';

/** Story step 3: the customer reports, with a wrong contract number first; the dispatcher takes a telephone call. */
describe('reporting a fault', () => {
  const stage = new Stage();
  const device = async (): Promise<string> => {
    const customer: Client = await stage.client('customer');
    const contract = await customer.get<{ devices: { serialNumber: string }[] }>('/api/contracts/P-DEMO');
    return contract.body.devices[0].serialNumber;
  };

  it.each<[Width, Language]>([
    ['phone', 'zh-CN'],
    ['desktop', 'en'],
  ])(
    'by the customer (%s, %s): a wrong number is answered plainly, the case stands and goes on once corrected',
    async (width, language) => {
      // given
      const visitor = await stage.visitor(width, language);
      const { page } = visitor;
      await visitor.login('customer');
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await visitor.accessibility()).toEqual([]);
      await visitor.picture(`portal-home-${width}-${language}`);
      await page.getByRole('link', { name: visitor.t('portal.reportBody') }).click();
      // when a wrong contract number is given
      await page
        .getByLabel(visitor.t('report.title'))
        .fill(language === 'en' ? 'Core router unreachable' : '核心路由器不可达');
      await page.getByText(language === 'en' ? 'The network or host system is down' : '网络或主机系统瘫痪').click();
      await page
        .getByLabel(visitor.t('report.description'))
        .fill(language === 'en' ? 'The whole network is down since 9:40.' : '9:40 起全网无法访问，主备链路都不通。');
      await page.getByLabel(visitor.t('contract.serial')).fill(await device());
      await page.getByLabel(visitor.t('contract.number')).fill('P-DEMOO');
      await page.getByLabel(visitor.t('report.contactPhone')).fill('13900000001');
      expect(await visitor.overflow()).toBeLessThanOrEqual(0);
      expect(await visitor.accessibility()).toEqual([]);
      await visitor.picture(`portal-report-${width}-${language}`, { published: width === 'phone' });
      // and of two photos from the camera one is too large
      const mimeType = 'image/png';
      const photo = Buffer.from(SIGNATURE.split(',')[1] ?? '', 'base64');
      const large = Buffer.concat([photo, Buffer.alloc(MAX_FILE_BYTES)]);
      const photos = page.getByLabel(visitor.t('report.photos'));
      await photos.setInputFiles({ name: 'image.png', mimeType, buffer: photo });
      await photos.setInputFiles({ name: 'panorama.png', mimeType, buffer: large });
      await visitor.text('files.tooLarge', { names: 'panorama.png', limit: megabytes(MAX_FILE_BYTES) }).waitFor();
      expect(await page.locator('.photos li').count()).toBe(1);
      expect(await visitor.accessibility()).toEqual([]);
      await visitor.picture(`portal-report-refused-${width}-${language}`, { whole: true });
      await visitor.button('report.send').click();
      // then the case exists with its receipt time, and says what is wrong
      const number = (await page.locator('.receipt-number').textContent()) ?? '';
      expect(number).toMatch(/^GD-\d{4}-\d+$/);
      await visitor.text('contract.stated', { number: 'P-DEMOO' }).waitFor();
      await visitor.picture(`portal-wrong-contract-${width}-${language}`, { published: width === 'phone' });
      const { receivedAt } = (
        await (await stage.client('customer')).get<{ receivedAt: string }>(`/api/cases/${number}`)
      ).body;
      // the photo that fits is there, under a name that tells what it is
      const { items } = (
        await (
          await stage.client('customer')
        ).get<{ items: { payload: { evidence?: { fileIds?: string[] } } }[] }>(`/api/cases/${number}/events`)
      ).body;
      const ids = items.flatMap((event) => event.payload.evidence?.fileIds ?? []);
      expect(ids).toHaveLength(1);
      const { name } = (await (await stage.client('customer')).get<FileView>(`/api/files/${ids[0] ?? ''}`)).body;
      expect(name.startsWith(`${visitor.t('report.photoOf')} 20`)).toBe(true);
      // when it is corrected on the same page
      await page.getByLabel(visitor.t('contract.number')).fill('P-DEMO');
      await visitor.button('contract.correct').click();
      await visitor.text('report.nextStep').waitFor();
      // then the case goes on and its receipt time is the same
      await page.getByRole('link', { name: visitor.t('report.open') }).click();
      await page.locator('.countdown').first().waitFor();
      await visitor.text('portal.nothingToDo').waitFor();
      const after = (
        await (
          await stage.client('customer')
        ).get<{ receivedAt: string; contractProblem: unknown }>(`/api/cases/${number}`)
      ).body;
      expect(after).toMatchObject({ receivedAt, contractProblem: null });
      expect(await visitor.overflow()).toBeLessThanOrEqual(0);
      expect(await visitor.accessibility()).toEqual([]);
      await visitor.picture(`portal-case-${width}-${language}`, { whole: true });
    },
    300_000,
  );

  it.each<[Width, Language]>([
    ['desktop', 'zh-CN'],
    ['phone', 'en'],
  ])(
    'by telephone (%s, %s): found by phone number, an hour back with a reason, in under 60 seconds',
    async (width, language) => {
      // given
      const visitor = await stage.person('dispatcher', width, language, '/intake');
      const { page } = visitor;
      const began = performance.now();
      // when the caller is found by the contract, device or customer and the call is written down
      await page.getByLabel(visitor.t('intake.searchPlaceholder')).pressSequentially('P-DEMO', { delay: 40 });
      await page.locator('.intake-hits button').first().click();
      await page
        .getByLabel(visitor.t('intake.caseTitle'))
        .pressSequentially(language === 'en' ? 'Video conference stutters' : '视频会议卡顿', { delay: 40 });
      const phone = page.locator('.intake-form').getByLabel(visitor.t('intake.contactPhone'));
      if ((await phone.inputValue()) === '') await phone.fill('13900000002');
      const caller = page.locator('.intake-form').getByLabel(visitor.t('intake.contactName'));
      if ((await caller.inputValue()) === '') await caller.fill(language === 'en' ? 'Director Li' : '李主任');
      await page.getByText(language === 'en' ? 'A single service does not work' : '系统个别服务不正常').click();
      await page.getByText(visitor.t('intake.earlier')).click();
      await page
        .getByLabel(visitor.t('intake.reason'))
        .pressSequentially(language === 'en' ? 'Line was busy' : '线路忙', { delay: 40 });
      expect(await visitor.overflow()).toBeLessThanOrEqual(0);
      expect(await visitor.accessibility()).toEqual([]);
      await visitor.picture(`intake-${width}-${language}`, { published: width === 'desktop' });
      await visitor.button('intake.register').click();
      const number = (await page.locator('.receipt-number').textContent()) ?? '';
      // then
      expect(performance.now() - began).toBeLessThan(60_000);
      const found = await (
        await stage.client('dispatcher')
      ).get<{ reportedAt: string; receivedAt: string }>(`/api/cases/${number}`);
      expect(Date.parse(found.body.reportedAt)).toBeLessThan(Date.parse(found.body.receivedAt) - 60_000);
      await visitor.picture(`intake-done-${width}-${language}`);
    },
    300_000,
  );
});
