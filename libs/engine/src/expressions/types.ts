import { FeelDate, FeelDateTime, midnight } from './temporal/date-time.js';
import { UTC } from './temporal/zone.js';
import {
  FeelCallable,
  FeelRange,
  entryOf,
  isContext,
  isList,
  kindOf,
  type FeelKind,
  type FeelValue,
} from './values.js';

/** A type of DMN: basic, structured, or an item definition with its constraint. */
export type FeelType =
  | { readonly kind: 'any' }
  | { readonly kind: 'never' }
  | { readonly kind: 'basic'; readonly of: FeelKind }
  | { readonly kind: 'list'; readonly of: FeelType }
  | { readonly kind: 'range'; readonly of: FeelType }
  | { readonly kind: 'context'; readonly entries: readonly (readonly [string, FeelType])[] }
  | { readonly kind: 'function'; readonly parameters: readonly FeelType[] | null; readonly result: FeelType }
  | { readonly kind: 'constrained'; readonly of: FeelType; readonly allows: (value: FeelValue) => boolean };

/** Looks up the item definition of a model by its name. */
export type TypeLookup = (name: string) => FeelType | undefined;

export const ANY: FeelType = { kind: 'any' };

const names: Readonly<Record<string, FeelType>> = Object.freeze({
  any: ANY,
  null: basic('null'),
  number: basic('number'),
  string: basic('string'),
  boolean: basic('boolean'),
  date: basic('date'),
  time: basic('time'),
  datetime: basic('date and time'),
  dateandtime: basic('date and time'),
  daytimeduration: basic('days and time duration'),
  daysandtimeduration: basic('days and time duration'),
  yearmonthduration: basic('years and months duration'),
  yearsandmonthsduration: basic('years and months duration'),
  list: { kind: 'list', of: ANY },
  context: basic('context'),
  function: { kind: 'function', parameters: null, result: ANY },
  range: { kind: 'range', of: ANY },
} satisfies Record<string, FeelType>);

function basic(of: FeelKind): FeelType {
  return { kind: 'basic', of };
}

/** The type a name stands for: one of FEEL (`feel:` in front or not), else an item definition. */
export function typeNamed(name: string, lookup: TypeLookup = () => undefined): FeelType | undefined {
  const defined = lookup(name);
  if (defined !== undefined) return defined;
  const key = name
    .replace(/^feel[:.]/, '')
    .replace(/\s+/g, '')
    .toLowerCase();
  return Object.hasOwn(names, key) ? names[key] : undefined;
}

/** `value instance of type` (DMN 1.3, 10.3.2.9). Null is an instance of no type but `Null`. */
export function isInstance(value: FeelValue, type: FeelType): boolean {
  switch (type.kind) {
    case 'any':
      return value !== null;
    case 'never':
      return false;
    case 'basic':
      return kindOf(value) === type.of;
    case 'list':
      return isList(value) && (type.of.kind === 'any' || value.every((each) => conforms(each, type.of)));
    case 'range':
      return (
        value instanceof FeelRange &&
        (value.start === undefined || conforms(value.start, type.of)) &&
        (value.end === undefined || conforms(value.end, type.of))
      );
    case 'context':
      return (
        isContext(value) &&
        type.entries.every(([name, entry]) => {
          const given = entryOf(value, name);
          return given !== undefined && conforms(given, entry);
        })
      );
    case 'function':
      return value instanceof FeelCallable && functionConforms(value, type);
    case 'constrained':
      return isInstance(value, type.of);
  }
}

/** As `isInstance`, but null belongs to every type, as values of DMN may be absent. */
function conforms(value: FeelValue, type: FeelType): boolean {
  return value === null || isInstance(value, type);
}

/** Whether a value is one of the type and what its constraints allow; null always is. */
function isAllowed(value: FeelValue, type: FeelType): boolean {
  if (value === null) return true;
  switch (type.kind) {
    case 'constrained':
      return isAllowed(value, type.of) && type.allows(value);
    case 'list':
      return isList(value) && value.every((each) => isAllowed(each, type.of));
    case 'context':
      return (
        isInstance(value, type) &&
        type.entries.every(([name, entry]) => isContext(value) && isAllowed(entryOf(value, name) ?? null, entry))
      );
    default:
      return isInstance(value, type);
  }
}

function functionConforms(value: FeelCallable, type: Extract<FeelType, { kind: 'function' }>): boolean {
  if (type.parameters === null) return true;
  const given = value.types;
  if (given === undefined) return true;
  if (given.parameters.length !== type.parameters.length) return false;
  // Parameters may be wider than asked for, the result may be narrower.
  return (
    type.parameters.every((wanted, index) => isSubtype(wanted, given.parameters[index] ?? ANY)) &&
    isSubtype(given.result, type.result)
  );
}

/** Whether every value of `narrow` is a value of `wide`, by structure. */
export function isSubtype(narrow: FeelType, wide: FeelType): boolean {
  if (wide.kind === 'any') return true;
  if (narrow.kind === 'constrained') return isSubtype(narrow.of, wide);
  if (wide.kind === 'constrained') return isSubtype(narrow, wide.of);
  if (narrow.kind === 'basic') return narrow.of === 'null' || (wide.kind === 'basic' && wide.of === narrow.of);
  if (narrow.kind === 'list' && wide.kind === 'list') return isSubtype(narrow.of, wide.of);
  if (narrow.kind === 'range' && wide.kind === 'range') return isSubtype(narrow.of, wide.of);
  if (narrow.kind === 'context') {
    if (wide.kind === 'basic') return wide.of === 'context';
    if (wide.kind !== 'context') return false;
    return wide.entries.every(([name, type]) =>
      narrow.entries.some(([other, given]) => other === name && isSubtype(given, type)),
    );
  }
  if (narrow.kind === 'function' && wide.kind === 'function') {
    if (wide.parameters === null) return true;
    const given = narrow.parameters;
    return (
      given?.length === wide.parameters.length &&
      wide.parameters.every((type, index) => isSubtype(type, given[index] ?? ANY)) &&
      isSubtype(narrow.result, wide.result)
    );
  }
  return false;
}

/**
 * The implicit conversions of DMN 1.3, 10.3.2.9.4: a value becomes a list of one, a list of one its value, a date
 * midnight UTC; what does not conform after that becomes null.
 */
export function coerce(value: FeelValue, type: FeelType): FeelValue {
  if (value === null || type.kind === 'any') return value;
  if (isAllowed(value, type)) return value;
  if (value instanceof FeelDate && baseOf(type) === 'date and time') {
    const instant: FeelDateTime = midnight(value, UTC);
    return isAllowed(instant, type) ? instant : null;
  }
  const wrapped = type.kind === 'constrained' ? type.of : type;
  if (wrapped.kind === 'list' && !isList(value)) {
    return isAllowed([value], type) ? [value] : null;
  }
  const only = isList(value) && value.length === 1 && wrapped.kind !== 'list' ? (value[0] ?? null) : null;
  return isAllowed(only, type) ? only : null;
}

function baseOf(type: FeelType): FeelKind | undefined {
  if (type.kind === 'constrained') return baseOf(type.of);
  return type.kind === 'basic' ? type.of : undefined;
}
