import { getMetadataArgsStorage } from 'typeorm';
import { columnsOf, decode, encode, type ColumnMapping } from './columns.js';
import { quote } from './dialect.js';

/** An entity class as a table for hand-written multi-row SQL: same column helpers, same conversions as TypeORM. */
export class Table<R extends object> {
  readonly name: string;
  readonly columns: readonly ColumnMapping[];
  private readonly byProperty: ReadonlyMap<string, ColumnMapping>;

  /** @throws Error when the class has no `@Entity('name')` or no column made by the helpers of `columns.ts`. */
  constructor(readonly entity: new () => R) {
    const name = getMetadataArgsStorage().tables.find((table) => table.target === entity)?.name;
    this.columns = columnsOf(entity);
    if (name === undefined || this.columns.length === 0)
      throw new Error(`${entity.name} is not an entity with a table name and portable columns`);
    this.name = name;
    this.byProperty = new Map(this.columns.map((one) => [one.property, one]));
  }

  column(property: string): ColumnMapping {
    const found = this.byProperty.get(property);
    if (found === undefined) throw new Error(`${this.name} has no column for ${property}`);
    return found;
  }

  /** Column list of a SELECT, in order of `columns`. */
  list(alias: string): string {
    return this.columns.map((one) => `${alias}.${quote(one.column)} AS ${quote(one.column)}`).join(', ');
  }

  values(row: R): unknown[] {
    return this.columns.map((one) => encode(one.kind, row[one.property as keyof R]));
  }

  read(raw: Readonly<Record<string, unknown>>): R {
    const row: Record<string, unknown> = {};
    for (const one of this.columns) row[one.property] = decode(one.kind, raw[one.column]);
    return row as R;
  }
}
