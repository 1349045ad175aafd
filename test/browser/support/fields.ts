import type { Locator, Page } from 'playwright-core';

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The field of a form of the desk whose label begins with that text (what need not be filled says so behind it). */
export function field(scope: Locator, label: string): Locator {
  const found = scope.page().locator('label', { hasText: new RegExp(`^${escaped(label)}( |$)`) });
  return scope.locator('.field', { has: found });
}

/** Types into fields of a form by their labels. */
export async function fillFields(scope: Locator, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(values)) {
    const input = field(scope, label).locator('input, textarea').first();
    await input.fill(value);
    // a day that was typed counts when its field is left, and its calendar closes
    if ((await field(scope, label).locator('.ant-picker').count()) > 0) await input.press('Tab');
  }
}

/** Opens a list of choices and takes the one that holds the text; without a text the first. */
export async function choose(page: Page, list: Locator, text?: string): Promise<void> {
  await list.locator('.ant-select').first().click();
  // long lists draw what is in sight only
  if (text !== undefined && (await list.locator('input[readonly]').count()) === 0)
    await list.locator('.ant-select input').first().fill(text);
  await takeOption(page, text);
}

const OPTION = '.ant-select-dropdown:visible .ant-select-item-option';

/**
 * Takes the option that holds the text from the open list; without a text the first. A list that is drawn anew between
 * pressing and letting go loses the click: it is clicked again, as a person does.
 */
export async function takeOption(page: Page, text?: string): Promise<void> {
  if (text === undefined) return page.locator(OPTION).first().click();
  const left = page.locator(`${OPTION}:not(.ant-select-item-option-selected)`, { hasText: text }).first();
  for (let tries = 3; tries > 0; tries -= 1) {
    await page.locator(OPTION, { hasText: text }).first().click();
    const taken = await left.waitFor({ state: 'hidden', timeout: 5_000 }).then(
      () => true,
      () => false,
    );
    if (taken) return;
  }
  throw new Error(`the option ${text} cannot be taken`);
}

/** Types into the list of that label and takes the option that then stands first. */
export async function chooseLabelled(page: Page, label: string, option: string): Promise<void> {
  const list = page.getByLabel(label, { exact: true });
  await list.click();
  await list.pressSequentially(option);
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option-active', { hasText: option }).waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
}
