import { BadRequestException, NotFoundException } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import { Problem } from '@pledge/runtime';
import { HttpProblem } from './http-problem.js';
import { ProblemFilter, statusOf, toProblem } from './problem.filter.js';
import { ProblemCatalogue, languageOf } from './problem-texts.js';

const catalogue = new ProblemCatalogue([
  { CASE_CLOSED: { zh: '工单 {{number}} 已关闭。', en: 'Case {{number}} is closed.' } },
]);
const filter = new ProblemFilter(catalogue);
const inLanguage = (language: string) => ({ headers: { 'accept-language': language } });

describe('problems', () => {
  it('are written in the language asked for, params filled in, field errors too', () => {
    const errors = [{ field: 'at', message: { zh: '过早', en: 'too early' } }];
    const problem = new Problem('conflict', 'CASE_CLOSED', { number: 'GD-1' }, errors);
    expect(filter.body(problem, inLanguage('en-GB,en;q=0.9'))).toEqual({
      type: 'urn:pledge:problem:CASE_CLOSED',
      title: 'Conflict',
      status: 409,
      code: 'CASE_CLOSED',
      detail: 'Case GD-1 is closed.',
      errors: [{ field: 'at', message: 'too early' }],
    });
    expect(filter.body(problem, inLanguage('zh-CN')).detail).toBe('工单 GD-1 已关闭。');
  });

  it('tell the text of the code where a field error brings no words of its own', () => {
    const problem = new Problem('conflict', 'CASE_CLOSED', { number: 'GD-1' }, [{ field: 'at' }]);
    expect(filter.body(problem, inLanguage('en')).errors).toEqual([{ field: 'at', message: 'Case GD-1 is closed.' }]);
  });

  it('without a text of their own get one of their kind that names the code', () => {
    expect(filter.body(new Problem('not-found', 'NEW_CODE'), inLanguage('en')).detail).toBe('Not found (NEW_CODE).');
  });

  it('say nothing about what nobody foresaw but a number', () => {
    const problem = toProblem(new Error('password=secret at /srv/x.ts'));
    expect(statusOf(problem)).toBe(500);
    const body = filter.body(problem, inLanguage('en'));
    expect(body.detail).toMatch(/^Internal error [0-9a-f-]{36}\./);
    expect(JSON.stringify(body)).not.toContain('secret');
  });

  it.each([
    [new NotFoundException(), 404, 'ROUTE_NOT_FOUND'],
    [Object.assign(new Error(), { type: 'entity.too.large', status: 413 }), 413, 'BODY_TOO_LARGE'],
    [Object.assign(new Error(), { type: 'entity.parse.failed', status: 400 }), 400, 'MALFORMED_JSON'],
    [new BadRequestException('Unexpected token } in JSON at position 3'), 400, 'MALFORMED_JSON'],
    [Object.assign(new Error(), { name: 'MulterError', code: 'LIMIT_FILE_SIZE' }), 413, 'BODY_TOO_LARGE'],
    [new HttpProblem(401, 'forbidden', 'UNAUTHENTICATED'), 401, 'UNAUTHENTICATED'],
    [new Problem('invalid', 'X'), 422, 'X'],
    [new Problem('too-large', 'X'), 413, 'X'],
    [new Problem('unavailable', 'X'), 503, 'X'],
    [undefined, 500, 'INTERNAL'],
  ])('%p → %i %s', (error, status, code) => {
    const problem = toProblem(error);
    expect([statusOf(problem), problem.code]).toEqual([status, code]);
  });

  it('refuse two texts for one code', () => {
    const [one, two] = [{ A: { zh: '甲', en: 'a' } }, { A: { zh: '乙', en: 'b' } }];
    expect(() => new ProblemCatalogue([one, two])).toThrow('A has two texts');
    expect(() => new ProblemCatalogue([one, { ...one }])).not.toThrow();
  });
});

describe('languageOf', () => {
  it.each([
    ['en', undefined, 'en'],
    ['zh-TW,en;q=0.5', undefined, 'zh-CN'],
    ['fr, en;q=0.4, zh;q=0.6', undefined, 'zh-CN'],
    ['fr', 'en', 'en'],
    [undefined, 'en', 'en'],
    [undefined, undefined, 'zh-CN'],
    ['*', undefined, 'zh-CN'],
  ] as const)('%s with session %s → %s', (header, session, expected) => {
    expect(languageOf(header, session)).toBe(expected);
  });
});
