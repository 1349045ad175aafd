import Libsql from 'libsql';

/**
 * Between TypeORM and libsql. The native driver ends the whole process on a value it cannot bind (boolean, Date,
 * object) and takes a single Buffer or null for its parameter list; here every value is checked first, and what
 * cannot be bound is a `TypeError` that can be caught. Blobs come back as Buffers.
 */
export type Bindable = string | number | bigint | Uint8Array | null;

/** @throws TypeError for Date (instants are epoch ms, design D5), objects, functions, symbols, NaN and infinities. */
export function toBindable(value: unknown): Bindable {
  switch (typeof value) {
    case 'undefined':
      return null;
    case 'boolean':
      return value ? 1 : 0;
    case 'string':
    case 'bigint':
      return value;
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`cannot bind ${value}`);
      return value;
    case 'object':
      if (value === null) return null;
      if (value instanceof Uint8Array) return value;
      if (value instanceof Date) throw new TypeError('cannot bind a Date: instants are stored as epoch ms');
      throw new TypeError('cannot bind an object: turn it into JSON text first');
    case 'function':
    case 'symbol':
      throw new TypeError(`cannot bind a ${typeof value}`);
  }
}

interface NativeStatement {
  readonly reader: boolean;
  run(parameters: Bindable[]): { changes: number; lastInsertRowid: number | bigint };
  all(parameters: Bindable[]): Record<string, unknown>[];
}

/** The part of better-sqlite3's statement that TypeORM uses. */
export class GuardedStatement {
  constructor(private readonly native: NativeStatement) {}

  get reader(): boolean {
    return this.native.reader;
  }

  run(...parameters: unknown[]): { changes: number; lastInsertRowid: number | bigint } {
    return this.native.run(parameters.map(toBindable));
  }

  all(...parameters: unknown[]): Record<string, unknown>[] {
    return this.native.all(parameters.map(toBindable)).map(withBuffers);
  }
}

/** Given to TypeORM as the `driver` of type `better-sqlite3`. */
export class SafeLibsql {
  private readonly native: Libsql.Database;

  constructor(path: string, options: { timeout?: number }) {
    this.native = new Libsql(path, { timeout: options.timeout ?? 5000 });
  }

  prepare(sql: string): GuardedStatement {
    // TypeORM begins with a deferred transaction, which can fail as BUSY in the middle when another process writes.
    const text = sql === 'BEGIN TRANSACTION' ? 'BEGIN IMMEDIATE' : sql;
    return new GuardedStatement(this.native.prepare(text) as unknown as NativeStatement);
  }

  exec(sql: string): void {
    this.native.exec(sql);
  }

  pragma(source: string): unknown {
    return this.prepare(`PRAGMA ${source}`).all();
  }

  close(): void {
    this.native.close();
  }
}

function withBuffers(row: Record<string, unknown>): Record<string, unknown> {
  for (const [key, value] of Object.entries(row)) if (value instanceof ArrayBuffer) row[key] = Buffer.from(value);
  return row;
}
