import { isJson } from './parse-form.js';
import type { Form, FormScope } from './form-model.js';

/** A file that somebody names in a form. */
export interface FileReference {
  /** Path of the field: `photos`, `parts[0].picture`. */
  readonly field: string;
  readonly label: string;
  readonly id: string;
}

/** Whether the form has a field that takes files. */
export function takesFiles(form: Form): boolean {
  const within = (scope: FormScope): boolean =>
    scope.fields.some((field) => field.type === 'filepicker') || scope.lists.some((list) => within(list.scope));
  return within(form.scope);
}

/** Every file that the data name in fields of kind `filepicker`; what is no reference is left to the form's own rules. */
export function fileReferences(form: Form, data: Readonly<Record<string, unknown>>): readonly FileReference[] {
  const found: FileReference[] = [];
  const read = (scope: FormScope, values: Readonly<Record<string, unknown>>, at: string): void => {
    for (const { type, path, label } of scope.fields) {
      if (type !== 'filepicker') continue;
      const value = under(values, path);
      for (const each of Array.isArray(value) ? (value as unknown[]) : [value]) {
        const id = typeof each === 'string' ? each : isJson(each) ? each['id'] : undefined;
        if (typeof id === 'string' && id !== '') found.push({ field: at + path.join('.'), label, id });
      }
    }
    for (const { path, scope: inner } of scope.lists) {
      const entries = under(values, path);
      if (!Array.isArray(entries)) continue;
      for (const [index, entry] of (entries as unknown[]).entries())
        if (isJson(entry)) read(inner, entry, `${at}${path.join('.')}[${index}].`);
    }
  };
  read(form.scope, data, '');
  return found;
}

function under(values: unknown, path: readonly string[]): unknown {
  let value = values;
  for (const name of path) value = isJson(value) ? value[name] : undefined;
  return value;
}
