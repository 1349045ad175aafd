import type { CompiledExpression, FeelContext } from '../expressions/index.js';
import { expectedType, isBlank, MAX_ENTRIES, MAX_TEXT_LENGTH, readValue } from './field-value.js';
import { fieldError, type FieldError, type FieldErrorCode } from './form-errors.js';
import type { Dynamic, Form, FormField, FormList, FormOptions, FormScope } from './form-model.js';
import { isJson, optionValue } from './parse-form.js';

export type SubmissionResult =
  | { readonly ok: true; readonly values: Record<string, unknown> }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

type Json = Readonly<Record<string, unknown>>;

/**
 * Checks what somebody submits against the form-js schema that the browser rendered, by the same rules.
 * `context.variables` are the variables the task shows. A field that was left out keeps what the form showed (variable,
 * else default value) and must satisfy the rules too; a hidden field is dropped; a read-only one may only repeat what
 * was shown; an `expression` is computed here; a field outside the schema is refused.
 * @returns the values to be written, or every fault at once.
 */
export function validateSubmission(form: Form, data: unknown, context: FeelContext): SubmissionResult {
  if (!isJson(data)) return { ok: false, errors: [fieldError('', form.id, 'WRONG_TYPE', 'context')] };
  const submission = new Submission(context);
  const known = { ...context.variables, ...data };
  const values = submission.readScope(form.scope, { data, shown: context.variables, at: '', variables: known });
  return submission.errors.length === 0 ? { ok: true, values } : { ok: false, errors: submission.errors };
}

interface Level {
  /** Submitted for this scope. */
  readonly data: Json;
  /** What the form showed for this scope before. */
  readonly shown: Json;
  /** Path of the scope in front of a field's own: `parts[0].`. */
  readonly at: string;
  /** What FEEL sees. */
  readonly variables: Json;
}

class Submission {
  readonly errors: FieldError[] = [];

  constructor(private readonly context: FeelContext) {}

  readScope(scope: FormScope, level: Level): Record<string, unknown> {
    const values: Record<string, unknown> = {};
    this.refuseUnknown(scope, level.data, [], level.at);
    for (const field of scope.fields) this.readField(field, level, values);
    for (const list of scope.lists) this.readList(list, level, values);
    return values;
  }

  private readField(field: FormField, level: Level, values: Record<string, unknown>): void {
    const name = level.at + field.path.join('.');
    const complain = (code: FieldErrorCode, detail?: string): void =>
      void this.errors.push(fieldError(name, field.label, code, detail));
    if (this.isHidden(field.hide, level)) return;
    if (field.computed !== undefined) {
      const result = field.computed.evaluate({ ...this.context, variables: level.variables });
      if (result.ok) put(values, field.path, result.value);
      else complain('FORM_FEEL', result.message);
      return;
    }
    const submitted = pick(level.data, field.path);
    const shown = pick(level.shown, field.path) ?? field.defaultValue;
    if (field.disabled || this.truth(field.readonly, level)) {
      if (!isBlank(submitted) && !same(submitted, shown)) complain('READONLY');
      else if (pick(level.shown, field.path) === undefined && shown !== undefined) put(values, field.path, shown);
      return;
    }
    const value = submitted === undefined ? shown : submitted;
    // A required check box is a consent: it must be ticked (form-js does the same).
    if (isBlank(value) || (field.type === 'checkbox' && value === false && this.truth(field.rules.required, level))) {
      if (this.truth(field.rules.required, level)) complain('REQUIRED');
      else if (submitted !== undefined) put(values, field.path, field.type === 'checkbox' ? false : submitted);
      return;
    }
    const read = readValue(field, value);
    if (!read.ok) {
      complain('WRONG_TYPE', expectedType(field.type, field.subtype));
      return;
    }
    const before = this.errors.length;
    this.checkOptions(field, read.value, level, complain);
    this.checkRules(field, read.value, level, complain);
    const isNew = submitted !== undefined || pick(level.shown, field.path) === undefined;
    if (this.errors.length === before && isNew) put(values, field.path, read.value);
  }

  private readList(list: FormList, level: Level, values: Record<string, unknown>): void {
    if (this.isHidden(list.hide, level)) return;
    const name = level.at + list.path.join('.');
    const entries = pick(level.data, list.path);
    if (isBlank(entries)) {
      if (entries !== undefined) put(values, list.path, []);
      return;
    }
    if (!Array.isArray(entries) || !entries.every(isJson)) {
      this.errors.push(fieldError(name, list.label, 'WRONG_TYPE', 'list of contexts'));
      return;
    }
    if (entries.length > MAX_ENTRIES) {
      this.errors.push(fieldError(name, list.label, 'TOO_LONG', String(MAX_ENTRIES)));
      return;
    }
    const before = pick(level.shown, list.path);
    const read = entries.map((entry, index) => {
      const shown: unknown = Array.isArray(before) ? before[index] : undefined;
      const variables = { ...level.variables, ...entry, this: entry, parent: level.variables, i: index + 1 };
      return this.readScope(list.scope, {
        data: entry,
        shown: isJson(shown) ? shown : {},
        at: `${name}[${index}].`,
        variables,
      });
    });
    put(values, list.path, read);
  }

  private checkOptions(
    field: FormField,
    value: unknown,
    level: Level,
    complain: (code: FieldErrorCode, detail?: string) => void,
  ): void {
    if (field.options === undefined) return;
    const allowed = this.optionsOf(field.options, level);
    if (allowed === null) return;
    const chosen = Array.isArray(value) && (field.type === 'checklist' || field.type === 'taglist') ? value : [value];
    if (!chosen.every((each) => allowed.some((option) => same(option, each)))) complain('NOT_AN_OPTION');
  }

  /** null where the list is not known here: then nothing can be said about membership. */
  private optionsOf(options: FormOptions, level: Level): readonly unknown[] | null {
    switch (options.kind) {
      case 'static':
        return options.values;
      case 'key': {
        const list = pick(level.shown, options.key.split('.')) ?? pick(this.context.variables, options.key.split('.'));
        return Array.isArray(list) ? list.map(optionValue) : null;
      }
      case 'feel': {
        const list = this.evaluate(options.expression, { ...level, variables: { ...level.variables, ...level.shown } });
        return Array.isArray(list) ? list.map(optionValue) : [];
      }
    }
  }

  private checkRules(
    field: FormField,
    value: unknown,
    level: Level,
    complain: (code: FieldErrorCode, detail?: string) => void,
  ): void {
    const { rules } = field;
    const limit = (dynamic: Dynamic<number> | undefined): number | null => {
      const found =
        dynamic === undefined
          ? null
          : dynamic.kind === 'fixed'
            ? dynamic.value
            : this.evaluate(dynamic.expression, level);
      return typeof found === 'number' ? found : null;
    };
    if (field.type === 'number') {
      const [min, max, number] = [limit(rules.min), limit(rules.max), Number(value)];
      if (min !== null && number < min) complain('TOO_SMALL', String(min));
      if (max !== null && number > max) complain('TOO_LARGE', String(max));
      const decimals = (/\.(\d+)$/.exec(String(value))?.[1] ?? '').length;
      if (rules.decimalDigits !== undefined && decimals > rules.decimalDigits)
        complain('DECIMALS', String(rules.decimalDigits));
    }
    if (field.type === 'filepicker' && Array.isArray(value) && value.length > 1 && !this.truth(field.multiple, level))
      complain('TOO_LONG', '1');
    if (typeof value !== 'string' || (field.type !== 'textfield' && field.type !== 'textarea')) return;
    const length = value.trim().length;
    const [least, most] = [limit(rules.minLength), limit(rules.maxLength) ?? MAX_TEXT_LENGTH];
    if (least !== null && length < least) complain('TOO_SHORT', String(least));
    if (length > most) {
      complain('TOO_LONG', String(most));
      return;
    }
    if (rules.pattern !== undefined && !rules.pattern.expression.test(value))
      complain('PATTERN', rules.pattern.message);
    if (rules.format === 'email' && !EMAIL.test(value)) complain('EMAIL');
    if (rules.format === 'phone' && !PHONE.test(value)) complain('PHONE');
  }

  private refuseUnknown(scope: FormScope, data: Json, prefix: readonly string[], at: string): void {
    for (const key of Object.keys(data)) {
      const path = [...prefix, key];
      const places = [...scope.fields, ...scope.lists].filter((each) =>
        path.every((segment, index) => each.path[index] === segment),
      );
      const inner = data[key];
      if (places.some((each) => each.path.length === path.length)) continue;
      if (places.length > 0 && isJson(inner)) this.refuseUnknown(scope, inner, path, at);
      else
        this.errors.push(
          fieldError(
            at + path.join('.'),
            path.join('.'),
            places.length > 0 ? 'WRONG_TYPE' : 'UNKNOWN_FIELD',
            'context',
          ),
        );
    }
  }

  private isHidden(conditions: readonly Dynamic<boolean>[], level: Level): boolean {
    return conditions.some((condition) => this.truth(condition, level));
  }

  private truth(dynamic: Dynamic<boolean>, level: Level): boolean {
    return dynamic.kind === 'fixed' ? dynamic.value : this.evaluate(dynamic.expression, level) === true;
  }

  private evaluate(expression: CompiledExpression, level: Level): unknown {
    const result = expression.evaluate({ ...this.context, variables: level.variables });
    return result.ok ? result.value : null;
  }
}

const EMAIL =
  /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;
const PHONE = /^(\+|00)[1-9]\d{5,22}$/;

function pick(data: Json, path: readonly string[]): unknown {
  let value: unknown = data;
  for (const segment of path) {
    if (!isJson(value) || !Object.hasOwn(value, segment)) return undefined;
    value = value[segment];
  }
  return value;
}

function put(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
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

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((each, index) => same(each, b[index]));
  if (!isJson(a) || !isJson(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]));
}
