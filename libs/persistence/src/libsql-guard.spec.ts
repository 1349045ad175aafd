import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SafeLibsql } from './libsql-guard.js';

describe('libsql guard', () => {
  let folder: string;
  let db: SafeLibsql;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pledge-guard-'));
    db = new SafeLibsql(join(folder, 'guard.db'), {});
    db.exec('CREATE TABLE t (v)');
  });
  afterEach(() => {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const roundTrip = (value: unknown): unknown => {
    db.prepare('INSERT INTO t (v) VALUES (?)').run(value);
    return db
      .prepare('SELECT v FROM t')
      .all()
      .map((row) => row.v)
      .at(-1);
  };

  it.each([
    ['a boolean', true, 1],
    ['false', false, 0],
    ['undefined', undefined, null],
    ['null alone', null, null],
    ['an instant', 1_790_000_000_123, 1_790_000_000_123],
    ['the largest safe number', Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
    ['a fraction', 0.25, 0.25],
    ['Chinese text', '保证 🔧', '保证 🔧'],
    ['a bigint', 12n, 12],
  ])('given %s, when bound and read back, then it is the stored value', (_, value, stored) => {
    expect(roundTrip(value)).toBe(stored);
  });

  it('given a Buffer as the only parameter, when bound and read back, then it is a Buffer with the same bytes', () => {
    const back = roundTrip(Buffer.from([0, 1, 255]));
    expect(Buffer.isBuffer(back)).toBe(true);
    expect(back).toEqual(Buffer.from([0, 1, 255]));
  });

  it.each([
    ['a Date', new Date(0)],
    ['an object', { a: 1 }],
    ['an array', [1]],
    ['a function', () => 1],
    ['a symbol', Symbol('s')],
    ['NaN', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
  ])('given %s, when bound, then it is an error that can be caught and the connection goes on', (_, value) => {
    expect(() => db.prepare('INSERT INTO t (v) VALUES (?)').run(value)).toThrow(TypeError);
    expect(() => db.prepare('SELECT ? AS v').all(value)).toThrow(TypeError);
    expect(roundTrip('still alive')).toBe('still alive');
  });

  it('given a transaction, when TypeORM begins it, then the write lock is taken at once', () => {
    const other = new SafeLibsql(join(folder, 'guard.db'), { timeout: 1 });
    db.prepare('BEGIN TRANSACTION').run();
    expect(() => other.prepare('INSERT INTO t (v) VALUES (1)').run()).toThrow(/locked/);
    db.prepare('COMMIT').run();
    other.prepare('INSERT INTO t (v) VALUES (1)').run();
    other.close();
  });
});
