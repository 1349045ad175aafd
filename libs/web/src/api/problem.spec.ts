import { describe, expect, it } from '@jest/globals';
import { problemFrom } from './problem.js';

describe('problem documents', () => {
  it('given RFC 9457 with fields, when read, then code, sentence and fields are there', () => {
    const problem = problemFrom(422, {
      status: 422,
      code: 'FORM_INVALID',
      title: '表单有误',
      detail: '请检查标出的内容',
      errors: [{ field: 'variables.notes', message: '请填写' }],
      caseNumber: 'GD-2026-0001',
    });
    expect(problem.code).toBe('FORM_INVALID');
    expect(problem.message).toBe('请检查标出的内容');
    expect(problem.errors).toEqual([{ path: 'variables.notes', message: '请填写' }]);
    expect(problem.extra['caseNumber']).toBe('GD-2026-0001');
  });
  it('given something else, when read, then the status still names it', () => {
    expect(problemFrom(502, '<html>').code).toBe('HTTP_502');
    expect(problemFrom(500, { errors: 'no list' }).errors).toEqual([]);
  });
});
