import type { CompiledExpression, FeelContext } from '../expressions/index.js';
import { localDate } from '@pledge/time';
import { checkRules } from './check-rules.js';
import { expectedType, isBlank, MAX_ENTRIES, readValue } from './field-value.js';
import { fieldError, type FieldError, type FieldErrorCode } from './form-errors.js';
import { heldBy, initialValue, pick, put, same, type Json } from './form-data.js';
import type { Dynamic, Form, FormField, FormList, FormOptions, FormScope, HideRule } from './form-model.js';
import { fillForm } from './fill-form.js';
import { isJson, optionValue, parseForm } from './parse-form.js';

export type SubmissionResult =
  | { readonly ok: true; readonly values: Record<string, unknown> }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

/**
 * Checks what somebody submits against the form-js schema that the browser rendered, by the same rules.
 * `context.variables` are the variables the task shows. A field that was left out keeps what the form showed (variable,
 * else default value) and must satisfy the rules too; a hidden field is dropped; a read-only one may only repeat what
 * was shown; an `expression` is computed here; a field outside the schema is refused. Where components come from variables
 * (`SLOT`), those are meant.
 * @returns the values to be written, or every fault at once.
 */
export function validateSubmission(form: Form, data: unknown, context: FeelContext): SubmissionResult {
  if (!isJson(data)) return { ok: false, errors: [fieldError('', form.id, 'WRONG_TYPE', 'context')] };
  if (form.open !== null) return validateOpen(form.open, form.id, data, context);
  const submission = new Submission(context);
  const shown = context.variables;
  const values = submission.readScope(form.scope, { data, shown, at: '', names: null });
  return submission.errors.length === 0 ? { ok: true, values } : { ok: false, errors: submission.errors };
}

/** Checks against the very components that the task shows. */
function validateOpen(schema: Json, id: string, data: Json, context: FeelContext): SubmissionResult {
  const filled = fillForm(schema, context);
  const parsed = parseForm(filled.schema);
  if (!parsed.ok) {
    const reason = parsed.findings.map((finding) => finding.message.en).join(' ');
    return { ok: false, errors: [fieldError('', id, 'FORM_FEEL', reason)] };
  }
  return validateSubmission({ ...parsed.form, open: null }, data, { ...context, variables: filled.variables });
}

interface Level {
  /** Submitted for this scope. */
  readonly data: Json;
  /** What the form showed for this scope before. */
  readonly shown: Json;
  /** Path of the scope in front of a field's own: `parts[0].`. */
  readonly at: string;
  /** Of an entry of a list: what FEEL sees beside its own data (`this`). The form itself sees its own data by name. */
  readonly names: Json | null;
}
interface OpenLevel extends Level {
  /** What FEEL sees. */
  readonly variables: Json;
}

class Submission {
  readonly errors: FieldError[] = [];

  constructor(private readonly context: FeelContext) {}

  readScope(scope: FormScope, outer: Level): Record<string, unknown> {
    const values: Record<string, unknown> = {};
    const level = this.open(scope, outer);
    this.refuseUnknown(scope, level.data, [], level.at);
    for (const field of scope.fields) this.readField(field, level, values);
    for (const list of scope.lists) this.readList(list, level, values);
    return values;
  }

  /** As form-js filters data: first with all that was sent, then without what that hides. */
  private open(scope: FormScope, outer: Level): OpenLevel {
    const seeing = (own: Json): OpenLevel => ({
      ...outer,
      variables:
        outer.names === null
          ? { ...outer.shown, ...own, this: own, _this_: own }
          : { ...outer.names, this: own, _this_: own },
    });
    const all = seeing(heldBy(scope, outer, () => false));
    return seeing(heldBy(scope, outer, (field) => this.isHidden(field.hide, all)));
  }

  private readField(field: FormField, level: OpenLevel, values: Record<string, unknown>): void {
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
    const initial = initialValue(field, level.shown);
    // An untouched field that is not written stays out of the variables.
    const shown = isBlank(initial) ? undefined : initial;
    const isReadonly = field.disabled || this.truth(field.readonly, level);
    if (isReadonly && !isBlank(submitted) && !same(submitted, shown)) return complain('READONLY');
    const isNew = pick(level.shown, field.path) === undefined;
    if (field.disabled) {
      if (isNew && shown !== undefined) put(values, field.path, shown);
      return;
    }
    const value = isReadonly || submitted === undefined ? shown : submitted;
    // A required check box is a consent: it must be ticked (form-js does the same).
    if (isBlank(value) || (field.type === 'checkbox' && value === false && field.rules.required)) {
      if (field.rules.required) complain('REQUIRED');
      else if (submitted !== undefined && !isReadonly)
        put(values, field.path, field.type === 'checkbox' ? false : submitted);
      return;
    }
    const read = readValue(field, value);
    if (!read.ok) {
      complain('WRONG_TYPE', expectedType(field.type, field.subtype));
      return;
    }
    const before = this.errors.length;
    this.checkOptions(field, read.value, level, complain);
    checkRules(field, read.value, {
      limit: (dynamic) => this.limit(dynamic, level),
      isMultiple: this.truth(field.multiple, level),
      today: () => localDate(this.context.now, this.context.zone),
      complain,
    });
    const isWritten = isReadonly ? isNew : submitted !== undefined || isNew;
    if (this.errors.length === before && isWritten) put(values, field.path, read.value);
  }

  private readList(list: FormList, level: OpenLevel, values: Record<string, unknown>): void {
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
    const most = Array.isArray(before) ? before.length : list.fixedLength;
    if (list.fixedLength !== undefined && most !== undefined && entries.length > most) {
      this.errors.push(fieldError(name, list.label, 'TOO_LONG', String(most)));
      return;
    }
    const read = entries.map((entry, index) => {
      const shown: unknown = Array.isArray(before) ? before[index] : undefined;
      return this.readScope(list.scope, {
        data: entry,
        shown: isJson(shown) ? shown : {},
        at: `${name}[${index}].`,
        names: entryNames(level, index + 1),
      });
    });
    put(values, list.path, read);
  }

  private checkOptions(
    field: FormField,
    value: unknown,
    level: OpenLevel,
    complain: (code: FieldErrorCode, detail?: string) => void,
  ): void {
    if (field.options === undefined) return;
    const allowed = this.optionsOf(field.options, level);
    if (allowed === null) return;
    const chosen = Array.isArray(value) && (field.type === 'checklist' || field.type === 'taglist') ? value : [value];
    if (!chosen.every((each) => allowed.some((option) => same(option, each)))) complain('NOT_AN_OPTION');
  }

  /** null where the list is not known here: then nothing can be said about membership. */
  private optionsOf(options: FormOptions, level: OpenLevel): readonly unknown[] | null {
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

  private limit(dynamic: Dynamic<number> | undefined, level: OpenLevel): number | null {
    if (dynamic === undefined) return null;
    const found = dynamic.kind === 'fixed' ? dynamic.value : this.evaluate(dynamic.expression, level);
    return typeof found === 'number' ? found : null;
  }

  private isHidden(rules: readonly HideRule[], level: OpenLevel): boolean {
    return rules.some(({ test, negated }) => {
      const answer = this.evaluate(test, level);
      return (answer === true || answer === null) !== negated;
    });
  }

  private truth(dynamic: Dynamic<boolean>, level: OpenLevel): boolean {
    return dynamic.kind === 'fixed' ? dynamic.value : this.evaluate(dynamic.expression, level) === true;
  }

  private evaluate(expression: CompiledExpression, level: OpenLevel): unknown {
    const result = expression.evaluate({ ...this.context, variables: level.variables });
    return result.ok ? result.value : null;
  }
}

/** In an entry the data of the form are seen by name, its own by `this`, those of the scope around by `parent`. */
function entryNames({ variables, names }: OpenLevel, number: number): Json {
  const before = names === null ? [] : (names['i'] as readonly number[]);
  const { this: parent, ...rest } = variables;
  const i = [...before, number];
  return { ...rest, parent, _parent_: parent, i, _i_: i };
}
