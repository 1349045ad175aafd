import { compileExpression, type CompiledExpression } from '../expressions/index.js';
import type { ResourceFinding } from '../decisions/resource-finding.js';
import {
  displayTypes,
  fieldTypes,
  SLOT,
  type Dynamic,
  type FieldRules,
  type FieldType,
  type Form,
  type FormField,
  type FormList,
  type FormOptions,
  type FormScope,
  type HideRule,
} from './form-model.js';
import { negationOf } from './hide-test.js';

export type FormParsing =
  { readonly ok: true; readonly form: Form } | { readonly ok: false; readonly findings: readonly ResourceFinding[] };

/** Longer schemas are refused before they are read. */
export const MAX_FORM_LENGTH = 500_000;
const MAX_NESTING = 20;

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads a form-js schema (JSON text, or the object it holds) and compiles its FEEL. Never throws; a form comes back only
 * where there is nothing to complain about, since a component that the server does not know would not be checked.
 */
export function parseForm(source: unknown): FormParsing {
  const reader = new FormReader();
  const schema = typeof source === 'string' ? reader.parseJson(source) : source;
  const form = isJson(schema) ? reader.readForm(schema) : reader.notAForm();
  return reader.findings.length === 0 && form !== null ? { ok: true, form } : { ok: false, findings: reader.findings };
}

interface Place {
  readonly path: readonly string[];
  readonly hide: readonly HideRule[];
  readonly depth: number;
}
interface OpenScope {
  readonly fields: FormField[];
  readonly lists: FormList[];
}

class FormReader {
  readonly findings: ResourceFinding[] = [];
  private open = false;

  parseJson(text: string): unknown {
    if (text.length > MAX_FORM_LENGTH) {
      this.complain(
        'form/too-large',
        undefined,
        '表单文件过大。',
        `The form is longer than ${MAX_FORM_LENGTH} characters.`,
      );
      return null;
    }
    try {
      return JSON.parse(text);
    } catch {
      return null;
    }
  }

  notAForm(): null {
    if (this.findings.length === 0)
      this.complain('form/not-a-form', undefined, '不是 form-js 表单。', 'This is not a form-js schema.');
    return null;
  }

  readForm(schema: Json): Form | null {
    if (schema['type'] !== 'default' || !Array.isArray(schema['components'])) return this.notAForm();
    const id = schema['id'];
    if (typeof id !== 'string' || id === '') {
      this.complain('form/id', undefined, '表单缺少标识 id。', 'The form has no id.');
      return null;
    }
    const scope = this.readScope(schema['components'], { path: [], hide: [], depth: 0 });
    return { id, scope, open: this.open ? schema : null };
  }

  private readScope(components: readonly unknown[], place: Place): FormScope {
    const scope: OpenScope = { fields: [], lists: [] };
    this.readComponents(components, place, scope);
    const seen = new Set<string>();
    for (const { path } of [...scope.fields, ...scope.lists]) {
      const key = path.join('.');
      if (seen.has(key))
        this.complain('form/duplicate-key', key, `字段“${key}”重复。`, `The field "${key}" appears twice.`);
      seen.add(key);
    }
    return scope;
  }

  private readComponents(components: readonly unknown[], place: Place, scope: OpenScope): void {
    if (place.depth > MAX_NESTING) {
      this.complain(
        'form/too-deep',
        undefined,
        '表单嵌套过深。',
        `The form is nested deeper than ${MAX_NESTING} levels.`,
      );
      return;
    }
    for (const component of components) {
      if (isJson(component)) this.readComponent(component, place, scope);
      else this.notAForm();
    }
  }

  private readComponent(component: Json, place: Place, scope: OpenScope): void {
    const type = component['type'];
    const name = text(component['key']) ?? text(component['path']) ?? text(component['id']);
    const children = Array.isArray(component['components']) ? (component['components'] as unknown[]) : [];
    const hide = [...place.hide, ...this.readHide(component, name)];
    if (type === 'group') {
      this.readSlot(component, name);
      const path = [...place.path, ...this.split(text(component['path']) ?? '', name, true)];
      this.readComponents(children, { path, hide, depth: place.depth + 1 }, scope);
    } else if (type === 'dynamiclist') {
      const path = [...place.path, ...this.split(text(component['path']) ?? '', name, false)];
      const inner = this.readScope(children, { path: [], hide: [], depth: place.depth + 1 });
      const repetitions = component['defaultRepetitions'];
      scope.lists.push({
        path,
        label: text(component['label']) ?? path.join('.'),
        hide,
        scope: inner,
        ...(component['allowAddRemove'] === false
          ? { fixedLength: typeof repetitions === 'number' ? repetitions : 1 }
          : {}),
      });
    } else if (isFieldType(type)) {
      scope.fields.push(this.readField(component, type, { ...place, hide }, name));
    } else if (!(displayTypes as readonly unknown[]).includes(type)) {
      this.complain(
        'form/component',
        name,
        `未知的组件类型“${String(type)}”。`,
        `The component type "${String(type)}" is not known.`,
      );
    }
  }

  /** A group whose components come from variables; its FEEL is checked like any other. */
  private readSlot(component: Json, name: string | undefined): void {
    const properties = isJson(component['properties']) ? component['properties'] : {};
    const asked = Object.values(SLOT).filter((property) => properties[property] !== undefined);
    this.open ||= asked.length > 0;
    for (const property of asked) this.feel(properties[property], name);
  }

  private readField(component: Json, type: FieldType, place: Place, name: string | undefined): FormField {
    const path = [...place.path, ...this.split(text(component['key']) ?? '', name, false)];
    const key = path.join('.');
    const options = this.readOptions(component, type, key);
    const expression = type === 'expression' ? this.feel(component['expression'], key) : undefined;
    const subtype = component['subtype'];
    return {
      type,
      path,
      label: text(component['label']) ?? text(component['dateLabel']) ?? text(component['timeLabel']) ?? key,
      hide: place.hide,
      ...(component['disallowPassedDates'] === true && subtype !== 'time' ? { noPast: true } : {}),
      disabled: component['disabled'] === true,
      readonly: this.dynamic(component['readonly'], false, key),
      multiple: this.dynamic(component['multiple'], false, key),
      rules: this.readRules(component, key),
      ...(component['defaultValue'] === undefined ? {} : { defaultValue: component['defaultValue'] }),
      ...(options === undefined ? {} : { options }),
      ...(expression === undefined ? {} : { computed: expression }),
      ...(type !== 'datetime' ? {} : { subtype: subtype === 'time' || subtype === 'datetime' ? subtype : 'date' }),
    };
  }

  private readOptions(component: Json, type: FieldType, key: string): FormOptions | undefined {
    if (type !== 'radio' && type !== 'select' && type !== 'checklist' && type !== 'taglist') return undefined;
    const { values, valuesKey, valuesExpression } = component;
    if (Array.isArray(values)) return { kind: 'static', values: values.map(optionValue) };
    if (typeof valuesKey === 'string' && valuesKey !== '') return { kind: 'key', key: valuesKey };
    const expression = valuesExpression === undefined ? undefined : this.feel(valuesExpression, key);
    if (expression !== undefined) return { kind: 'feel', expression };
    this.complain('form/options', key, `字段“${key}”没有选项。`, `The field "${key}" has no options.`);
    return undefined;
  }

  private readRules(component: Json, key: string): FieldRules {
    const validate = isJson(component['validate']) ? component['validate'] : {};
    const limit = (name: string): Dynamic<number> | undefined => {
      const value = validate[name];
      if (value === undefined || value === null || value === '') return undefined;
      return this.dynamic(typeof value === 'string' && !value.startsWith('=') ? Number(value) : value, 0, key);
    };
    const [min, max, minLength, maxLength] = [limit('min'), limit('max'), limit('minLength'), limit('maxLength')];
    const pattern = this.readPattern(validate, key);
    const format = validate['validationType'];
    const digits = component['decimalDigits'];
    return {
      // form-js knows no FEEL here: whatever is set is true.
      required: Boolean(validate['required']),
      ...(min === undefined ? {} : { min }),
      ...(max === undefined ? {} : { max }),
      ...(minLength === undefined ? {} : { minLength }),
      ...(maxLength === undefined ? {} : { maxLength }),
      ...(pattern === undefined ? {} : { pattern }),
      ...(format === 'email' || format === 'phone' ? { format } : {}),
      ...(typeof digits === 'number' && digits >= 0 ? { decimalDigits: digits } : {}),
      ...(Number(component['increment']) > 0 ? { step: Number(component['increment']) } : {}),
      asText: component['serializeToString'] === true,
    };
  }

  private readPattern(validate: Json, key: string): FieldRules['pattern'] {
    const pattern = text(validate['pattern']);
    if (pattern === undefined) return undefined;
    const message = text(validate['patternErrorMessage']);
    try {
      return { expression: new RegExp(pattern), ...(message === undefined ? {} : { message }) };
    } catch {
      this.complain(
        'form/pattern',
        key,
        `格式“${pattern}”无效。`,
        `The pattern "${pattern}" is not a regular expression.`,
      );
      return undefined;
    }
  }

  private readHide(component: Json, name: string | undefined): HideRule[] {
    const conditional = component['conditional'];
    const hide = isJson(conditional) ? conditional['hide'] : undefined;
    // A text that is no FEEL never hides anything.
    if (typeof hide !== 'string' || !hide.startsWith('=')) return [];
    const whole = hide.slice(1).trim();
    const inner = negationOf(whole);
    const test = this.feel(inner ?? whole, name);
    return test === undefined ? [] : [{ test, negated: inner !== null }];
  }

  private dynamic<T extends boolean | number>(value: unknown, fallback: T, key: string | undefined): Dynamic<T> {
    if (typeof value === 'string' && value.startsWith('=')) {
      const expression = this.feel(value, key);
      return expression === undefined ? { kind: 'fixed', value: fallback } : { kind: 'feel', expression };
    }
    return { kind: 'fixed', value: typeof value === typeof fallback && !Number.isNaN(value) ? (value as T) : fallback };
  }

  private feel(value: unknown, key: string | undefined): CompiledExpression | undefined {
    const source = typeof value === 'string' ? value.replace(/^=/, '') : '';
    const compiled = compileExpression(source);
    if (compiled.ok) return compiled.expression;
    this.complain('form/feel', key, `表达式无法解析：${source}`, compiled.message);
    return undefined;
  }

  private split(path: string, name: string | undefined, mayBeEmpty: boolean): readonly string[] {
    if (path === '' && mayBeEmpty) return [];
    const segments = path.split('.');
    if (segments.some((segment) => segment === '' || forbidden.has(segment))) {
      this.complain('form/key', name, `字段名“${path}”无效。`, `The key "${path}" cannot be used.`);
    }
    return segments;
  }

  private complain(rule: string, elementId: string | undefined, zh: string, en: string): void {
    this.findings.push({
      severity: 'error',
      rule,
      message: { zh, en },
      ...(elementId === undefined ? {} : { elementId }),
    });
  }
}

/** Would reach the prototype of the data. */
const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

/** form-js takes an option as `{ value, label }` or as the bare value. */
export function optionValue(option: unknown): unknown {
  return isJson(option) && 'value' in option ? option['value'] : option;
}

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isFieldType(type: unknown): type is FieldType {
  return (fieldTypes as readonly unknown[]).includes(type);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
