import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { ChangePlansRepository } from '../../apps/api/src/features/change-plans/index.js';
import { EvidenceRepository } from '../../apps/api/src/features/evidence/index.js';
import { ConfirmationWorld } from '../support/confirmation-world.js';
import { tamperings } from '../support/tampering.js';
import type { Language } from './support/texts.js';
import { launch, Visitor, type Width } from './support/visitor.js';

const SIDES: [Width, Language][] = [
  ['desktop', 'zh-CN'],
  ['phone', 'en'],
];

/** A paper is checked by its QR code, the records by an administrator, and a customer takes the proof home. */
describe('evidence', () => {
  let browser: Browser;
  let world: ConfirmationWorld;
  let planId: string;
  let quotationId: string;
  let caseNumber: string;
  let code: string;
  const open: Visitor[] = [];
  const visit = async (width: Width, language: Language, username?: string, path = '/'): Promise<Visitor> => {
    const visitor = await Visitor.open(browser, world.app.url, width, language);
    open.push(visitor);
    if (username === undefined) await visitor.goto(path);
    else await visitor.enter(username, path);
    return visitor;
  };

  beforeAll(async () => {
    browser = await launch();
    // Cookies of an https address would not reach this server.
    world = await ConfirmationWorld.start('libsql', { PUBLIC_URL: '' });
    ({ planId, caseNumber } = await world.newPlan());
    quotationId = await world.acceptedQuotation(caseNumber);
    await world.untilAsked(caseNumber);
    const version = await world.app.app.get(ChangePlansRepository).version(planId, 1);
    code = version?.verifyCode ?? '';
    const pdf = await world.app.app.get(EvidenceRepository).documentBytes(version?.documentId ?? '');
    writeFileSync(join(world.folder, 'plan.pdf'), pdf ?? '');
    writeFileSync(join(world.folder, 'other.pdf'), '%PDF-1.3 another file');
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await world?.stop();
  }, 180_000);
  afterEach(async () => {
    const troubles = open.flatMap((visitor) => visitor.troubles());
    for (const visitor of open.splice(0)) await visitor.close();
    expect(troubles).toEqual([]);
  });

  it('given a paper, when its QR code is opened without an account, then its worth is plain, and a file is compared without leaving the browser', async () => {
    const unsure = await visit('phone', 'zh-CN', undefined, `/verify/${code}`);
    await unsure.text('verify.state.unconfirmed').waitFor();
    await world.providerSigns(caseNumber);
    expect((await world.customerSigns(caseNumber)).status).toBe(200);
    for (const [width, language] of [...SIDES, ['phone', 'zh-CN'], ['desktop', 'en']] as [Width, Language][]) {
      const visitor = await visit(width, language, undefined, `/verify/${code}`);
      await visitor.text('verify.state.confirmed').waitFor();
      const choose = (name: string): Promise<void> =>
        visitor.page.locator('input[type=file]').setInputFiles(join(world.folder, name));
      await choose('other.pdf');
      await visitor.text('verify.different').waitFor();
      await choose('plan.pdf');
      await visitor.text('verify.same').waitFor();
      const shown = await visitor.page.locator('body').innerText();
      for (const secret of [caseNumber, '郭振华', '更换', 'CR-LZ-0001']) expect(shown).not.toContain(secret);
      expect(await visitor.overflow()).toBeLessThanOrEqual(0);
      expect(await visitor.accessibility()).toEqual([]);
      await visitor.picture(`verify-${width}-${language}`);
    }
    const lost = await visit('phone', 'en', undefined, '/verify/AAAAAAAAAAAAAAAAAAAAAAAA');
    await lost.text('verify.state.unknown').waitFor();
  }, 300_000);

  it.each(SIDES)(
    'given records, when a manager verifies them (%s, %s), then all fits; after somebody tampered, the first bad row is named',
    async (width, language) => {
      const visitor = await visit(width, language, 'manager', '/evidence');
      const { page } = visitor;
      await visitor.button('evidence.anchorNow').click();
      await page.locator('.work-table tbody tr').first().waitFor();
      await visitor.button('evidence.verifyNow').click();
      await visitor.text('evidence.intact').waitFor();
      expect(await visitor.overflow()).toBeLessThanOrEqual(0);
      expect(await visitor.accessibility()).toEqual([]);
      await visitor.picture(`evidence-${width}-${language}`, { whole: true });
      const tampering = (await tamperings(world, caseNumber, { planId, quotationId })).find(
        (one) => one.name === 'a quotation costs less',
      );
      await tampering?.run(async () => {
        await visitor.button('evidence.verifyNow').click();
        await visitor.text('evidence.first').waitFor();
        const item = page.locator('.evidence-findings li').first();
        expect(await item.innerText()).toContain(visitor.t('evidence.table.quotation_version'));
        expect(await item.innerText()).toContain(visitor.t('evidence.problem.changed'));
        expect(await item.getByRole('link').innerText()).toBe(caseNumber);
        await visitor.picture(`evidence-tampered-${width}-${language}`);
      });
    },
    300_000,
  );

  it.each(SIDES)(
    'given a case, when its customer exports the evidence (%s, %s), then the pack arrives, and the page says how far it is anchored',
    async (width, language) => {
      const visitor = await visit(width, language, 'customer', `/cases/${caseNumber}`);
      const section = visitor.page.locator('.case-evidence');
      await section.scrollIntoViewIfNeeded();
      const [download] = await Promise.all([
        visitor.page.waitForEvent('download'),
        visitor.button('evidence.export').click(),
      ]);
      expect(download.suggestedFilename()).toBe(`evidence-${caseNumber}.zip`);
      expect(
        readFileSync(await download.path())
          .subarray(0, 2)
          .toString(),
      ).toBe('PK');
      await visitor.button('evidence.verifyNow').click();
      await visitor.text('evidence.intact').waitFor();
      expect(await visitor.overflow()).toBeLessThanOrEqual(0);
      expect(await visitor.accessibility()).toEqual([]);
      await section.scrollIntoViewIfNeeded();
      await visitor.picture(`case-evidence-${width}-${language}`);
    },
    300_000,
  );
});
