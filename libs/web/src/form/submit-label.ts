import { keyedComponents, type FormComponent, type FormSchema } from './localize-schema.js';

/** The words of the form's own submit button (the deed, "确认到场"); null when the form has none. */
export function submitLabel(schema: FormSchema | null): string | null {
  const find = (list: readonly FormComponent[]): string | null => {
    for (const component of list) {
      if (component.type === 'button' && component['action'] !== 'reset' && component.label !== undefined)
        return component.label;
      const inner = component.components === undefined ? null : find(component.components);
      if (inner !== null) return inner;
    }
    return null;
  };
  return schema === null ? null : find(schema.components ?? []);
}

/** The schema without buttons: the screen draws the one primary button itself, at the thumb. */
export function withoutButtons(schema: FormSchema): FormSchema {
  const strip = (list: readonly FormComponent[]): FormComponent[] =>
    list
      .filter((component) => component.type !== 'button')
      .map((component) =>
        component.components === undefined ? component : { ...component, components: strip(component.components) },
      );
  return { ...schema, components: strip(schema.components ?? []) };
}

/** Whether a form asks for this key. */
export function asksFor(schema: FormSchema, key: string): boolean {
  return keyedComponents(schema).some((component) => component.key === key);
}
