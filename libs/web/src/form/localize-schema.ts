/** A form-js schema, as far as texts are concerned. */
export interface FormSchema {
  readonly components?: readonly FormComponent[];
  readonly [name: string]: unknown;
}
export interface FormComponent {
  readonly type?: string;
  readonly id?: string;
  readonly key?: string;
  readonly label?: string;
  readonly properties?: Readonly<Record<string, string>>;
  readonly components?: readonly FormComponent[];
  readonly values?: readonly FormOption[];
  readonly [name: string]: unknown;
}
export interface FormOption {
  readonly label: string;
  readonly value: unknown;
  readonly [name: string]: unknown;
}

/**
 * The schema with the texts of one language. Names in forms are Chinese; the custom property `label.en` (also `description.en`,
 * `text.en`, `value.<option>.en` …) holds the English (design D2). Chinese leaves the schema as it is.
 */
export function localizeSchema(schema: FormSchema, language: string): FormSchema {
  if (language !== 'en' || schema.components === undefined) return schema;
  return { ...schema, components: schema.components.map(english) };
}

function english(component: FormComponent): FormComponent {
  const texts = component.properties ?? {};
  const copy: Record<string, unknown> = { ...component };
  for (const [name, text] of Object.entries(texts)) {
    const match = /^(\w+)\.en$/.exec(name);
    if (match?.[1] !== undefined) copy[match[1]] = text;
  }
  if (component.values !== undefined) {
    copy['values'] = component.values.map((option) => ({ ...option, label: optionText(texts, option) }));
  }
  if (component.components !== undefined) copy['components'] = component.components.map(english);
  return copy as FormComponent;
}

function optionText(texts: Readonly<Record<string, string>>, option: FormOption): string {
  for (const stem of ['value', 'values', 'option', 'options'])
    for (const name of [`${stem}.${String(option.value)}.en`, `${stem}.${String(option.value)}.label.en`]) {
      const text = texts[name];
      if (text !== undefined) return text;
    }
  const own = option['label.en'];
  return typeof own === 'string' ? own : option.label;
}

/** Every keyed component of a schema in reading order, groups opened. */
export function keyedComponents(schema: FormSchema): FormComponent[] {
  const all = (list: readonly FormComponent[]): FormComponent[] =>
    list.flatMap((component) => [
      ...(component.key === undefined ? [] : [component]),
      ...(component.components === undefined ? [] : all(component.components)),
    ]);
  return all(schema.components ?? []);
}

/** The schema without the components of these keys; a screen draws them itself (signature pad, arrival button). */
export function withoutKeys(schema: FormSchema, keys: ReadonlySet<string>): FormSchema {
  const strip = (list: readonly FormComponent[]): FormComponent[] =>
    list
      .filter((component) => component.key === undefined || !keys.has(component.key))
      .map((component) =>
        component.components === undefined ? component : { ...component, components: strip(component.components) },
      );
  return { ...schema, components: strip(schema.components ?? []) };
}
