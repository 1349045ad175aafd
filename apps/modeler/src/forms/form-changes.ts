import { keyedComponents, type FormSchema } from '@pledge/web';
import type { Change } from '../publish/what-changed.js';

/** Fields that a form adds, drops or changes; nothing when a text is no form. */
export function formChanges(before: string, after: string): readonly Change[] {
  const [old, now] = [fieldsOf(before), fieldsOf(after)];
  const change = (kind: Change['kind'], key: string, label: string): Change => ({
    kind,
    id: key,
    name: label || key,
    type: 'field',
  });
  return [
    ...[...now].filter(([key]) => !old.has(key)).map(([key, field]) => change('added', key, field.label)),
    ...[...old].filter(([key]) => !now.has(key)).map(([key, field]) => change('removed', key, field.label)),
    ...[...now]
      .filter(([key, field]) => old.has(key) && old.get(key)?.text !== field.text)
      .map(([key, field]) => change('changed', key, field.label)),
  ];
}

function fieldsOf(text: string): ReadonlyMap<string, { readonly label: string; readonly text: string }> {
  try {
    const fields = keyedComponents(JSON.parse(text) as FormSchema);
    return new Map(
      fields.map((field) => {
        const { components: _inner, ...own } = field;
        return [field.key ?? '', { label: field.label ?? '', text: JSON.stringify(own) }] as const;
      }),
    );
  } catch {
    return new Map();
  }
}
