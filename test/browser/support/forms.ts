import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import type { Language } from './texts.js';

interface Option {
  readonly label: string;
  readonly value: unknown;
  readonly 'label.en'?: string;
}
interface Component {
  readonly type: string;
  readonly key?: string;
  readonly label?: string;
  readonly values?: readonly Option[];
  readonly properties?: Readonly<Record<string, string>>;
  /** Of groups. */
  readonly components?: readonly Component[];
}

/** The fields of the shipped form of that id, as the process folder has it; those of groups stand beside the others. */
function componentsOf(formId: string): readonly Component[] {
  const root = join(process.cwd(), 'processes');
  for (const folder of readdirSync(root, { withFileTypes: true })) {
    if (!folder.isDirectory()) continue;
    const file = join(root, folder.name, `${formId}.form.json`);
    try {
      return flat((JSON.parse(readFileSync(file, 'utf8')) as { components: Component[] }).components);
    } catch {
      continue;
    }
  }
  throw new Error(`no form ${formId}`);
}

function flat(components: readonly Component[]): readonly Component[] {
  return components.flatMap((each) => [each, ...flat(each.components ?? [])]);
}

function labelOf(language: Language, thing: { label?: string; properties?: Readonly<Record<string, string>> }): string {
  return (language === 'en' ? thing.properties?.['label.en'] : undefined) ?? thing.label ?? '';
}

/** Fills a task's form as a person does: by the labels of the form, in the language of the page. Radio values are the option's value. */
export async function fillForm(
  panel: Locator,
  language: Language,
  formId: string,
  values: Readonly<Record<string, string | boolean>>,
): Promise<void> {
  const components = componentsOf(formId);
  for (const [key, value] of Object.entries(values)) {
    const component = components.find((each) => each.key === key);
    if (!component) throw new Error(`form ${formId} has no field ${key}`);
    const label = labelOf(language, component);
    switch (component.type) {
      case 'radio': {
        const option = component.values?.find((each) => each.value === value);
        if (!option) throw new Error(`${formId}.${key} has no option ${String(value)}`);
        const text = (language === 'en' ? option['label.en'] : undefined) ?? option.label;
        await panel
          .locator('.fjs-form-field-radio', { hasText: label })
          .getByLabel(text, { exact: true })
          .first()
          .click();
        break;
      }
      case 'checkbox':
        if (value === true) await panel.getByLabel(label).check();
        break;
      case 'select': {
        const field = panel.locator('.fjs-form-field-select', { hasText: label });
        await field.locator('.fjs-input-group').click();
        await field
          .locator('.fjs-dropdownlist-item', { hasText: String(value) })
          .first()
          .click();
        break;
      }
      default:
        // The words of a check box may begin with those of a field.
        await panel
          .getByLabel(label)
          .and(panel.locator('textarea, input:not([type=checkbox], [type=radio])'))
          .fill(String(value));
    }
  }
}
