import { parseForm } from '@pledge/engine';
import type { ModelingChoice, ModelingField } from '@pledge/contracts';

/** A form-js component as far as it can become an answer. */
interface Component {
  readonly type?: unknown;
  readonly key?: unknown;
  readonly label?: unknown;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly values?: unknown;
  readonly components?: unknown;
}
const NO_ANSWER = new Set(['text', 'html', 'button', 'separator', 'spacer', 'image', 'iframe', 'group', 'table']);

/** The questions of a form, with their answers where they are chosen from a list; nothing for a form that cannot be read. */
export function fieldsOf(form: string, content: string): ModelingField[] {
  if (!parseForm(content).ok) return [];
  const root = JSON.parse(content) as Component;
  return walk(root).flatMap((component): ModelingField[] => {
    const { type, key } = component;
    if (typeof key !== 'string' || typeof type !== 'string' || NO_ANSWER.has(type)) return [];
    const zh = text(component.label) ?? key;
    const en = text(component.properties?.['label.en']) ?? zh;
    return [{ form, value: key, zh, en, type, options: optionsOf(component) }];
  });
}

function walk(component: Component): Component[] {
  const inner = Array.isArray(component.components) ? (component.components as Component[]) : [];
  return [component, ...inner.flatMap(walk)];
}

function optionsOf(component: Component): ModelingChoice[] {
  if (!Array.isArray(component.values)) return [];
  return (component.values as Record<string, unknown>[]).flatMap((option) => {
    const value = option['value'];
    if (typeof value !== 'string' && typeof value !== 'number') return [];
    const zh = text(option['label']) ?? String(value);
    const en = text(option['label.en']) ?? text(component.properties?.[`value.${String(value)}.en`]) ?? zh;
    return [{ value: String(value), zh, en }];
  });
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}
