import { describe, expect, it } from '@jest/globals';
import { toProblem } from './problem.filter.js';

const thrown = (parts: object): Error => Object.assign(new Error('failed'), parts);

describe('errors of the storage', () => {
  it.each([
    ['a full file of libsql', thrown({ code: 'SQLITE_FULL' }), 'STORAGE_FULL'],
    ['a full table of MariaDB', thrown({ code: 'ER_RECORD_FILE_FULL', errno: 1114 }), 'STORAGE_FULL'],
    ['a full disk under a query', thrown({ driverError: thrown({ errno: 1021 }) }), 'STORAGE_FULL'],
    ['a full disk in a nested unit', thrown({ cause: thrown({ code: 'ENOSPC' }) }), 'STORAGE_FULL'],
    ['a disk that does not read', thrown({ code: 'SQLITE_IOERR_READ' }), 'STORAGE_FAILING'],
    ['a server that is away', thrown({ code: 'ECONNREFUSED', fatal: true }), 'STORAGE_FAILING'],
  ])('given %s, then it is a 503 with its name', (_, error, code) => {
    expect(toProblem(error)).toMatchObject({ status: 503, code, retryAfter: 30 });
  });

  it.each([
    ['a value that is there already', thrown({ code: 'SQLITE_CONSTRAINT_UNIQUE' })],
    ['a mail server that is away', thrown({ code: 'ECONNREFUSED' })],
    ['a wrong statement', thrown({ errno: 1064 })],
    ['a circle of causes', circle()],
  ])('given %s, then it is no storage problem', (_, error) => {
    expect(toProblem(error)).toMatchObject({ status: 500, code: 'INTERNAL' });
  });
});

function circle(): Error {
  const error = new Error('round');
  error.cause = error;
  return error;
}
