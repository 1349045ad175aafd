import { Column, PrimaryColumn, type ValueTransformer } from 'typeorm';
import { snakeCase } from './naming.js';
import type { ColumnKind } from './schema/column-types.js';

/** One column of an entity as the portable schema knows it. */
export interface ColumnMapping {
  readonly property: string;
  readonly column: string;
  readonly kind: ColumnKind;
  readonly length: number | null;
  readonly nullable: boolean;
  readonly primary: boolean;
}
export interface ColumnOptions {
  /** Part of the primary key. */
  readonly primary?: boolean;
  readonly nullable?: boolean;
  /** Column name; without it the property in snake case. */
  readonly name?: string;
}
export interface LengthOptions extends ColumnOptions {
  /** Characters. */
  readonly length?: number;
}
export const CODE_LENGTH = 100;
export const NAME_LENGTH = 255;

const mappings = new Map<object, ColumnMapping[]>();

/** Columns that the helpers below declared on an entity class and its base classes, in order of declaration. */
export function columnsOf(entity: object): readonly ColumnMapping[] {
  const result: ColumnMapping[] = [];
  for (
    let target: object | null = entity;
    target !== null && target !== Function.prototype;
    target = Object.getPrototypeOf(target) as object | null
  ) {
    result.unshift(...(mappings.get(target) ?? []));
  }
  return result;
}

/** UUIDv7, 36 characters, compared byte by byte. */
export const IdColumn = (options: ColumnOptions = {}): PropertyDecorator => declare('id', 36, options);
/** Machine names, keys, user names, enum values: compared byte by byte (case counts). Default 100 characters. */
export const CodeColumn = (options: LengthOptions = {}): PropertyDecorator =>
  declare('code', options.length ?? CODE_LENGTH, options);
/** Names and titles that people read, one line. Default 255 characters. */
export const NameColumn = (options: LengthOptions = {}): PropertyDecorator =>
  declare('name', options.length ?? NAME_LENGTH, options);
/** Epoch ms, UTC, as a JavaScript number. */
export const InstantColumn = (options: ColumnOptions = {}): PropertyDecorator => declare('instant', null, options);
/** Whole number within ±(2^53 − 1). */
export const IntColumn = (options: ColumnOptions = {}): PropertyDecorator => declare('int', null, options);
/** Floating point. Not for money: keep amounts in cents (IntColumn). */
export const NumberColumn = (options: ColumnOptions = {}): PropertyDecorator => declare('number', null, options);
/** boolean, stored as 0 and 1. */
export const FlagColumn = (options: ColumnOptions = {}): PropertyDecorator => declare('flag', null, options);
/** Any JSON value, stored as text; null in the column is `null` in the object. */
export const JsonColumn = (options: ColumnOptions = {}): PropertyDecorator => declare('json', null, options);
/** Text of any length. */
export const LongTextColumn = (options: ColumnOptions = {}): PropertyDecorator => declare('text', null, options);
/** Bytes, as a Buffer. */
export const BlobColumn = (options: ColumnOptions = {}): PropertyDecorator => declare('blob', null, options);

/** How a value goes to and comes from the database: the same for TypeORM entities and multi-row statements. */
export function encode(kind: ColumnKind, value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (kind === 'json') return JSON.stringify(value);
  if (kind === 'flag') return value ? 1 : 0;
  return value;
}
export function decode(kind: ColumnKind, value: unknown): unknown {
  if (value === undefined || value === null) return null;
  switch (kind) {
    case 'json':
      return JSON.parse(String(value)) as unknown;
    case 'flag':
      return Number(value) !== 0;
    case 'instant':
    case 'int':
    case 'number':
      return Number(value);
    case 'id':
    case 'code':
    case 'name':
    case 'text':
      return String(value);
    case 'blob':
      return value;
  }
}

/** Types that both TypeORM drivers accept; the real column types come from the schema DSL alone. */
const TYPEORM_TYPES = {
  id: 'varchar',
  code: 'varchar',
  name: 'varchar',
  instant: 'bigint',
  int: 'bigint',
  number: 'double',
  flag: 'tinyint',
  json: 'text',
  text: 'text',
  blob: 'blob',
} as const satisfies Record<ColumnKind, string>;

function declare(kind: ColumnKind, length: number | null, options: ColumnOptions): PropertyDecorator {
  return (target, propertyKey) => {
    const property = String(propertyKey);
    const name = options.name ?? snakeCase(property);
    const nullable = options.nullable ?? false;
    const primary = options.primary ?? false;
    const list = mappings.get(target.constructor) ?? [];
    list.push({ property, column: name, kind, length, nullable, primary });
    mappings.set(target.constructor, list);
    const typed = {
      type: TYPEORM_TYPES[kind],
      name,
      ...(length === null ? {} : { length }),
      transformer: transformer(kind),
    };
    // TypeORM runs JSON conditions through the transformer too; only plain kinds may be compared with find operators.
    (primary ? PrimaryColumn(typed) : Column({ ...typed, nullable }))(target, propertyKey);
  };
}

function transformer(kind: ColumnKind): ValueTransformer {
  return {
    to: (value: unknown) => (value === undefined ? undefined : encode(kind, value)),
    from: (value: unknown) => (value === undefined ? undefined : decode(kind, value)),
  };
}
