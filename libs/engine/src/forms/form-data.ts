import { emptyValue } from './field-value.js';
import type { FormField, FormScope } from './form-model.js';
import { isJson } from './parse-form.js';

/** Data of a form, or of one entry of a list. */
export type Json = Readonly<Record<string, unknown>>;

/**
 * The data of a scope as the form holds them: what was sent, else what the form began with. Hidden fields hold what they
 * began with, whatever was sent.
 */
export function heldBy(
  scope: FormScope,
  { data, shown }: { readonly data: Json; readonly shown: Json },
  isHidden: (field: FormField) => boolean,
): Record<string, unknown> {
  const own: Record<string, unknown> = { ...data };
  for (const field of scope.fields) {
    const sent = isHidden(field) ? undefined : pick(data, field.path);
    put(own, field.path, sent === undefined ? initialValue(field, shown) : sent);
  }
  return own;
}

/** What a field stands at before anybody touches it. */
export function initialValue(field: FormField, shown: Json): unknown {
  return pick(shown, field.path) ?? field.defaultValue ?? emptyValue(field.type);
}

/** The value at a path, own properties only. */
export function pick(data: Json, path: readonly string[]): unknown {
  let value: unknown = data;
  for (const segment of path) {
    if (!isJson(value) || !Object.hasOwn(value, segment)) return undefined;
    value = value[segment];
  }
  return value;
}

/** Sets a path; the objects along it are copied, they may belong to somebody else. */
export function put(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [first, ...rest] = path;
  if (first === undefined) return;
  if (rest.length === 0) {
    target[first] = value;
    return;
  }
  const inner = isJson(target[first]) ? { ...target[first] } : {};
  put(inner, rest, value);
  target[first] = inner;
}

/** Deep equality of JSON. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((each, index) => same(each, b[index]));
  if (!isJson(a) || !isJson(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]));
}
