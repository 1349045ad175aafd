import { describe, expect, it } from '@jest/globals';
import { joined } from './joined.js';

describe('joined', () => {
  it.each([
    ['zh-CN', ['张伟', '王强', '李敏'], '张伟、王强、李敏'],
    ['en', ['GD-2026-0001', 'GD-2026-0002', 'GD-2026-0003'], 'GD-2026-0001, GD-2026-0002, GD-2026-0003'],
    ['en', ['one', 'two'], 'one, two'],
    ['zh-CN', ['一', '二'], '一、二'],
    ['en', ['one'], 'one'],
    ['en', [], ''],
  ] as const)('given %s, when %j is written as a list, then it is %s', (language, items, text) => {
    expect(joined(items, language)).toBe(text);
  });
});
