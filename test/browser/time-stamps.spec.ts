import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { EvidenceState } from '@pledge/contracts';
import type { Browser } from 'playwright-core';
import { ConfirmationWorld } from '../support/confirmation-world.js';
import { TimeStampAuthority } from '../support/time-stamp-authority.js';
import type { Language } from './support/texts.js';
import { launch, Visitor, type Width } from './support/visitor.js';

const SIDES: [Width, Language][] = [
  ['desktop', 'zh-CN'],
  ['phone', 'en'],
];

/** Whose word there is for the time stands where records are verified, and what an authority did not give is said. */
describe('time stamps of a third party', () => {
  let browser: Browser;
  let authority: TimeStampAuthority;
  let world: ConfirmationWorld;
  let caseNumber: string;
  const open: Visitor[] = [];
  const visit = async (width: Width, language: Language, username: string, path: string): Promise<Visitor> => {
    const visitor = await Visitor.open(browser, world.app.url, width, language);
    open.push(visitor);
    await visitor.enter(username, path);
    return visitor;
  };
  const anchor = async (): Promise<void> => {
    await (await world.as('manager')).post('/api/evidence/anchors', {});
  };

  beforeAll(async () => {
    browser = await launch();
    authority = await TimeStampAuthority.start();
    // Cookies of an https address would not reach this server.
    const settings = { PUBLIC_URL: '', TSA_URL: authority.url, TSA_CA: authority.caFile };
    world = await ConfirmationWorld.start('libsql', settings);
    ({ caseNumber } = await world.newPlan());
    await world.untilAsked(caseNumber);
    await world.providerSigns(caseNumber);
    await anchor();
    authority.mood = 'http-500';
    await world.newCase();
    await anchor();
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await world?.stop();
    await authority?.stop();
  }, 180_000);
  afterEach(async () => {
    const troubles = open.flatMap((visitor) => visitor.troubles());
    for (const visitor of open.splice(0)) await visitor.close();
    expect(troubles).toEqual([]);
  });

  it.each(SIDES)(
    'given two anchors of which one has its time stamp, when a manager looks and verifies (%s, %s), then the page says who vouches up to where, and what is missing and why',
    async (width, language) => {
      const visitor = await visit(width, language, 'manager', '/evidence');
      const { page } = visitor;
      const { timeStamps } = (await (await world.as('manager')).get<EvidenceState>('/api/evidence')).body;
      const { stamped, waiting, missing } = timeStamps;
      await page
        .getByText(visitor.t('evidence.stamps', { authority: new URL(authority.url).host, stamped, waiting, missing }))
        .waitFor();
      const reason = visitor.t('evidence.stampProblem.http');
      await page.getByText(visitor.t('evidence.stampWaiting', { reason })).first().waitFor();
      await visitor.button('evidence.verifyNow').click();
      await visitor.text('evidence.intact').waitFor();
      expect(await page.locator('.verdict').innerText()).toContain('Loopback TSA');
      expect(await visitor.overflow()).toBeLessThanOrEqual(0);
      expect(await visitor.accessibility()).toEqual([]);
      await visitor.picture(`time-stamps-${width}-${language}`, { whole: true });
    },
    300_000,
  );

  it.each(SIDES)(
    'given a case with a stamped copy and a stamped anchor, when its customer looks (%s, %s), then both are said',
    async (width, language) => {
      const visitor = await visit(width, language, 'customer', `/cases/${caseNumber}`);
      const section = visitor.page.locator('.case-evidence');
      await section.getByText(visitor.t('evidence.caseSeals', { count: 1, stamped: 1 })).waitFor();
      expect(await section.innerText()).toContain('Loopback TSA');
      expect(await visitor.overflow()).toBeLessThanOrEqual(0);
      await section.scrollIntoViewIfNeeded();
      await visitor.picture(`case-time-stamps-${width}-${language}`);
    },
    300_000,
  );
});
