import type { CompiledExpression } from '../expressions/index.js';

/** A value or the FEEL that yields it (`=` in the schema). */
export type Dynamic<T> =
  { readonly kind: 'fixed'; readonly value: T } | { readonly kind: 'feel'; readonly expression: CompiledExpression };

/** Components that hold a value of their own. */
export const fieldTypes = [
  'textfield',
  'textarea',
  'number',
  'checkbox',
  'checklist',
  'radio',
  'select',
  'taglist',
  'datetime',
  'filepicker',
  'expression',
] as const;
export type FieldType = (typeof fieldTypes)[number];

/** Components that only show something. */
export const displayTypes = [
  'button',
  'text',
  'html',
  'spacer',
  'separator',
  'image',
  'iframe',
  'table',
  'documentPreview',
] as const;

/** A form-js schema, compiled once (form-js schema version 19, which form-js 1.23 renders). */
export interface Form {
  readonly id: string;
  readonly scope: FormScope;
  /** The schema itself, where some of its components come from variables (`SLOT`); else null. */
  readonly open: Readonly<Record<string, unknown>> | null;
}

/** Custom properties of a group whose components stand in a variable (a questionnaire of the contract's own). */
export const SLOT = {
  /** FEEL that yields a list of form-js components; they take the place of the group's own. */
  components: 'pledge:components',
  /** FEEL that yields a context; the fields of the slot show its entries of their keys. */
  values: 'pledge:values',
} as const;

/** Fields and lists that share one object of data: the form itself, or one entry of a dynamic list. */
export interface FormScope {
  readonly fields: readonly FormField[];
  readonly lists: readonly FormList[];
}

/**
 * `conditional.hide`: form-js reads it as a unary test of nothing, so that an answer null is true (`age < 18` before an age
 * was entered), and `not(…)` around the whole turns the test around.
 */
export interface HideRule {
  readonly test: CompiledExpression;
  readonly negated: boolean;
}

interface Placed {
  /** Where the value lies in the data of its scope: `key` split at the dots, behind the paths of its groups. */
  readonly path: readonly string[];
  readonly label: string;
  /** Own condition and those of the groups around it: hidden when any says true. */
  readonly hide: readonly HideRule[];
}

export interface FormList extends Placed {
  readonly scope: FormScope;
  /** `allowAddRemove: false`: as many entries as were shown, else this many. */
  readonly fixedLength?: number;
}

export interface FormField extends Placed {
  readonly type: FieldType;
  readonly subtype?: 'date' | 'time' | 'datetime';
  /** `disallowPassedDates`. */
  readonly noPast?: true;
  readonly disabled: boolean;
  readonly readonly: Dynamic<boolean>;
  readonly defaultValue?: unknown;
  readonly options?: FormOptions;
  readonly computed?: CompiledExpression;
  readonly multiple: Dynamic<boolean>;
  readonly rules: FieldRules;
}

/** Where the allowed values come from; none: anything. */
export type FormOptions =
  | { readonly kind: 'static'; readonly values: readonly unknown[] }
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'feel'; readonly expression: CompiledExpression };

export interface FieldRules {
  readonly required: boolean;
  readonly min?: Dynamic<number>;
  readonly max?: Dynamic<number>;
  readonly minLength?: Dynamic<number>;
  readonly maxLength?: Dynamic<number>;
  readonly pattern?: { readonly expression: RegExp; readonly message?: string };
  readonly format?: 'email' | 'phone';
  readonly decimalDigits?: number;
  /** `increment` of a number: only its multiples are valid. */
  readonly step?: number;
  readonly asText: boolean;
}
