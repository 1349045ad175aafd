import { describe, expect, it } from '@jest/globals';
import { doOnPage, taskPanel } from './support/case-walk.js';
import { approveCommands } from './support/command-walk.js';
import { choose, field } from './support/fields.js';
import { stepName } from './support/process.js';
import { Stage } from './support/stage.js';
import type { Language } from './support/texts.js';
import type { Visitor, Width } from './support/visitor.js';

const DEVICE = 'CR-LZ-0001';

/** F-05 from the ticket on: taken, reported, and what had no ticket is reviewed and put right (Y08, S1-54, S1-55). */
describe('the ticket of a dangerous command', () => {
  const stage = new Stage({ virtualClock: true });
  const look = async (visitor: Visitor, name: string): Promise<void> => {
    expect(await visitor.accessibility()).toEqual([]);
    expect(await visitor.overflow()).toBeLessThanOrEqual(0);
    await visitor.picture(`${name}-${visitor.width}-${visitor.language}`, { whole: true });
  };
  const openStep = async (visitor: Visitor, name: string): Promise<void> => {
    await taskPanel(visitor, name).locator('.thumb-bar .ant-btn-primary:enabled').waitFor();
  };

  it.each<[Width, Language]>([
    ['desktop', 'zh-CN'],
    ['phone', 'en'],
  ])(
    'given staff on a %s (%s), when the ticket is taken and reported, and other work turns out to have had none, then the one is kept with its witness, the other is reviewed by the manager and put right',
    async (width, language) => {
      const english = language === 'en';
      const title = english ? 'Restart the core router' : '重启核心路由器';
      const { planId } = await approveCommands(stage, title, ['reload'], await stage.advance('PT0S'));
      await stage.advance('PT2H30M');
      const path = `/changes/${planId}`;

      // First step: the ticket is taken, for the command that is about to be run.
      const engineer = await stage.person('engineer', width, language, path);
      const ticket = engineer.page.locator('.ticket');
      await engineer.page.locator('.ticket[data-state="valid"]', { hasText: 'reload' }).waitFor();
      await engineer.button('commands.take').click();
      await engineer.text('commands.takeEffect').waitFor();
      await choose(engineer.page, field(ticket, engineer.t('commands.runsOn')), DEVICE);
      await field(ticket, engineer.t('commands.runs')).locator('input').fill('reload');
      await look(engineer, 'ticket-take');
      await engineer.button('commands.takeSubmit').click();

      // Second step: what came out, and who watched. Without a witness there is no report.
      await engineer.page.locator('.ticket[data-state="in-use"]').waitFor();
      const output = 'System is going down for reload\nOK';
      await field(ticket, engineer.t('commands.output')).locator('textarea').fill(output);
      expect(await engineer.button('commands.useSubmit').isDisabled()).toBe(true);
      await choose(engineer.page, field(ticket, engineer.t('commands.witness')), '王强');
      await look(engineer, 'ticket-report');
      await engineer.button('commands.useSubmit').click();
      await engineer.page.locator('.ticket[data-state="used"]', { hasText: '王强' }).waitFor();
      await ticket.getByText('System is going down for reload').waitFor();
      expect(await engineer.button('commands.take').count()).toBe(0);
      await look(engineer, 'ticket-used');

      // Who watched saw something else: it had no ticket.
      const command = 'shutdown -h now';
      const note = english ? 'Run beside the ticket at 23:40' : '23:40 在执行票之外执行';
      const witness = await stage.person('engineer2', width, language, path);
      await witness.button('commands.report').click();
      const form = witness.page.locator('.plan-commands-section > form');
      await choose(witness.page, field(form, witness.t('commands.ranOn')), DEVICE);
      expect(await witness.button('commands.reportSubmit').isDisabled()).toBe(true);
      await field(form, witness.t('commands.ran')).locator('input').fill(command);
      await field(form, witness.t('commands.note')).locator('textarea').fill(note);
      await look(witness, 'violation-report');
      await witness.button('commands.reportSubmit').click();
      await form.waitFor({ state: 'detached' });
      const line = (visitor: Visitor) =>
        visitor.page
          .getByRole('list', { name: visitor.t('commands.violations') })
          .locator('.request-line', { hasText: command });
      await line(witness).getByText(witness.t('commands.review.open')).waitFor();
      await look(witness, 'violation-open');

      // The manager reviews it on the page of the plan.
      const review = stepName(language, 'command-violation', 'review-violation');
      const finding = english ? 'So it was: the window was still open' : '属实：窗口尚未关闭';
      const manager = await stage.person('manager', width, language, path);
      await openStep(manager, review);
      // What was reported stands in the form, so that nobody has to look for it.
      const panel = taskPanel(manager, review);
      for (const known of [command, note])
        expect(await panel.locator('textarea').evaluateAll(valuesOf)).toContain(known);
      await look(manager, 'violation-review');
      await doOnPage(manager, review, 'review-violation', { violationReal: true, reviewFinding: finding });
      await line(manager).getByText(finding).waitFor();
      await line(manager).getByText(manager.t('commands.uncorrected')).waitFor();
      await look(manager, 'violation-confirmed');

      // What was so is put right, and that stands there too.
      const mend = stepName(language, 'command-violation', 'correct-violation');
      const correction = english ? 'Trained on the rule on Monday' : '周一重学操作规范';
      const pm = await stage.person('pm', width, language, path);
      await openStep(pm, mend);
      await look(pm, 'violation-correct');
      await doOnPage(pm, mend, 'correct-violation', { correction });
      await line(pm).getByText(correction).waitFor();
      await look(pm, 'violation-corrected');
    },
    300_000,
  );
});

const valuesOf = (areas: Element[]): string[] => areas.map((area) => (area as HTMLTextAreaElement).value);
