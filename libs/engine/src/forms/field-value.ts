import type { FieldType, FormField } from './form-model.js';
import { isJson } from './parse-form.js';

/** What is longer was not typed by a person; fields with `maxLength` say their own. */
export const MAX_TEXT_LENGTH = 20_000;
/** Entries of a dynamic list, a check list or a list of files. */
export const MAX_ENTRIES = 1_000;

/** null, an empty text and an empty list mean: nothing was entered. */
export function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** What a field holds that nobody has touched, as form-js has it. */
export function emptyValue(type: FieldType): unknown {
  switch (type) {
    case 'textfield':
    case 'textarea':
      return '';
    case 'checkbox':
      return false;
    case 'checklist':
    case 'taglist':
      return [];
    case 'number':
    case 'radio':
    case 'select':
    case 'datetime':
    case 'filepicker':
    case 'expression':
      return null;
  }
}

/**
 * Checks the JSON type of a value that is not blank, and brings it into its one form: a date and time gets its seconds,
 * which the browser's picker leaves out and FEEL needs.
 */
export function readValue(
  field: FormField,
  value: unknown,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false } {
  switch (field.type) {
    case 'textfield':
    case 'textarea':
      return typeof value === 'string' ? { ok: true, value } : { ok: false };
    case 'number':
      return readNumber(value, field.rules.asText);
    case 'checkbox':
      return typeof value === 'boolean' ? { ok: true, value } : { ok: false };
    case 'checklist':
    case 'taglist':
      return Array.isArray(value) && value.length <= MAX_ENTRIES ? { ok: true, value } : { ok: false };
    case 'datetime':
      return readInstant(field, value);
    case 'filepicker':
      return isFiles(value) ? { ok: true, value } : { ok: false };
    case 'radio':
    case 'select':
    case 'expression':
      return { ok: true, value };
  }
}

/** Name of the expected JSON, for the error text. */
export function expectedType(type: FieldType, subtype: FormField['subtype']): string {
  switch (type) {
    case 'number':
      return 'number';
    case 'checkbox':
      return 'boolean';
    case 'checklist':
    case 'taglist':
      return 'list';
    case 'datetime':
      return subtype === 'time' ? 'ISO 8601 time' : subtype === 'datetime' ? 'ISO 8601 date and time' : 'ISO 8601 date';
    case 'filepicker':
      return 'file references';
    case 'textfield':
    case 'textarea':
    case 'radio':
    case 'select':
    case 'expression':
      return 'text';
  }
}

function readNumber(value: unknown, asText: boolean): ReturnType<typeof readValue> {
  const ok = asText
    ? typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)
    : typeof value === 'number' && Number.isFinite(value);
  return ok ? { ok: true, value } : { ok: false };
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^([01]\d|2[0-3]):([0-5]\d)(:[0-5]\d(\.\d{1,9})?)?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?$/;

function readInstant(field: FormField, value: unknown): ReturnType<typeof readValue> {
  if (typeof value !== 'string') return { ok: false };
  if (field.subtype === 'time') return TIME.test(value) ? { ok: true, value: withSeconds(value) } : { ok: false };
  if (field.subtype !== 'datetime') return isDate(value) ? { ok: true, value } : { ok: false };
  const separator = value.indexOf('T');
  const [day, time] = [value.slice(0, separator), value.slice(separator + 1)];
  return separator > 0 && isDate(day) && TIME.test(time)
    ? { ok: true, value: `${day}T${withSeconds(time)}` }
    : { ok: false };
}

function withSeconds(time: string): string {
  return time[5] === ':' ? time : `${time.slice(0, 5)}:00${time.slice(5)}`;
}

function isDate(text: string): boolean {
  const match = DATE.exec(text);
  if (match === null) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const length = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return month >= 1 && month <= 12 && day >= 1 && day <= length;
}

/** A file was uploaded before; the form holds its id, or a list of ids, or of objects with an `id`. */
function isFiles(value: unknown): boolean {
  const isFile = (each: unknown): boolean =>
    typeof each === 'string' || (isJson(each) && typeof each['id'] === 'string');
  return Array.isArray(value) ? value.length <= MAX_ENTRIES && value.every(isFile) : isFile(value);
}
