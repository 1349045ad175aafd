import { describe, expect, it } from '@jest/globals';
import type { ProblemDetail } from '@pledge/runtime';
import { z } from 'zod';
import { check } from './validation.js';

const schema = z.strictObject({ title: z.string().min(1), count: z.number(), tags: z.array(z.string()).optional() });

describe('what is wrong with a field', () => {
  const told = (value: unknown): Record<string, unknown> => {
    const errors: ProblemDetail[] = [];
    check(schema, value, errors);
    return Object.fromEntries(errors.map(({ field, message }) => [field, message]));
  };

  it('is told as missing, not as a type, when it is not there', () => {
    expect(told({})).toEqual({
      title: { zh: '必填', en: 'is required' },
      count: { zh: '必填', en: 'is required' },
    });
  });

  it('names what it may be in plain words', () => {
    expect(told({ title: 1, count: '2', tags: 'a' })).toEqual({
      title: { zh: '应为文字', en: 'must be text' },
      count: { zh: '应为数字', en: 'must be a number' },
      tags: { zh: '应为列表', en: 'must be a list' },
    });
  });

  it('leaves the rest to the library', () => {
    const { title, extra } = told({ title: '', count: 1, extra: true }) as Record<string, { zh: string; en: string }>;
    expect(title?.zh).toContain('1');
    expect(extra?.en).toContain('extra');
  });
});
